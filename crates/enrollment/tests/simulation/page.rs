//! A page with the widget on it, in virtual time: it performs what the flow asks for over a network that drops, delays,
//! doubles and reorders answers. What it watches is in `page/promises.rs`.

mod promises;

use std::collections::BTreeMap;

use enrollment::{
    domain::consent::Clock,
    draft::Field,
    enrollment::Enrollment,
    flow::{
        Cause, Config, Effect, Fault, Flow, HostEvent, Input, LoanOutcome, Memory, Screen,
        Signature, StageName, Ticket,
    },
    time::{Instant, Now, Timestamp},
};

use super::world::{Kind, Reply, STRANGE, World};
use crate::support::{
    answers::{borrower, failed, lines_and, session},
    random::Random,
    sample::{self, FORM, LABEL, PERSONAL},
};

/// Nobody's presses come faster than a few in a second, and no code's calls do.
const MOST_A_SECOND: usize = 12;
/// When the shell gives a call up.
const DEADLINE: u64 = 40_000;

pub(crate) type Transitions = BTreeMap<(&'static str, &'static str), u64>;

#[expect(
    clippy::struct_excessive_bools,
    reason = "facts that do not depend on each other"
)]
pub(crate) struct Page {
    flow: Flow,
    pub(crate) world: World,
    pub(crate) random: Random,
    fault: Option<Fault>,
    wall: i64,
    pub(crate) mono: u64,
    memory: Option<Memory>,
    calls: Vec<Call>,
    /// How many of them belong to an enrollment that was left.
    left: usize,
    arrivals: Vec<Arrival>,
    typed: Vec<(Field, String)>,
    is_hidden: bool,
    is_offline: bool,
    resets: u32,
    /// The instant of the tick that stands, and whether it was under the direct-debit notice.
    tick: Option<(Timestamp, bool)>,
    /// Whether the session or the lender named a borrower who had signed.
    is_known_as_signed: bool,
    /// Whether the host page has taken a loan request.
    has_loan: bool,
    /// What has to happen before another enrollment may leave.
    owed: Owed,
    pub(crate) transitions: Transitions,
    pub(crate) inputs: u64,
}

struct Call {
    kind: Kind,
    ticket: Ticket,
    began: u64,
    is_answered: bool,
}

/// A reply on its way.
struct Arrival {
    at: u64,
    call: usize,
    reply: Reply,
}

/// Why an enrollment may not leave yet.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Owed {
    Nothing,
    /// Its outcome is unknown since it began; the lender was seen not to have it since.
    Lookups {
        began: u64,
        first: Option<u64>,
        /// Whether the page or the enrollment has been left since.
        is_left: bool,
    },
}

/// What has just been done to the flow.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    Submit,
    Press,
    /// An answer of that kind, and whether it is about a usable line of this company that is open.
    Answer(Kind, Option<bool>),
    Other,
}

impl Owed {
    const fn since(began: u64) -> Self {
        Self::Lookups {
            began,
            first: None,
            is_left: false,
        }
    }
}

impl Page {
    pub(crate) fn open(seed: u64, fault: Option<Fault>) -> Self {
        let mut random = Random::new(seed);
        let world = World::any(&mut random);
        let mut page = Self {
            flow: Flow::start(config(seed, fault, None)).0,
            world,
            random,
            fault,
            wall: sample::at(sample::START).millis(),
            mono: 1_000_000,
            memory: None,
            calls: Vec::new(),
            left: 0,
            arrivals: Vec::new(),
            typed: Vec::new(),
            is_hidden: false,
            is_offline: false,
            resets: 0,
            tick: None,
            is_known_as_signed: false,
            has_loan: false,
            owed: Owed::Nothing,
            transitions: Transitions::new(),
            inputs: 0,
        };
        page.load(seed);
        page
    }

    /// The page is loaded anew in the same tab: only what the tab remembers is left.
    pub(crate) fn load(&mut self, seed: u64) {
        self.leave();
        let (flow, effects) = Flow::start(config(seed, self.fault, self.memory.clone()));
        self.flow = flow;
        // What is out is not called off at the lender's, and nobody hears of it any more.
        self.calls.clear();
        self.left = 0;
        self.arrivals.clear();
        self.typed.clear();
        self.resets = 0;
        self.tick = None;
        self.is_known_as_signed = false;
        self.has_loan = false;
        self.is_hidden = false;
        self.is_offline = false;
        self.take(effects, Doing::Other);
        self.judge();
    }

