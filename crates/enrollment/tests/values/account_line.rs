//! The caret of an IBAN that is typed, against a model of what a browser does to a plain input.

use enrollment::account_line::{AccountLine, Deletion, Shown};

/// Accounts of every length that there is, and of halves.
fn accounts() -> impl Iterator<Item = String> {
    let signs = "FR7630006000011234567890189ABCDEFGHIJKLMNOP";
    [0, 1, 3, 4, 5, 8]
        .into_iter()
        .chain(15..=34)
        .map(|length| signs[..length].to_owned())
}

fn grouped(significant: &str) -> String {
    let signs: Vec<char> = significant.chars().collect();
    let groups: Vec<String> = signs
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| *c != ' ').collect()
}

fn shown(text: &str, caret: usize) -> Shown {
    Shown {
        text: text.to_owned().into(),
        from: caret,
        to: caret,
    }
}

/// The text and the significant characters before its caret.
fn state(shown: &Shown) -> (String, usize) {
    assert_eq!(shown.from, shown.to);
    let text = shown.text.reveal();
    (text.clone(), compact(&text[..shown.from]).len())
}

/// An input that holds an account, with its caret at a place.
fn held(account: &str, caret: usize) -> (AccountLine, String) {
    let mut line = AccountLine::filled(account);
    line.select(caret, caret);
    (line, grouped(account))
}

#[test]
fn the_caret_stays_behind_what_was_put_in() {
    for account in accounts() {
        for caret in 0..=grouped(&account).len() {
            for put in [
                "7",
                "7X",
                "7 X-1",
                "7X12.34 5",
                "FR76 3000 6000 0112 3456 7890 189",
            ] {
                let (mut line, text) = held(&account, caret);
                let raw = [&text[..caret], put, &text[caret..]].concat();
                let left = shown(&raw, caret + put.len());
                let before = compact(&text[..caret]);
                let put: String = put.chars().filter(char::is_ascii_alphanumeric).collect();
                let wanted = [&*before, &put, &compact(&text[caret..])].concat();
                let after = state(line.edited(&left, None));
                assert_eq!(
                    after,
                    (grouped(&wanted), before.len() + put.len()),
                    "{text:?} at {caret}"
                );
            }
        }
    }
}

#[test]
fn a_key_that_deletes_takes_a_character_at_a_gap_too() {
    for account in accounts() {
        for caret in 0..=grouped(&account).len() {
            for deletion in [Deletion::Backward, Deletion::Forward] {
                let (mut line, text) = held(&account, caret);
                let taken = match deletion {
                    Deletion::Backward => caret.checked_sub(1),
                    Deletion::Forward => Some(caret).filter(|caret| *caret < text.len()),
                };
                let Some(taken) = taken else { continue };
                let raw = [&text[..taken], &text[taken + 1..]].concat();
                let kept = compact(&text[..caret]).len();
                let (place, wanted) = match deletion {
                    Deletion::Backward => (kept - 1, kept - 1),
                    Deletion::Forward => (kept, kept),
                };
                let mut rest = account.clone();
                rest.remove(place);
                let after = state(line.edited(&shown(&raw, taken), Some(deletion)));
                assert_eq!(
                    after,
                    (grouped(&rest), wanted),
                    "{text:?} at {caret}, {deletion:?}"
                );
            }
        }
    }
}

#[test]
fn a_key_that_deletes_a_gap_which_was_selected_takes_nothing_else() {
    for account in accounts() {
        let text = grouped(&account);
        for (gap, _) in text.match_indices(' ') {
            for deletion in [Deletion::Backward, Deletion::Forward] {
                let (mut line, _) = held(&account, gap);
                line.select(gap, gap + 1);
                let raw = [&text[..gap], &text[gap + 1..]].concat();
                let after = state(line.edited(&shown(&raw, gap), Some(deletion)));
                let before = compact(&text[..gap]).len();
                assert_eq!(after, (text.clone(), before), "{text:?} at {gap}");
            }
        }
    }
}

#[test]
fn a_selection_that_goes_leaves_the_caret_in_its_place() {
    for account in accounts() {
        let text = grouped(&account);
        for from in 0..=text.len() {
            for to in from + 1..=text.len() {
                let (mut line, _) = held(&account, from);
                let raw = [&text[..from], &text[to..]].concat();
                let (before, after) = (compact(&text[..from]), compact(&text[to..]));
                let wanted = [&*before, &after].concat();
                let found = state(line.edited(&shown(&raw, from), None));
                assert_eq!(
                    found,
                    (grouped(&wanted), before.len()),
                    "{text:?} {from}..{to}"
                );
            }
        }
    }
}

#[test]
fn edits_are_undone_and_done_again_one_by_one() {
    let mut line = AccountLine::default();
    for (raw, caret) in [("F", 1), ("FR", 2), ("FR7", 3), ("FR76", 4), ("FR763", 5)] {
        line.select(caret - 1, caret - 1);
        line.edited(&shown(raw, caret), None);
    }
    assert_eq!(state(line.shown()), ("FR76 3".into(), 5));
    line.select(1, 1);
    line.edited(&shown("FXR76 3", 2), None);
    assert_eq!(state(line.undo()), ("FR76 3".into(), 1));
    assert_eq!(state(line.undo()), ("FR76".into(), 4));
    assert_eq!(state(line.redo()).0, "FR76 3");
    assert_eq!(state(line.redo()).0, "FXR7 63");
    assert_eq!(state(line.redo()).0, "FXR7 63", "there is no more");
    for _ in 0..10 {
        line.undo();
    }
    assert_eq!(state(line.shown()), (String::new(), 0));
    line.edited(&shown("D", 1), None);
    assert_eq!(
        state(line.redo()).0,
        "D",
        "what was undone is gone once something else is typed"
    );
}

#[test]
fn a_long_history_forgets_its_beginning_and_nothing_else() {
    let mut line = AccountLine::default();
    let mut typed = String::new();
    for _ in 0..1_000 {
        typed.push('7');
        line.edited(&shown(&typed, typed.len()), None);
    }
    assert_eq!(compact(&state(line.shown()).0), typed);
    for _ in 0..2_000 {
        line.undo();
    }
    assert_eq!(state(line.shown()).1, 800);
}

#[test]
fn what_was_filled_in_cannot_be_undone() {
    let mut line = AccountLine::filled("fr7630006000011234567890189");
    assert_eq!(
        state(line.undo()),
        ("FR76 3000 6000 0112 3456 7890 189".into(), 27)
    );
}

#[test]
fn places_are_counted_as_browsers_count_them() {
    let mut line = AccountLine::default();
    let after = line.edited(&shown("FR😀76 3", 5), None).clone();
    assert_eq!((after.text.reveal().as_str(), after.from), ("FR😀7 63", 5));
    let mut line = AccountLine::filled("FR76");
    let after = line.edited(&shown("IBAN: ｆｒ７６", 10), None).clone();
    assert_eq!((after.text.reveal().as_str(), after.from), ("FR76", 4));
    // A caret within a pair of surrogates, or beyond the end, is nowhere: it goes to a place that there is.
    let after = line.edited(&shown("😀F", 1), None).clone();
    assert_eq!(after.from, 0);
    assert_eq!(line.edited(&shown("FR", 99), None).from, 2);
}
