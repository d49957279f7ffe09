//! `POST /borrowers` and the borrowers that come back, in the lender's own shape.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use serde::Serialize;

use super::json::{Members, Read, readable};
use crate::{
    domain::{
        Consent, Country, Language,
        consent::{Clock, Receipt, Signatory, Terms},
    },
    draft::{Draft, Field, PersonField},
    enrollment::{Director, Enrollment},
    time::{Timestamp, TimestampError},
};

/// The body of `POST /borrowers`. Fields that it does not name are dropped when it is read.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostBorrower {
    pub identifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_number: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub directors: Vec<PostDirector>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<PostOwner>,
    pub signed_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_language: Option<String>,
    pub wait_for_ready: bool,
    pub metadata: Metadata,
}

/// A member of `directors`.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostDirector {
    pub first_name: String,
    pub last_name: String,
    pub birth_date: String,
    pub nationality: String,
    pub business_email: String,
    pub address: PostAddress,
    pub role: String,
}

/// The person who subscribes on behalf of the borrower; a director too.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostOwner {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub birth_date: String,
}

/// A person's address: of all its fields the country of residence is mandatory.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostAddress {
    pub country: String,
}

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

/// A page of borrowers, as the lender and the proxy answer it. Without `data` it is none: "not found" has to be said.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct BorrowerPage {
    pub count: u32,
    pub data: Vec<Borrower>,
}

/// A borrower: the lender's fields that matter here, and the reason that only the proxy gives.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct Borrower {
    pub id: Option<String>,
    pub identifier: String,
    pub status: Option<String>,
    pub next_actions: Option<Vec<String>>,
    pub signed_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<StatusReason>,
}

/// Why a borrower is where it is, as far as a browser may know.
#[derive(Clone, Default, Serialize)]
pub struct StatusReason {
    /// One of `not_eligible needs_action needs_documents under_review closed`.
    pub class: String,
    /// The lender's own text, where it may be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl From<&Enrollment> for PostBorrower {
    fn from(enrollment: &Enrollment) -> Self {
        let directors: Vec<_> = enrollment
            .directors
            .iter()
            .map(PostDirector::from)
            .collect();
        Self {
            identifier: enrollment.company.as_str().into(),
            identifier_type: Some(enrollment.company.kind().as_str().into()),
            name: enrollment
                .company_name
                .as_ref()
                .map(|name| name.as_str().into()),
            account_number: enrollment.account.as_ref().map(|iban| iban.as_str().into()),
            owner: directors.first().map(PostOwner::from),
            directors,
            signed_at: enrollment.consent.signed_at().to_string(),
            preferred_language: Some(enrollment.language.as_str().into()),
            wait_for_ready: enrollment.wait_for_ready,
            metadata: Metadata {
                consent: ConsentReceipt::from(&enrollment.consent),
            },
        }
    }
}

impl From<&Director> for PostDirector {
    fn from(director: &Director) -> Self {
        Self {
            first_name: director.first_name.as_str().into(),
            last_name: director.last_name.as_str().into(),
            birth_date: director.birth_date.date().to_string(),
            nationality: director.nationality.reveal().alpha3().into(),
            business_email: director.email.as_str().into(),
            address: PostAddress {
                country: residence_on_the_wire(*director.residence.reveal()),
            },
            role: "DIRECTOR".into(),
        }
    }
}