    pub(crate) fn stage(&self) -> StageName {
        self.flow.view().stage
    }

    pub(crate) fn view(&self) -> enrollment::flow::View {
        self.flow.view()
    }

    /// Whether somebody at the lender's is looking at it: then waiting has no deadline.
    pub(crate) fn is_reviewed(&self) -> bool {
        matches!(
            self.view().screen,
            Screen::Waiting(patience) | Screen::AlreadyEnrolled(_, patience) if patience.is_reviewed
        )
    }

    pub(crate) fn write(&mut self, field: Field, text: &str) {
        self.typed.retain(|(known, _)| *known != field);
        self.typed.push((field, text.to_owned()));
        self.send(Input::Edited(field, text.to_owned()), Doing::Other);
    }

    /// A director more, as long as there is room.
    pub(crate) fn add_director(&mut self) {
        let wanted = (self.view().directors + u8::from(self.is_open())).min(Field::MOST_DIRECTORS);
        self.send(Input::DirectorAdded, Doing::Other);
        assert_eq!(self.view().directors, wanted, "directors");
    }

    /// One of the others less: what was typed about those after it moves up, and stays.
    pub(crate) fn remove_director(&mut self) {
        let directors = self.view().directors;
        let index = self.random.one_of([1, 2, 3]);
        let goes = self.is_open() && index < directors;
        if goes {
            self.typed.retain_mut(|(field, _)| match field {
                Field::Director(place, _) if *place > index => {
                    *place -= 1;
                    true
                }
                Field::Director(place, _) => *place != index,
                _ => true,
            });
        }
        self.send(Input::DirectorRemoved(index), Doing::Other);
        assert_eq!(
            self.view().directors,
            directors - u8::from(goes),
            "directors"
        );
    }

    /// Somebody else than the first director signs, or that one after all. Then the tick is another person's.
    pub(crate) fn turn_owner(&mut self) {
        let apart = self.view().owner_is_apart;
        let turns = self.is_open();
        self.send(Input::OwnerApart(!apart), Doing::Other);
        assert_eq!(self.view().owner_is_apart, apart != turns, "the owner");
        assert!(!turns || !self.view().consented, "another person's tick");
    }

    fn is_open(&self) -> bool {
        let view = self.view();
        view.stage == StageName::Editing && !view.disabled
    }

    /// The host page asks for something else, or for the same again.
    pub(crate) fn configure(&mut self) {
        let mut config = config(0, None, None);
        config.disabled = self.random.below(4) == 0;
        if self.random.below(3) == 0 {
            config.terms.version = Some("of the page".into());
        }
        if self.random.below(3) == 0 {
            let filled = FORM.map(|(field, text)| (field, text.to_lowercase().into()));
            config.prefill = filled.into();
        }
        if self.view().company.is_some() {
            // A company that the session names is shown and not asked.
            self.typed.retain(|(field, _)| *field != Field::Identifier);
        }
        self.send(Input::Configured(config.into()), Doing::Other);
    }

    pub(crate) fn tick(&mut self, trusted: bool) {
        let view = self.view();
        let in_form = view.stage == StageName::Editing && !view.disabled;
        let now = self.now().wall;
        let under_notice = self.view().shows_notice;
        if in_form {
            self.tick = trusted.then_some((now, under_notice));
        }
        self.send(
            Input::Ticked {
                trusted,
                label: LABEL.into(),
                clock: Clock::Proxy,
            },
            Doing::Other,
        );
        if in_form {
            assert_eq!(self.view().consented, trusted, "who ticked decides");
        }
    }

    pub(crate) fn untick(&mut self) {
        self.send(Input::Unticked, Doing::Other);
    }

    pub(crate) fn submit(&mut self) {
        self.send(Input::Submitted, Doing::Submit);
    }

    pub(crate) fn press(&mut self) {
        self.send(Input::LoanRequested, Doing::Press);
    }

