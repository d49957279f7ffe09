//! Words that are never said, and English ones that were forgotten.

use std::collections::BTreeSet;

use texts::{LANGUAGES, Texts};

use crate::{Finding, Text, assert_none, english_file, found, in_language, unfilled};

/// What is said in no text of a language. Each is a list with commas of how words or phrases begin.
struct NeverSaid {
    language: &'static str,
    /// Each loan is reviewed, so none is approved, granted or guaranteed.
    promises: &'static str,
    /// A problem is what is wrong and what to do: no blame, no ceremony.
    manners: &'static str,
    /// Nothing is made up about mandates, refunds or a bank's steps.
    banking: &'static str,
    /// Whole words for people whom one knows well.
    familiar: &'static str,
}

const NEVER_SAID: [NeverSaid; 5] = [
    NeverSaid {
        language: "en",
        promises: "approv, grant, guarante",
        manners: "invalid, not valid, illegal, please, oops, sorry, unfortunately, apolog",
        banking: "mandate, refund, revok, chargeback",
        familiar: "hi, hey, folks",
    },
    NeverSaid {
        language: "fr",
        promises: "approuv, approbation, accordé, accorder, garanti, octroy, consenti",
        manners: "invalide, non valide, pas valide, incorrect, veuillez, merci de, s il vous plaît, svp, oups, désolé, pardon, excus, \
                  malheureusement",
        banking: "mandat, révo, contest",
        familiar: "tu, toi, ton, ta, tes",
    },
    NeverSaid {
        language: "de",
        promises: "genehmig, bewillig, gewähr, garant, zusage, zugesagt, zugesicher, freigegeben",
        manners: "ungültig, nicht gültig, unzulässig, bitte, hoppla, ups, entschuldig, verzeih, leider, tut uns leid",
        banking: "mandat, erstatt, widerruf, rückbuch",
        familiar: "du, dir, dich, dein, deine, deinen, deiner, euch, euer, eure",
    },
    NeverSaid {
        language: "es",
        promises: "aprob, aprueb, conced, otorg, garantiz, garantía",
        manners: "inválid, no válid, no es válid, por favor, uy, ups, sentimos, perdón, disculp, lamenta, por desgracia",
        banking: "mandato, reembols, revoc",
        familiar: "tú, tu, tus, te, ti, contigo",
    },
    NeverSaid {
        language: "nl",
        promises: "goedgekeur, goedkeur, toegekend, toekenn, toegewezen, verleend, verlenen, gegarandeerd, garan",
        manners: "ongeldig, niet geldig, alstublieft, alsjeblieft, a u b, gelieve, oeps, sorry, excuus, excuses, helaas, spijt",
        banking: "machtig, mandaat, storner, herroep",
        familiar: "je, jij, jou, jouw, jullie",
    },
];

/// Texts that two languages rightly have in common, each looked at.
const SAME: [(&str, &str, &str); 5] = [
    // The sign after a link.
    ("", "", "."),
    // An international abbreviation.
    ("", "", "IBAN"),
    ("en", "nl", "Postcode"),
    ("de", "nl", "Land"),
    ("fr", "es", " de {lender}."),
];

/// Words of the English texts that are words of the other language too, each looked at.
const SHARED: [(&str, &[&str]); 4] = [
    (
        "fr",
        &[
            "code",
            "conditions",
            "date",
            "france",
            "iban",
            "information",
            "international",
            "long",
            "minute",
            "moment",
            "page",
            "position",
            "positions",
            "possible",
            "rcs",
            "script",
            "sepa",
            "service",
            "session",
            "signature",
            "type",
        ],
    ),
    (
        "de",
        &[
            "code", "iban", "minute", "moment", "name", "person", "problem", "rcs", "sepa",
            "server", "shop", "tab", "was",
        ],
    ),
    ("es", &["complete", "iban", "rcs", "script", "sepa", "use"]),
    (
        "nl",
        &[
            "begin", "code", "contact", "iban", "later", "letter", "letters", "moment", "open",
            "postcode", "rcs", "script", "sepa", "server", "was",
        ],
    ),
];

/// The words of a text in lower case, with one space before, between and after them.
fn words(text: &str) -> String {
    let text = unfilled(text).to_lowercase();
    let words: Vec<_> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

fn never_said(text: &Text<'_>) -> Finding {
    let words = words(text.own);
    let begins = |list: &'static str| {
        let mut all = list.split(", ");
        all.find(|beginning| words.contains(&format!(" {beginning}")))
    };
    let is_whole = |list: &'static str| {
        let mut all = list.split(", ");
        all.find(|word| words.contains(&format!(" {word} ")))
    };
    let mut lists = NEVER_SAID
        .iter()
        .filter(|never| [text.language, "en"].contains(&never.language));
    let said = lists.find_map(|never| {
        let said = begins(never.promises).or_else(|| begins(never.manners));
        said.or_else(|| begins(never.banking))
            .or_else(|| is_whole(never.familiar))
    });
    said.map(|said| format!("{said:?}"))
}

/// The words of English, without the shortest: many of those are words elsewhere.
fn english() -> BTreeSet<String> {
    let words = words(&english_file().replace('\n', " "));
    let long = words
        .split_whitespace()
        .filter(|word| word.len() > 2 && !word.starts_with(char::is_numeric));
    long.map(str::to_owned).collect()
}

fn untranslated(english: &BTreeSet<String>, text: &Text<'_>) -> Finding {
    let shared = SHARED
        .iter()
        .find(|(language, _)| *language == text.language);
    let shared = shared.map_or(&[][..], |(_, shared)| shared);
    let words = words(text.own);
    let mut words = words.split_whitespace();
    let word = words.find(|word| english.contains(*word) && !shared.contains(word))?;
    (text.language != "en").then(|| format!("{word:?}, which is English"))
}

