use alloc::string::String;

use super::{
    CallError, Cause, Class, CreditLines, ErrorCode, Flow, HostEvent, LoanOffer, Purpose, Renewal,
    Ticket, Verdict,
    borrower::Standing,
    credit_line::Offer,
    fault::Fault,
    stage::{Resume, Stage, Wait},
};
use crate::time::{Instant, Now};

/// After this long without a line the borrower is told to come back, in milliseconds.
const DEADLINE: u64 = 30 * 60 * 1_000;
/// After this long it is said that it takes longer than usual, in milliseconds.
const LONG: u64 = 2 * 60 * 1_000;
/// A wait that began longer ago than this is another one, in milliseconds.
const LONGEST: u64 = 60 * 60 * 1_000;
/// An answer that was held back for less than this was not held back, in milliseconds.
const LEAST_HELD: u64 = 1_000;

impl Flow {
    /// A wait that begins with a look at once, and for the borrower where it began.
    pub(super) fn wait(&self, now: Now) -> Wait {
        let is_this_one = |since: &Instant| now.mono.since(*since) <= LONGEST;
        let begun = self.waits_since.filter(is_this_one).unwrap_or(now.mono);
        Wait {
            begun,
            is_long: is_long(begun, now),
            ..Wait::since(now.mono)
        }
    }

    pub(super) fn credit_lines_read(
        &mut self,
        now: Now,
        ticket: Ticket,
        answer: Result<CreditLines, CallError>,
    ) {
        let wait = match self.stage {
            Stage::Waiting(wait) | Stage::AlreadyEnrolled(wait, _) if self.awaits(ticket) => wait,
            _ => return,
        };
        let error = match answer {
            Ok(lines) => {
                self.renewal = Renewal::None;
                return self.judge(now, wait, lines);
            }
            Err(error) => error,
        };
        match error.cause {
            Cause::Session | Cause::NoSession => self.session_lost(error),
            Cause::Rejected => self.fail(ErrorCode::Rejected, error, None),
            Cause::KeyRefused => self.fail(ErrorCode::Upstream, error, Some(Resume::Wait)),
            Cause::Busy(told) => self.poll_later(now, wait, told),
            _ if self.has(Fault::ForgetsTheTimer) => {}
            _ => self.poll_later(now, wait, None),
        }
    }

    /// Ends where the borrower's standing leaves nothing to wait for; says whether it does.
    pub(super) fn has_verdict(&mut self) -> bool {
        let Some(borrower) = &self.borrower else {
            return false;
        };
        let (standing, reason) = (borrower.standing, borrower.reason.clone());
        let acts = |class| matches!(class, Class::NeedsAction | Class::NeedsDocuments);
        match (standing, borrower.class()) {
            (Standing::ActionNeeded, class) => {
                self.act(reason, class.unwrap_or(Class::NeedsAction));
            }
            (Standing::Blocked, Some(class)) if acts(class) => self.act(reason, class),
            // While it is under review it is not yet a no.
            (Standing::Blocked, class) if class != Some(Class::UnderReview) => {
                self.go(Stage::Declined(reason));
                self.notify(HostEvent::Declined(
                    self.verdict(class.unwrap_or(Class::NotEligible)),
                ));
            }
            _ => return false,
        }
        true
    }

    pub(super) fn loan_offer(&self, line: &super::CreditLine) -> LoanOffer {
        LoanOffer {
            borrower_id: self.borrower_id(),
            line: line.clone(),
        }
    }

    fn act(&mut self, reason: Option<super::Reason>, class: Class) {
        self.go(Stage::ActionRequired(reason));
        self.notify(HostEvent::ActionRequired(self.verdict(class)));
    }

    fn judge(&mut self, now: Now, wait: Wait, lines: CreditLines) {
        let mut offer = lines.offer(&self.company, now.wall);
        if self.has(Fault::UnlocksOnForeignLines) {
            offer = lines.offer_of_anybody(now.wall);
        }
        let is_held = lines.held && now.mono.since(wait.asked) >= LEAST_HELD;
        let told = lines.borrower.filter(|found| found.is_of(&self.company));
        let is_strange = told
            .as_ref()
            .is_some_and(|borrower| borrower.standing == Standing::Unknown);
        // Without news of the borrower a usable line is the news: what was asked for is done.
        let is_news = told.is_some() || !matches!(offer, Offer::Usable(_));
        if told.is_some() {
            self.borrower = told;
        }
        if is_news && self.has_verdict() {
            return;
        }
        let (standing, class) = self
            .borrower
            .as_ref()
            .map_or((Standing::Unknown, None), |borrower| {
                (borrower.standing, borrower.class())
            });
        let wait = Wait {
            is_reviewed: class == Some(Class::UnderReview),
            ..wait
        };
        match offer {
            _ if self.is_unsigned() && self.purpose != Purpose::Sign => self.sign_late(now),
            // Our signature has left, and the lender has yet to note it; or it is looking at the borrower; or it says what this
            // version does not know.
            Offer::Usable(_) | Offer::Nothing
                if is_strange || matches!(standing, Standing::Blocked | Standing::ToSign) =>
            {
                self.poll_again(now, wait, is_held);
            }
            Offer::Usable(line)
                if line.is_debited
                    && !self.accepted_notice()
                    && !self.has(Fault::UnlocksWithoutConsent) =>
            {
                // A tick that was not under the notice is no consent to it.
                self.withdraw_consent();
                self.ask_for_consent(now, Purpose::AcceptDebit);
            }
            Offer::Usable(line) => {
                let offer = self.loan_offer(&line);
                self.go(Stage::Ready(line));
                self.notify(HostEvent::Ready(offer));
            }
            Offer::Nothing => {
                self.go(Stage::NoFunds);
                self.notify(HostEvent::NoFunds(self.verdict(Class::UnderReview)));
            }
            Offer::NotYet => match class {
                Some(class @ (Class::NeedsAction | Class::NeedsDocuments)) => {
                    let reason = self
                        .borrower
                        .as_ref()
                        .and_then(|known| known.reason.clone());
                    self.act(reason, class);
                }
                _ => self.poll_again(now, wait, is_held),
            },
        }
    }

    /// Polls at once where the last answer was held back until now, else later.
    fn poll_again(&mut self, now: Now, wait: Wait, is_held: bool) {
        self.poll_later(now, wait, None);
        if is_held {
            self.stage.make_due(now.mono);
            self.run_what_is_due(now);
        }
    }

    pub(super) fn poll_later(&mut self, now: Now, judged: Wait, told: Option<u64>) {
        let waited = now.mono.since(judged.deadline_from);
        if waited >= DEADLINE && !judged.is_reviewed {
            self.go(Stage::Stalled);
            self.notify(HostEvent::Stalled(self.verdict(Class::UnderReview)));
            return;
        }
        let call = self.later(now, judged.attempts, told);
        if let Stage::Waiting(wait) | Stage::AlreadyEnrolled(wait, _) = &mut self.stage {
            *wait = Wait {
                attempts: judged.attempts.saturating_add(1),
                is_long: is_long(judged.begun, now),
                call,
                ..judged
            };
        }
    }

    fn verdict(&self, class: Class) -> Verdict {
        Verdict {
            borrower_id: self.borrower_id(),
            class,
        }
    }

    fn borrower_id(&self) -> String {
        self.borrower
            .as_ref()
            .map(|borrower| borrower.id.clone())
            .unwrap_or_default()
    }
}

/// Whether the borrower has waited for long enough to be told that it takes longer than usual.
fn is_long(begun: Instant, now: Now) -> bool {
    now.mono.since(begun) >= LONG
}
