//! What a WebAssembly weighs before it reads a single value: a widget has all of that anyway.

mod common;

/// The length of what becomes of the text.
#[expect(unsafe_code, reason = "an export is reached by its name")]
#[unsafe(no_mangle)]
extern "C" fn weigh() -> usize {
    common::anyway(&common::take())
}
