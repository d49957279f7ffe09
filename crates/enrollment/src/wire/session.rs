//! `GET /session`: what this browser may do.

use alloc::{string::String, vec::Vec};

use serde::Serialize;

use crate::domain::Language;

use super::{
    borrowers::Borrower,
    json::{Members, Read, readable},
};

/// The proxy's answer; what it says wins over the element's attributes.
#[derive(Clone, Default, Serialize)]
pub struct Session {
    /// The proxy's time, RFC 3339 with milliseconds.
    pub now: String,
    /// The company number that the session is bound to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// The kind of that number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_type: Option<String>,
    /// The borrower, where the lender has it already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borrower: Option<Borrower>,
    /// `direct-debit` or `transfer`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repayment: Option<String>,
    /// `always` or `auto`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub director_details: Option<String>,
    /// The lender's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lender: Option<String>,
    /// The T&Cs in each language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsByLanguage>,
    /// What is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// Whether `Prefer: wait` is worth asking.
    pub push: bool,
}

/// One document for each language of the widget.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "languages of ISO 639-1")]
pub struct TermsByLanguage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<TermsDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<TermsDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub de: Option<TermsDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub es: Option<TermsDocument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nl: Option<TermsDocument>,
}

/// A T&Cs document.
#[derive(Clone, Default, Serialize)]
pub struct TermsDocument {
    /// Where it lies.
    pub url: String,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// SHA-256 of its bytes in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Limits of the lender and the partner.
#[derive(Clone, Default, Serialize)]
pub struct Limits {
    /// Least age of a director, in years.
    pub minimum_age: Option<u8>,
    /// The kinds of company number that are taken.
    pub identifier_types: Vec<String>,
}

impl TermsByLanguage {
    /// The document in a language of the widget, else in English, with the language that it is in.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Option<(&TermsDocument, Language)> {
        let own = match language.as_str() {
            "fr" => &self.fr,
            "de" => &self.de,
            "es" => &self.es,
            "nl" => &self.nl,
            _ => &None,
        };
        let own = own.as_ref().map(|document| (document, language));
        own.or_else(|| Some((self.en.as_ref()?, Language::ENGLISH)))
    }
}

readable!(Session, TermsByLanguage, TermsDocument, Limits);

impl Read for Session {
    fn read(members: &mut Members) -> Self {
        Self {
            now: members.text("now").unwrap_or_default(),
            identifier: members.text("identifier"),
            identifier_type: members.text("identifier_type"),
            borrower: members.object("borrower"),
            repayment: members.text("repayment"),
            director_details: members.text("director_details"),
            lender: members.text("lender"),
            terms: members.object("terms"),
            limits: members.object("limits"),
            push: members.truth("push"),
        }
    }
}

impl Read for TermsByLanguage {
    fn read(members: &mut Members) -> Self {
        Self {
            en: members.object("en"),
            fr: members.object("fr"),
            de: members.object("de"),
            es: members.object("es"),
            nl: members.object("nl"),
        }
    }
}

impl Read for TermsDocument {
    fn read(members: &mut Members) -> Self {
        Self {
            url: members.text("url").unwrap_or_default(),
            version: members.text("version"),
            sha256: members.text("sha256"),
        }
    }
}

impl Read for Limits {
    fn read(members: &mut Members) -> Self {
        Self {
            minimum_age: members
                .integer("minimum_age")
                .and_then(|age| age.try_into().ok()),
            identifier_types: members.texts("identifier_types").unwrap_or_default(),
        }
    }
}
