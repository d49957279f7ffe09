use alloc::string::String;

use serde::Serialize;

use super::super::json::{Members, Read, readable};
use crate::domain::{
    Consent, Language,
    consent::{Clock, Receipt, Signatory, Terms},
};

/// The partner's own data with the consent receipt in it.
#[derive(Clone, Default, Serialize)]
pub struct Metadata {
    /// What was accepted, as it was on the screen.
    pub consent: ConsentReceipt,
}

/// The consent receipt. Holds no personal data.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the contract's own names; see `Consent`")]
pub struct ConsentReceipt {
    pub signed_at: String,
    pub clock: String,
    pub terms_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms_sha256: Option<String>,
    pub language: String,
    pub label: String,
    pub texts_version: String,
    pub signatory: String,
    pub widget_version: String,
}

impl From<&Consent> for ConsentReceipt {
    fn from(consent: &Consent) -> Self {
        let Receipt {
            clock,
            terms,
            language,
            label,
            texts_version,
            signatory,
            widget_version,
            debit_notice: _,
        } = consent.receipt();
        Self {
            signed_at: consent.signed_at().to_text(),
            clock: clock.as_str().into(),
            terms_url: terms.url.clone(),
            terms_version: terms.version.clone(),
            terms_sha256: terms.sha256.clone(),
            language: language.as_str().into(),
            label: label.clone(),
            texts_version: texts_version.clone(),
            signatory: signatory.as_str().into(),
            widget_version: widget_version.clone(),
        }
    }
}

impl From<&ConsentReceipt> for Receipt {
    fn from(wire: &ConsentReceipt) -> Self {
        Self {
            clock: if wire.clock == Clock::Proxy.as_str() {
                Clock::Proxy
            } else {
                Clock::Device
            },
            terms: Terms {
                url: wire.terms_url.clone(),
                version: wire.terms_version.clone(),
                sha256: wire.terms_sha256.clone(),
            },
            language: wire.language.parse().unwrap_or(Language::ENGLISH),
            label: wire.label.clone(),
            texts_version: wire.texts_version.clone(),
            // The body has no word on it: whoever asks for direct debit shows the notice above the box.
            debit_notice: true,
            signatory: if wire.signatory == Signatory::Owner.as_str() {
                Signatory::Owner
            } else {
                Signatory::FirstDirector
            },
            widget_version: wire.widget_version.clone(),
        }
    }
}

readable!(Metadata, ConsentReceipt);

impl Read for Metadata {
    fn read(members: &mut Members) -> Self {
        Self {
            consent: members.object("consent").unwrap_or_default(),
        }
    }
}

impl Read for ConsentReceipt {
    fn read(members: &mut Members) -> Self {
        Self {
            signed_at: members.text("signed_at").unwrap_or_default(),
            clock: members.text("clock").unwrap_or_default(),
            terms_url: members.text("terms_url").unwrap_or_default(),
            terms_version: members.text("terms_version"),
            terms_sha256: members.text("terms_sha256"),
            language: members.text("language").unwrap_or_default(),
            label: members.text("label").unwrap_or_default(),
            texts_version: members.text("texts_version").unwrap_or_default(),
            signatory: members.text("signatory").unwrap_or_default(),
            widget_version: members.text("widget_version").unwrap_or_default(),
        }
    }
}
