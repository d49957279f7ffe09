use alloc::{boxed::Box, vec::Vec};

use super::{
    Borrower, CallError, Cause, Effect, ErrorCode, FieldFault, Flow, Memory, Notice, Purpose,
    Renewal, Ticket,
    asking::SIGNED_AT,
    borrower::Standing,
    fault::Fault,
    stage::{Call, Lookup, Resume, Stage, Submission},
};
use crate::{
    draft::{Draft, Field, Problem, Reason},
    time::{Instant, Now},
};

/// Lookups in a row that may fail before the borrower is told.
const LOOKUP_FAILURES: u32 = 4;
/// Not found counts only when seen twice with this between, in milliseconds…
const BETWEEN_LOOKUPS: u64 = 10_000;
/// …and the second time this long after the POST began, when the lender must have given up on it.
const LENDER_DONE: u64 = 40_000;

impl Flow {
    pub(super) fn submitted(&mut self, now: Now) {
        if !self.can_edit() {
            return;
        }
        if self.consent.is_some() && self.documents != self.ticked_under {
            return self.ask_to_tick_again(now);
        }
        match self.purpose {
            Purpose::Enroll => self.send_enrollment(now),
            Purpose::Sign | Purpose::AcceptDebit => self.consent_submitted(now),
        }
    }

    /// Sends what the form makes, or shows what it lacks.
    pub(super) fn send_enrollment(&mut self, now: Now) {
        if self.is_stale(now) {
            return self.ask_to_tick_again(now);
        }
        let problems = self.problems_of_draft(now);
        if !problems.is_empty() {
            return self.edit_again(None, problems);
        }
        let mut doubts = self.draft.doubts();
        doubts.retain(|doubt| !self.confirmed.contains(&doubt.field));
        if !doubts.is_empty() {
            self.confirmed
                .extend(doubts.iter().map(|doubt| doubt.field));
            return self.edit_again(Some(Notice::Doubtful), doubts);
        }
        match self.draft.parse(&self.rules(now), self.consent.as_ref()) {
            Ok(enrollment) => {
                self.problems.clear();
                self.company = enrollment.company().as_str().into();
                let ticket = self.ticket();
                self.go(Stage::Submitting(Submission {
                    ticket,
                    began: now.mono,
                }));
                self.remember_request(now);
                self.effects
                    .push(Effect::Enroll(ticket, Box::new(enrollment)));
            }
            Err(problems) => self.edit_again(None, problems),
        }
    }

    /// The answer to an enrollment, or to a signature.
    pub(super) fn enrolled(
        &mut self,
        now: Now,
        ticket: Ticket,
        answer: Result<Borrower, CallError>,
    ) {
        let began = match &self.stage {
            Stage::Submitting(submission) if submission.ticket == ticket => submission.began,
            _ => return,
        };
        let error = match answer {
            Ok(borrower) if borrower.is_of(&self.company) => {
                self.renewal = Renewal::None;
                if borrower.standing == Standing::ToSign && self.purpose == Purpose::Enroll {
                    return self.sign_or_ask(now, borrower);
                }
                let is_ours = borrower.signed_at.is_none() || self.is_our_signature(&borrower);
                self.effects.push(Effect::TellTabs);
                return self.enroll_as(now, borrower, !is_ours);
            }
            // Somebody else's: what became of ours is not known.
            Ok(_) => CallError::of(Cause::OutcomeUnknown),
            Err(error) => error,
        };
        if error.cause.shows_a_session() {
            self.renewal = Renewal::None;
        }
        match error.cause {
            Cause::Fields(ref faults) => self.refused(now, faults),
            Cause::SignedAtOutOfRange => self.ask_to_tick_again(now),
            Cause::NoAnswer | Cause::OutcomeUnknown => {
                self.notify_error(ErrorCode::OutcomeUnknown, error, true);
                if self.has(Fault::SendsTwice) {
                    return self.send_enrollment(now);
                }
                self.reconcile(now, began, false);
            }
            Cause::AlreadyEnrolling => self.reconcile(now, began, false),
            Cause::LenderRefused => self.reconcile(now, began, true),
            Cause::Session | Cause::NoSession => self.session_lost(error),
            Cause::Busy(_) | Cause::Upstream | Cause::KeyRefused => {
                self.forget();
                self.fail_for_now(now, error, Resume::Edit);
            }
            Cause::Rejected => {
                self.forget();
                // A thin proxy may know no signatures, and learn.
                let resume = (self.purpose != Purpose::Enroll).then_some(Resume::Edit);
                self.fail(ErrorCode::Rejected, error, resume);
            }
        }
    }

    pub(super) fn borrower_found(
        &mut self,
        now: Now,
        ticket: Ticket,
        answer: Result<Vec<Borrower>, CallError>,
    ) {
        let lookup = match self.stage {
            Stage::Reconciling(lookup) if self.awaits(ticket) => lookup,
            _ => return,
        };
        let borrowers = match answer {
            Ok(borrowers) => borrowers,
            Err(error) => return self.lookup_failed(now, lookup, error),
        };
        self.renewal = Renewal::None;
        // One that bears no number is what was asked for, unless others stand beside it.
        let is_alone = borrowers.len() == 1;
        let company = &self.company;
        let found = borrowers
            .into_iter()
            .find(|found| found.is_of(company) && (is_alone || !found.identifier.is_empty()));
        match found {
            None => self.not_found(now, lookup),
            // Known and not signed: after our signature it has not arrived.
            Some(borrower) if borrower.standing == Standing::ToSign => match self.purpose {
                Purpose::Enroll => self.sign_or_ask(now, borrower),
                _ => self.not_found(now, lookup),
            },
            Some(borrower) => {
                let existing = !self.is_our_signature(&borrower);
                self.effects.push(Effect::TellTabs);
                self.enroll_as(now, borrower, existing);
            }
        }
    }