    pub(crate) fn other(&mut self, input: Input) {
        match input {
            Input::Visible(visible) => self.is_hidden = !visible,
            Input::Online(online) => self.is_offline = !online,
            Input::Thawed => self.lose_what_is_out(),
            _ => {}
        }
        self.send(input, Doing::Other);
    }

    /// Whatever still comes is late.
    fn lose_what_is_out(&mut self) {
        let calls = self.calls.iter_mut().skip(self.left);
        for call in calls.filter(|call| !call.is_answered) {
            // The host page's own promise lives on.
            if call.kind != Kind::Loan {
                call.is_answered = true;
                if matches!(call.kind, Kind::Enroll | Kind::Sign) {
                    self.owed = Owed::since(call.began);
                }
            }
        }
    }

    /// Lets time pass: answers arrive and the timer rings in their order.
    pub(crate) fn pass(&mut self, millis: u64) {
        let end = self.mono + millis;
        loop {
            let due = self.flow.next_wakeup().map(|due| {
                let wait = due.since(Instant::from_millis(self.mono));
                self.mono + wait
            });
            let arrival = self.arrivals.iter().map(|arrival| arrival.at).min();
            let Some(next) = due.into_iter().chain(arrival).min() else {
                break;
            };
            if next > end {
                break;
            }
            self.advance(next.max(self.mono));
            if arrival == Some(next) {
                self.deliver(next);
            } else {
                self.send(Input::Woke, Doing::Other);
            }
        }
        self.advance(end);
    }

    /// The device's clock is set, and no proxy ever told the time.
    pub(crate) fn set_clock(&mut self, millis: i64) {
        self.wall += millis;
        // What a tab remembers has no other clock to tell how long ago it was.
        if millis > 0 && matches!(self.owed, Owed::Lookups { is_left: true, .. }) {
            self.owed = Owed::Nothing;
        }
    }

    fn advance(&mut self, to: u64) {
        self.wall += i64::try_from(to - self.mono).unwrap_or(0);
        self.mono = to;
    }

    fn deliver(&mut self, at: u64) {
        let Some(place) = self.arrivals.iter().position(|arrival| arrival.at == at) else {
            return;
        };
        let Arrival { call, reply, .. } = self.arrivals.swap_remove(place);
        let Some(asked) = self.calls.get_mut(call) else {
            return;
        };
        let (kind, ticket, began) = (asked.kind, asked.ticket, asked.began);
        let is_late = std::mem::replace(&mut asked.is_answered, true);
        if is_late {
            let before = (self.view(), self.flow.next_wakeup());
            let calls = self.calls.len();
            let usable = None;
            self.send(input(ticket, kind, &reply), Doing::Answer(kind, usable));
            assert_eq!((self.view(), self.flow.next_wakeup()), before, "late");
            assert_eq!(self.calls.len(), calls, "a late answer that calls");
            return;
        }
        if call >= self.left {
            self.learn(kind, began, &reply);
        }
        let usable = match &reply {
            // What the lender says of a borrower has to be known.
            Reply::Lines { data, borrower, .. }
                if !data.is_empty() && borrower["status"] != STRANGE =>
            {
                self.world.usable()
            }
            _ => None,
        };
        self.send(input(ticket, kind, &reply), Doing::Answer(kind, usable));
    }

    fn send(&mut self, input: Input, doing: Doing) {
        self.inputs += 1;
        let before = self.stage();
        let now = self.now();
        let effects = self.flow.handle(now, input);
        self.notice_resets(doing);
        self.take(effects, doing);
        let after = self.stage();
        if after == StageName::Ready && before != StageName::Ready {
            self.may_unlock(doing, before);
        }
        self.judge();
    }

    /// Who begins anew has nothing to lose.
    fn notice_resets(&mut self, doing: Doing) {
        let resets = self.view().resets;
        if resets != self.resets {
            self.leave();
            if doing == Doing::Answer(Kind::Session, None) {
                // Another company's, which has sent nothing.
                self.owed = Owed::Nothing;
            }
            self.resets = resets;
            self.typed.clear();
            self.tick = None;
            // A session of another company has just told of its own borrower.
            self.has_loan = false;
            self.is_known_as_signed &= doing == Doing::Answer(Kind::Session, None);
        }
    }

