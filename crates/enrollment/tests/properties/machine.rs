//! A shell that does anything at any time, and watches what the flow makes of it.

use enrollment::{
    domain::consent::Clock,
    draft::Field,
    enrollment::Enrollment,
    flow::{Effect, Flow, HostEvent, Input, LoanOutcome, StageName, Ticket},
    time::{Instant, Now, Timestamp},
};

use super::script::{Event, Kind, answer, is_usable, names_a_borrower};
use crate::support::sample::{self, FORM, PERSONAL};

/// The flow, and what has to be known to judge it.
pub(crate) struct Machine {
    flow: Flow,
    wall: i64,
    mono: u64,
    /// Every call there ever was.
    calls: Vec<(Kind, Ticket)>,
    /// The calls that nothing has answered.
    out: Vec<(Kind, Ticket)>,
    typed: Vec<(Field, String)>,
    is_hidden: bool,
    is_offline: bool,
    /// Whether a person ticked the box in the form, or the session named a borrower.
    is_known: bool,
    /// Every stage that was reached.
    pub(crate) reached: Vec<StageName>,
}

impl Machine {
    pub(crate) fn start(seed: u64) -> Self {
        let mut config = sample::config();
        config.seed = seed;
        let (flow, effects) = Flow::start(config);
        let mut machine = Self {
            flow,
            wall: sample::at(sample::START).millis(),
            mono: 1_000,
            calls: Vec::new(),
            out: Vec::new(),
            typed: Vec::new(),
            is_hidden: false,
            is_offline: false,
            is_known: false,
            reached: vec![StageName::Loading],
        };
        machine.take(effects, false, false);
        machine
    }

    pub(crate) fn happen(&mut self, event: Event) {
        match event {
            Event::FillIn => {
                for (field, text) in FORM {
                    self.write(field, text.into());
                }
            }
            Event::Type(index, text) => {
                if let Some((field, _)) = FORM.get(index) {
                    self.write(*field, text);
                }
            }
            Event::Tick(trusted) => self.tick(trusted),
            Event::Untick => self.send(Input::Unticked, false),
            Event::Submit => self.send(Input::Submitted, false),
            Event::Press => self.send(Input::LoanRequested, false),
            Event::Retry => self.send(Input::Retried, false),
            Event::Visible(visible) => {
                self.is_hidden = !visible;
                self.send(Input::Visible(visible), false);
            }
            Event::Online(online) => {
                self.is_offline = !online;
                self.send(Input::Online(online), false);
            }
            Event::Pass(millis) => {
                self.mono += millis;
                self.wall += i64::try_from(millis).unwrap_or(0);
                self.send(Input::Woke, false);
            }
            Event::Answer(kind, content, ticket) => self.answer(kind, content, ticket),
        }
        self.keeps_what_was_typed();
    }

    fn write(&mut self, field: Field, text: String) {
        self.typed.retain(|(known, _)| *known != field);
        self.typed.push((field, text.clone()));
        self.send(Input::Edited(field, text), false);
    }

    fn tick(&mut self, trusted: bool) {
        let in_form = self.stage() == StageName::Editing;
        self.send(
            Input::Ticked {
                trusted,
                label: sample::LABEL.into(),
                clock: Clock::Device,
            },
            false,
        );
        if in_form {
            assert_eq!(self.flow.view().consented, trusted);
            self.is_known |= trusted;
        }
    }

    fn answer(&mut self, kind: Kind, content: u8, ticket: Option<usize>) {
        let call = match ticket {
            None => self.out.iter().rev().find(|(out, _)| *out == kind),
            Some(index) => self.calls.get(index % self.calls.len()),
        };
        let Some((asked, ticket)) = call.copied() else {
            return;
        };
        let is_current = asked == kind && self.out.contains(&(asked, ticket));
        if is_current {
            self.out.retain(|(_, out)| *out != ticket);
        }
        if kind == Kind::Session {
            // The one thing that may write but a person: the session names the company.
            self.typed.retain(|(field, _)| *field != Field::Identifier);
            self.is_known |= is_current && names_a_borrower(content);
        }
        let unlocks = is_current && kind == Kind::Lines && is_usable(content);
        self.send(answer(kind, ticket, content, self.wall), unlocks);
    }

    #[expect(clippy::unwrap_used, reason = "virtual time stays in range")]
    fn send(&mut self, input: Input, may_unlock: bool) {
        let before = self.stage();
        let now = Now {
            wall: Timestamp::from_millis(self.wall).unwrap(),
            mono: Instant::from_millis(self.mono),
        };
        let is_submit = matches!(input, Input::Submitted);
        let is_press = matches!(input, Input::LoanRequested);
        let is_prevented = matches!(input, Input::LoanSettled(_, LoanOutcome::Prevented));
        let effects = self.flow.handle(now, input);
        self.take(effects, is_submit, is_press);
        let after = self.stage();
        if after != before {
            self.reached.push(after);
        }
        if after == StageName::Ready && before != StageName::Ready {
            assert!(may_unlock || is_prevented, "unlocked by no usable line");
            assert!(self.is_known, "unlocked for nobody");
        }
        if self.is_hidden || self.is_offline {
            assert_eq!(self.flow.next_wakeup(), None);
        }
    }

    fn take(&mut self, effects: Vec<Effect>, is_submit: bool, is_press: bool) {
        for effect in effects {
            let call = match effect {
                Effect::ReadSession(ticket) => (Kind::Session, ticket),
                Effect::Enroll(ticket, enrollment) => {
                    assert!(is_submit, "a POST without a press");
                    assert!(!self.is_out(Kind::Lookup), "a POST during a lookup");
                    self.is_signed(&enrollment);
                    (Kind::Post, ticket)
                }
                Effect::FindBorrower(ticket) => (Kind::Lookup, ticket),
                Effect::ListCreditLines(ticket) => (Kind::Lines, ticket),
                Effect::RequestLoan(ticket, _) => {
                    assert!(is_press, "a loan request without a press");
                    (Kind::Loan, ticket)
                }
                Effect::Notify(event) => {
                    tells_nothing_personal(&event);
                    continue;
                }
            };
            assert!(!self.is_out(call.0), "two calls of a kind at a time");
            assert!(!self.calls.contains(&call), "one ticket for two calls");
            self.calls.push(call);
            self.out.push(call);
        }
    }

    fn is_signed(&self, enrollment: &Enrollment) {
        let age = self.wall - enrollment.consent().signed_at().millis();
        assert!((0..=86_400_000).contains(&age), "signed {age} ms ago");
        assert!(self.is_known, "a POST without consent");
    }

    fn keeps_what_was_typed(&self) {
        for (field, text) in &self.typed {
            assert_eq!(self.flow.value(*field), text, "{field:?} was lost");
        }
    }

    fn is_out(&self, kind: Kind) -> bool {
        self.out.iter().any(|(out, _)| *out == kind)
    }

    fn stage(&self) -> StageName {
        self.flow.view().stage
    }
}

fn tells_nothing_personal(event: &HostEvent) {
    let detail = event.detail();
    for personal in PERSONAL {
        assert!(!detail.contains(personal), "{personal} in {detail}");
    }
}
