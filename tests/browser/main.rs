//! The widget in a real browser: one binary, a module for each component.
//!
//! The proxy is played by the page's own `fetch`; the real one is met end to end, in `tests/e2e`.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a panic is how a test fails"
)]

mod consent;
mod fetching;
mod form;
mod mounting;
mod options;
mod page;
mod speaking;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
