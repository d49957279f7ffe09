//! The stages of an enrollment as a pure machine: inputs and their time in, effects out.
//!
//! The shell performs each [`Effect`], reports back with the [`Ticket`] that came with it, and holds one timer for
//! [`Flow::next_wakeup`]. An answer whose ticket is not the current one is dropped.

mod asking;
mod backoff;
mod borrower;
mod call_error;
mod config;
mod credit_line;
mod editing;
mod enrolling;
mod fault;
mod host_event;
mod loading;
mod memory;
mod renewal;
mod requesting;
mod signing;
mod stage;
mod view;
mod waiting;

use alloc::{boxed::Box, string::String, vec, vec::Vec};

use backoff::{Backoff, Jitter};
pub use borrower::{Borrower, Class, Reason, Standing};
pub use call_error::{CallError, Cause, FieldFault};
pub use config::{Config, Order};
pub use credit_line::{CreditLine, CreditLines, Currency};
#[cfg(not(feature = "faults"))]
use fault::Fault;
#[cfg(feature = "faults")]
pub use fault::Fault;
pub use host_event::{ErrorCode, HostEvent, LoanOffer, Verdict};
pub use memory::{Memory, NoMemory};
use renewal::Renewal;
pub use signing::{Purpose, Signature};
pub use stage::StageName;
use stage::{Call, Failure, Loading, Lookup, Resume, Stage};
pub use view::{Company, Notice, Patience, RequestState, Screen, View};

use crate::{
    domain::{CompanyId, CompanyName, Consent, consent::Clock},
    draft::{Draft, Field, Problem},
    enrollment::Enrollment,
    sensitive::Sensitive,
    time::{Instant, Now},
    wire::session::Session,
};

/// No `Retry-After` parks an enrollment for longer, in milliseconds.
const LONGEST_TOLD: u64 = 5 * 60 * 1_000;

/// Names one request, so that its answer can be told from a late one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u32);

/// What happens to an enrollment.
pub enum Input {
    /// The proxy said what this browser may do; `None` where a thin proxy knows no sessions.
    SessionRead(Ticket, Result<Option<Box<Session>>, CallError>),
    /// A field's text, as it stands now.
    Edited(Field, String),
    /// The T&Cs box was ticked.
    Ticked {
        /// Whether a person did it: the event was trusted.
        trusted: bool,
        /// The label as it was on the screen.
        label: String,
        /// The clock behind the input's wall time.
        clock: Clock,
    },
    /// The T&Cs box was cleared.
    Unticked,
    /// One more director is to be filled in.
    DirectorAdded,
    /// The director with this index, which is not the first, is none.
    DirectorRemoved(u8),
    /// Somebody else than the first director subscribes, or that one after all.
    OwnerApart(bool),
    /// The form was submitted.
    Submitted,
    /// `POST /borrowers`, or a signature, was answered.
    Enrolled(Ticket, Result<Borrower, CallError>),
    /// The lender has this borrower, or none. Others may stand beside it.
    BorrowerFound(Ticket, Result<Vec<Borrower>, CallError>),
    /// The borrower's credit lines were read.
    CreditLines(Ticket, Result<CreditLines, CallError>),
    /// The loan request button was pressed.
    LoanRequested,
    /// The host page has dealt with the loan request.
    LoanSettled(Ticket, LoanOutcome),
    /// The borrower asks to try or check again.
    Retried,
    /// The timer that [`Flow::next_wakeup`] asked for.
    Woke,
    /// The page can be seen, or not.
    Visible(bool),
    /// The network is there, or not.
    Online(bool),
    /// Another tab enrolled, or the device's clock was set: what the session says may have changed.
    ReadAgain,
    /// The page was frozen, or comes out of the back-forward cache: calls that were out are lost.
    Thawed,
    /// Everything is to be forgotten.
    Reset,
    /// The host page asks for something else.
    Configured(Box<Config>),
}

/// What the host page made of a loan request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoanOutcome {
    /// It took the request.
    Accepted,
    /// It could not; the borrower can press again.
    Failed,
    /// It prevented the event: nothing happened.
    Prevented,
}

