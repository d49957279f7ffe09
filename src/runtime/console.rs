//! The developer's console.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    fn console_warn(text: &str);
}

/// Says something to the page's developer. Never a value that a person typed.
pub(crate) fn warn(text: &str) {
    console_warn(&["<defacto-enrollment> ", text].concat());
}
