//! Names of countries, amounts and times, as the browser writes them.

use enrollment::{domain::Country, flow::Currency, time::Timestamp};
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::bare::bare;

/// The name of the country with this alpha-2 code. The browser takes its time for it.
pub(crate) fn country(language: &str, alpha2: &str) -> String {
    let name = Names::of(language).and_then(|names| names.name(&alpha2.into()));
    name.and_then(|name| name.as_string())
        .unwrap_or_else(|| alpha2.into())
}

/// All countries in the order of their names.
#[derive(Debug)]
pub(crate) struct Countries {
    /// Sorted by the browser as readers of the language expect.
    names: Array,
    /// The alpha-3 code by the name.
    codes: Object,
}

/// All countries. Their names stay in JavaScript: each way across takes longer than all the rest.
pub(crate) fn countries(language: &str) -> Countries {
    let known = Names::of(language);
    let (names, codes) = (Array::new(), bare());
    for country in Country::all() {
        let alpha2 = JsValue::from(country.alpha2());
        let name = known.as_ref().and_then(|names| names.name(&alpha2));
        // Two of one name would have one code.
        let name = name
            .filter(|name| member(&codes, name).is_undefined())
            .unwrap_or(alpha2);
        let _ = Reflect::set(&codes, &name, &country.alpha3().into());
        names.push(&name);
    }
    let compare = Intl::Collator::new(&locales(language), &bare()).compare();
    if let Ok(sort) = member(&names, &"sort".into()).dyn_into::<Function>() {
        let _ = sort.call1(&names, &compare);
    }
    Countries { names, codes }
}

impl Countries {
    pub(crate) fn len(&self) -> u32 {
        self.names.length()
    }

    /// The name and the alpha-3 code of one of them.
    pub(crate) fn get(&self, index: u32) -> (JsValue, JsValue) {
        let name = self.names.get(index);
        let code = member(&self.codes, &name);
        (name, code)
    }
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

/// A day, written out: in English as the British do, whose words the texts are in.
pub(crate) fn day(language: &str, at: Timestamp) -> String {
    let language = if language == "en" { "en-GB" } else { language };
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

fn member(object: &JsValue, name: &JsValue) -> JsValue {
    Reflect::get(object, name).unwrap_or_default()
}

/// The browser's names of countries.
struct Names {
    source: JsValue,
    of: Function,
}

impl Names {
    fn of(language: &str) -> Option<Self> {
        let intl = member(&js_sys::global(), &"Intl".into());
        let constructor: Function = member(&intl, &"DisplayNames".into()).dyn_into().ok()?;
        let options = bare();
        let _ = Reflect::set(&options, &"type".into(), &"region".into());
        let arguments = Array::of2(&locales(language), &options);
        let source = Reflect::construct(&constructor, &arguments).ok()?;
        let of = member(&source, &"of".into()).dyn_into().ok()?;
        Some(Self { source, of })
    }

    fn name(&self, alpha2: &JsValue) -> Option<JsValue> {
        let name = self.of.call1(&self.source, alpha2).ok()?;
        name.is_string().then_some(name)
    }
}
