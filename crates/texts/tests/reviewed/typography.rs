//! Marks and spaces, as each language sets them.

use crate::{Finding, Text, assert_none, found, in_language};

const NO_BREAK: char = '\u{a0}';
/// Whatever is a quotation mark or an apostrophe somewhere, or stands for one on a keyboard.
const MARKS: &str = "\"'`´‘’‚‛“”„‟«»‹›";

/// The quotation marks of a language, and whether it writes an apostrophe.
fn marks(language: &str) -> Option<(char, char, bool)> {
    Some(match language {
        "en" | "nl" => ('“', '”', true),
        "fr" => ('«', '»', true),
        "de" => ('„', '“', false),
        "es" => ('«', '»', false),
        _ => return None,
    })
}

fn foreign_mark(text: &Text<'_>) -> Finding {
    let Some((opening, closing, apostrophe)) = marks(text.language) else {
        return Some("nobody has said which marks this language has".into());
    };
    let is_own = |mark| mark == opening || mark == closing || (apostrophe && mark == '’');
    let mut is_open = false;
    for mark in text.own.chars().filter(|mark| MARKS.contains(*mark)) {
        let is_closed = mark == '’' || is_open != (mark == opening);
        if !is_own(mark) || !is_closed {
            return Some(format!("{mark} where it does not belong"));
        }
        is_open ^= mark != '’';
    }
    is_open.then(|| format!("no {closing} for {opening}"))
}

fn wrong_space(text: &Text<'_>) -> Finding {
    let (opening, closing, _) = marks(text.language)?;
    let french = text.language == "fr";
    let letters: Vec<_> = text.own.chars().collect();
    for pair in letters.windows(2) {
        let &[first, second] = pair else { continue };
        let is_space = |letter: char| letter.is_whitespace();
        let is_wrong = if is_space(first) && is_space(second) {
            true
        } else if french && (":;?!»".contains(second) || first == '«') {
            first != NO_BREAK && second != NO_BREAK
        } else {
            is_space(first) && (".,:;?!".contains(second) || second == closing)
                || first == opening && is_space(second)
        };
        if is_wrong || (is_space(second) && ![' ', NO_BREAK].contains(&second)) {
            return Some(format!("a space that is wrong in {first:?} {second:?}"));
        }
    }
    None
}

/// What texts count, by how its names begin.
const COUNTED: [&str; 8] = [
    "ans", "año", "carac", "jaar", "Jahr", "probl", "teken", "Zeichen",
];

/// English is left out: there a line may end after the number.
fn parted_number(text: &Text<'_>) -> Finding {
    let mut spaces = text.own.match_indices(' ');
    let parted = spaces.find(|&(place, _)| {
        let (before, after) = text.own.split_at(place);
        let noun = after.trim_start();
        before.ends_with(|last: char| last == '}' || last.is_ascii_digit())
            && COUNTED.iter().any(|beginning| noun.starts_with(beginning))
    });
    parted
        .filter(|_| text.language != "en")
        .map(|_| "a number that can be parted from what it counts".into())
}

fn lone_question_mark(text: &Text<'_>) -> Finding {
    let mut is_open = false;
    for mark in text.own.chars().filter(|mark| ['¿', '?'].contains(mark)) {
        if is_open == (mark == '¿') {
            return Some(format!("{mark} without its other"));
        }
        is_open = !is_open;
    }
    is_open.then(|| "¿ without its other".into())
}

/// Spanish has two question marks; the other languages have none that is inverted.
fn wrong_question(text: &Text<'_>) -> Finding {
    match text.language {
        "es" => lone_question_mark(text),
        _ => text.own.contains('¿').then(|| "¿".into()),
    }
}

fn exclamation(text: &Text<'_>) -> Finding {
    text.own
        .contains(['!', '¡'])
        .then(|| "an exclamation".into())
}

#[test]
fn quotation_marks_are_those_of_the_language() {
    assert_none(&found(foreign_mark));
}

