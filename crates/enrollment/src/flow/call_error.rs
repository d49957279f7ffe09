use alloc::{string::String, vec::Vec};

use super::ErrorCode;

/// A call that did not give what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// What it means for the flow.
    pub cause: Cause,
    /// The proxy's code, empty when it gave none.
    pub problem: String,
    /// The request's id in the proxy's log.
    pub request_id: Option<String>,
}

/// What a failed call means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Nothing came back: offline, blocked, cut off or out of time.
    NoAnswer,
    /// The session is missing, expired or invalid. Nothing was done.
    Session,
    /// The host page has no session to give.
    NoSession,
    /// This browser may not do that, whoever asks again.
    Rejected,
    /// The lender said no to values that it took; it may have the borrower all the same.
    LenderRefused,
    /// The lender does not take the partner's key: nobody but the partner can help.
    KeyRefused,
    /// Another tab or replica is enrolling this borrower.
    AlreadyEnrolling,
    /// These values have to be looked at.
    Fields(Vec<FieldFault>),
    /// The signature's instant can't be taken any more.
    SignedAtOutOfRange,
    /// Too much at once; try again, not before that many milliseconds where given.
    Busy(Option<u64>),
    /// The lender can't be reached or answers nonsense; nothing was changed.
    Upstream,
    /// The request has left and nobody knows whether it took effect.
    OutcomeUnknown,
}

/// A value that the other side refused or missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFault {
    /// The lending API's path.
    pub path: String,
    /// Whether the lender could not find it, rather than refused it.
    pub missing: bool,
}

impl Cause {
    /// Whether the answer shows that the session was taken.
    pub(super) const fn shows_a_session(&self) -> bool {
        !matches!(
            self,
            Self::NoAnswer | Self::OutcomeUnknown | Self::Session | Self::NoSession
        )
    }
}

impl CallError {
    /// The error for a call that nothing answered.
    pub const NO_ANSWER: Self = Self::of(Cause::NoAnswer);
    /// The error for a call for which the session has to be read first.
    pub const LOST_SESSION: Self = Self::of(Cause::Session);
    /// The error for a call that could not be made for want of a session.
    pub const NO_SESSION: Self = Self::of(Cause::NoSession);

    /// What the host page is told of it.
    pub(super) const fn code(&self) -> ErrorCode {
        match self.cause {
            Cause::NoAnswer => ErrorCode::Network,
            Cause::Session | Cause::NoSession => ErrorCode::Session,
            Cause::Busy(_) => ErrorCode::Busy,
            Cause::Upstream | Cause::KeyRefused | Cause::OutcomeUnknown => ErrorCode::Upstream,
            Cause::Rejected
            | Cause::LenderRefused
            | Cause::AlreadyEnrolling
            | Cause::Fields(_)
            | Cause::SignedAtOutOfRange => ErrorCode::Rejected,
        }
    }

    /// The error of which nothing is known but its cause.
    pub(crate) const fn of(cause: Cause) -> Self {
        Self {
            cause,
            problem: String::new(),
            request_id: None,
        }
    }
}
