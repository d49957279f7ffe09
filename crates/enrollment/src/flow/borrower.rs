use alloc::string::String;

use super::credit_line::company_key;
use crate::{domain::Language, time::Timestamp, wire};

/// A borrower that the lender knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Borrower {
    /// The lender's id.
    pub id: String,
    /// The company number under which the lender has it.
    pub identifier: String,
    /// Where it stands.
    pub standing: Standing,
    /// When it signed.
    pub signed_at: Option<Timestamp>,
    /// Why it stands there, as far as a browser may know.
    pub reason: Option<Reason>,
}

impl Borrower {
    /// Whether this is that company. One that bears no number is what was asked for.
    pub(super) fn is_of(&self, company: &str) -> bool {
        self.identifier.is_empty() || company_key(&self.identifier) == company_key(company)
    }

    /// Whether it was signed by the tick of that instant. The lender may keep less than milliseconds.
    pub(super) fn was_signed_at(&self, tick: Timestamp) -> bool {
        let signed_at = self.signed_at;
        signed_at.is_some_and(|signed_at| tick.millis_since(signed_at).abs() < 1_000)
    }

    pub(super) fn class(&self) -> Option<Class> {
        self.reason.as_ref().map(|reason| reason.class)
    }
}

/// Where a borrower stands with the lender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Signed; the credit line is there or will come.
    Enrolled,
    /// Known, but has not signed.
    ToSign,
    /// Has to do something at the lender's.
    ActionNeeded,
    /// Blocked, deactivated or prohibited.
    Blocked,
    /// A status that this version does not know.
    Unknown,
}

/// A reason fit for the borrower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its class.
    pub class: Class,
    /// The lender's own text, where it may be shown.
    pub text: Option<String>,
    /// The language that it is in, where that was told.
    pub language: Option<Language>,
}

/// The classes of reasons that reach a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the contract's own names")]
pub enum Class {
    NotEligible,
    NeedsAction,
    NeedsDocuments,
    UnderReview,
    Closed,
}

impl Class {
    /// The contract's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotEligible => "not_eligible",
            Self::NeedsAction => "needs_action",
            Self::NeedsDocuments => "needs_documents",
            Self::UnderReview => "under_review",
            Self::Closed => "closed",
        }
    }

    /// The class of that name; anything unknown says the least.
    fn named(name: &str) -> Self {
        [
            Self::NeedsAction,
            Self::NeedsDocuments,
            Self::UnderReview,
            Self::Closed,
        ]
        .into_iter()
        .find(|class| class.as_str() == name)
        .unwrap_or(Self::NotEligible)
    }
}

/// The body names no borrower: its id is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoBorrower;

impl TryFrom<wire::borrowers::Borrower> for Borrower {
    type Error = NoBorrower;

    fn try_from(wire: wire::borrowers::Borrower) -> Result<Self, NoBorrower> {
        let acts = wire.next_actions.is_some_and(|actions| !actions.is_empty());
        let standing = match wire.status.as_deref() {
            Some("BLOCKED" | "DEACTIVATED" | "PROHIBITED") => Standing::Blocked,
            _ if acts => Standing::ActionNeeded,
            Some("TO_SIGN") => Standing::ToSign,
            Some("SIGNED" | "SDD_SETUP" | "ALL_PAYMENT_SETUP" | "READY") => Standing::Enrolled,
            _ => Standing::Unknown,
        };
        Ok(Self {
            id: wire.id.filter(|id| !id.is_empty()).ok_or(NoBorrower)?,
            identifier: wire.identifier,
            standing,
            signed_at: wire.signed_at.and_then(|at| at.parse().ok()),
            reason: wire.reason.map(|reason| Reason {
                class: Class::named(&reason.class),
                text: reason.text,
                language: reason.lang.and_then(|code| code.parse().ok()),
            }),
        })
    }
}
