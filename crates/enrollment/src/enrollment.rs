//! What is sent to the lender: parsed, complete and consented.

use alloc::vec::Vec;

use crate::{
    domain::{
        BirthDate, CompanyId, CompanyName, Consent, Country, Email, Iban, Language, PersonName,
    },
    sensitive::Sensitive,
};

/// A borrower's enrollment. [`crate::draft::Draft::parse`] makes it and nothing else: holding one proves that it is valid and consented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrollment {
    pub(crate) company: CompanyId,
    pub(crate) company_name: Option<CompanyName>,
    pub(crate) account: Option<Iban>,
    pub(crate) directors: Vec<Director>,
    pub(crate) consent: Consent,
    pub(crate) language: Language,
    pub(crate) wait_for_ready: bool,
}

/// A director with the five values that direct debit makes mandatory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Director {
    pub(crate) first_name: PersonName,
    pub(crate) last_name: PersonName,
    pub(crate) birth_date: BirthDate,
    pub(crate) nationality: Sensitive<Country>,
    pub(crate) email: Email,
    pub(crate) residence: Sensitive<Country>,
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
