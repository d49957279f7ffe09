//! One submission of a company at a time, seen through to its end.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use enrollment::enrollment::Enrollment;
use tokio::{
    sync::oneshot,
    time::{Instant, sleep_until},
};

use crate::{
    Proxy, audit, clock,
    lender::{KnownBorrower, LenderBorrower, PostError, ReadError},
    problem::{Code, Problem},
    submission::{Signature, Submission},
};

/// The companies of which a submission is on the way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flights(Arc<Mutex<HashSet<String>>>);

/// A company's place among them; leaves it when dropped.
#[derive(Debug)]
struct Flight {
    flights: Flights,
    company_key: String,
}

impl Proxy {
    /// Enrolls the borrower, with the JSON of the partner's own metadata, unless something of its company is on the way already.
    pub(crate) async fn enroll(
        self: &Arc<Self>,
        enrollment: Enrollment,
        metadata: String,
        jti: Option<String>,
    ) -> Result<KnownBorrower, Problem> {
        let flight = self.begin(enrollment.company().company_key())?;
        let submission = Submission::Enrollment(enrollment, metadata);
        self.see_through(flight, submission, jti).await
    }

    /// Signs for a borrower that the lender has, unless it is another company's or something is on the way already.
    pub(crate) async fn sign(
        self: &Arc<Self>,
        signature: Signature,
        jti: Option<String>,
    ) -> Result<KnownBorrower, Problem> {
        let flight = self.begin(signature.company.company_key())?;
        if !self.is_of_company(&signature).await? {
            return Err(Code::NotYourBorrower.into());
        }
        let submission = Submission::Signature(signature);
        self.see_through(flight, submission, jti).await
    }

    fn begin(&self, company_key: &str) -> Result<Flight, Problem> {
        let flight = self.flights.begin(company_key);
        flight.ok_or_else(|| Code::AlreadyEnrolling.into())
    }

    /// Whether the borrower that is to be signed for is one of the company's. Until that is known nothing leaves, so
    /// that a lender which can't be asked is one that can't be reached.
    async fn is_of_company(&self, signature: &Signature) -> Result<bool, Problem> {
        let until = self.lender.read_deadline();
        let found = self.lender.borrowers(&signature.company, until).await;
        let found = found.map_err(|error| match error {
            ReadError::Auth => Problem::from(Code::UpstreamAuth),
            ReadError::Busy(told) => PostError::Busy(told).into(),
            ReadError::NotFound | ReadError::Failed { .. } => PostError::NotSent.into(),
        })?;
        let is_meant = |borrower: &LenderBorrower| borrower.id().parse() == Ok(signature.borrower);
        Ok(found.iter().any(is_meant))
    }

    /// Goes on when the browser leaves: what has been sent can't be called back, and its proof has to be kept. While
    /// the outcome is open the company stays in flight, until the lender must have given up on it.
    async fn see_through(
        self: &Arc<Self>,
        flight: Flight,
        submission: Submission,
        jti: Option<String>,
    ) -> Result<KnownBorrower, Problem> {
        let received_at = clock::now();
        let until = Instant::now() + self.lender.enrolling();
        let (answer, answered) = oneshot::channel();
        let proxy = Arc::clone(self);
        tokio::spawn(async move {
            let outcome = proxy.lender.submit(&submission, until).await;
            let is_open = outcome.as_ref().is_err_and(PostError::leaves_outcome_open);
            if is_open || outcome.is_ok() {
                audit::Record {
                    submission: &submission,
                    borrower: outcome.as_ref().ok(),
                    received_at,
                    jti: jti.as_deref(),
                }
                .write();
            }
            // Nobody may be listening any more.
            let _ = answer.send(outcome);
            if is_open {
                sleep_until(until).await;
            }
            drop(flight);
        });
        let outcome = answered.await.map_err(|_| Code::OutcomeUnknown)?;
        let until = self.lender.text_deadline();
        Ok(self.lender.with_reason(outcome?, until).await)
    }
}

impl Flights {
    fn begin(&self, company_key: &str) -> Option<Flight> {
        let company_key = company_key.to_owned();
        self.locked(|flying| flying.insert(company_key.clone()))
            .then(|| Flight {
                flights: self.clone(),
                company_key,
            })
    }

    fn locked<T>(&self, change: impl FnOnce(&mut HashSet<String>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.flights
            .locked(|flying| flying.remove(&self.company_key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_flies_once_at_a_time() {
        let flights = Flights::default();
        let first = flights.begin("732829320");
        assert!(first.is_some());
        assert!(flights.begin("732829320").is_none());
        assert!(flights.begin("552100554").is_some());
        drop(first);
        assert!(flights.begin("732829320").is_some());
    }
}
