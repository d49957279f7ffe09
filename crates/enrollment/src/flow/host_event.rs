use alloc::{string::String, vec::Vec};

use super::{Class, StageName, credit_line::CreditLine};
use crate::domain::Consent;

/// What the host page is told. Holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// The widget can be used; `resumed` when the borrower was known already.
    Usable {
        /// Whether the session named a borrower that the lender has.
        resumed: bool,
    },
    /// The stage has changed.
    Stage {
        /// The stage before.
        from: StageName,
        /// The stage now.
        to: StageName,
    },
    /// What is left to fill in, by the lending API's paths; nothing means valid.
    Validity(Vec<String>),
    /// Consent was given, or withdrawn.
    Consent(Option<Consent>),
    /// The lender has the borrower.
    Enrolled {
        /// The lender's id.
        borrower_id: String,
        /// Whether it had enrolled before.
        existing: bool,
    },
    /// The loan request button has unlocked.
    Ready(LoanOffer),
    /// The lender declines.
    Declined(Verdict),
    /// The borrower has to do something at the lender's.
    ActionRequired(Verdict),
    /// The line holds nothing.
    NoFunds(Verdict),
    /// No line after half an hour.
    Stalled(Verdict),
    /// Something went wrong.
    Error {
        /// What.
        code: ErrorCode,
        /// The proxy's code, empty when it gave none.
        problem: String,
        /// Whether trying again can help.
        retryable: bool,
        /// The request's id in the proxy's log.
        request_id: Option<String>,
    },
}

/// What can be requested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanOffer {
    /// The lender's id of the borrower.
    pub borrower_id: String,
    /// The line.
    pub line: CreditLine,
}

/// How it ended for a borrower, as far as a browser may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The lender's id of the borrower.
    pub borrower_id: String,
    /// The class of the reason.
    pub class: Class,
}

/// The codes of `defacto-error` that the flow raises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the contract's own names")]
pub enum ErrorCode {
    Configuration,
    Network,
    Session,
    Rejected,
    Upstream,
    OutcomeUnknown,
    Busy,
}

impl ErrorCode {
    /// The contract's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Network => "network",
            Self::Session => "session",
            Self::Rejected => "rejected",
            Self::Upstream => "upstream",
            Self::OutcomeUnknown => "outcome-unknown",
            Self::Busy => "busy",
        }
    }
}