    /// The enrollment is left, with whatever is out. It has to be looked up where its company will be known again, unless
    /// it began so long ago that it is settled.
    fn leave(&mut self) {
        let writes = |call: &&Call| matches!(call.kind, Kind::Enroll | Kind::Sign);
        let out = self
            .calls
            .iter()
            .filter(writes)
            .rfind(|call| !call.is_answered);
        let began = match (out, self.owed) {
            (Some(call), _) => Some(call.began),
            (None, Owed::Lookups { began, .. }) => Some(began),
            (None, Owed::Nothing) => None,
        };
        self.owed = began.map_or(Owed::Nothing, |began| Owed::Lookups {
            began,
            first: None,
            is_left: true,
        });
        self.left = self.calls.len();
        let is_recent = match self.memory {
            Some(Memory::Sent { at, .. }) => self.now().wall.millis_since(at) < 120_000,
            _ => false,
        };
        if !self.world.names_company() || !is_recent {
            self.owed = Owed::Nothing;
        }
    }

    fn take(&mut self, effects: Vec<Effect>, doing: Doing) {
        for effect in effects {
            match effect {
                Effect::ReadSession(ticket) => self.call(Kind::Session, ticket, None),
                Effect::Enroll(ticket, enrollment) => self.enroll(ticket, &enrollment, doing),
                Effect::Sign(ticket, signature) => self.sign(ticket, &signature, doing),
                Effect::FindBorrower(ticket) => self.call(Kind::Find, ticket, None),
                Effect::ListCreditLines(ticket, _) => self.call(Kind::Lines, ticket, None),
                Effect::RequestLoan(ticket, _) => {
                    assert!(doing == Doing::Press, "a loan request without a press");
                    assert!(!self.view().disabled, "a loan request while disabled");
                    assert!(!self.is_out(Kind::Loan), "two loan requests at a time");
                    assert!(!self.has_loan, "a second loan request");
                    self.call(Kind::Loan, ticket, None);
                }
                Effect::Notify(HostEvent::Consent(None)) => self.tick = None,
                Effect::Notify(HostEvent::Stage { from, to }) => {
                    let step = (from.as_str(), to.as_str());
                    *self.transitions.entry(step).or_default() += 1;
                }
                Effect::Notify(event) => tells_nobody(&event.detail()),
                Effect::Remember(memory) => {
                    if let Some(memory) = &memory {
                        tells_nobody(&memory.to_string());
                    }
                    self.memory = memory;
                }
                Effect::TellTabs => {}
            }
        }
    }

    fn enroll(&mut self, ticket: Ticket, enrollment: &Enrollment, doing: Doing) {
        let is_renewed = doing == Doing::Answer(Kind::Session, None);
        assert!(is_renewed || !self.view().disabled, "sent while disabled");
        assert!(
            doing == Doing::Submit || is_renewed,
            "an enrollment without a press"
        );
        let is_settled = match self.owed {
            Owed::Nothing => true,
            // What was left long ago is settled; nobody is there to look it up.
            Owed::Lookups { began, is_left, .. } => is_left && self.mono - began >= 120_000,
        };
        assert!(is_settled, "sent again too soon: {:?}", self.owed);
        self.owed = Owed::Nothing;
        self.is_signed(enrollment.consent().signed_at());
        let signed = &enrollment.consent().receipt().terms;
        assert_eq!(*signed, self.view().terms, "signed under other terms");
        self.names_all(enrollment);
        let signed_at = Some(enrollment.consent().signed_at());
        self.call(Kind::Enroll, ticket, signed_at);
    }

    fn sign(&mut self, ticket: Ticket, signature: &Signature, doing: Doing) {
        let is_found = matches!(
            doing,
            Doing::Answer(Kind::Session | Kind::Enroll | Kind::Find, _)
        );
        assert!(
            doing == Doing::Submit || is_found,
            "a signature without a press"
        );
        self.is_signed(signature.consent.signed_at());
        self.call(Kind::Sign, ticket, Some(signature.consent.signed_at()));
    }

