//! What a text has in common with the English one: placeholders, spaces at its ends, its last mark, its length.

use crate::{Finding, Text, assert_none, found, german};

/// How many times as long as English a text may be. Fields and buttons have room for that at 320 px.
const LONGEST: usize = 2;

/// The names between braces, in alphabetical order. None where braces do not come in pairs.
fn placeholders(text: &str) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut parts = text.split('{');
    let is_closed_early = parts.next()?.contains('}');
    for part in parts {
        let (name, rest) = part.split_once('}')?;
        if rest.contains('}') {
            return None;
        }
        names.push(name);
    }
    names.sort_unstable();
    (!is_closed_early).then_some(names)
}

fn filled_otherwise(text: &Text<'_>) -> Finding {
    let Some(names) = placeholders(text.own) else {
        return Some("a brace without its other".into());
    };
    let missed = placeholders(text.english) != Some(names);
    missed.then(|| "not the same placeholders".into())
}

/// Texts with a space at an end are put together with others.
fn other_ends(text: &Text<'_>) -> Finding {
    let spaces = |text: &str| {
        [
            text.starts_with(char::is_whitespace),
            text.ends_with(char::is_whitespace),
        ]
    };
    let missed = spaces(text.english) != spaces(text.own);
    missed.then(|| "a space too many or too few at an end".into())
}

fn other_last_mark(text: &Text<'_>) -> Finding {
    let mark = |text: &str| {
        let last = text.trim_end().chars().next_back();
        last.filter(|last| ".,:;?!…".contains(*last))
    };
    let missed = mark(text.english) != mark(text.own);
    missed.then(|| "another last mark".into())
}

fn too_long(text: &Text<'_>) -> Finding {
    let [english, own] = [text.english, text.own].map(|text| text.chars().count());
    (own > english * LONGEST).then(|| format!("{own} characters in place of {english}"))
}

#[test]
fn every_text_is_filled_with_what_the_english_one_is_filled_with() {
    assert_none(&found(filled_otherwise));
}

#[test]
fn a_placeholder_that_is_missing_misspelt_or_too_many_is_found() {
    let english = "{n} of {expected}";
    for own in [
        "{n} von",
        "{n} von {erwartet}",
        "{n} von {expected}, {n}",
        "{n} von {expected",
        "{n} von expected}",
        "{n} von {expected}}",
    ] {
        assert!(filled_otherwise(&german(english, own)).is_some(), "{own}");
    }
    assert_eq!(
        filled_otherwise(&german(english, "von {expected} sind es {n}")),
        None
    );
}

#[test]
fn texts_that_are_put_together_have_the_same_spaces_between_them() {
    assert_none(&found(other_ends));
}

#[test]
fn a_space_that_is_lost_at_an_end_is_found() {
    assert!(other_ends(&german("I accept the ", "Ich akzeptiere die")).is_some());
    assert!(other_ends(&german("of it", " davon")).is_some());
    assert_eq!(other_ends(&german(" of it", " davon")), None);
}

#[test]
fn a_text_ends_with_a_mark_where_the_english_one_does() {
    assert_none(&found(other_last_mark));
}

#[test]
fn a_last_mark_that_is_missing_or_too_many_is_found() {
    for (english, own) in [
        ("Try again", "Noch einmal."),
        ("Try again.", "Noch einmal"),
        ("Is it {likely}?", "Es ist {likely}."),
        ("Used so: ", "So verwendet "),
    ] {
        assert!(other_last_mark(&german(english, own)).is_some(), "{own}");
    }
    assert_eq!(
        other_last_mark(&german("Used so: ", "So verwendet: ")),
        None
    );
}

#[test]
fn no_text_is_more_than_twice_as_long_as_in_english() {
    assert_none(&found(too_long));
}

#[test]
fn a_text_that_would_not_fit_is_found() {
    assert!(too_long(&german("VAT number", "Umsatzsteuer-Identifikationsnummer")).is_some());
    assert_eq!(too_long(&german("VAT", "UST-ID")), None);
    // In characters and not in bytes.
    assert_eq!(too_long(&german("ab", "äöüß")), None);
}
