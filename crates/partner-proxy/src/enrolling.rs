//! One enrollment of a borrower at a time, seen through to its end.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use enrollment::{enrollment::Enrollment, wire::borrowers::Borrower};
use tokio::{
    sync::oneshot,
    time::{Instant, sleep_until},
};

use crate::{
    Proxy, audit, clock,
    problem::{Code, Problem},
};

/// The companies that are being enrolled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flights(Arc<Mutex<HashSet<String>>>);

/// A company's place among them; leaves it when dropped.
#[derive(Debug)]
struct Flight {
    flights: Flights,
    company_key: String,
}

impl Proxy {
    /// Enrolls the borrower, unless it is being enrolled already.
    ///
    /// Goes on when the browser leaves: what has been sent can't be called back, and its proof has to be kept. While
    /// the outcome is open the borrower counts as being enrolled, until the lender must have given up on it.
    pub(crate) async fn enroll(
        self: &Arc<Self>,
        enrollment: Enrollment,
        jti: Option<String>,
    ) -> Result<Borrower, Problem> {
        let flight = self
            .flights
            .begin(enrollment.company().company_key())
            .ok_or(Code::AlreadyEnrolling)?;
        let received_at = clock::now();
        let until = Instant::now() + self.lender.enrolling();
        let (answer, answered) = oneshot::channel();
        let proxy = Arc::clone(self);
        tokio::spawn(async move {
            let outcome = proxy.lender.enroll(&enrollment, until).await;
            let is_open = outcome
                .as_ref()
                .is_err_and(crate::lender::PostError::leaves_outcome_open);
            if is_open || outcome.is_ok() {
                audit::Record {
                    borrower: outcome.as_ref().ok(),
                    consent: enrollment.consent(),
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
        Ok(outcome?.into_browser())
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
