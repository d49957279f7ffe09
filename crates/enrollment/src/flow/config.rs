use alloc::string::String;

use super::{credit_line::Currency, memory::Memory};
use crate::{
    domain::{CompanyId, CompanyName, IdentifierType, Language, consent::Terms},
    enrollment::{DirectorDetails, Repayment},
};

/// What the host page asks for. The session's word wins over it.
#[derive(Clone, Debug)]
pub struct Config {
    /// The borrower's language.
    pub language: Language,
    /// The lender's name.
    pub lender: String,
    /// The T&Cs.
    pub terms: Terms,
    /// How the loan is repaid.
    pub repayment: Repayment,
    /// Of which companies a director's values are asked.
    pub director_details: DirectorDetails,
    /// Least age of a director, in years.
    pub minimum_age: u8,
    /// The company, when the partner names it: then it is shown and not asked.
    pub company: Option<CompanyId>,
    /// The company's name, when the partner names it.
    pub company_name: Option<CompanyName>,
    /// The kind of number to ask for when the partner names none.
    pub identifier_type: IdentifierType,
    /// The order behind the loan.
    pub order: Option<Order>,
    /// Whether the lender answers only when the credit line is there.
    pub wait_for_ready: bool,
    /// What this browser tab remembers of an earlier page.
    pub memory: Option<Memory>,
    /// Version of the texts of legal weight.
    pub texts_version: String,
    /// Version of the widget.
    pub widget_version: String,
    /// The fault that is planted, for the simulation to find.
    #[cfg(feature = "faults")]
    pub fault: Option<super::Fault>,
    /// Seed of the jitter.
    pub seed: u64,
}

/// What the borrower is about to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The total, in cents.
    pub amount: u64,
    /// Its currency.
    pub currency: Currency,
}
