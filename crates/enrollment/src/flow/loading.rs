use alloc::boxed::Box;

use super::{
    CallError, Cause, ErrorCode, Flow, HostEvent, Ticket,
    borrower::{Borrower, Standing},
    stage::{Call, Loading, Resume, Stage, Wait},
};
use crate::{
    domain::{CompanyId, consent::Terms},
    draft::Field,
    enrollment::Repayment,
    time::Now,
    wire::session::Session,
};

/// Tries before a session that can't be read is said to be unreachable.
const TRIES: u32 = 3;

impl Flow {
    pub(super) fn session_read(
        &mut self,
        now: Now,
        ticket: Ticket,
        answer: Result<Option<Box<Session>>, CallError>,
    ) {
        if !matches!(self.stage, Stage::Loading(_)) || !self.stage.awaits(ticket) {
            return;
        }
        match answer {
            Ok(session) => {
                let borrower = session.and_then(|session| self.take_session(*session));
                self.fill_in_company();
                self.notify(HostEvent::Usable {
                    resumed: borrower.is_some(),
                });
                match borrower {
                    Some(borrower) if borrower.standing != Standing::ToSign => {
                        let named = self.config.company.as_ref().map(CompanyId::as_str);
                        self.company = named.unwrap_or(&borrower.identifier).into();
                        self.enroll_as(now, borrower, true);
                    }
                    _ => {
                        self.go(Stage::Editing(None));
                        self.tell_validity(now);
                    }
                }
            }
            Err(error) => self.session_not_read(now, error),
        }
    }

    fn session_not_read(&mut self, now: Now, error: CallError) {
        let Stage::Loading(Loading { failures, .. }) = self.stage else {
            return;
        };
        let mut told = None;
        let code = match error.cause {
            Cause::NoAnswer => ErrorCode::Network,
            Cause::Busy(after) => {
                told = after;
                ErrorCode::Busy
            }
            Cause::Upstream | Cause::OutcomeUnknown => ErrorCode::Upstream,
            Cause::Session => return self.fail(ErrorCode::Session, error, Some(Resume::Load)),
            _ => return self.fail(ErrorCode::Rejected, error, None),
        };
        let failures = failures + 1;
        if failures >= TRIES {
            return self.fail(code, error, Some(Resume::Load));
        }
        let delay = self.delay(failures - 1, told);
        self.go(Stage::Loading(Loading {
            call: Call::Due(now.mono.after(delay)),
            failures,
        }));
    }

    /// What the session says wins over what the host page asked for.
    fn take_session(&mut self, session: Session) -> Option<Borrower> {
        let config = &mut self.config;
        if let (Some(number), Some(kind)) = (&session.identifier, &session.identifier_type)
            && let Some(company) = kind
                .parse()
                .ok()
                .and_then(|kind| CompanyId::parse(kind, number).ok())
        {
            config.company = Some(company);
        }
        match session.repayment.as_deref() {
            Some("direct-debit") => config.repayment = Repayment::DirectDebit,
            Some("transfer") => config.repayment = Repayment::Transfer,
            _ => {}
        }
        if let Some(lender) = session.lender.filter(|name| !name.is_empty()) {
            config.lender = lender;
        }
        if let Some(age) = session.limits.and_then(|limits| limits.minimum_age) {
            config.minimum_age = age;
        }
        let terms = session
            .terms
            .as_ref()
            .and_then(|terms| terms.in_language(config.language.as_str()));
        if let Some(terms) = terms.filter(|terms| is_web_address(&terms.url)) {
            config.terms = Terms {
                url: terms.url.clone(),
                version: terms.version.clone(),
                sha256: terms.sha256.clone(),
            };
        }
        session
            .borrower
            .and_then(|borrower| borrower.try_into().ok())
    }

    /// A company that the partner names is part of the draft, as if it had been typed; where it names none, what was typed stays.
    fn fill_in_company(&mut self) {
        let typed = !self.draft.value(Field::IdentifierType).is_empty();
        if let Some(company) = &self.config.company {
            let kind = company.kind().as_str();
            self.draft.set(Field::IdentifierType, kind.into());
            self.draft.set(Field::Identifier, company.as_str().into());
        } else if !typed {
            let kind = self.config.identifier_type.as_str();
            self.draft.set(Field::IdentifierType, kind.into());
        }
        if let Some(name) = &self.config.company_name {
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
        self.borrower = Some(borrower);
        if self.has_verdict() {
            return;
        }
        let mut wait = Wait::since(now.mono);
        if !existing && !self.config.wait_for_ready {
            // The lender opens no line sooner: the first look may wait.
            wait.call = Call::Due(now.mono.after(self.delay(0, None)));
        }
        if existing && self.consent.is_some() {
            self.go(Stage::AlreadyEnrolled(wait, signed_at));
        } else {
            self.go(Stage::Waiting(wait));
        }
        self.run_what_is_due(now);
    }
}

/// A link that a borrower is sent to, and that a signature names, leads to a document and to nothing else.
fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
