//! A shell in virtual time: it holds the one timer and keeps what the flow asks for.

use std::mem::take;

use enrollment::{
    domain::{IdentifierType, consent::Clock},
    draft::Field,
    enrollment::Enrollment,
    flow::{
        CallError, Config, Effect, Flow, HostEvent, Input, LoanOffer, LoanOutcome, Memory,
        Signature, StageName, Ticket, View,
    },
    time::{Instant, Now, Timestamp},
    wire::{borrowers::PostBorrower, to_json},
};
use serde_json::Value;

use super::{
    answers::{borrower, borrower_body, lines, of, session, usable_line},
    sample::{self, FORM, LABEL, SIREN},
};

pub(crate) struct Driver {
    pub(crate) flow: Flow,
    pub(crate) events: Vec<HostEvent>,
    /// Everything asked for and not yet taken by a test.
    pub(crate) calls: Vec<Effect>,
    /// What the tab remembers.
    pub(crate) memory: Option<Memory>,
    /// Whether the last poll was offered to be held back.
    pub(crate) offered_to_hold: Option<bool>,
    /// How often the other tabs were told.
    pub(crate) told_tabs: u32,
    wall: i64,
    mono: u64,
}

impl Driver {
    /// A flow whose first call is out.
    pub(crate) fn start() -> Self {
        Self::start_with(sample::config())
    }

    pub(crate) fn start_with(config: Config) -> Self {
        let (flow, calls) = Flow::start(config);
        Self {
            flow,
            calls,
            events: Vec::new(),
            memory: None,
            offered_to_hold: None,
            told_tabs: 0,
            wall: sample::at(sample::START).millis(),
            mono: 5_000_000,
        }
    }

    /// A form in front of a borrower; the proxy knows no sessions.
    pub(crate) fn editing() -> Self {
        let mut driver = Self::start();
        driver.read_session(Ok(None));
        driver
    }

    /// A form filled in and consented to.
    pub(crate) fn filled() -> Self {
        let mut driver = Self::editing();
        driver.fill_in();
        driver.tick();
        driver
    }

    /// Such a form of a company that the session names.
    pub(crate) fn named() -> Self {
        let mut driver = Self::start();
        driver.read_session(Ok(Some(&of(SIREN))));
        driver.fill_in();
        // The number is shown and not asked: it stays as the session has it.
        driver.edit(Field::Identifier, SIREN);
        driver.tick();
        driver
    }

    /// A form of a company that the page and the session name, the page with a name of its own for it.
    #[expect(clippy::unwrap_used, reason = "a valid name")]
    pub(crate) fn of_a_partner_that_names_it() -> Self {
        let mut config = sample::config();
        config.company_name = Some("Moulins".parse().unwrap());
        config.company = Some(sample::company(IdentifierType::Siren, SIREN));
        let mut driver = Self::start_with(config);
        driver.read_session(Ok(Some(&of(SIREN))));
        driver
    }

    /// A POST that is out.
    pub(crate) fn submitting() -> (Self, Ticket) {
        let mut driver = Self::filled();
        driver.send(Input::Submitted);
        let (ticket, _) = driver.post();
        (driver, ticket)
    }

    /// A lookup that is out, at the very moment at which the POST began.
    pub(crate) fn reconciling() -> (Self, Ticket) {
        let (mut driver, post) = Self::submitting();
        driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
        let lookup = driver.lookup();
        (driver, lookup)
    }

    /// An enrolled borrower whose lines are being read for the first time.
    pub(crate) fn waiting() -> (Self, Ticket) {
        let (mut driver, post) = Self::submitting();
        driver.enroll(post);
        let poll = driver.next_poll();
        (driver, poll)
    }

    /// An unlocked button.
    pub(crate) fn ready() -> Self {
        let (mut driver, poll) = Self::waiting();
        driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
        assert_eq!(driver.stage(), StageName::Ready);
        driver
    }

    /// Hands an input over and keeps what comes of it.
    pub(crate) fn send(&mut self, input: Input) {
        let now = self.now();
        for effect in self.flow.handle(now, input) {
            match effect {
                Effect::Notify(event) => self.events.push(event),
                Effect::Remember(memory) => self.memory = memory,
                Effect::TellTabs => self.told_tabs += 1,
                call => {
                    if let Effect::ListCreditLines(_, hold) = call {
                        self.offered_to_hold = Some(hold);
                    }
                    self.calls.push(call);
                }
            }
        }
    }

    pub(crate) fn read_session(&mut self, answer: Result<Option<&Value>, CallError>) {
        let ticket = self.session_call();
        let answer = answer.map(|body| body.map(session));
        self.send(Input::SessionRead(ticket, answer));
    }

    pub(crate) fn fill_in(&mut self) {
        for (field, text) in FORM {
            self.edit(field, text);
        }
    }

    pub(crate) fn edit(&mut self, field: Field, text: &str) {
        self.send(Input::Edited(field, text.into()));
    }

    /// A person ticks the box.
    pub(crate) fn tick(&mut self) {
        self.send(Input::Ticked {
            trusted: true,
            label: LABEL.into(),
            clock: Clock::Proxy,
        });
    }

    /// The lender takes the enrollment that was sent.
    pub(crate) fn enroll(&mut self, post: Ticket) {
        let signed_at = self.signed_at().to_string();
        let body = borrower_body("SIGNED", Some(&signed_at));
        self.send(Input::Enrolled(post, Ok(borrower(&body))));
    }

