use enrollment::domain::Language;

#[test]
fn there_are_184_languages_of_two_letters() {
    let letters = || 'a'..='z';
    let codes = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
    let known = codes.filter(|code| {
        code.parse::<Language>()
            .is_ok_and(|language| language.as_str() == code)
    });
    assert_eq!(known.count(), 184);
}

#[test]
fn a_tag_is_read_by_its_first_part() {
    for (tag, code) in [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-BE", "fr"),
        ("nl_NL.UTF-8", "nl"),
        ("zh-Hant-TW", "zh"),
        (" de ", "de"),
    ] {
        let language: Language = tag.parse().unwrap();
        assert_eq!(language.as_str(), code);
    }
    assert_eq!("en".parse(), Ok(Language::ENGLISH));
}

#[test]
fn a_text_that_begins_with_no_language_is_refused() {
    for tag in ["", "-", "f", "fra", "french", "xx", "x-fr", "é", "fr BE"] {
        assert!(tag.parse::<Language>().is_err(), "{tag:?}");
    }
}
