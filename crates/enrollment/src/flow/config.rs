use alloc::string::String;

use super::{credit_line::Currency, memory::Memory};
use crate::{
    domain::{CompanyId, CompanyName, IdentifierType, Language, consent::Terms},
    enrollment::{DirectorDetails, Repayment},
    wire::session::Session,
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

impl Config {
    /// Takes what the session says over what the host page asked for. Says whether a document or the lender changed.
    pub(super) fn overrule(&mut self, session: &Session) -> bool {
        if let Some(company) = company_of(session) {
            let before = self.company.replace(company);
            if before.is_some() && before != self.company {
                self.company_name = None;
            }
        }
        if let Some(details) = session.director_details.as_deref() {
            self.director_details = if details == DirectorDetails::Auto.as_str() {
                DirectorDetails::Auto
            } else {
                DirectorDetails::Always
            };
        }
        let limits = session.limits.as_ref();
        if let Some(age) = limits.and_then(|limits| limits.minimum_age) {
            self.minimum_age = age;
        }
        let mut has_changed = false;
        if let Some(repayment) = session.repayment.as_deref().and_then(Repayment::named) {
            has_changed |= core::mem::replace(&mut self.repayment, repayment) != repayment;
        }
        if let Some(lender) = session.lender.as_ref().filter(|name| !name.is_empty()) {
            has_changed |= self.lender != *lender;
            self.lender.clone_from(lender);
        }
        let terms = session.terms.as_ref();
        let terms = terms.and_then(|terms| terms.in_language(self.language.as_str()));
        if let Some(document) = terms.filter(|terms| is_web_address(&terms.url)) {
            let terms = Terms {
                url: document.url.clone(),
                version: document.version.clone(),
                sha256: document.sha256.clone(),
            };
            has_changed |= self.terms != terms;
            self.terms = terms;
        }
        has_changed
    }
}

/// The company of a session, where its kind and number make one.
fn company_of(session: &Session) -> Option<CompanyId> {
    let kind = session.identifier_type.as_deref()?.parse().ok()?;
    CompanyId::parse(kind, session.identifier.as_deref()?).ok()
}

/// A link that a borrower is sent to, and that a signature names, leads to a document and to nothing else.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
