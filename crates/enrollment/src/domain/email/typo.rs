//! Slips of the keyboard in the domains of well-known mailbox providers.

use crate::domain::Country;

/// The well-known domain that is one slip away from `typed`; `None` when that is well-known itself.
pub(super) fn meant(typed: &str) -> Option<&'static str> {
    let mut meant = None;
    for known in WELL_KNOWN.split_whitespace() {
        if known == typed {
            return None;
        }
        if meant.is_none() && is_slip(typed, known) {
            meant = Some(known);
        }
    }
    meant
}

/// Whether one character more, less or another, or two neighbours swapped, makes `typed` of `known`.
///
/// A name of four letters or fewer is one slip away from names that others have: there only a swap counts. So is the
/// ending of a country, from those of other countries: there nothing counts.
fn is_slip(typed: &str, known: &str) -> bool {
    let pairs = typed.bytes().zip(known.bytes());
    let start = pairs.take_while(|(a, b)| a == b).count();
    let (left, right) = (from(start, typed), from(start, known));
    let swapped = match (left, right) {
        ([a, b, left @ ..], [c, d, right @ ..]) => a == d && b == c && left == right,
        _ => false,
    };
    let (left_tail, right_tail) = (from(start + 1, typed), from(start + 1, known));
    let changed = left_tail == right_tail || left_tail == right || left == right_tail;
    let name = known.split('.').next().unwrap_or_default().len();
    if start <= name {
        swapped || (changed && name > 4)
    } else {
        (swapped || changed) && !(is_of_country(typed) && is_of_country(known))
    }
}

fn from(start: usize, text: &str) -> &[u8] {
    text.as_bytes().get(start..).unwrap_or_default()
}

fn is_of_country(domain: &str) -> bool {
    let ending = domain.len().checked_sub(3).and_then(|at| domain.get(at..));
    match ending.and_then(|ending| ending.strip_prefix('.')) {
        Some(code) => matches!(code, "eu" | "uk") || code.parse::<Country>().is_ok(),
        None => false,
    }
}

/// Providers of mailboxes, the most used first: worldwide, then for France, Germany, Austria, Switzerland, Belgium, the
/// Netherlands, Spain, Italy, Portugal, Luxembourg, Ireland and Britain. Some are here because their names are alike, so
/// that none is taken for a slip of another.
const WELL_KNOWN: &str = include_str!("well_known.txt");