/// Texts that two languages have in common, in the same place.
fn in_common(one: &Texts, other: &Texts) -> Vec<String> {
    let [first, second] = [one, other].map(Texts::pack);
    let pairs = first.lines().zip(second.lines());
    pairs
        .filter(|(one, other)| one == other)
        .map(|(text, _)| text.to_owned())
        .collect()
}

fn pairs() -> impl Iterator<Item = (&'static Texts, &'static Texts)> {
    let each = LANGUAGES.iter().enumerate();
    each.flat_map(|(index, one)| LANGUAGES.iter().skip(index + 1).map(|other| (*one, *other)))
}

fn is_same_by_right(one: &str, other: &str, text: &str) -> bool {
    SAME.iter().any(|(first, second, same)| {
        *same == text
            && (first.is_empty()
                || [one, other] == [*first, *second]
                || [other, one] == [*first, *second])
    })
}

#[test]
fn what_is_never_said_is_said_in_no_language() {
    assert_none(&found(never_said));
    for texts in LANGUAGES {
        assert!(
            NEVER_SAID
                .iter()
                .any(|never| never.language == texts.language)
        );
    }
}

#[test]
fn what_is_never_said_is_found_in_every_form() {
    for (language, wrong) in [
        ("en", "Your loan is approved"),
        ("en", "The IBAN is invalid. Please check it."),
        ("fr", "Votre prêt est accordé"),
        ("fr", "Veuillez vérifier l’IBAN"),
        ("fr", "Vérifiez l’IBAN, s’il vous plaît"),
        ("fr", "Votre ligne est garantie"),
        ("fr", "Vérifie ton IBAN"),
        ("fr", "Vous signez un mandat"),
        ("de", "Ihr Kredit wurde bewilligt"),
        ("de", "Bitte prüfen Sie die IBAN"),
        ("de", "Die IBAN ist ungültig"),
        ("de", "Prüfe deine IBAN"),
        ("de", "Ups, das hat nicht geklappt"),
        ("de", "Sie können die Erstattung verlangen"),
        ("es", "Su préstamo está aprobado"),
        ("es", "Compruebe el IBAN, por favor"),
        ("es", "El IBAN no es válido"),
        ("es", "Comprueba tu IBAN"),
        ("nl", "Uw lening is goedgekeurd"),
        ("nl", "Gelieve het IBAN te controleren"),
        ("nl", "Dit IBAN is ongeldig"),
        ("nl", "Controleer je IBAN"),
        ("nl", "Hiermee machtigt u uw bank"),
        ("nl", "Sorry, dat werkt niet"),
    ] {
        assert!(
            never_said(&in_language(language, wrong)).is_some(),
            "{wrong}"
        );
    }
    for (language, right) in [
        ("en", "Accept the {granted}"),
        ("fr", "Accord"),
        ("de", "Das Duplikat erbittet der Kreditgeber"),
        ("es", "Actualice la tienda"),
        ("nl", "Uw project, en jeugdwerk"),
    ] {
        assert_eq!(never_said(&in_language(language, right)), None, "{right}");
    }
}

#[test]
fn no_english_word_was_left_behind() {
    let english = english();
    assert_none(&found(|text| untranslated(&english, text)));
}

#[test]
fn an_english_word_in_another_language_is_found() {
    let english = english();
    for (language, wrong) in [
        ("de", "Ihre Daten wurden nicht gesendet. Try again."),
        ("es", "Elija el Company"),
        ("nl", "Vink de box aan"),
    ] {
        let text = in_language(language, wrong);
        assert!(untranslated(&english, &text).is_some(), "{wrong}");
    }
    let placeholder = in_language("de", "Stelle {position}");
    assert_eq!(untranslated(&english, &placeholder), None);
}

#[test]
fn no_word_counts_as_shared_that_no_text_needs() {
    let english = english();
    for (language, shared) in SHARED {
        let texts = LANGUAGES.iter().find(|texts| texts.language == language);
        let words = texts.map_or_else(String::new, |texts| words(&texts.pack()));
        for word in shared {
            let is_there = words.contains(&format!(" {word} "));
            assert!(is_there && english.contains(*word), "{language} {word}");
        }
    }
}

#[test]
fn two_languages_say_the_same_only_where_that_is_right() {
    let mut findings = Vec::new();
    for (one, other) in pairs() {
        for text in in_common(one, other) {
            if !is_same_by_right(one.language, other.language, &text) {
                findings.push(format!("{} {}: {text}", one.language, other.language));
            }
        }
    }
    assert_none(&findings);
}

#[test]
fn a_text_that_was_copied_from_another_language_is_found() {
    let english = LANGUAGES[0];
    let mut copied = *LANGUAGES[1];
    let before = in_common(english, &copied).len();
    copied.stages.retry = english.stages.retry;
    assert_eq!(in_common(english, &copied).len(), before + 1);
    assert!(!is_same_by_right("en", "fr", english.stages.retry));
    assert!(is_same_by_right("nl", "en", "Postcode") && !is_same_by_right("fr", "en", "Postcode"));
}

#[test]
fn no_text_counts_as_the_same_that_is_not() {
    for (first, second, same) in SAME {
        let is_needed = pairs().any(|(one, other)| {
            is_same_by_right(one.language, other.language, same)
                && (first.is_empty() || [first, second].contains(&one.language))
                && in_common(one, other).iter().any(|text| text == same)
        });
        assert!(is_needed, "{same}");
    }
}
