//! Panics without words. Nobody reads what a panic says, since it could carry what a person typed: the instance ends, the
//! page is told, and that is all. So every way into a panic leads to that end at once, and what would have put the
//! message together is left out of the download.

use crate::process::Failure;
use crate::wasm::Module;

/// Ends the instance, and the widget's tells the page: `src/panic.rs`.
const END: &str = "::panic::end";
/// The ways into a panic, each of which never returns.
const WAYS: [&str; 15] = [
    "alloc::raw_vec::handle_error",
    "core::cell::lazy::panic_poisoned",
    "core::cell::panic_already_borrowed",
    "core::cell::panic_already_mutably_borrowed",
    "core::option::expect_failed",
    "core::option::unwrap_failed",
    "core::panicking::assert_failed_inner",
    "core::panicking::panic",
    "core::panicking::panic_bounds_check",
    "core::panicking::panic_fmt",
    "core::panicking::panic_nounwind_fmt",
    "core::result::unwrap_failed",
    "core::slice::copy_from_slice_impl::len_mismatch_fail",
    "core::slice::index::slice_index_fail",
    "std::thread::local::panic_access_error",
];

/// What panics of the standard library and of the crates in use would say. One that is not there is no loss.
const WORDS: [&str; 22] = [
    "cannot access a Thread Local Storage value during or after destruction: ",
    "attempted to take ownership of Rust value while it was borrowed",
    "null pointer passed to rust",
    "recursive use of an object detected which would lead to unsafe aliasing in rust",
    "closure invoked recursively or after being dropped",
    "Attempted to initialize thread-local while it is being dropped",
    "Once instance has previously been poisoned",
    "one-time initialization may not be performed recursively",
    "internal error: entered unreachable code",
    "The JS binding should only ever produce a valid value or the specific 'invalid' value",
    "Executor::spawn called, but no global 'spawn' function is configured.",
    "Executor::spawn_local called, but no global 'spawn_local' function is configured.",
    "called `Option::unwrap_throw()` on a `None` value",
    "called `Option::unwrap()` on a `None` value",
    "Tried to shrink to a larger capacity",
    "branch is not hit for types that cannot fit",
    "attempt to divide by zero",
    "`async fn` resumed after completion",
    "RefCell already mutably borrowed",
    "RefCell already borrowed",
    "cannot modify the panic hook from a panicking thread",
    "destination and source slices have different lengths",
];

/// The WebAssembly in which every panic goes straight to its end.
pub(super) fn without_words(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let module = Module::read(wasm)?;
    let end = end_of(&module)?;
    if module
        .index_of(|name| plain(name) == "core::panicking::panic_fmt")
        .is_none()
    {
        return Err(Failure::new(
            "panics of another kind than this Rust's: see xtask/src/slim/ends.rs",
        ));
    }
    Ok(module.ending(
        end,
        |name| WAYS.contains(&&*plain(name)),
        |data| {
            blank_places(data);
            blank_words(data);
        },
    ))
}

/// The WebAssembly in which formatting leads to the end too: the widget formats nothing, so that all that is left of it stands
/// behind panics. [`formats_nothing`] proves that.
pub(super) fn without_formatting(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let module = Module::read(wasm)?;
    let end = end_of(&module)?;
    Ok(module.ending(end, |name| formats(&plain(name)), |_| {}))
}

/// Fails where something calls formatting, in the module's text.
pub(super) fn formats_nothing(disassembly: &str) -> Result<(), Failure> {
    match formatting_call(disassembly) {
        None => Ok(()),
        Some([function, called]) => Err(Failure::new(format!(
            "`{function}` calls `{called}`, and the widget ships no formatting: write the text by hand, as with \
             `enrollment::decimal`"
        ))),
    }
}

fn end_of(module: &Module<'_>) -> Result<u64, Failure> {
    module
        .index_of(|name| plain(name).ends_with(END))
        .ok_or_else(|| Failure::new(format!("`…{END}` is not in the WebAssembly")))
}

/// Whether a function is part of the standard library's formatting, or of a type's.
fn formats(name: &str) -> bool {
    name.contains("core::fmt::")
        || name.starts_with("alloc::fmt::")
        || name.ends_with("ToString>::to_string")
}

/// A function that is neither formatting nor a panic on its way to words, and the formatting that it calls.
fn formatting_call(disassembly: &str) -> Option<[String; 2]> {
    let mut function = String::new();
    for line in disassembly.lines().map(str::trim_start) {
        if let Some(rest) = line.strip_prefix("(func $") {
            function = plain(&name_at(rest));
        } else if let Some(rest) = line.strip_prefix("(call $") {
            let called = plain(&name_at(rest));
            if formats(&called) && !formats(&function) && !function.contains("panic") {
                return Some([function, called]);
            }
        }
    }
    None
}

