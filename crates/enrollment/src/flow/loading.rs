use alloc::boxed::Box;

use super::{
    CallError, Cause, Flow, HostEvent, Purpose, Ticket,
    borrower::{Borrower, Standing},
    memory::Memory,
    renewal::{Renewal, SessionAnswer},
    stage::{Loading, Resume, Stage, Wait},
};
use crate::{
    domain::CompanyId,
    draft::Field,
    time::{Instant, Now},
    wire::session::Session,
};

/// Tries before a session that can't be read is said to be unreachable.
const TRIES: u32 = 3;
/// A request that left longer ago than this has been settled one way or the other, in milliseconds.
const SETTLED: i64 = 2 * 60 * 1_000;

impl Flow {
    pub(super) fn session_read(&mut self, now: Now, ticket: Ticket, answer: SessionAnswer) {
        if self.refresh == Some(ticket) {
            self.session_refreshed(now, answer);
        } else if self.renewal == Renewal::Out(ticket) {
            self.session_renewed(now, answer);
        } else if matches!(self.stage, Stage::Loading(_)) && self.awaits(ticket) {
            match answer {
                Ok(session) => self.loaded(now, session),
                Err(error) => self.session_not_read(now, error),
            }
        }
    }

    /// Begins where the session leaves the borrower.
    pub(super) fn loaded(&mut self, now: Now, session: Option<Box<Session>>) {
        let borrower = session.and_then(|session| self.take_session(*session));
        self.fill_in_company();
        self.tell_usable(borrower.is_some());
        if let Some(borrower) = borrower {
            let named = self.config.company.as_ref().map(CompanyId::as_str);
            self.company = named.unwrap_or(&borrower.identifier).into();
            let is_ours = self.is_our_signature(&borrower);
            if borrower.standing == Standing::ToSign {
                self.borrower = Some(borrower);
                return self.ask_for_consent(now, Purpose::Sign);
            }
            return self.enroll_as(now, borrower, !is_ours);
        }
        if let Some(began) = self.remembers_request(now) {
            return self.reconcile(now, began, false);
        }
        self.go(Stage::Editing(None));
        self.tell_validity(now);
    }

    /// Tells the host once that the widget can be used.
    pub(super) fn tell_usable(&mut self, resumed: bool) {
        if !core::mem::replace(&mut self.is_usable, true) {
            self.notify(HostEvent::Usable { resumed });
        }
    }

    /// When the request left that this tab saw no answer to, where its company is known and it may still be under way.
    fn remembers_request(&mut self, now: Now) -> Option<Instant> {
        let Some(Memory::Sent { at, .. }) = self.config.memory else {
            return None;
        };
        // A clock that was set back makes it look younger, and at worst it is looked up for nothing.
        let age = now.wall.millis_since(at);
        let company = self.config.company.as_ref()?;
        if age >= SETTLED {
            return None;
        }
        self.company = company.as_str().into();
        Some(now.mono.before(u64::try_from(age).unwrap_or(0)))
    }

    fn session_not_read(&mut self, now: Now, error: CallError) {
        let Stage::Loading(Loading { failures, .. }) = self.stage else {
            return;
        };
        let code = error.code();
        let told = match error.cause {
            Cause::Busy(told) => told,
            Cause::NoAnswer | Cause::Upstream | Cause::OutcomeUnknown => None,
            Cause::Session | Cause::NoSession | Cause::KeyRefused => {
                return self.fail(code, error, Some(Resume::Load));
            }
            _ => return self.fail(code, error, None),
        };
        let failures = failures + 1;
        if failures >= TRIES {
            return self.fail(code, error, Some(Resume::Load));
        }
        let call = self.later(now, failures - 1, told);
        self.go(Stage::Loading(Loading { call, failures }));
    }

    /// What the session says wins over what the host page asked for. A signature under other documents is none.
    pub(super) fn take_session(&mut self, session: Session) -> Option<Borrower> {
        self.session_company.clone_from(&session.identifier);
        self.holds_answers = session.push;
        if self.config.overrule(&session) {
            self.documents = self.documents.wrapping_add(1);
            // A signature that has left stays what it is; a POST that a session was refused for has not.
            let has_left = match &self.stage {
                Stage::Loading(_) | Stage::Editing(_) => false,
                Stage::Submitting(_) => self.renewal != Renewal::Done,
                Stage::Failed(failure) => {
                    !matches!(failure.resume, Some(Resume::Load | Resume::Edit))
                }
                _ => true,
            };
            if !has_left {
                self.withdraw_consent();
            }
        }
        let borrower: Borrower = session.borrower?.try_into().ok()?;
        let given = self.config.company.as_ref().map(CompanyId::as_str);
        let company = self.session_company.as_deref().or(given);
        company
            .is_none_or(|company| borrower.is_of(company))
            .then_some(borrower)
    }

    /// A company that the partner names is part of the draft, as if it had been typed; where it names none, what was typed stays.
    pub(super) fn fill_in_company(&mut self) {
        let typed = !self.draft.value(Field::IdentifierType).is_empty();
        if let Some(company) = &self.config.company {
            let kind = company.kind().as_str();
            self.draft.set(Field::IdentifierType, kind.into());
            self.draft.set(Field::Identifier, company.as_str().into());
        } else if !typed {
            let kind = self.config.identifier_type.as_str();
            self.draft.set(Field::IdentifierType, kind.into());
        }
        if let Some(name) = &self.config.company_name
            && self.draft.is_blank(Field::CompanyName)
        {
            self.draft.set(Field::CompanyName, name.as_str().into());
        }
    }

    /// The borrower is known to the lender: goes where it stands.
    pub(super) fn enroll_as(&mut self, now: Now, borrower: Borrower, existing: bool) {
        self.notify(HostEvent::Enrolled {
            borrower_id: borrower.id.clone(),
            existing,
        });
        let signed_at = borrower.signed_at;
        let has_signed =
            self.consent.is_some() || matches!(self.config.memory, Some(Memory::Sent { .. }));
        self.borrower = Some(borrower);
        self.remember_borrower();
        if self.has_verdict() {
            return;
        }
        let mut wait = Wait::since(now.mono);
        let is_new = !existing && matches!(self.stage, Stage::Submitting(_));
        if is_new && !self.config.wait_for_ready && !self.holds_answers {
            // The lender opens no line sooner: the first look may wait.
            wait.call = self.later(now, 0, None);
        }
        if existing && has_signed {
            self.go(Stage::AlreadyEnrolled(wait, signed_at));
        } else {
            self.go(Stage::Waiting(wait));
        }
        self.run_what_is_due(now);
    }
}
