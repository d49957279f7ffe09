//! The `detail` of the host page's events. Amounts in cents; no personal data.

use alloc::string::String;

use serde::Serialize;

use super::{borrowers::ConsentReceipt, to_json};
use crate::flow::{HostEvent, LoanOffer, Verdict};

impl HostEvent {
    /// The event's type.
    #[must_use]
    pub const fn event_type(&self) -> &'static str {
        match self {
            Self::Usable { .. } => "defacto-usable",
            Self::Stage { .. } => "defacto-stage",
            Self::Validity(_) => "defacto-validity",
            Self::Consent(_) => "defacto-consent",
            Self::Enrolled { .. } => "defacto-enrolled",
            Self::Ready(_) => "defacto-ready",
            Self::Declined(_) => "defacto-declined",
            Self::ActionRequired(_) => "defacto-action-required",
            Self::NoFunds(_) => "defacto-no-funds",
            Self::Stalled(_) => "defacto-stalled",
            Self::Error { .. } => "defacto-error",
        }
    }

    /// The event's detail as JSON; the element adds `version` to `defacto-usable` and `docs` to `defacto-error`.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::Usable { resumed } => to_json(&Usable { resumed: *resumed }),
            Self::Stage { from, to } => to_json(&StageChange {
                from: from.as_str(),
                to: to.as_str(),
            }),
            Self::Validity(remaining) => to_json(&Validity {
                valid: remaining.is_empty(),
                remaining,
            }),
            Self::Consent(consent) => to_json(&consent.as_ref().map(ConsentReceipt::from)),
            Self::Enrolled {
                borrower_id,
                existing,
            } => to_json(&Enrolled {
                borrower_id,
                existing: *existing,
            }),
            Self::Ready(offer) => offer.detail(),
            Self::Declined(verdict)
            | Self::ActionRequired(verdict)
            | Self::NoFunds(verdict)
            | Self::Stalled(verdict) => verdict.detail(),
            Self::Error {
                code,
                problem,
                retryable,
                request_id,
            } => to_json(&Error {
                code: code.as_str(),
                problem,
                retryable: *retryable,
                request_id: request_id.as_deref(),
            }),
        }
    }
}

impl LoanOffer {
    /// The detail of `defacto-ready` and `defacto-loan-request` as JSON.
    #[must_use]
    pub fn detail(&self) -> String {
        to_json(&Ready {
            borrower_id: &self.borrower_id,
            credit_line: Line {
                available: self.line.available,
                maximum: self.line.maximum,
                currency: self.line.currency.as_str(),
            },
        })
    }
}

impl Verdict {
    fn detail(&self) -> String {
        to_json(&Ended {
            borrower_id: &self.borrower_id,
            class: self.class.as_str(),
        })
    }
}

#[derive(Serialize)]
struct Usable {
    resumed: bool,
}

#[derive(Serialize)]
struct StageChange {
    from: &'static str,
    to: &'static str,
}

#[derive(Serialize)]
struct Validity<'a> {
    valid: bool,
    remaining: &'a [String],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Enrolled<'a> {
    borrower_id: &'a str,
    existing: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ready<'a> {
    borrower_id: &'a str,
    credit_line: Line,
}

#[derive(Serialize)]
struct Line {
    available: u64,
    maximum: u64,
    currency: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ended<'a> {
    borrower_id: &'a str,
    class: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Error<'a> {
    code: &'static str,
    problem: &'a str,
    retryable: bool,
    request_id: Option<&'a str>,
}
