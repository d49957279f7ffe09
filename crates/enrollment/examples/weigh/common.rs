//! What both of them hold, so that it does not count: the way in for text, and what a widget does with texts anyway.

use std::{cell::RefCell, fmt::Write as _};

thread_local! {
    static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Appends a character: text comes in without a pointer.
#[expect(unsafe_code, reason = "an export is reached by its name")]
#[unsafe(no_mangle)]
extern "C" fn push(character: u32) {
    TEXT.with_borrow_mut(|text| text.extend(char::from_u32(character)));
}

/// What was pushed since the last time.
pub(crate) fn take() -> String {
    TEXT.take()
}

/// Trims, splits, searches, grows and prints a text: the length of what comes of it.
pub(crate) fn anyway(text: &str) -> usize {
    let mut tidy: String = text.split_whitespace().rev().collect();
    tidy.make_ascii_uppercase();
    tidy.extend(
        text.trim()
            .char_indices()
            .filter_map(|(at, c)| (at > 1).then_some(c)),
    );
    let (first, rest) = text.split_once('\n').unwrap_or_default();
    let number: usize = first.parse().unwrap_or(rest.chars().count());
    // Writing to a String does not fail.
    let _ = write!(
        tidy,
        "{number:>3}{rest:>9}{}",
        tidy.eq_ignore_ascii_case(first)
    );
    tidy.len() + rest.get(number..).map_or(0, str::len)
}
