use alloc::string::String;

use super::{
    CallError, Cause, Class, CreditLines, ErrorCode, Flow, HostEvent, LoanOffer, Ticket, Verdict,
    borrower::Standing,
    credit_line::Offer,
    stage::{Call, Resume, Stage, Wait},
};
use crate::time::Now;

/// After this long without a line the borrower is told to come back, in milliseconds.
const DEADLINE: u64 = 30 * 60 * 1_000;

impl Flow {
    pub(super) fn credit_lines_read(
        &mut self,
        now: Now,
        ticket: Ticket,
        answer: Result<CreditLines, CallError>,
    ) {
        let wait = match self.stage {
            Stage::Waiting(wait) | Stage::AlreadyEnrolled(wait, _) if self.stage.awaits(ticket) => {
                wait
            }
            _ => return,
        };
        match answer {
            Ok(lines) => self.judge(now, wait, lines),
            Err(error) => match error.cause {
                Cause::Session => self.fail(ErrorCode::Session, error, Some(Resume::Wait)),
                Cause::Rejected => self.fail(ErrorCode::Rejected, error, None),
                Cause::Busy(told) => self.poll_later(now, wait, told),
                _ => self.poll_later(now, wait, None),
            },
        }
    }

    /// Ends where the borrower's standing leaves nothing to wait for; says whether it does.
    pub(super) fn has_verdict(&mut self) -> bool {
        let Some(borrower) = &self.borrower else {
            return false;
        };
        let reason = borrower.reason.clone();
        let class = reason.as_ref().map(|reason| reason.class);
        match borrower.standing {
            Standing::Blocked => {
                self.go(Stage::Declined(reason));
                self.notify(HostEvent::Declined(
                    self.verdict(class.unwrap_or(Class::NotEligible)),
                ));
            }
            Standing::ActionNeeded => {
                self.go(Stage::ActionRequired(reason));
                self.notify(HostEvent::ActionRequired(
                    self.verdict(class.unwrap_or(Class::NeedsAction)),
                ));
            }
            Standing::Enrolled | Standing::ToSign | Standing::Unknown => return false,
        }
        true
    }

    pub(super) fn loan_offer(&self, line: &super::CreditLine) -> LoanOffer {
        LoanOffer {
            borrower_id: self.borrower_id(),
            line: line.clone(),
        }
    }

    fn judge(&mut self, now: Now, wait: Wait, lines: CreditLines) {
        let offer = lines.offer(&self.company, now.wall);
        if let Some(borrower) = lines.borrower {
            self.borrower = Some(borrower);
        }
        if self.has_verdict() {
            return;
        }
        match offer {
            Offer::Usable(line) => {
                let offer = self.loan_offer(&line);
                self.go(Stage::Ready(line));
                self.notify(HostEvent::Ready(offer));
            }
            Offer::Nothing => {
                self.go(Stage::NoFunds);
                self.notify(HostEvent::NoFunds(self.verdict(Class::UnderReview)));
            }
            Offer::NotYet => self.poll_later(now, wait, None),
        }
    }

    fn poll_later(&mut self, now: Now, wait: Wait, told: Option<u64>) {
        if now.mono.since(wait.since) >= DEADLINE {
            self.go(Stage::Stalled);
            self.notify(HostEvent::Stalled(self.verdict(Class::UnderReview)));
            return;
        }
        let delay = self.delay(wait.attempts, told);
        if let Stage::Waiting(wait) | Stage::AlreadyEnrolled(wait, _) = &mut self.stage {
            wait.attempts = wait.attempts.saturating_add(1);
            wait.call = Call::Due(now.mono.after(delay));
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
