//! HTTP answers of the proxy, or of a thin pass-through, as what they mean for the flow.

use alloc::{boxed::Box, vec::Vec};
use core::fmt;

use super::{
    Json,
    borrowers::{Borrower as WireBorrower, BorrowerPage},
    credit_lines::CreditLinePage,
    json::{Read, of_value},
    problem::ProblemBody,
    session::Session,
};
use crate::flow::{Borrower, CallError, Cause, CreditLines, FieldFault};

/// An HTTP answer as it came. `Debug` never shows the body.
#[derive(Clone, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `Retry-After` as seconds, where that is what it holds.
    pub retry_after: Option<u32>,
    /// The body; `None` when it is no JSON.
    pub body: Option<Json>,
    /// Whether the proxy held the answer back as `Prefer: wait` asked: `Preference-Applied` says so.
    pub held: bool,
}

impl Answer {
    /// `GET /session`: `None` where a thin proxy knows no sessions.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn session(self) -> Result<Option<Box<Session>>, CallError> {
        match self.status {
            200 => self.read().map(Box::new).map(Some),
            404 => Ok(None),
            _ => Err(self.error_of_a_read()),
        }
    }

    /// `POST /borrowers`: anything but a readable 2xx or a refusal leaves the outcome unknown. A refusal is told by its
    /// status, except that a 400 or 422 has to be readable too.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn enrolled(self) -> Result<Borrower, CallError> {
        match self.status {
            200..=299 => of_value::<WireBorrower>(self.body)
                .and_then(|borrower| borrower.try_into().ok())
                .ok_or(CallError::of(Cause::OutcomeUnknown)),
            _ => Err(self.error_of_a_write()),
        }
    }

    /// `GET /borrowers`: none where the lender has no such borrower. A thin proxy may list others too.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn borrowers(self) -> Result<Vec<Borrower>, CallError> {
        let page: BorrowerPage = self.read()?;
        let mut borrowers = Vec::new();
        for borrower in page.data {
            let borrower: Result<Borrower, _> = borrower.try_into();
            borrowers.push(borrower.map_err(|_| CallError::of(Cause::Upstream))?);
        }
        Ok(borrowers)
    }

    /// `GET /credit-lines`.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn credit_lines(self) -> Result<CreditLines, CallError> {
        let held = self.held;
        let mut lines: CreditLines = self.read().map(CreditLinePage::into)?;
        lines.held = held;
        Ok(lines)
    }

    fn read<T: Read>(self) -> Result<T, CallError> {
        if self.status == 200 {
            of_value(self.body).ok_or(CallError::of(Cause::Upstream))
        } else {
            Err(self.error_of_a_read())
        }
    }

    fn error_of_a_read(self) -> CallError {
        let (status, busy) = (self.status, self.busy());
        let problem: ProblemBody = of_value(self.body).unwrap_or_default();
        let cause = match (status, problem.code.as_str()) {
            (401, _) => Cause::Session,
            (429 | 503, _) => busy,
            (408 | 425, _) => Cause::Upstream,
            (400..=499, _) => Cause::Rejected,
            (502, "upstream_auth") => Cause::KeyRefused,
            _ => Cause::Upstream,
        };
        problem.error(cause)
    }

    fn error_of_a_write(self) -> CallError {
        // JSON of another shape is the lender's; what is no JSON comes from something in between.
        let (status, busy, is_json) = (self.status, self.busy(), self.body.is_some());
        let problem: ProblemBody = of_value(self.body).unwrap_or_default();
        let cause = match (status, problem.code.as_str()) {
            (401, _) => Cause::Session,
            (408, _) => Cause::OutcomeUnknown,
            (409, _) => Cause::AlreadyEnrolling,
            (_, "signed_at_out_of_range") => Cause::SignedAtOutOfRange,
            (429, _) | (503, "upstream_busy" | "slow_down") => busy,
            (502, "upstream_auth") => Cause::KeyRefused,
            (402, _) | (403, "lender_refused") => Cause::LenderRefused,
            (400 | 422, _) if is_json => Cause::Fields(faults(&problem)),
            (400 | 422, _) => Cause::OutcomeUnknown,
            (402..=499, _) => Cause::Rejected,
            _ => Cause::OutcomeUnknown,
        };
        problem.error(cause)
    }

    fn busy(&self) -> Cause {
        Cause::Busy(self.retry_after.map(|seconds| u64::from(seconds) * 1_000))
    }
}

impl ProblemBody {
    fn error(self, cause: Cause) -> CallError {
        CallError {
            cause,
            problem: self.code,
            request_id: self.request_id,
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("retry_after", &self.retry_after)
            .finish_non_exhaustive()
    }
}

/// The proxy tells with each value whether it refused it; the lender lists only what it could not find.
fn faults(problem: &ProblemBody) -> Vec<FieldFault> {
    let missing = problem.code != "invalid";
    problem
        .paths()
        .map(|path| FieldFault {
            path: path.into(),
            missing,
        })
        .collect()
}
