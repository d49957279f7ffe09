use alloc::{string::String, vec::Vec};

use serde::Serialize;

use super::{
    super::{
        json::{Members, Read, readable},
        to_json,
    },
    people::{PostAddress, PostDirector, PostOwner},
    receipt::{ConsentReceipt, Metadata},
};
use crate::{
    domain::{Consent, consent::Receipt},
    draft::{Draft, Field},
    enrollment::Enrollment,
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
    pub legal_form: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<PostAddress>,
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

impl From<&Enrollment> for PostBorrower {
    fn from(enrollment: &Enrollment) -> Self {
        let mut directors: Vec<_> = enrollment.directors.iter().map(PostDirector::of).collect();
        // The lending API takes no owner without a name.
        let mut named = enrollment.directors.iter();
        let first = named.next().filter(|director| director.is_named());
        let owner = enrollment.owner.as_ref().or(first).map(PostOwner::of);
        if let Some(person) = &enrollment.owner
            && !enrollment
                .directors
                .iter()
                .any(|director| director.is_same_as(person))
        {
            directors.push(PostDirector::of_owner(person));
        }
        Self {
            identifier: enrollment.company.as_str().into(),
            identifier_type: Some(enrollment.company.kind().as_str().into()),
            name: enrollment
                .company_name
                .as_ref()
                .map(|name| name.as_str().into()),
            legal_form: enrollment
                .legal_form
                .as_ref()
                .map(|form| form.as_str().into()),
            vat_number: enrollment
                .vat_number
                .as_ref()
                .map(|number| number.as_str().into()),
            address: enrollment.address.as_ref().map(PostAddress::from),
            account_number: enrollment.account.as_ref().map(|iban| iban.as_str().into()),
            owner,
            directors,
            signed_at: enrollment.consent.signed_at().to_text(),
            preferred_language: Some(enrollment.language.as_str().into()),
            wait_for_ready: enrollment.wait_for_ready,
            metadata: Metadata {
                consent: ConsentReceipt::from(&enrollment.consent),
            },
        }
    }
}

impl PostBorrower {
    /// The JSON text, with the members of the partner's own object beside the consent receipt in `metadata`. `own` is the JSON
    /// of an object that has no member `consent`.
    #[must_use]
    pub fn to_json_with(&self, own: &str) -> String {
        // `metadata` comes last, and the receipt last in it.
        let json = to_json(self);
        let members = own
            .strip_prefix('{')
            .and_then(|own| own.strip_suffix('}'))
            .filter(|members| !members.is_empty());
        match (json.strip_suffix("}}"), members) {
            (Some(open), Some(members)) => [open, ",", members, "}}"].concat(),
            _ => json,
        }
    }

    /// The draft that a person would have typed to send this body: so that one rule serves both ends. Directors after
    /// the 256th are left out, and so is who is among them only for being the owner.
    #[must_use]
    pub fn to_draft(&self) -> Draft {
        let mut draft = Draft::default();
        for (field, text) in [
            (Field::Identifier, Some(&self.identifier)),
            (Field::IdentifierType, self.identifier_type.as_ref()),
            (Field::CompanyName, self.name.as_ref()),
            (Field::LegalForm, self.legal_form.as_ref()),
            (Field::VatNumber, self.vat_number.as_ref()),
            (Field::AccountNumber, self.account_number.as_ref()),
        ] {
            draft.set(field, text.cloned().unwrap_or_default());
        }
        if let Some(address) = &self.address {
            address.type_into(&mut draft);
        }
        for (index, director) in (0..=u8::MAX).zip(&self.directors) {
            if !director.is_no_director() {
                director.type_into(&mut draft, index);
            }
        }
        let mut directors = self.directors.iter();
        let first = directors.find(|person| !person.is_no_director());
        if let Some(owner) = &self.owner
            && !first.is_some_and(|director| director.is(owner))
        {
            owner.type_into(&mut draft);
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

readable!(PostBorrower);

impl Read for PostBorrower {
    fn read(members: &mut Members) -> Self {
        Self {
            identifier: members.text("identifier").unwrap_or_default(),
            identifier_type: members.text("identifier_type"),
            name: members.text("name"),
            legal_form: members.text("legal_form"),
            vat_number: members.text("vat_number"),
            address: members.object("address"),
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
