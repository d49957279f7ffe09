//! The custom element, as the widget sees it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What the element lets the widget do.
    #[derive(Clone, Debug)]
    pub type Host;

    /// Dispatches an event whose detail is this JSON.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, event_type: &str, detail: &str);

    /// Dispatches `defacto-loan-request`; the promise of the page's answer, or `null` when it prevented the event.
    #[wasm_bindgen(method, js_name = requestLoan)]
    pub fn request_loan(this: &Host, detail: &str) -> Option<js_sys::Promise>;

    /// A session token; another one when the last was refused.
    #[wasm_bindgen(method)]
    pub fn session(this: &Host, refused: bool) -> js_sys::Promise;
}
