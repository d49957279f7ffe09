//! What is sent to the lender: parsed, complete and consented.

use alloc::vec::Vec;

use crate::{
    domain::{
        BirthDate, CompanyId, CompanyName, Consent, Country, Email, Iban, Language, Line,
        PersonName, Phone, PostalAddress, VatNumber,
    },
    sensitive::Sensitive,
};

/// A borrower's enrollment. [`crate::draft::Draft::parse`] makes it and nothing else: holding one proves that it is valid and consented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrollment {
    pub(crate) company: CompanyId,
    pub(crate) company_name: Option<CompanyName>,
    pub(crate) legal_form: Option<Line>,
    pub(crate) vat_number: Option<VatNumber>,
    pub(crate) address: Option<PostalAddress>,
    pub(crate) account: Option<Iban>,
    pub(crate) directors: Vec<Person>,
    /// Who subscribes, where that is not the first director.
    pub(crate) owner: Option<Person>,
    pub(crate) consent: Consent,
    pub(crate) language: Language,
    pub(crate) wait_for_ready: bool,
}

/// A director or the owner. Where the loan is repaid by direct debit, one director has name, birth date, nationality,
/// e-mail and residence, unless the lender finds the director of the company by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub(crate) first_name: Option<PersonName>,
    pub(crate) last_name: Option<PersonName>,
    pub(crate) birth_date: Option<BirthDate>,
    pub(crate) nationality: Option<Sensitive<Country>>,
    pub(crate) email: Option<Email>,
    pub(crate) phone: Option<Phone>,
    pub(crate) residence: Option<Sensitive<Country>>,
    pub(crate) title: Option<Line>,
    pub(crate) birth_place: BirthPlace,
}

/// Where a director was born, as far as the lender asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BirthPlace {
    pub(crate) city: Option<Line>,
    pub(crate) country: Option<Sensitive<Country>>,
}

/// How the loan is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repayment {
    /// The lender collects from the borrower's account: IBAN, director and notice are mandatory.
    DirectDebit,
    /// The borrower transfers.
    Transfer,
}

/// Of which companies a director's values are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DirectorDetails {
    /// Of all.
    Always,
    /// Of those whose director the lender does not find by itself: it tries for a SIREN or SIRET, and says what it needs.
    Auto,
}

impl Enrollment {
    /// The company that enrolls.
    #[must_use]
    pub const fn company(&self) -> &CompanyId {
        &self.company
    }

    /// The signature.
    #[must_use]
    pub const fn consent(&self) -> &Consent {
        &self.consent
    }
}

impl Person {
    pub(crate) const fn is_named(&self) -> bool {
        self.first_name.is_some() && self.last_name.is_some()
    }

    /// Whether both are the same person, as far as their names and addresses tell.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.first_name == other.first_name
            && self.last_name == other.last_name
            && (self.email == other.email || self.email.is_none() || other.email.is_none())
    }
}

impl DirectorDetails {
    /// The name in the contracts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Auto => "auto",
        }
    }
}

impl Repayment {
    /// The one of that name in the contracts.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::DirectDebit, Self::Transfer]
            .into_iter()
            .find(|repayment| repayment.as_str() == name)
    }

    /// The name in the contracts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DirectDebit => "direct-debit",
            Self::Transfer => "transfer",
        }
    }
}
