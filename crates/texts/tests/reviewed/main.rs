//! What a reader would find wrong with the texts. That none is missing is the compiler's business.

use texts::{LANGUAGES, Texts};

mod needed;
mod shape;
mod typography;
mod words;

/// A text of a language beside the English one in the same place.
#[derive(Clone, Copy)]
struct Text<'a> {
    language: &'a str,
    english: &'a str,
    own: &'a str,
}

/// What is wrong with a text, if anything is.
type Finding = Option<String>;

#[expect(clippy::indexing_slicing, reason = "the first language is English")]
fn english_file() -> String {
    LANGUAGES[0].pack()
}

/// What a rule finds in all texts of all languages.
fn found(rule: impl Fn(&Text<'_>) -> Finding) -> Vec<String> {
    let english = english_file();
    let in_language = |texts: &&Texts| {
        let (language, own) = (texts.language, texts.pack());
        // The first line is the language's code.
        let pairs = english.lines().zip(own.lines()).skip(1);
        let findings = pairs.filter_map(|(english, own)| {
            let finding = rule(&Text {
                language,
                english,
                own,
            })?;
            Some(format!("{language}: {finding} in {own:?}, for {english:?}"))
        });
        findings.collect::<Vec<_>>()
    };
    LANGUAGES.iter().flat_map(in_language).collect()
}

#[track_caller]
fn assert_none(findings: &[String]) {
    assert!(findings.is_empty(), "{findings:#?}");
}

/// The text as people would read it, with a gap where something is filled in.
fn unfilled(text: &str) -> String {
    let said: Vec<_> = text.split(['{', '}']).step_by(2).collect();
    said.join("…")
}

/// The German one of two texts that are said to be the same.
const fn german<'a>(english: &'a str, own: &'a str) -> Text<'a> {
    Text {
        language: "de",
        english,
        own,
    }
}

/// A text where only its language matters.
const fn in_language<'a>(language: &'a str, own: &'a str) -> Text<'a> {
    Text {
        language,
        english: "",
        own,
    }
}