/// What the shell has to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// `GET /session`, answered by [`Input::SessionRead`].
    ReadSession(Ticket),
    /// `POST /borrowers`, answered by [`Input::Enrolled`]. Never repeated by code.
    Enroll(Ticket, Box<Enrollment>),
    /// `POST /borrowers/{id}/sign`, answered by [`Input::Enrolled`]. Never repeated by code.
    Sign(Ticket, Box<Signature>),
    /// `GET /borrowers`, answered by [`Input::BorrowerFound`].
    FindBorrower(Ticket),
    /// `GET /credit-lines`, answered by [`Input::CreditLines`]; offered to be held back where that is worth it.
    ListCreditLines(Ticket, bool),
    /// Offer the loan to the host page, answered by [`Input::LoanSettled`].
    RequestLoan(Ticket, LoanOffer),
    /// Tell the host page.
    Notify(HostEvent),
    /// Keep this for the next page of this tab, or nothing any more.
    Remember(Option<Memory>),
    /// Tell the other tabs to read again.
    TellTabs,
}

/// One borrower's enrollment, from the first paint to the confirmed loan request.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts that do not depend on each other"
)]
pub struct Flow {
    config: Config,
    draft: Draft,
    consent: Option<Consent>,
    /// The number of the company whose lines unlock the button: the one that was sent, or that the session names. Typing can't change it.
    company: String,
    borrower: Option<Borrower>,
    /// Since when there is something to wait for.
    waits_since: Option<Instant>,
    /// Whether a form was filled in for a borrower whom the lender had: what it has on file stays in use.
    is_on_file: bool,
    /// The number of the company that the session names.
    session_company: Option<String>,
    /// Whether the proxy holds answers back until there is something to tell.
    holds_answers: bool,
    /// The company and its name as the host page gave them.
    given: (Option<CompanyId>, Option<CompanyName>),
    /// Counts the changes of terms, lender and repayment, and the count at which the box was ticked.
    documents: u32,
    ticked_under: u32,
    purpose: Purpose,
    stage: Stage,
    /// The session that is read beside the stage's own call.
    refresh: Option<Ticket>,
    renewal: Renewal,
    /// Whether the host was told that the widget can be used.
    is_usable: bool,
    /// The fields that the lender asked for.
    asked: Vec<Field>,
    /// The fields that were shown wrong.
    shown_wrong: Vec<Field>,
    /// What the session said last, but for the borrower.
    session: Option<Sensitive<Session>>,
    /// The fields that a person has typed into.
    typed: Vec<Field>,
    /// The doubtful values that were shown, and not edited since: a submit sends them.
    confirmed: Vec<Field>,
    /// How many directors the form has.
    directors: u8,
    /// Whether a director was added: then all of them stay in sight.
    is_unfolded: bool,
    resets: u32,
    fills: u32,
    /// Problems that are shown: those of the last submit, refreshed as their fields are edited.
    problems: Vec<Problem>,
    failed_submits: u32,
    /// The paths that the host was last told of.
    remaining: Vec<String>,
    last_ticket: u32,
    jitter: Jitter,
    visible: bool,
    online: bool,
    effects: Vec<Effect>,
}

impl Flow {
    /// A flow that begins by reading the session.
    #[must_use]
    pub fn start(config: Config) -> (Self, Vec<Effect>) {
        let first = Ticket(1);
        let flow = Self {
            jitter: Jitter::seeded(config.seed),
            given: (config.company.clone(), config.company_name.clone()),
            documents: 0,
            ticked_under: 0,
            config,
            draft: Draft::default(),
            consent: None,
            company: String::new(),
            borrower: None,
            waits_since: None,
            is_on_file: false,
            session_company: None,
            holds_answers: false,
            purpose: Purpose::Enroll,
            refresh: None,
            renewal: Renewal::None,
            is_usable: false,
            asked: Vec::new(),
            shown_wrong: Vec::new(),
            session: None,
            typed: Vec::new(),
            confirmed: Vec::new(),
            directors: 1,
            is_unfolded: false,
            resets: 0,
            fills: 0,
            stage: Stage::Loading(Loading {
                call: Call::Out(first),
                failures: 0,
                is_again: false,
            }),
            problems: Vec::new(),
            failed_submits: 0,
            remaining: Vec::new(),
            last_ticket: first.0,
            visible: true,
            online: true,
            effects: Vec::new(),
        };
        (flow, vec![Effect::ReadSession(first)])
    }

