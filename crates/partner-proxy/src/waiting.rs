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

use enrollment::{
    domain::{CompanyId, Language},
    flow::{Borrower, Standing},
    wire::credit_lines::CreditLinePage,
};
use tokio::time::{Instant, sleep_until};

pub(crate) use places::Places;
pub(crate) use poll::Polls;
pub(crate) use prefer::{PREFER, PREFERENCE_APPLIED, Wait};
pub(crate) use wakes::Wakes;

use self::poll::Snapshot;
use crate::{
    Proxy,
    lender::{Found, ReadError},
};

/// An answer to a request that would wait.
#[derive(Debug)]
pub(crate) struct Told {
    /// The credit lines and their borrower.
    pub(crate) found: Arc<Found>,
    /// Whether the request was held, and may come back at once. Not so when the proxy stops.
    pub(crate) was_held: bool,
}

impl Proxy {
    /// The company's credit lines as they are now.
    pub(crate) async fn credit_lines(
        self: &Arc<Self>,
        company: &CompanyId,
    ) -> Result<Arc<Found>, ReadError> {
        Ok(self.seat(company).fresh().await?.found)
    }

    /// The company's credit lines once there is something to tell, or after `wait`.
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
            // The text of a reason may have come meanwhile.
            () = sleep_until(until) => Ok(Told::after_a_wait(seat.known().unwrap_or(known))),
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
    fn at_once(Snapshot { found, .. }: Snapshot) -> Self {
        Self {
            found,
            was_held: false,
        }
    }

    fn after_a_wait(Snapshot { found, .. }: Snapshot) -> Self {
        Self {
            found,
            was_held: true,
        }
    }
}

impl Snapshot {
    fn of(found: Found, version: u64) -> Self {
        Self {
            version,
            is_quiet: is_quiet(found.told_in(Language::ENGLISH)),
            found: found.into(),
        }
    }
}

fn is_quiet(page: CreditLinePage) -> bool {
    let standing = page.borrower.map(Borrower::try_from);
    let is_verdict = standing.is_some_and(|borrower| {
        borrower.is_ok_and(|borrower| {
            matches!(
                borrower.standing,
                Standing::Blocked | Standing::ActionNeeded
            )
        })
    });
    page.data.is_empty() && !is_verdict
}

#[cfg(test)]
mod tests {
    use enrollment::wire::{borrowers::Borrower, credit_lines::CreditLine};

    use super::*;

    fn leaves_waiting(lines: usize, status: Option<&str>, actions: &[&str]) -> bool {
        let mut page = CreditLinePage::default();
        page.data.resize_with(lines, CreditLine::default);
        page.borrower = status.map(|status| Borrower {
            id: Some("b-1".to_owned()),
            status: Some(status.to_owned()),
            next_actions: Some(actions.iter().map(|action| (*action).to_owned()).collect()),
            ..Borrower::default()
        });
        is_quiet(page)
    }

    #[test]
    fn there_is_nothing_to_tell_while_a_borrower_only_waits() {
        for status in [None, Some("SIGNED"), Some("TO_SIGN"), Some("BRAND_NEW")] {
            assert!(leaves_waiting(0, status, &[]), "{status:?}");
        }
    }

    #[test]
    fn a_line_a_block_and_an_action_are_told() {
        assert!(!leaves_waiting(1, Some("SIGNED"), &[]));
        assert!(!leaves_waiting(1, None, &[]));
        assert!(!leaves_waiting(0, Some("BLOCKED"), &[]));
        assert!(!leaves_waiting(0, Some("SIGNED"), &["FILL_KYB_CASE"]));
    }
}
