//! The end of an instance: a panic kills it for every element of the page, and somebody has to be told.

use std::cell::RefCell;

thread_local! {
    static CALLBACK: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Calls `callback` when this instance panics, in place of Rust's own hook, whose message could carry what a person typed.
pub(crate) fn on_panic(callback: js_sys::Function) {
    CALLBACK.with(|slot| slot.replace(Some(callback)));
    std::panic::set_hook(Box::new(|_| end()));
}

/// Tells the page. `cargo xtask build` has every panic end here at once, without a message being put together.
#[inline(never)]
fn end() {
    let callback =
        CALLBACK.with(|slot| slot.try_borrow_mut().ok().and_then(|mut slot| slot.take()));
    if let Some(callback) = callback {
        let _ = callback.call0(&wasm_bindgen::JsValue::UNDEFINED);
    }
}
