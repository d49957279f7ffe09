//! Sessions that end, change hands or are read again; and pages that come back from the dead.

use alloc::boxed::Box;

use super::{
    Borrower, CallError, Cause, Effect, ErrorCode, Flow, Purpose, Ticket,
    borrower::Standing,
    credit_line::company_key,
    stage::{Call, Loading, Resume, Stage},
};
use crate::{draft::Draft, time::Now, wire::session::Session};

/// A session that was refused, and its renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Renewal {
    /// The session is good as far as anybody knows.
    None,
    /// It is being read again.
    Out(Ticket),
    /// It was read again, and no call has succeeded since.
    Done,
}

pub(super) type SessionAnswer = Result<Option<Box<Session>>, CallError>;

impl Flow {
    /// A call was refused for want of a session: reads it again, for which the host page gives another, and then goes on.
    /// A session that is refused right after it was renewed is not renewed again.
    pub(super) fn session_lost(&mut self, error: CallError) {
        if self.renewal == Renewal::Done || error.cause == Cause::NoSession {
            return self.fail_where_it_is(ErrorCode::Session, error);
        }
        let ticket = self.ticket();
        match &mut self.stage {
            Stage::Submitting(submission) => submission.ticket = ticket,
            stage => {
                if let Some(call) = stage.call_mut() {
                    *call = Call::Out(ticket);
                }
            }
        }
        self.renewal = Renewal::Out(ticket);
        self.effects.push(Effect::ReadSession(ticket));
    }

    /// The session that was lost has been read again.
    pub(super) fn session_renewed(&mut self, now: Now, answer: SessionAnswer) {
        self.renewal = Renewal::Done;
        let session = match answer {
            Ok(session) => session,
            Err(error) => return self.not_renewed(now, error),
        };
        if let Some(session) = session {
            if self.is_of_another(&session) {
                return self.begin_again_with(now, Some(session));
            }
            self.take_session(*session);
            self.fill_in();
        }
        match self.stage {
            // The call that was refused did nothing, a POST neither: there is none to look for.
            Stage::Submitting(_) if self.purpose == Purpose::Enroll => {
                self.forget();
                self.send_enrollment(now);
            }
            Stage::Submitting(_) => self.send_signature(now),
            _ => {
                self.stage.make_due_again(now.mono);
                self.run_what_is_due(now);
            }
        }
    }

    /// What was interrupted goes on later, unless there is no session to be had.
    fn not_renewed(&mut self, now: Now, error: CallError) {
        let told = match error.cause {
            Cause::Busy(told) => told,
            _ => None,
        };
        let is_lost = matches!(error.cause, Cause::Session | Cause::NoSession);
        match self.stage {
            Stage::Waiting(wait) | Stage::AlreadyEnrolled(wait, _) if !is_lost => {
                self.renewal = Renewal::None;
                self.poll_later(now, wait, told);
            }
            Stage::Reconciling(lookup) if !is_lost => {
                self.renewal = Renewal::None;
                self.lookup_failed(now, lookup, error);
            }
            _ => {
                let code = error.code();
                self.fail_where_it_is(code, error);
            }
        }
    }

    /// Something may have changed elsewhere: another tab enrolled, the clock was set, the page was frozen.
    pub(super) fn read_again(&mut self, now: Now) {
        match self.stage {
            Stage::Editing(_)
            | Stage::Ready(_)
            | Stage::Requested(..)
            | Stage::ActionRequired(_)
            | Stage::Declined(_)
            | Stage::NoFunds
            | Stage::Stalled
            | Stage::Failed(_) => {
                if self.refresh.is_none() {
                    let ticket = self.ticket();
                    self.refresh = Some(ticket);
                    self.effects.push(Effect::ReadSession(ticket));
                }
            }
            _ => {
                self.stage.make_due(now.mono);
                self.run_what_is_due(now);
            }
        }
    }

    /// What was read again beside what the borrower does. That it can't be read is no reason to disturb anybody.
    pub(super) fn session_refreshed(&mut self, now: Now, answer: SessionAnswer) {
        self.refresh = None;
        let Ok(Some(session)) = answer else { return };
        if self.is_of_another(&session) {
            return self.begin_again_with(now, Some(session));
        }
        let found = self.take_session(*session);
        self.fill_in();
        match (&self.stage, found) {
            (Stage::Editing(_) | Stage::Failed(_), Some(borrower)) => {
                self.meet(now, borrower);
            }
            (Stage::Editing(_), None) => self.tell_validity(now),
            (Stage::Stalled | Stage::NoFunds | Stage::ActionRequired(_), _) => self.retried(now),
            _ => {}
        }
    }

