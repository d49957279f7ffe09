use alloc::boxed::Box;

use super::{
    CallError, Cause, Flow, HostEvent, Purpose, Ticket,
    borrower::{Borrower, Standing},
    memory::Memory,
    renewal::{Renewal, SessionAnswer},
    stage::{Loading, Resume, Stage},
};
use crate::{
    domain::CompanyId,
    draft::Field,
    sensitive::Sensitive,
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
        if self.contradicts() {
            return self.fail_for_contradiction();
        }
        self.fill_in();
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
        let Stage::Loading(Loading {
            failures, is_again, ..
        }) = self.stage
        else {
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
            return self.fail_for_now(now, error, Resume::Load);
        }
        let call = self.later(now, failures - 1, told);
        self.go(Stage::Loading(Loading {
            call,
            failures,
            is_again,
        }));
    }

    /// What the session says wins over what the host page asked for. A signature under other documents is none.
    pub(super) fn take_session(&mut self, session: Session) -> Option<Borrower> {
        self.session_company.clone_from(&session.identifier);
        self.holds_answers = session.push;
        if self.config.overrule(&session) {
            self.documents_changed();
        }
        let mut session = session;
        let borrower = session.borrower.take();
        self.session = Some(Sensitive::new(session));
        let borrower: Borrower = borrower?.try_into().ok()?;
        let given = self.config.company.as_ref().map(CompanyId::as_str);
        let company = self.session_company.as_deref().or(given);
        company
            .is_none_or(|company| borrower.is_of(company))
            .then_some(borrower)
    }

    /// Fills the fields that nobody has typed into, and the company that the partner names: as if it had been typed. Where it
    /// names none, what was typed stays; and where a form has left, it stays as it was signed: what comes later waits for a reset.
    pub(super) fn fill_in(&mut self) {
        let offered = self.offered_types();
        let Self {
            draft,
            config,
            typed,
            stage,
            ..
        } = self;
        let is_open = match stage {
            Stage::Loading(_) | Stage::Editing(_) => true,
            Stage::Failed(failure) => matches!(failure.resume, Some(Resume::Load | Resume::Edit)),
            _ => false,
        };
        let mut has_changed = false;
        for (field, text) in config.prefill.iter().filter(|_| is_open) {
            if !typed.iter().any(|typed| typed.shares_value_with(*field)) {
                has_changed |= draft.fill(*field, text.reveal());
            }
        }
        if let Some(company) = &config.company {
            has_changed |= draft.fill(Field::IdentifierType, company.kind().as_str());
            has_changed |= draft.fill(Field::Identifier, company.as_str());
        } else if is_open {
            // One that can't be chosen would stand in the form unseen.
            let chosen = draft.value(Field::IdentifierType).parse();
            let usual = chosen.unwrap_or(config.identifier_type);
            let first = offered.first().filter(|_| !offered.contains(&usual));
            let kind = first.copied().unwrap_or(usual);
            has_changed |= draft.fill(Field::IdentifierType, kind.as_str());
        }
        if let Some(name) = &config.company_name
            && draft.is_blank(Field::CompanyName)
        {
            has_changed |= draft.fill(Field::CompanyName, name.as_str());
        }
        self.fills = self.fills.wrapping_add(has_changed.into());
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
        // On a later page only the signature tells.
        let signed = || u64::try_from(now.wall.millis_since(signed_at?)).ok();
        self.waits_since = match &self.stage {
            Stage::Submitting(submission) => Some(submission.began),
            Stage::Reconciling(lookup) => Some(lookup.began),
            _ => signed().map(|age| now.mono.before(age)),
        };
        let mut wait = self.wait(now);
        let is_new = !existing && matches!(self.stage, Stage::Submitting(_));
        if is_new && !self.config.wait_for_ready && !self.holds_answers {
            // The lender opens no line sooner: the first look may wait.
            wait.call = self.later(now, 0, None);
        }
        self.is_on_file |= existing && has_signed;
        if existing && has_signed {
            self.go(Stage::AlreadyEnrolled(wait, signed_at));
        } else {
            self.go(Stage::Waiting(wait));
        }
        self.run_what_is_due(now);
    }
}
