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

    /// What breaks a call off after so many milliseconds, and a read as soon as the widget is taken off the page.
    #[wasm_bindgen(method)]
    pub fn signal(this: &Host, deadline: u32, is_read: bool) -> web_sys::AbortSignal;

    /// A session token; another one when the last was refused.
    #[wasm_bindgen(method)]
    pub fn session(this: &Host, refused: bool) -> js_sys::Promise;
}
