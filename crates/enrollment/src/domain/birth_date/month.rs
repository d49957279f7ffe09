//! Names of months.

use crate::domain::text::{self, Words};

/// The number of the month that a name means, in any case, with or without accents, cut after three letters or more.
/// `None` when it begins names of two months, as "jui" does in French.
pub(super) fn read(typed: &str) -> Option<u16> {
    let name = text::rewrite(typed, usize::MAX, text::fold);
    if name.len() < 3 {
        return None;
    }
    let mut meant = None;
    let mut month = 1;
    let mut words = Words::of(NAMES);
    while let Some(known) = words.next() {
        if known.starts_with(name.as_str()) && meant != Some(month) {
            if meant.is_some() {
                return None;
            }
            meant = Some(month);
        }
        month += u16::from(words.ends_line);
    }
    meant
}

/// The names of the months in English, French, German (of Austria too), Spanish and Dutch, a line for each month:
/// without accents, without names that begin another, with the abbreviations that begin none.
const NAMES: &str = include_str!("months.txt");