    /// Finds out what became of a POST that began then; `refused` where the lender said no to it.
    pub(super) fn reconcile(&mut self, now: Now, began: Instant, refused: bool) {
        self.go(Stage::Reconciling(Lookup {
            began,
            first_missing: None,
            refused,
            failures: 0,
            attempts: 0,
            call: Call::Due(now.mono),
        }));
        self.run_what_is_due(now);
    }

    fn not_found(&mut self, now: Now, lookup: Lookup) {
        let first = lookup.first_missing.unwrap_or(now.mono);
        let is_settled = now.mono.since(first) >= BETWEEN_LOOKUPS
            && now.mono.since(lookup.began) >= LENDER_DONE
            || self.has(Fault::BelievesOneLookup);
        if lookup.refused {
            self.forget();
            let error = CallError::of(Cause::LenderRefused);
            return self.fail(ErrorCode::Rejected, error, Some(Resume::Edit));
        }
        if is_settled {
            self.forget();
            let notice = if self.consent.is_some() {
                Notice::NotReceived
            } else {
                Notice::NotReceivedBefore
            };
            self.edit_again(Some(notice), Vec::new());
            return self.tell_validity(now);
        }
        let lookup = Lookup {
            first_missing: Some(first),
            failures: 0,
            ..lookup
        };
        self.look_again_later(now, lookup, None);
    }

    pub(super) fn lookup_failed(&mut self, now: Now, lookup: Lookup, error: CallError) {
        let code = error.code();
        let resume = Some(Resume::LookUp(lookup));
        let told = match error.cause {
            Cause::Session | Cause::NoSession => return self.session_lost(error),
            // A session that is bound to nobody yet has sent nothing that anybody took.
            Cause::Rejected
                if error.problem == "not_your_borrower" && self.session_company.is_none() =>
            {
                return self.not_found(now, lookup);
            }
            Cause::Rejected | Cause::KeyRefused => return self.fail(code, error, resume),
            Cause::Busy(told) => told,
            _ => None,
        };
        let failures = lookup.failures + 1;
        if failures >= LOOKUP_FAILURES {
            return self.fail_for_now(now, error, Resume::LookUp(lookup));
        }
        self.look_again_later(now, Lookup { failures, ..lookup }, told);
    }

    fn look_again_later(&mut self, now: Now, lookup: Lookup, told: Option<u64>) {
        let call = self.later(now, lookup.attempts, told);
        self.stage = Stage::Reconciling(Lookup {
            attempts: lookup.attempts + 1,
            call,
            ..lookup
        });
    }

    /// The other side could not take some values: the form comes back with those marked.
    fn refused(&mut self, now: Now, faults: &[FieldFault]) {
        self.forget();
        if self.has(Fault::LosesWhatWasTyped) {
            self.draft = Draft::default();
        }
        let (mut problems, has_unknown) = self.ask_for(faults);
        let notice = has_unknown.then_some(Notice::MoreIsMissing);
        if faults.iter().any(|fault| fault.path == SIGNED_AT) {
            self.withdraw_consent();
            problems.push(Problem::new(Field::SignedAt, Reason::SignedAtOutOfRange));
            self.edit_again(notice, problems);
            return self.read_again(now);
        }
        self.edit_again(notice, problems);
    }

    /// Whether the lender would not take the instant of the tick any more.
    pub(super) fn is_stale(&self, now: Now) -> bool {
        let consent = self.consent.as_ref();
        consent.is_some_and(|consent| consent.check_age(now.wall).is_err())
    }

    pub(super) fn ask_to_tick_again(&mut self, now: Now) {
        self.forget();
        self.withdraw_consent();
        let problem = Problem::new(Field::SignedAt, Reason::SignedAtOutOfRange);
        self.edit_again(None, [problem].into());
        self.tell_validity(now);
        // The clock may be what is wrong.
        self.read_again(now);
    }

    pub(super) fn edit_again(&mut self, notice: Option<Notice>, problems: Vec<Problem>) {
        if self.documents != self.ticked_under {
            self.withdraw_consent();
        }
        for problem in &problems {
            if !self.shown_wrong.contains(&problem.field) {
                self.shown_wrong.push(problem.field);
            }
        }
        self.problems = problems;
        self.failed_submits = self.failed_submits.wrapping_add(1);
        self.go(Stage::Editing(notice));
    }

    /// Whether the borrower was signed by this tick, or by one that the tab remembers.
    pub(super) fn is_our_signature(&self, borrower: &Borrower) -> bool {
        let tick = match (&self.consent, &self.config.memory) {
            (Some(consent), _) => consent.signed_at(),
            (None, Some(Memory::Sent { signed_at, .. })) => *signed_at,
            _ => return false,
        };
        borrower.was_signed_at(tick)
    }
}
