//! Slips of the keyboard in the domains of well-known mailbox providers.

use crate::domain::{Country, text::Words};

/// The well-known domain that is one slip away from `typed`; `None` when that is well-known itself.
pub(super) fn meant(typed: &str) -> Option<&'static str> {
    let mut meant = None;
    for known in Words::of(WELL_KNOWN) {
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
    let (mut left, mut right) = (typed.as_bytes(), known.as_bytes());
    while let ([a, after @ ..], [b, rest @ ..]) = (left, right)
        && a == b
    {
        (left, right) = (after, rest);
    }
    let start = known.len() - right.len();
    while let ([before @ .., a], [rest @ .., b]) = (left, right)
        && a == b
    {
        (left, right) = (before, rest);
    }
    let swapped = matches!((left, right), ([a, b], [c, d]) if a == d && b == c);
    let changed = left.len() < 2 && right.len() < 2;
    let name = known.bytes().take_while(|byte| *byte != b'.').count();
    if start <= name {
        swapped || (changed && name > 4)
    } else {
        (swapped || changed) && !(is_of_country(typed) && is_of_country(known))
    }
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
