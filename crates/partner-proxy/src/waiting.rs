//! Browsers that wait for their credit line, and the reads that they share.
//!
//! About a company one series of reads is out, as long as somebody asks and however many do. A request that may not
//! wait takes what the read finds that is out, or has one begin. One that may wait is held while there is nothing to
//! tell, which is decided by what is known and not by what its browser was told before: no line, and a borrower that is
//! neither blocked nor asked to act. So news of the moment between two requests is told by the second one at once.

mod pauses;
mod places;
mod poll;
mod prefer;
mod wakes;

use std::sync::Arc;

use axum::body::Bytes;
use enrollment::{
    domain::CompanyId,
    flow::{Borrower, Standing},
    wire::{credit_lines::CreditLinePage, to_json},
};
use tokio::time::{Instant, sleep_until};

pub(crate) use places::Places;
pub(crate) use poll::Polls;
pub(crate) use prefer::{PREFER, PREFERENCE_APPLIED, Wait};
pub(crate) use wakes::Wakes;

use self::poll::Snapshot;
use crate::{Proxy, lender::ReadError};

/// An answer to a request that would wait.
#[derive(Debug)]
pub(crate) struct Told {
    /// The page of credit lines.
    pub(crate) json: Bytes,
    /// Whether the request was held, and may come back at once. Not so when the proxy stops.
    pub(crate) was_held: bool,
}

impl Proxy {
    /// The company's page of credit lines as it is now.
    pub(crate) async fn credit_lines(
        self: &Arc<Self>,
        company: &CompanyId,
    ) -> Result<Bytes, ReadError> {
        Ok(self.seat(company).fresh().await?.json)
    }

    /// The company's page of credit lines once there is something to tell, or after `wait`.
    ///
    /// A read that fails ends the wait: the browser is to know why, and when to come back.
    pub(crate) async fn awaited_credit_lines(
        self: &Arc<Self>,
        company: &CompanyId,
        wait: Wait,
    ) -> Result<Told, ReadError> {
        let until = Instant::now() + wait.duration();
        let mut seat = self.seat(company);
        let known = match seat.known().filter(|known| known.is_quiet) {
            Some(quiet) => quiet,
            None => seat.fresh().await?,
        };
        if !known.is_quiet {
            return Ok(Told::at_once(known));
        }
        tokio::select! {
            biased;
            other = seat.other_than(known.version) => Ok(Told::after_a_wait(other?)),
            () = self.stopped() => Ok(Told::at_once(known)),
            () = sleep_until(until) => Ok(Told::after_a_wait(known)),
        }
    }

    /// Lets the lender be asked about every company for which somebody waits: now, or together with the wake-ups that
    /// come within the second.
    pub(crate) fn wake_everybody(&self) {
        let polls = Arc::clone(&self.polls);
        self.wakes.ask(move || polls.hurry());
    }

    async fn stopped(&self) {
        let mut stopping = self.stopping.clone();
        if stopping.wait_for(|stopping| *stopping).await.is_err() {
            // Nobody is left who could stop it.
            std::future::pending::<()>().await;
        }
    }
}

impl Told {
    fn at_once(Snapshot { json, .. }: Snapshot) -> Self {
        Self {
            json,
            was_held: false,
        }
    }

    fn after_a_wait(Snapshot { json, .. }: Snapshot) -> Self {
        Self {
            json,
            was_held: true,
        }
    }
}

impl Snapshot {
    fn of(page: CreditLinePage, version: u64) -> Self {
        let json = to_json(&page).into();
        let standing = page.borrower.map(Borrower::try_from);
        let is_verdict = standing.is_some_and(|borrower| {
            borrower.is_ok_and(|borrower| {
                matches!(
                    borrower.standing,
                    Standing::Blocked | Standing::ActionNeeded
                )
            })
        });
        Self {
            version,
            json,
            is_quiet: page.data.is_empty() && !is_verdict,
        }
    }
}

#[cfg(test)]
mod tests {
    use enrollment::wire::{borrowers::Borrower, credit_lines::CreditLine};

    use super::*;

    fn is_quiet(lines: usize, status: Option<&str>, actions: &[&str]) -> bool {
        let mut page = CreditLinePage::default();
        page.data.resize_with(lines, CreditLine::default);
        page.borrower = status.map(|status| Borrower {
            id: Some("b-1".to_owned()),
            status: Some(status.to_owned()),
            next_actions: Some(actions.iter().map(|action| (*action).to_owned()).collect()),
            ..Borrower::default()
        });
        Snapshot::of(page, 0).is_quiet
    }

    #[test]
    fn there_is_nothing_to_tell_while_a_borrower_only_waits() {
        for status in [None, Some("SIGNED"), Some("TO_SIGN"), Some("BRAND_NEW")] {
            assert!(is_quiet(0, status, &[]), "{status:?}");
        }
    }

    #[test]
    fn a_line_a_block_and_an_action_are_told() {
        assert!(!is_quiet(1, Some("SIGNED"), &[]));
        assert!(!is_quiet(1, None, &[]));
        assert!(!is_quiet(0, Some("BLOCKED"), &[]));
        assert!(!is_quiet(0, Some("SIGNED"), &["FILL_KYB_CASE"]));
    }
}
