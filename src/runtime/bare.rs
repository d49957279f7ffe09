//! Objects that say nothing but what they are told to.

use js_sys::Object;
use wasm_bindgen::{JsCast, JsValue};

/// An object without a prototype, for options: the page's `Object.prototype` may have members of any name.
pub(super) fn bare() -> Object {
    Object::create(JsValue::NULL.unchecked_ref::<Object>())
}
