//! Names of countries, amounts and times, as the browser writes them.

use enrollment::{domain::Country, flow::Currency, time::Timestamp};
use js_sys::{Array, Function, Intl, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::bare::bare;

/// The name and the code of one of [`countries`].
pub(crate) fn parts(pair: &str) -> (&str, &str) {
    pair.split_once('\t').unwrap_or_default()
}

/// The name of the country with this alpha-2 code. The browser takes its time for it.
pub(crate) fn country(language: &str, alpha2: &str) -> String {
    let named = display_names(language).and_then(|names| name_of(&names, alpha2));
    named.unwrap_or_else(|| alpha2.into())
}

/// All countries, each a text of its name in the language, a tab and its alpha-3 code, sorted by the browser as readers of the language
/// expect: a tab is lower than any letter.
pub(crate) fn countries(language: &str) -> Array {
    let names = display_names(language);
    let pairs = Array::new();
    for country in Country::all() {
        let alpha2 = country.alpha2();
        let name = names.as_ref().and_then(|names| name_of(names, alpha2));
        let name = name.unwrap_or_else(|| alpha2.into());
        pairs.push(&[&name, "\t", country.alpha3()].concat().into());
    }
    let compare = Intl::Collator::new(&locales(language), &bare()).compare();
    let sort: Option<Function> = Reflect::get(&pairs, &"sort".into())
        .ok()
        .and_then(|sort| sort.dyn_into().ok());
    if let Some(sort) = sort {
        let _ = sort.call1(&pairs, &compare);
    }
    pairs
}

/// An amount of cents with its currency.
pub(crate) fn money(language: &str, cents: u64, currency: Currency) -> String {
    let options = bare();
    let _ = Reflect::set(&options, &"style".into(), &"currency".into());
    let _ = Reflect::set(&options, &"currency".into(), &currency.as_str().into());
    let format = Intl::NumberFormat::new(&locales(language), &options).format();
    #[expect(
        clippy::cast_precision_loss,
        reason = "credit lines are far below 2^53 cents"
    )]
    let amount = cents as f64 / 100.0;
    let text = format.call1(&JsValue::UNDEFINED, &amount.into());
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// A day, written out.
pub(crate) fn day(language: &str, at: Timestamp) -> String {
    let options = bare();
    let _ = Reflect::set(&options, &"dateStyle".into(), &"long".into());
    let format = Intl::DateTimeFormat::new(&locales(language), &options).format();
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of the years 1 to 9999 are below 2^53"
    )]
    let text = format.call1(&JsValue::UNDEFINED, &(at.millis() as f64).into());
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

fn locales(language: &str) -> Array {
    Array::of1(&language.into())
}

fn display_names(language: &str) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DisplayNames".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = bare();
    let _ = Reflect::set(&options, &"type".into(), &"region".into());
    Reflect::construct(&constructor, &Array::of2(&locales(language), &options)).ok()
}

fn name_of(names: &JsValue, alpha2: &str) -> Option<String> {
    let of: Function = Reflect::get(names, &"of".into()).ok()?.dyn_into().ok()?;
    of.call1(names, &alpha2.into()).ok()?.as_string()
}
