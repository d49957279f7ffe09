use enrollment::domain::{Language, language::LanguageError};
use proptest::prelude::*;

fn read(tag: &str) -> Result<String, LanguageError> {
    tag.parse()
        .map(|language: Language| language.as_str().to_owned())
}

#[test]
fn there_are_184_languages_of_two_letters() {
    let letters = || 'a'..='z';
    let codes = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
    let known = codes.filter(|code| read(code).as_ref() == Ok(code));
    assert_eq!(known.count(), 184);
}

#[test]
fn a_tag_is_read_by_its_first_part() {
    for (tag, code) in [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-BE", "fr"),
        ("nl_NL", "nl"),
        ("zh-Hant-TW", "zh"),
        ("de-CH-1996", "de"),
        ("es-419", "es"),
        ("en-u-ca-gregory", "en"),
        ("de-x-whatever", "de"),
        (" de ", "de"),
        ("\u{feff}es\u{200b}", "es"),
    ] {
        assert_eq!(read(tag).as_deref(), Ok(code), "{tag:?}");
    }
    assert_eq!("en".parse(), Ok(Language::ENGLISH));
}

#[test]
fn a_text_that_begins_with_no_language_is_refused() {
    for tag in [
        "-", "f", "fra", "french", "xx", "x-fr", "é", "fr BE", "ff1", "1fr", "-fr", "eng-GB",
        "in-ID", "iw", "ji", "mo", "jw",
    ] {
        assert_eq!(read(tag), Err(LanguageError::Unknown), "{tag:?}");
    }
}

#[test]
fn a_text_that_does_not_go_on_as_a_tag_is_refused() {
    for tag in [
        "fr-",
        "fr--BE",
        "fr-BE-",
        "fr_",
        "fr-Belgium1x",
        "fr-B.E",
        "nl_NL.UTF-8",
        "fr-BÉ",
        "fr;q=0.8",
        "fr,en",
        "fr/",
    ] {
        assert_eq!(read(tag), Err(LanguageError::Unknown), "{tag:?}");
    }
}

#[test]
fn every_reason_has_a_name() {
    for nothing in ["", " ", "\u{200b}\n"] {
        assert_eq!(read(nothing), Err(LanguageError::Empty));
    }
    assert_eq!(LanguageError::Empty.code(), "language_empty");
    assert_eq!(LanguageError::Unknown.code(), "language_unknown");
}

#[test]
fn a_huge_text_is_no_language() {
    assert_eq!(read(&"fr".repeat(500_000)), Err(LanguageError::Unknown));
}

proptest! {
    #[test]
    fn a_language_that_is_read_reads_itself_again(text in prop_oneof![any::<String>(), "[a-zA-Z]{2}([-_][a-zA-Z0-9]{0,9}){0,3}"]) {
        if let Ok(language) = text.parse::<Language>() {
            prop_assert_eq!(language.as_str().parse(), Ok(language));
        }
    }
}