    /// Takes what happened and tells what to do about it.
    #[must_use]
    pub fn handle(&mut self, now: Now, input: Input) -> Vec<Effect> {
        match input {
            Input::SessionRead(ticket, answer) => self.session_read(now, ticket, answer),
            Input::Edited(field, text) => self.edited(now, field, &text),
            Input::Ticked {
                trusted,
                label,
                clock,
            } => self.ticked(now, trusted, label, clock),
            Input::Unticked => self.unticked(now),
            Input::DirectorAdded => self.add_director(),
            Input::DirectorRemoved(index) => self.remove_director(now, index),
            Input::OwnerApart(apart) => self.set_owner_apart(now, apart),
            Input::Submitted => self.submitted(now),
            Input::Enrolled(ticket, answer) => self.enrolled(now, ticket, answer),
            Input::BorrowerFound(ticket, answer) => self.borrower_found(now, ticket, answer),
            Input::CreditLines(ticket, answer) => self.credit_lines_read(now, ticket, answer),
            Input::LoanRequested => self.loan_requested(now),
            Input::LoanSettled(ticket, outcome) => self.loan_settled(ticket, outcome),
            Input::Retried => self.retried(now),
            Input::Woke => self.run_what_is_due(now),
            Input::Visible(visible) => {
                let was_paused = self.is_paused();
                self.visible = visible;
                self.back_again(now, was_paused);
            }
            Input::Online(online) => {
                // A page that began without a network hears of it only now.
                let was_cut_off = self.is_paused() || self.has_failed_for_the_network();
                self.online = online;
                self.back_again(now, was_cut_off);
            }
            Input::ReadAgain => self.read_again(now),
            Input::Thawed => self.thawed(now),
            Input::Reset => self.begin_again(now),
            Input::Configured(config) => self.configured(now, *config),
        }
        core::mem::take(&mut self.effects)
    }

    /// When to send [`Input::Woke`]; `None` while nothing is due, and while the page is hidden or offline.
    #[must_use]
    pub fn next_wakeup(&self) -> Option<Instant> {
        if self.is_paused() {
            None
        } else {
            self.stage.due()
        }
    }

    /// Everything that the screen may know.
    #[must_use]
    pub fn view(&self) -> View {
        View::of(self)
    }

    /// The text of a field as it was typed or filled in.
    #[must_use]
    pub fn value(&self, field: Field) -> &str {
        self.draft.value(field)
    }

    /// The number of the company that enrolls, as the lender takes it; empty while it is not known.
    #[must_use]
    pub fn company_number(&self) -> &str {
        &self.company
    }

    /// Whether `ticket` is that of the stage's repeated call.
    fn awaits(&self, ticket: Ticket) -> bool {
        self.stage.awaits(ticket) || self.has(Fault::TakesLateAnswers) && self.stage.call_is_out()
    }

    const fn is_paused(&self) -> bool {
        !self.visible || !self.online
    }

    /// Runs at once what was put off while the page was hidden or offline.
    fn back_again(&mut self, now: Now, was_paused: bool) {
        if !was_paused || self.is_paused() {
            return;
        }
        if self.has_failed_for_the_network() {
            self.retried(now);
        } else {
            self.stage.make_due(now.mono);
            self.run_what_is_due(now);
        }
    }

    fn has_failed_for_the_network(&self) -> bool {
        matches!(&self.stage, Stage::Failed(failure) if failure.is_network())
    }