    /// Lets time pass, and the timer ring on its way.
    pub(crate) fn pass(&mut self, millis: u64) {
        let end = self.mono + millis;
        while let Some(due) = self.wakes_in().map(|wait| self.mono + wait) {
            if due > end {
                break;
            }
            self.advance(due - self.mono);
            self.send(Input::Woke);
        }
        self.advance(end - self.mono);
    }

    /// Moves both clocks and rings no timer.
    pub(crate) fn advance(&mut self, millis: u64) {
        self.mono += millis;
        self.wall += i64::try_from(millis).unwrap_or(i64::MAX);
    }

    /// Milliseconds until the timer rings; it rings at once where that is past.
    pub(crate) fn wakes_in(&self) -> Option<u64> {
        let now = Instant::from_millis(self.mono);
        self.flow.next_wakeup().map(|due| due.since(now))
    }

    /// The next reading of credit lines, once it is due.
    #[expect(clippy::expect_used, reason = "the test's own expectation")]
    pub(crate) fn next_poll(&mut self) -> Ticket {
        let wait = self.wakes_in().expect("a poll is due");
        self.pass(wait);
        self.poll()
    }

    /// The next lookup of the borrower, once it is due.
    #[expect(clippy::expect_used, reason = "the test's own expectation")]
    pub(crate) fn next_lookup(&mut self) -> Ticket {
        let wait = self.wakes_in().expect("a lookup is due");
        self.pass(wait);
        self.lookup()
    }

    pub(crate) fn session_call(&mut self) -> Ticket {
        self.call(|effect| match effect {
            Effect::ReadSession(ticket) => Some(*ticket),
            _ => None,
        })
    }

    pub(crate) fn post(&mut self) -> (Ticket, Enrollment) {
        self.call(|effect| match effect {
            Effect::Enroll(ticket, enrollment) => Some((*ticket, (**enrollment).clone())),
            _ => None,
        })
    }

    /// Submits the form and gives the body that is posted.
    #[expect(clippy::unwrap_used, reason = "what was written can be read")]
    pub(crate) fn submitted(&mut self) -> Value {
        self.send(Input::Submitted);
        let (_, enrollment) = self.post();
        serde_json::from_str(&to_json(&PostBorrower::from(&enrollment))).unwrap()
    }

    /// The paths of the fields that are shown wrong, in the order of the form.
    pub(crate) fn marked(&self) -> Vec<String> {
        let problems = self.view().problems;
        problems
            .iter()
            .map(|problem| problem.field.path())
            .collect()
    }

    pub(crate) fn signature(&mut self) -> (Ticket, Signature) {
        self.call(|effect| match effect {
            Effect::Sign(ticket, signature) => Some((*ticket, (**signature).clone())),
            _ => None,
        })
    }

    pub(crate) fn lookup(&mut self) -> Ticket {
        self.call(|effect| match effect {
            Effect::FindBorrower(ticket) => Some(*ticket),
            _ => None,
        })
    }

    pub(crate) fn poll(&mut self) -> Ticket {
        self.call(|effect| match effect {
            Effect::ListCreditLines(ticket, _) => Some(*ticket),
            _ => None,
        })
    }

    pub(crate) fn loan_request(&mut self) -> (Ticket, LoanOffer) {
        self.call(|effect| match effect {
            Effect::RequestLoan(ticket, offer) => Some((*ticket, offer.clone())),
            _ => None,
        })
    }

    /// The one call that was asked for since the last was taken.
    #[expect(clippy::panic, reason = "the test's own expectation")]
    fn call<T>(&mut self, wanted: impl Fn(&Effect) -> Option<T>) -> T {
        let calls = take(&mut self.calls);
        match calls.as_slice() {
            [call] => wanted(call).unwrap_or_else(|| panic!("another call: {call:?}")),
            calls => panic!("one call was expected: {calls:?}"),
        }
    }

    pub(crate) fn settle(&mut self, outcome: LoanOutcome) {
        let (ticket, _) = self.loan_request();
        self.send(Input::LoanSettled(ticket, outcome));
    }

    pub(crate) fn view(&self) -> View {
        self.flow.view()
    }

    pub(crate) fn stage(&self) -> StageName {
        self.view().stage
    }

    /// The instant of the last consent that the host was told of.
    #[expect(clippy::expect_used, reason = "the test's own expectation")]
    pub(crate) fn signed_at(&self) -> Timestamp {
        let consents = self.events.iter().rev().filter_map(|event| match event {
            HostEvent::Consent(consent) => Some(consent.as_ref()),
            _ => None,
        });
        let last = consents.flatten().next();
        last.expect("a consent was given").signed_at()
    }

    /// The host's events since the last look, as `type detail`.
    pub(crate) fn told(&mut self) -> Vec<String> {
        take(&mut self.events)
            .iter()
            .map(|event| format!("{} {}", event.event_type(), event.detail()))
            .collect()
    }

    #[expect(clippy::unwrap_used, reason = "virtual time stays in range")]
    pub(crate) fn now(&self) -> Now {
        Now {
            wall: Timestamp::from_millis(self.wall).unwrap(),
            mono: Instant::from_millis(self.mono),
        }
    }
}