    /// Another page found the borrower at the lender's while this one was being filled in.
    fn meet(&mut self, now: Now, borrower: Borrower) {
        self.tell_usable(true);
        let is_unsigned = borrower.standing == Standing::ToSign;
        match self.purpose {
            // It signs here already, or has signed and accepts how it is collected.
            Purpose::Sign if is_unsigned => {}
            Purpose::AcceptDebit => {}
            _ if is_unsigned => {
                self.take_company_of(&borrower);
                self.borrower = Some(borrower);
                self.ask_for_consent(now, Purpose::Sign);
            }
            _ => {
                self.take_company_of(&borrower);
                let known = self.borrower.as_ref().map(|known| &known.id);
                let is_ours = known == Some(&borrower.id) || self.is_our_signature(&borrower);
                self.enroll_as(now, borrower, !is_ours);
            }
        }
    }

    /// The page was frozen or kept in the back-forward cache: whatever was out is lost.
    pub(super) fn thawed(&mut self, now: Now) {
        self.refresh = None;
        self.renewal = Renewal::None;
        if let Stage::Submitting(submission) = self.stage {
            self.enrolled(now, submission.ticket, Err(CallError::NO_ANSWER));
        } else {
            self.stage.make_due_again(now.mono);
            self.read_again(now);
        }
    }

    /// Forgets everything and begins anew.
    pub(super) fn begin_again(&mut self, now: Now) {
        self.begin_again_with(now, None);
    }

    fn begin_again_with(&mut self, now: Now, session: Option<Box<Session>>) {
        self.withdraw_consent();
        self.draft = Draft::default();
        self.company.clear();
        self.borrower = None;
        self.waits_since = None;
        self.purpose = Purpose::Enroll;
        self.problems.clear();
        self.asked.clear();
        self.shown_wrong.clear();
        self.session_company = None;
        self.refresh = None;
        self.renewal = Renewal::None;
        self.typed.clear();
        self.confirmed.clear();
        self.directors = 1;
        self.is_unfolded = false;
        self.is_on_file = false;
        self.fills = self.fills.wrapping_add(1);
        self.resets = self.resets.wrapping_add(1);
        self.session = None;
        if session.is_some() {
            self.forget();
            // What the page gave was about the borrower before.
            self.given = (None, None);
            self.config.prefill.clear();
        }
        (self.config.company, self.config.company_name) = self.given.clone();
        let call = Call::Due(now.mono);
        self.go(Stage::Loading(Loading {
            call,
            failures: 0,
            is_again: true,
        }));
        match session {
            Some(session) => self.loaded(now, Some(session)),
            None => self.run_what_is_due(now),
        }
    }

    /// Whether a session is another company's than the one that this enrollment is about.
    pub(super) fn is_of_another(&self, session: &Session) -> bool {
        let named = session.identifier.as_deref();
        let known = self.session_company.as_deref();
        match (known, named) {
            (Some(known), Some(named)) => company_key(known) != company_key(named),
            (Some(_), None) => true,
            (None, Some(named)) => {
                let sent_or_typed = if self.company.is_empty() {
                    self.draft.company_number()
                } else {
                    Some(self.company.clone())
                };
                sent_or_typed.is_some_and(|known| company_key(&known) != company_key(named))
            }
            (None, None) => false,
        }
    }

    /// Whether the session was read again and no call has succeeded since: a POST that is out is one that was refused.
    pub(super) fn was_just_renewed(&self) -> bool {
        self.renewal == Renewal::Done
    }

    /// Fails so that a retry goes on from here.
    fn fail_where_it_is(&mut self, code: ErrorCode, error: CallError) {
        if matches!(self.stage, Stage::Submitting(_)) {
            self.forget();
        }
        let resume = match &self.stage {
            Stage::Loading(_) => Resume::Load,
            Stage::Reconciling(lookup) => Resume::LookUp(*lookup),
            Stage::Waiting(_) | Stage::AlreadyEnrolled(..) => Resume::Wait,
            _ => Resume::Edit,
        };
        self.renewal = Renewal::None;
        self.fail(code, error, Some(resume));
    }
}