impl From<&PostDirector> for PostOwner {
    fn from(director: &PostDirector) -> Self {
        Self {
            first_name: director.first_name.clone(),
            last_name: director.last_name.clone(),
            email: director.business_email.clone(),
            birth_date: director.birth_date.clone(),
        }
    }
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
        } = consent.receipt();
        Self {
            signed_at: consent.signed_at().to_string(),
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

impl PostBorrower {
    /// The draft that a person would have typed to send this body: so that one rule serves both ends. Directors after the 256th are left out.
    #[must_use]
    pub fn to_draft(&self) -> Draft {
        let mut draft = Draft::default();
        let mut set = |field, text: &str| draft.set(field, text.into());
        set(Field::Identifier, &self.identifier);
        set(
            Field::IdentifierType,
            self.identifier_type.as_deref().unwrap_or_default(),
        );
        set(Field::CompanyName, self.name.as_deref().unwrap_or_default());
        set(
            Field::AccountNumber,
            self.account_number.as_deref().unwrap_or_default(),
        );
        for (index, director) in (0..=u8::MAX).zip(&self.directors) {
            let mut parts = director.birth_date.splitn(3, '-');
            for (field, text) in [
                (PersonField::FirstName, director.first_name.as_str()),
                (PersonField::LastName, &director.last_name),
                (PersonField::BirthYear, parts.next().unwrap_or_default()),
                (PersonField::BirthMonth, parts.next().unwrap_or_default()),
                (PersonField::BirthDay, parts.next().unwrap_or_default()),
                (PersonField::Nationality, &director.nationality),
                (PersonField::Email, &director.business_email),
                (PersonField::Residence, &director.address.country),
            ] {
                set(Field::Director(index, field), text);
            }
        }
        draft
    }

    /// The consent that travels in this body.
    ///
    /// # Errors
    /// When `signed_at` is no RFC 3339 date-time.
    pub fn consent(&self) -> Result<Consent, TimestampError> {
        let receipt = &self.metadata.consent;
        let signed_at: Timestamp = self.signed_at.parse()?;
        let is = |text: &str, name| text == name;
        Ok(Consent::given(
            signed_at,
            Receipt {
                clock: if is(&receipt.clock, Clock::Proxy.as_str()) {
                    Clock::Proxy
                } else {
                    Clock::Device
                },
                terms: Terms {
                    url: receipt.terms_url.clone(),
                    version: receipt.terms_version.clone(),
                    sha256: receipt.terms_sha256.clone(),
                },
                language: receipt.language.parse().unwrap_or(Language::ENGLISH),
                label: receipt.label.clone(),
                texts_version: receipt.texts_version.clone(),
                signatory: if is(&receipt.signatory, Signatory::Owner.as_str()) {
                    Signatory::Owner
                } else {
                    Signatory::FirstDirector
                },
                widget_version: receipt.widget_version.clone(),
            },
        ))
    }
}

/// The undocumented format of `address.country`: alpha-3, like its neighbours. Change it here if a sandbox key shows otherwise.
fn residence_on_the_wire(country: Country) -> String {
    country.alpha3().into()
}

readable!(
    PostBorrower,
    PostDirector,
    PostOwner,
    PostAddress,
    Metadata,
    ConsentReceipt,
    BorrowerPage,
    Borrower,
    StatusReason
);

impl Read for PostBorrower {
    fn read(members: &mut Members) -> Self {
        Self {
            identifier: members.text("identifier").unwrap_or_default(),
            identifier_type: members.text("identifier_type"),
            name: members.text("name"),
            account_number: members.text("account_number"),
            directors: members.objects("directors"),
            owner: members.object("owner"),
            signed_at: members.text("signed_at").unwrap_or_default(),
            preferred_language: members.text("preferred_language"),
            wait_for_ready: members.truth("wait_for_ready"),
            metadata: members.object("metadata").unwrap_or_default(),
        }
    }
}

impl Read for PostDirector {
    fn read(members: &mut Members) -> Self {
        Self {
            first_name: members.text("first_name").unwrap_or_default(),
            last_name: members.text("last_name").unwrap_or_default(),
            birth_date: members.text("birth_date").unwrap_or_default(),
            nationality: members.text("nationality").unwrap_or_default(),
            business_email: members.text("business_email").unwrap_or_default(),
            address: members.object("address").unwrap_or_default(),
            role: members.text("role").unwrap_or_default(),
        }
    }
}

impl Read for PostOwner {
    fn read(members: &mut Members) -> Self {
        Self {
            first_name: members.text("first_name").unwrap_or_default(),
            last_name: members.text("last_name").unwrap_or_default(),
            email: members.text("email").unwrap_or_default(),
            birth_date: members.text("birth_date").unwrap_or_default(),
        }
    }
}

impl Read for PostAddress {
    fn read(members: &mut Members) -> Self {
        Self {
            country: members.text("country").unwrap_or_default(),
        }
    }
}

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

impl Read for BorrowerPage {
    fn read(members: &mut Members) -> Self {
        Self {
            count: members
                .integer("count")
                .and_then(|count| count.try_into().ok())
                .unwrap_or(0),
            data: members.page("data"),
        }
    }
}

impl Read for Borrower {
    fn read(members: &mut Members) -> Self {
        Self {
            id: members.text("id"),
            identifier: members.text("identifier").unwrap_or_default(),
            status: members.text("status"),
            next_actions: members.texts("next_actions"),
            signed_at: members.text("signed_at"),
            reason: members.object("reason"),
        }
    }
}

impl Read for StatusReason {
    fn read(members: &mut Members) -> Self {
        Self {
            class: members.text("class").unwrap_or_default(),
            text: members.text("text"),
        }
    }
}