    fn run_what_is_due(&mut self, now: Now) {
        if self.next_wakeup().is_none_or(|due| due > now.mono) {
            return;
        }
        match self.stage {
            Stage::Failed(ref mut failure) => failure.held_until = None,
            Stage::Loading(_) => self.send(Effect::ReadSession),
            Stage::Reconciling(_) => self.send(Effect::FindBorrower),
            Stage::Waiting(ref mut wait) | Stage::AlreadyEnrolled(ref mut wait, _) => {
                wait.asked = now.mono;
                let held = self.holds_answers;
                self.send(|ticket| Effect::ListCreditLines(ticket, held));
            }
            _ => {}
        }
    }

    fn fail(&mut self, code: ErrorCode, error: CallError, resume: Option<Resume>) {
        let with_form = self.stage.shows_form();
        self.go(Stage::Failed(Failure {
            code,
            resume,
            with_form,
            held_until: None,
        }));
        self.notify_error(code, error, resume.is_some());
    }

    /// As [`Self::fail`], with no way on before the other side is ready for it.
    fn fail_for_now(&mut self, now: Now, error: CallError, resume: Resume) {
        let told = match error.cause {
            Cause::Busy(told) => told,
            _ => None,
        };
        self.fail(error.code(), error, Some(resume));
        if let Stage::Failed(failure) = &mut self.stage {
            failure.held_until = told.map(|told| now.mono.after(told.min(LONGEST_TOLD)));
        }
    }

    fn notify_error(&mut self, code: ErrorCode, error: CallError, retryable: bool) {
        let CallError {
            problem,
            request_id,
            ..
        } = error;
        self.notify(HostEvent::Error {
            code,
            problem,
            retryable,
            request_id,
        });
    }

    /// The borrower asks to go on from where it went wrong, or to look again.
    fn retried(&mut self, now: Now) {
        match &self.stage {
            // The button comes once the other side is ready.
            Stage::Failed(failure) if failure.held_until.is_some() => {}
            Stage::Failed(Failure {
                resume: Some(resume),
                ..
            }) => match *resume {
                Resume::Load => {
                    self.go(Stage::Loading(Loading {
                        call: Call::Due(now.mono),
                        failures: 0,
                        is_again: true,
                    }));
                }
                Resume::Edit => self.go(Stage::Editing(None)),
                Resume::LookUp(lookup) => {
                    self.go(Stage::Reconciling(Lookup {
                        failures: 0,
                        attempts: 0,
                        call: Call::Due(now.mono),
                        ..lookup
                    }));
                }
                Resume::Wait => self.go(Stage::Waiting(self.wait(now))),
            },
            Stage::Stalled | Stage::NoFunds | Stage::ActionRequired(_) => {
                self.go(Stage::Waiting(self.wait(now)));
            }
            _ => self.stage.make_due(now.mono),
        }
        self.run_what_is_due(now);
    }

    /// Sends a repeated call: from due to out.
    fn send(&mut self, effect: impl FnOnce(Ticket) -> Effect) {
        let ticket = self.ticket();
        if let Some(call) = self.stage.call_mut() {
            *call = Call::Out(ticket);
            self.effects.push(effect(ticket));
        }
    }

    /// When the next try is: not before the other side asked for, else as the backoff has it.
    fn later(&mut self, now: Now, attempts: u32, told: Option<u64>) -> Call {
        match told {
            Some(told) if told > 0 => Call::Told(now.mono.after(told.min(LONGEST_TOLD))),
            _ => Call::Due(
                now.mono
                    .after(Backoff::POLL.delay(attempts, &mut self.jitter)),
            ),
        }
    }

    fn go(&mut self, to: Stage) {
        let from = self.stage.name();
        self.stage = to;
        let to = self.stage.name();
        if from != to {
            self.notify(HostEvent::Stage { from, to });
        }
    }

    fn notify(&mut self, event: HostEvent) {
        self.effects.push(Effect::Notify(event));
    }

    fn ticket(&mut self) -> Ticket {
        self.last_ticket = self.last_ticket.wrapping_add(1);
        Ticket(self.last_ticket)
    }
}