    fn call(&mut self, kind: Kind, ticket: Ticket, signed_at: Option<Timestamp>) {
        let recent = self.calls.iter().rev();
        let recent = recent.take_while(|call| call.began + 1_000 > self.mono);
        assert!(recent.count() < MOST_A_SECOND, "a hot loop of calls");
        assert!(
            !self.calls.iter().any(|call| call.ticket == ticket),
            "one ticket for two calls"
        );
        let call = self.calls.len();
        self.calls.push(Call {
            kind,
            ticket,
            began: self.mono,
            is_answered: false,
        });
        let Self { world, random, .. } = self;
        let fate = if self.is_offline { 0 } else { random.below(20) };
        let arrives = self.mono + 50 + random.below(1_500) as u64;
        let given_up = (self.mono + DEADLINE, Reply::Failed(Cause::NoAnswer));
        let mut arrivals = Vec::new();
        match fate {
            // Lost on its way there, or on its way back.
            0 => arrivals.push((arrives, Reply::Failed(Cause::NoAnswer))),
            1 => {
                world.answer(kind, signed_at, self.mono, random);
                arrivals.push(given_up);
            }
            // Later than anybody waits for.
            2 => {
                let reply = world.answer(kind, signed_at, self.mono, random);
                arrivals.push(given_up);
                arrivals.push((self.mono + DEADLINE + arrives % 60_000, reply));
            }
            3 => {
                let slow = self.mono + 5_000 + random.below(34_000) as u64;
                arrivals.push((slow, world.answer(kind, signed_at, self.mono, random)));
            }
            // Twice.
            4 => {
                let reply = world.answer(kind, signed_at, self.mono, random);
                arrivals.push((arrives + random.below(90_000) as u64, reply.clone()));
                arrivals.push((arrives, reply));
            }
            _ => arrivals.push((arrives, world.answer(kind, signed_at, self.mono, random))),
        }
        for (at, reply) in arrivals {
            let at = match reply {
                Reply::Lines { held: true, .. } => at + 25_000,
                _ => at,
            };
            self.arrivals.push(Arrival { at, call, reply });
        }
    }

    #[expect(clippy::expect_used, reason = "virtual time stays in range")]
    fn now(&self) -> Now {
        Now {
            wall: Timestamp::from_millis(self.wall).expect("virtual time stays in range"),
            mono: Instant::from_millis(self.mono),
        }
    }
}

fn config(seed: u64, fault: Option<Fault>, memory: Option<Memory>) -> Config {
    Config {
        wait_for_ready: seed % 3 == 1,
        asks_type: seed % 5 == 1,
        seed,
        fault,
        memory,
        ..sample::config()
    }
}

fn tells_nobody(text: &str) {
    for personal in PERSONAL {
        assert!(!text.contains(personal), "{personal} in {text}");
    }
}

fn input(ticket: Ticket, kind: Kind, reply: &Reply) -> Input {
    match (kind, reply) {
        (Kind::Session, Reply::Session(body)) => {
            Input::SessionRead(ticket, Ok(body.as_ref().map(session)))
        }
        (Kind::Session, reply) => Input::SessionRead(ticket, Err(failed(cause(reply)))),
        (Kind::Enroll | Kind::Sign, Reply::Borrower(body)) => {
            Input::Enrolled(ticket, Ok(borrower(body)))
        }
        (Kind::Enroll | Kind::Sign, reply) => Input::Enrolled(ticket, Err(failed(cause(reply)))),
        (Kind::Find, Reply::Borrowers(list)) => {
            Input::BorrowerFound(ticket, Ok(list.iter().map(borrower).collect()))
        }
        (Kind::Find, reply) => Input::BorrowerFound(ticket, Err(failed(cause(reply)))),
        (
            Kind::Lines,
            Reply::Lines {
                data,
                borrower,
                held,
            },
        ) => {
            let mut lines = lines_and(data, borrower);
            lines.held = *held;
            Input::CreditLines(ticket, Ok(lines))
        }
        (Kind::Lines, reply) => Input::CreditLines(ticket, Err(failed(cause(reply)))),
        (Kind::Loan, Reply::Loan(outcome)) => Input::LoanSettled(ticket, *outcome),
        (Kind::Loan, _) => Input::LoanSettled(ticket, LoanOutcome::Failed),
    }
}

fn cause(reply: &Reply) -> Cause {
    match reply {
        Reply::Failed(cause) => cause.clone(),
        _ => Cause::OutcomeUnknown,
    }
}
