//! What is sent to the lender: parsed, complete and consented.

use alloc::vec::Vec;

use crate::{
    domain::{
        BirthDate, CompanyId, CompanyName, Consent, Country, Email, Iban, Language, PersonName,
        Phone, PostalAddress, VatNumber,
    },
    sensitive::Sensitive,
};

/// A borrower's enrollment. [`crate::draft::Draft::parse`] makes it and nothing else: holding one proves that it is valid and consented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrollment {
    pub(crate) company: CompanyId,
    pub(crate) company_name: Option<CompanyName>,
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

/// A director or the owner. Where the loan is repaid by direct debit, one director has all but the phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub(crate) first_name: PersonName,
    pub(crate) last_name: PersonName,
    pub(crate) birth_date: Option<BirthDate>,
    pub(crate) nationality: Option<Sensitive<Country>>,
    pub(crate) email: Option<Email>,
    pub(crate) phone: Option<Phone>,
    pub(crate) residence: Option<Sensitive<Country>>,
}

/// How the loan is repaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repayment {
    /// The lender collects from the borrower's account: IBAN, director and notice are mandatory.
    DirectDebit,
    /// The borrower transfers.
    Transfer,
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
    /// Whether both are the same person, as far as their names and addresses tell.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.first_name == other.first_name
            && self.last_name == other.last_name
            && (self.email == other.email || self.email.is_none() || other.email.is_none())
    }
}

impl Repayment {
    /// The name in the contracts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DirectDebit => "direct-debit",
            Self::Transfer => "transfer",
        }
    }
}
