use std::collections::BTreeMap;

use enrollment::wire::session::{TermsByLanguage, TermsDocument};
use reqwest::Url;
use serde::Deserialize;

use super::Reason;

/// Reads the T&Cs of each language; a misspelt field or language is refused rather than dropped.
pub(super) fn parse(text: &str) -> Result<TermsByLanguage, Reason> {
    let documents: BTreeMap<String, Document> =
        serde_json::from_str(text).map_err(|_| Reason::NotTerms)?;
    let mut terms = TermsByLanguage::default();
    for (language, document) in documents {
        let slot = match language.as_str() {
            "en" => &mut terms.en,
            "fr" => &mut terms.fr,
            "de" => &mut terms.de,
            "es" => &mut terms.es,
            "nl" => &mut terms.nl,
            _ => return Err(Reason::NotTerms),
        };
        *slot = Some(document.checked().ok_or(Reason::NotTerms)?);
    }
    Ok(terms)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    url: String,
    version: Option<String>,
    sha256: Option<String>,
}

impl Document {
    fn checked(self) -> Option<TermsDocument> {
        let is_hash =
            |hash: &String| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let url: Url = self.url.parse().ok()?;
        let fits =
            super::upstream::is_confidential(&url) && self.sha256.as_ref().is_none_or(is_hash);
        fits.then_some(TermsDocument {
            url: self.url,
            version: self.version,
            sha256: self.sha256,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_keeps_its_document() {
        let terms = parse(r#"{"fr": {"url": "https://lender.example/cgu", "version": "3"}}"#);
        let terms = terms.unwrap_or_default();
        let fr = terms.fr.unwrap();
        assert_eq!(
            (fr.url.as_str(), fr.version.as_deref()),
            ("https://lender.example/cgu", Some("3"))
        );
        assert!(terms.en.is_none());
    }

    #[test]
    fn what_the_widget_could_not_use_is_refused() {
        for text in [
            "https://lender.example/terms",
            r#"{"it": {"url": "https://lender.example/terms"}}"#,
            r#"{"fr": {"url": "/terms"}}"#,
            r#"{"fr": {"url": "http://lender.example/terms"}}"#,
            r#"{"fr": {"url": "https://lender.example/terms", "sha256": "abc"}}"#,
            r#"{"fr": {"url": "https://lender.example/terms", "hash": "abc"}}"#,
        ] {
            assert_eq!(parse(text).err(), Some(Reason::NotTerms), "{text}");
        }
    }
}
