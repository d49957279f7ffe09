//! The browser's JSON parser.

use enrollment::wire::Json;
use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Deeper than anything that is read.
const DEEPEST: u8 = 16;

/// The value that a text holds; `None` when it is no JSON, or nested beyond what anybody reads.
pub(super) fn parse(text: &str) -> Option<Json> {
    value(&JSON::parse(text).ok()?, DEEPEST)
}

fn value(js: &JsValue, depth: u8) -> Option<Json> {
    if js.is_null() {
        return Some(Json::Null);
    }
    if let Some(truth) = js.as_bool() {
        return Some(Json::Truth(truth));
    }
    if let Some(text) = js.as_string() {
        return Some(Json::Text(text));
    }
    if let Some(number) = js.as_f64() {
        return Some(of_number(number));
    }
    let depth = depth.checked_sub(1)?;
    if let Some(items) = js.dyn_ref::<Array>() {
        let items = items.iter().map(|item| value(&item, depth));
        return items.collect::<Option<_>>().map(Json::Array);
    }
    let entries = Object::entries(js.unchecked_ref());
    let members = entries.iter().map(|entry| {
        let entry: &Array = entry.unchecked_ref();
        Some((entry.get(0).as_string()?, value(&entry.get(1), depth)?))
    });
    members.collect::<Option<_>>().map(Json::Object)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "what does not survive the way there and back is no integer"
)]
fn of_number(number: f64) -> Json {
    let integer = number as i64;
    if integer as f64 == number {
        Json::Integer(integer)
    } else {
        Json::OtherNumber
    }
}
