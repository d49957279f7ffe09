//! Stands in for the crate of that name, which only leptos's server functions use.
//!
//! That one exports classes to JavaScript. Exports are kept whether or not anything calls them, so every borrower would
//! download streams that the widget never opens. Here a stream is empty.

use futures_util::{Stream, stream};
use wasm_bindgen::{JsCast, JsValue};

/// A stream of bytes between Rust and JavaScript.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// The stream that JavaScript has.
    #[must_use]
    pub const fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// A stream that has ended, whatever was to come.
    #[must_use]
    pub fn from_stream<T>(_: T) -> Self
    where
        T: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// What JavaScript takes.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> + Unpin {
        stream::empty()
    }
}
