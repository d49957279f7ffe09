use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use serde::Serialize;

use super::{
    super::json::{Members, Read, readable},
    receipt::{ConsentReceipt, Metadata},
};
use crate::{
    domain::{Consent, Country, consent::Receipt},
    draft::{Draft, Field, PersonField},
    enrollment::{Director, Enrollment},
    time::TimestampError,
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
        Ok(Consent::given(
            self.signed_at.parse()?,
            Receipt::from(&self.metadata.consent),
        ))
    }
}

readable!(PostBorrower, PostDirector, PostOwner, PostAddress);

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

/// The undocumented format of `address.country`: alpha-3, like its neighbours. Change it here if a sandbox key shows otherwise.
fn residence_on_the_wire(country: Country) -> String {
    country.alpha3().into()
}
