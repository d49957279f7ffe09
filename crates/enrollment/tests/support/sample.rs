//! A borrower who fills in everything right.

use enrollment::{
    domain::{
        CompanyId, Consent, IdentifierType, Language,
        consent::{Clock, Receipt, Signatory, Terms},
    },
    draft::{Draft, Field, PersonField, Rules},
    enrollment::{DirectorDetails, Enrollment, Repayment},
    flow::Config,
    time::{Date, Timestamp},
};

pub(crate) const SIREN: &str = "732829320";
pub(crate) const SIRET: &str = "73282932000074";
pub(crate) const IBAN: &str = "FR7630006000011234567890189";
pub(crate) const LABEL: &str = "I have read and accept the payment terms";
pub(crate) const TODAY: &str = "2026-03-02";
/// When every flow begins.
pub(crate) const START: &str = "2026-03-02T09:00:00.000Z";

/// The form as a borrower fills it in, in its order. No value of a person is a part of another text of the tests.
pub(crate) const FORM: [(Field, &str); 11] = [
    (Field::Identifier, "732 829 320"),
    (Field::CompanyName, "Moulins du Val"),
    (director(PersonField::FirstName), "Zéphyrine"),
    (director(PersonField::LastName), "Quartermarker"),
    (director(PersonField::BirthDay), "29"),
    (director(PersonField::BirthMonth), "2"),
    (director(PersonField::BirthYear), "1972"),
    (director(PersonField::Nationality), "de"),
    (director(PersonField::Email), "z.quartermarker@mail.example"),
    (director(PersonField::Residence), "FRA"),
    (Field::AccountNumber, "fr76 3000 6000 0112 3456 7890 189"),
];

/// What of a person must never be printed, logged or told: in every spelling that it takes.
pub(crate) const PERSONAL: [&str; 9] = [
    "Zéphyrine",
    "Quartermarker",
    "quartermarker",
    "1972",
    "DEU",
    "DEDEU",
    "FRFRA",
    "3000 6000",
    "30006000",
];

pub(crate) const fn director(field: PersonField) -> Field {
    Field::Director(0, field)
}

pub(crate) fn draft() -> Draft {
    let mut draft = Draft::default();
    draft.set(Field::IdentifierType, "siren".into());
    for (field, text) in FORM {
        draft.set(field, text.into());
    }
    draft
}

pub(crate) fn rules() -> Rules {
    Rules {
        director_details: DirectorDetails::Always,
        today: day(TODAY),
        minimum_age: 18,
        repayment: Repayment::DirectDebit,
        language: Language::ENGLISH,
        wait_for_ready: false,
    }
}

pub(crate) fn consent() -> Consent {
    Consent::given(
        at(START),
        Receipt {
            clock: Clock::Proxy,
            terms: terms(),
            language: Language::ENGLISH,
            label: LABEL.into(),
            texts_version: "7".into(),
            debit_notice: true,
            signatory: Signatory::FirstDirector,
            widget_version: "0.1.0".into(),
        },
    )
}

#[expect(clippy::unwrap_used, reason = "the sample is valid")]
pub(crate) fn enrollment() -> Enrollment {
    draft().parse(&rules(), Some(&consent())).unwrap()
}

pub(crate) fn terms() -> Terms {
    Terms {
        url: "https://lender.example/terms/en".into(),
        version: Some("2026-01".into()),
        sha256: Some("9f".repeat(32)),
    }
}

pub(crate) fn config() -> Config {
    Config {
        director_details: DirectorDetails::Always,
        memory: None,
        fault: None,
        language: Language::ENGLISH,
        lender: "Defacto".into(),
        terms: terms(),
        terms_language: Language::ENGLISH,
        repayment: Repayment::DirectDebit,
        minimum_age: 18,
        company: None,
        company_name: None,
        identifier_type: IdentifierType::Siren,
        asks_type: false,
        order: None,
        prefill: Vec::new(),
        disabled: false,
        wait_for_ready: false,
        texts_version: "7".into(),
        widget_version: "0.1.0".into(),
        seed: 42,
    }
}

#[expect(clippy::unwrap_used, reason = "the sample is valid")]
pub(crate) fn company(kind: IdentifierType, number: &str) -> CompanyId {
    CompanyId::parse(kind, number).unwrap()
}

#[expect(clippy::unwrap_used, reason = "tests write valid dates")]
pub(crate) fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

#[expect(clippy::unwrap_used, reason = "tests write valid instants")]
pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}