#[test]
fn a_mark_of_a_keyboard_or_of_another_language_is_found() {
    for (language, wrong) in [
        ("en", "The company's account"),
        ("en", "\"O\" must be a digit"),
        ("fr", "L'IBAN"),
        ("fr", "“O” doit être un chiffre"),
        ("de", "“O” muss eine Ziffer sein"),
        ("de", "„O” muss eine Ziffer sein"),
        ("de", "„O muss eine Ziffer sein"),
        ("de", "O“ muss eine Ziffer sein"),
        ("de", "So geht’s"),
        ("es", "“O” debe ser un dígito"),
        ("es", "»O« debe ser un dígito"),
        ("nl", "‘O’ moet een cijfer zijn"),
        ("nl", "zo'n nummer"),
        ("sv", "språk"),
    ] {
        assert!(
            foreign_mark(&in_language(language, wrong)).is_some(),
            "{wrong}"
        );
    }
    for (language, right) in [
        ("en", "The company’s “O” and “I”"),
        ("fr", "« O » dans l’IBAN"),
        ("de", "„O“ und „I“"),
        ("es", "«O»"),
        ("nl", "zo’n “O”"),
    ] {
        assert_eq!(foreign_mark(&in_language(language, right)), None, "{right}");
    }
}

#[test]
fn spaces_are_single_and_where_the_language_has_them() {
    assert_none(&found(wrong_space));
}

#[test]
fn a_space_that_is_doubled_missing_or_can_break_is_found() {
    for (language, wrong) in [
        ("en", "Try  again"),
        ("en", "Try \u{a0}again"),
        ("en", "Try\tagain"),
        ("en", "Try\u{2009}again"),
        ("en", "Try again ."),
        ("de", "Prüfen Sie die Länge : sie"),
        ("de", "„ O“"),
        ("es", "¿Quiere decir « O »?"),
        ("nl", "Klopt dit ?"),
        ("fr", "Vérifiez la longueur : un"),
        ("fr", "Vérifiez la longueur: un"),
        ("fr", "en France\u{a0}; rien; tout"),
        ("fr", "« O\u{a0}»"),
        ("fr", "«\u{a0}O »"),
        ("fr", "«O»"),
        ("fr", "est-ce {suggestion} ?"),
    ] {
        assert!(
            wrong_space(&in_language(language, wrong)).is_some(),
            "{wrong:?}"
        );
    }
    for (language, right) in [
        ("en", "Try again. Is it “O”?"),
        ("de", "Die Länge: „O“"),
        ("fr", "La longueur\u{a0}: est-ce «\u{a0}O\u{a0}»\u{a0}?"),
    ] {
        assert_eq!(
            wrong_space(&in_language(language, right)),
            None,
            "{right:?}"
        );
    }
}

#[test]
fn a_number_stays_with_what_it_counts() {
    assert_none(&found(parted_number));
}

#[test]
fn a_number_at_the_end_of_a_line_is_found() {
    for wrong in [
        "mindestens {n} Jahre",
        "hat {expected} Zeichen",
        "254 Zeichen",
    ] {
        assert!(
            parted_number(&in_language("de", wrong)).is_some(),
            "{wrong}"
        );
    }
    for right in [
        "{n}\u{a0}Jahre",
        "von 1 bis 12, oder",
        "27 3 1975",
        "höchstens 64 vor dem @",
    ] {
        assert_eq!(parted_number(&in_language("de", right)), None, "{right}");
    }
}

#[test]
fn a_spanish_question_is_marked_at_both_ends() {
    assert_none(&found(wrong_question));
}

#[test]
fn a_question_with_one_mark_is_found() {
    for (language, wrong) in [
        ("es", "quiere decir {suggestion}?"),
        ("es", "¿quiere decir {suggestion}"),
        ("es", "?quiere decir {suggestion}¿"),
        ("fr", "¿est-ce {suggestion}\u{a0}?"),
    ] {
        assert!(
            wrong_question(&in_language(language, wrong)).is_some(),
            "{wrong}"
        );
    }
    let right = in_language("es", "Compruébelo: ¿es «{likely}»?");
    assert_eq!(wrong_question(&right), None);
}

#[test]
fn nothing_is_exclaimed() {
    assert_none(&found(exclamation));
    assert!(exclamation(&in_language("en", "Well done!")).is_some());
}