/// The name with which a text begins, in quotes where it holds more than letters.
fn name_at(text: &str) -> String {
    let quoted = text
        .strip_prefix('"')
        .and_then(|rest| rest.split('"').next());
    let plain = || text.split([' ', ')']).next();
    quoted.or_else(plain).unwrap_or_default().to_owned()
}

/// A name without the hashes that its crate was built with: `core[59807616e1fa2540]::panicking::panic`, or in the older
/// spelling `core::panicking::panic::h59807616e1fa2540`. wasm-bindgen has made names legible; without it they are as rustc writes them.
fn plain(name: &str) -> String {
    let name = &*format!("{:#}", rustc_demangle::demangle(name));
    let is_hash =
        |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = match name.rsplit_once("::h") {
        Some((name, hash)) if is_hash(hash) => name,
        _ => name,
    };
    let parts = name.split(['[', ']']).enumerate();
    let kept = parts.filter(|(index, part)| index % 2 == 0 || !is_hash(part));
    kept.map(|(_, part)| part).collect()
}

/// Fills the source files' paths, where panics would have come from, with zeros.
fn blank_places(data: &mut [u8]) {
    const BEGINS: [&[u8]; 4] = [b"/rustc/", b"dep/", b"crates/enrollment/src/", b"src/"];
    const LONGEST: usize = 120;
    let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    let mut at = 0;
    while let Some(rest) = data.get_mut(at..) {
        let path = rest
            .iter()
            .take(LONGEST)
            .take_while(|byte| is_path(byte))
            .count();
        let end = rest
            .get(..path)
            .filter(|path| BEGINS.iter().any(|begin| path.starts_with(begin)))
            .and_then(|path| path.windows(3).position(|part| part == b".rs"))
            .map(|place| place + 3);
        if let Some(place) = end.and_then(|end| rest.get_mut(..end)) {
            place.fill(0);
        }
        if rest.is_empty() {
            break;
        }
        at += end.unwrap_or(1);
    }
}

/// Fills what panics would say with zeros.
fn blank_words(data: &mut [u8]) {
    for words in WORDS.map(str::as_bytes) {
        while let Some(at) = data.windows(words.len()).position(|part| part == words) {
            if let Some(place) = data.get_mut(at..at + words.len()) {
                place.fill(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_whatever_its_crate_was_built_as() {
        assert_eq!(
            plain("core[59807616e1fa2540]::panicking::panic_fmt"),
            "core::panicking::panic_fmt"
        );
        assert_eq!(
            plain("core::panicking::panic::h59807616e1fa2540"),
            "core::panicking::panic"
        );
        assert_eq!(
            plain("core::panicking::panic::how"),
            "core::panicking::panic::how"
        );
    }

    #[test]
    fn what_panics_would_say_is_left_out_and_nothing_beside_it() {
        let mut data = b"beforeRefCell already borrowedafterRefCell already borrowed".to_vec();
        blank_words(&mut data);
        let nothing = [0; 24];
        assert_eq!(data, [b"before", &nothing[..], b"after", &nothing].concat());
    }

    #[test]
    fn who_formats_is_found_and_a_panic_may() {
        let text = |function: &str| {
            format!(
                "(module\n (func $\"{function}\" (param $0 i32)\n  (drop\n   (call $\"core[59807616e1fa2540]::fmt::write\"\n    (i32.const 1)\n"
            )
        };
        let found = formatting_call(&text("enrollment::path::h5980761612345678"));
        assert_eq!(found.unwrap(), ["enrollment::path", "core::fmt::write"]);
        for allowed in [
            "<u8 as core[59807616e1fa2540]::fmt::Display>::fmt",
            "<std[a543996e6e7dbf1e]::panicking::panic_handler::FormatStringPayload>::fill",
        ] {
            assert_eq!(formatting_call(&text(allowed)), None, "{allowed}");
        }
        let other = " (func $f (param i32)\n  (call $enrollment::go)\n";
        assert_eq!(formatting_call(other), None);
    }

    #[test]
    fn places_in_the_source_are_blanked_and_nothing_beside_them() {
        let mut data =
            b"cents/rustc/0123/library/core/src/str.rsdepth src/view.rssrc/ dep/a-1.0/src/lib.rs."
                .to_vec();
        blank_places(&mut data);
        let left: Vec<u8> = data.iter().copied().filter(|byte| *byte != 0).collect();
        assert_eq!(left, b"centsdepth src/ .");
    }
}
