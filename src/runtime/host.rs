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

    /// The page's `fetch` with a deadline; what only reads is broken off with the widget too. The promise of an answer's text; in milliseconds
    /// by the device's monotonic and its wall clock, when it was asked for; as soon as it is there, when it came, and the response.
    #[wasm_bindgen(method)]
    pub fn fetch(
        this: &Host,
        url: &str,
        init: &web_sys::RequestInit,
        is_read: bool,
    ) -> js_sys::Array;

    /// The same, of a question that was asked before the widget was there: once, and not to another question.
    #[wasm_bindgen(method)]
    pub fn ahead(this: &Host, question: &str) -> Option<js_sys::Array>;
}
