use alloc::{boxed::Box, vec::Vec};

use super::{
    Borrower, CallError, Cause, Effect, ErrorCode, FieldFault, Flow, Notice, Ticket,
    borrower::Standing,
    editing::insert_in_order,
    stage::{Call, Lookup, Resume, Stage, Submission},
};
use crate::{
    draft::{Field, PersonField, Problem, Reason},
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
        if !matches!(self.stage, Stage::Editing(_)) {
            return;
        }
        if self
            .consent
            .as_ref()
            .is_some_and(|consent| consent.check_age(now.wall).is_err())
        {
            return self.ask_to_tick_again(now);
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
                self.effects
                    .push(Effect::Enroll(ticket, Box::new(enrollment)));
            }
            Err(problems) => self.edit_again(None, problems),
        }
    }

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
            Ok(borrower) => {
                let existing = !self.is_our_signature(&borrower);
                return self.enroll_as(now, borrower, existing);
            }
            Err(error) => error,
        };
        match error.cause {
            Cause::Fields(ref faults) => self.refused(faults),
            Cause::SignedAtOutOfRange => self.ask_to_tick_again(now),
            Cause::NoAnswer | Cause::OutcomeUnknown | Cause::AlreadyEnrolling => {
                if error.cause != Cause::AlreadyEnrolling {
                    self.notify_error(ErrorCode::OutcomeUnknown, error, true);
                }
                self.reconcile(now, began);
            }
            Cause::Busy(_) => self.fail(ErrorCode::Busy, error, Some(Resume::Edit)),
            Cause::Session => self.fail(ErrorCode::Session, error, Some(Resume::Edit)),
            Cause::Upstream => self.fail(ErrorCode::Upstream, error, Some(Resume::Edit)),
            Cause::Rejected => self.fail(ErrorCode::Rejected, error, None),
        }
    }

    pub(super) fn borrower_found(
        &mut self,
        now: Now,
        ticket: Ticket,
        answer: Result<Option<Borrower>, CallError>,
    ) {
        let lookup = match self.stage {
            Stage::Reconciling(lookup) if self.stage.awaits(ticket) => lookup,
            _ => return,
        };
        match answer {
            // Known and not signed: our request, which carries the signature, has not arrived.
            Ok(
                Some(Borrower {
                    standing: Standing::ToSign,
                    ..
                })
                | None,
            ) => {
                self.not_found(now, lookup);
            }
            Ok(Some(borrower)) => {
                let existing = !self.is_our_signature(&borrower);
                self.enroll_as(now, borrower, existing);
            }
            Err(error) => self.lookup_failed(now, lookup, error),
        }
    }

    fn reconcile(&mut self, now: Now, began: Instant) {
        let call = Call::Due(now.mono);
        self.go(Stage::Reconciling(Lookup {
            began,
            first_missing: None,
            failures: 0,
            attempts: 0,
            call,
        }));
        self.run_what_is_due(now);
    }

    fn not_found(&mut self, now: Now, lookup: Lookup) {
        let first = lookup.first_missing.unwrap_or(now.mono);
        if now.mono.since(first) >= BETWEEN_LOOKUPS && now.mono.since(lookup.began) >= LENDER_DONE {
            return self.edit_again(Some(Notice::NotReceived), Vec::new());
        }
        let lookup = Lookup {
            first_missing: Some(first),
            failures: 0,
            ..lookup
        };
        self.look_again_later(now, lookup, None);
    }

    fn lookup_failed(&mut self, now: Now, lookup: Lookup, error: CallError) {
        let resume = Some(Resume::LookUp(lookup));
        let mut told = None;
        let code = match error.cause {
            Cause::Session => return self.fail(ErrorCode::Session, error, resume),
            Cause::Rejected => return self.fail(ErrorCode::Rejected, error, None),
            Cause::NoAnswer => ErrorCode::Network,
            Cause::Busy(after) => {
                told = after;
                ErrorCode::Busy
            }
            _ => ErrorCode::Upstream,
        };
        let failures = lookup.failures + 1;
        if failures >= LOOKUP_FAILURES {
            return self.fail(code, error, resume);
        }
        self.look_again_later(now, Lookup { failures, ..lookup }, told);
    }

    fn look_again_later(&mut self, now: Now, lookup: Lookup, told: Option<u64>) {
        let delay = self.delay(lookup.attempts, told);
        let call = Call::Due(now.mono.after(delay));
        self.stage = Stage::Reconciling(Lookup {
            attempts: lookup.attempts + 1,
            call,
            ..lookup
        });
    }

    /// The other side could not take some values: the form comes back with those marked.
    fn refused(&mut self, faults: &[FieldFault]) {
        let mut problems = Vec::new();
        let mut unknown = faults.is_empty();
        for fault in faults {
            let reason = if fault.missing {
                Reason::NotFoundByLender
            } else {
                Reason::Refused
            };
            match Field::at_path(&fault.path) {
                Some(field) if self.has_input(field) => {
                    insert_in_order(&mut problems, Problem::new(field, reason));
                }
                _ => unknown = true,
            }
        }
        problems.dedup_by(|second, first| second.field.shares_value_with(first.field));
        let notice = unknown.then_some(Notice::MoreIsMissing);
        self.edit_again(notice, problems);
    }

    fn ask_to_tick_again(&mut self, now: Now) {
        self.withdraw_consent();
        self.edit_again(
            None,
            [Problem::new(Field::SignedAt, Reason::SignedAtOutOfRange)].into(),
        );
        self.tell_validity(now);
    }

    /// Whether the form has an input for the field: what the partner has given is shown and not asked.
    fn has_input(&self, field: Field) -> bool {
        match field {
            Field::Identifier => self.config.company.is_none(),
            Field::Director(index, field) => index == 0 && field != PersonField::Phone,
            Field::AccountNumber | Field::SignedAt => true,
            Field::IdentifierType
            | Field::CompanyName
            | Field::VatNumber
            | Field::Address(_)
            | Field::Owner(_) => false,
        }
    }

    fn edit_again(&mut self, notice: Option<Notice>, problems: Vec<Problem>) {
        self.problems = problems;
        self.failed_submits = self.failed_submits.wrapping_add(1);
        self.go(Stage::Editing(notice));
    }

    /// Whether the borrower was signed by this tick. The lender may keep less than milliseconds.
    fn is_our_signature(&self, borrower: &Borrower) -> bool {
        let ours = self.consent.as_ref().map(crate::domain::Consent::signed_at);
        match (ours, borrower.signed_at) {
            (Some(ours), Some(theirs)) => ours.millis_since(theirs).abs() < 1_000,
            (ours, theirs) => ours.is_some() && theirs.is_none(),
        }
    }
}
