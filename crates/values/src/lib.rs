//! Judges single values for a page's own form.
//!
//! It is a WebAssembly of its own, downloaded by who calls `validate()`, and needs nothing of the browser: a text is written where
//! [`room`] says, and another one is read at [`answer`]. `embed/values.js` is the other end of that.

mod panic;
mod verdict;

use std::cell::RefCell;

use texts::Texts;

/// Half the size of the standard library's for wasm32, and made for a single thread as it is.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// What the page and this instance speak through.
struct Desk {
    /// The words of the one language of this instance, once they are there.
    texts: Option<&'static Texts>,
    /// What the page writes, then what it reads.
    text: Vec<u8>,
}

thread_local! {
    static DESK: RefCell<Desk> = const { RefCell::new(Desk { texts: None, text: Vec::new() }) };
}

/// Makes room for a text of this many bytes of UTF-8 and says where.
#[expect(
    unsafe_code,
    reason = "the page calls it by its name, which nothing else here has"
)]
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    DESK.with_borrow_mut(|desk| {
        desk.text = vec![0; length];
        desk.text.as_mut_ptr()
    })
}

/// Takes what was written for the texts of a language, as their file has them. False when they are not of this version.
#[expect(
    unsafe_code,
    reason = "the page calls it by its name, which nothing else here has"
)]
#[unsafe(no_mangle)]
pub extern "C" fn learn() -> bool {
    panic::say_nothing();
    DESK.with_borrow_mut(|desk| {
        let file = String::from_utf8(std::mem::take(&mut desk.text));
        desk.texts = file.ok().and_then(Texts::unpack);
        desk.texts.is_some()
    })
}

/// Judges what was written and says how long the answer is: the verdict as JSON, or else a sentence about the first thing that is not understood.
///
/// It is written as lines: the kind, and the options `type`, `country`, `on` and `minimumAge`, each of them empty when it is not given, and
/// `directDebit`, empty for no; all the rest is the value.
#[expect(
    unsafe_code,
    reason = "the page calls it by its name, which nothing else here has"
)]
#[unsafe(no_mangle)]
pub extern "C" fn judge() -> usize {
    DESK.with_borrow_mut(|desk| {
        let request = String::from_utf8(std::mem::take(&mut desk.text)).unwrap_or_default();
        let answer = match desk.texts {
            Some(texts) => verdict::judged(&request, texts).unwrap_or_else(String::from),
            None => "validate: there are no texts".to_owned(),
        };
        desk.text = answer.into_bytes();
        desk.text.len()
    })
}

/// Where the answer is, until the next call.
#[expect(
    unsafe_code,
    reason = "the page calls it by its name, which nothing else here has"
)]
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    DESK.with_borrow(|desk| desk.text.as_ptr())
}
