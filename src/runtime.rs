//! Owns the flow: an input goes in, its effects are performed, the one timer is armed again.

mod bare;
pub(crate) mod clock;
pub(crate) mod console;
pub(crate) mod host;
mod http;
pub(crate) mod intl;
mod json;
pub(crate) mod moment;
mod storage;
mod tabs;
pub(crate) mod timer;
mod visibility;

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    fmt,
    rc::{Rc, Weak},
};

use enrollment::{
    draft::Field,
    flow::{CallError, Effect, Flow, Input, LoanOffer, LoanOutcome, Ticket, View},
    time::Instant,
    wire::{
        answer::Answer,
        borrowers::{PostBorrower, PostSign},
        to_json,
    },
};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use clock::Clock;
use host::Host;
use http::{Call, Http, SESSION};
use storage::Storage;
use tabs::Tabs;
use timer::Timer;
use visibility::Visibility;

use crate::options::Options;

/// The thin layer between the pure flow and the browser.
pub(crate) struct Runtime {
    flow: RefCell<Flow>,
    /// Inputs that arrived while effects were running: a host's listener can re-enter.
    queue: RefCell<VecDeque<Input>>,
    draining: Cell<bool>,
    view: RefCell<Rc<View>>,
    /// Tells the screen that there is another view.
    changed: RefCell<Rc<dyn Fn(Cause)>>,
    clock: Clock,
    timer: Timer,
    http: Rc<Http>,
    host: Host,
    /// The JSON of the partner's own metadata.
    metadata: RefCell<String>,
    storage: Storage,
    visibility: RefCell<Option<Visibility>>,
    tabs: RefCell<Option<Tabs>>,
}

/// What brought another view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Somebody who types, and may go on.
    Typing,
    Other,
}

impl Cause {
    fn of(input: &Input) -> Self {
        match input {
            Input::Edited(..) => Self::Typing,
            _ => Self::Other,
        }
    }
}

impl Runtime {
    pub(crate) fn start(options: Options, host: Host) -> Rc<Self> {
        let storage = Storage::of(&options.proxy_url);
        let mut config = options.config;
        config.memory = storage.recall();
        let language = config.language;
        let (flow, effects) = Flow::start(config);
        let http = Http::new(
            options.proxy_url,
            options.auth,
            options.credentials,
            language,
            host.clone(),
        );
        let runtime = Rc::new_cyclic(|this: &Weak<Self>| {
            let wake = this.clone();
            Self {
                view: RefCell::new(Rc::new(flow.view())),
                changed: RefCell::new(Rc::new(|_| {})),
                flow: RefCell::new(flow),
                queue: RefCell::default(),
                draining: Cell::new(false),
                clock: Clock::default(),
                timer: Timer::new(move || send_to(&wake, Input::Woke)),
                metadata: RefCell::new(options.metadata),
                storage,
                visibility: RefCell::new(None),
                tabs: RefCell::new(None),
                http: Rc::new(http),
                host,
            }
        });
        let [seen, told] = [Rc::downgrade(&runtime), Rc::downgrade(&runtime)];
        let visibility = Visibility::watch(move |input| send_to(&seen, input));
        runtime.visibility.replace(Some(visibility));
        let tabs = Tabs::behind(runtime.http.base(), move |input| send_to(&told, input));
        runtime.tabs.replace(tabs);
        for effect in effects {
            runtime.perform(effect);
        }
        runtime.send(Visibility::now());
        runtime
    }

    /// What the screen shows.
    pub(crate) fn view(&self) -> Rc<View> {
        self.view.borrow().clone()
    }

    /// Calls back, and nobody whom it called before, whenever there is another view.
    pub(crate) fn on_change(&self, changed: impl Fn(Cause) + 'static) {
        self.changed.replace(Rc::new(changed));
    }

    /// The text of a field, to fill its input with.
    pub(crate) fn value(&self, field: Field) -> String {
        self.flow.borrow().value(field).to_owned()
    }

    /// The instant by the clock that waits are measured with.
    pub(crate) fn now(&self) -> Instant {
        self.clock.now().mono
    }

    /// The clock behind the next input.
    pub(crate) fn clock_source(&self) -> enrollment::domain::consent::Clock {
        self.clock.source()
    }

    /// Handles an input, after those that came before it.
    pub(crate) fn send(self: &Rc<Self>, input: Input) {
        // After a time that could not be had, these are worth another try. The failure itself is not: it would try without end.
        if matches!(
            input,
            Input::Visible(true) | Input::Online(true) | Input::Ticked { .. }
        ) {
            self.clock.ask_anew();
        }
        self.queue.borrow_mut().push_back(input);
        if self.clock.wants_anchor() {
            self.queue.borrow_mut().push_back(Input::ReadAgain);
        }
        if self.draining.replace(true) {
            return;
        }
        loop {
            let Some(input) = self.queue.borrow_mut().pop_front() else {
                break;
            };
            let (now, cause) = (self.clock.now(), Cause::of(&input));
            let effects = self.flow.borrow_mut().handle(now, input);
            self.show(cause);
            for effect in effects {
                self.perform(effect);
            }
        }
        self.draining.set(false);
        let due = self.flow.borrow().next_wakeup();
        self.timer.arm(due, self.clock.now().mono);
    }

    pub(crate) fn check_now(self: &Rc<Self>) {
        self.send(Input::Retried);
    }

    pub(crate) fn reset(self: &Rc<Self>) {
        self.send(Input::Reset);
    }

    /// Goes by what the host page asks for now.
    pub(crate) fn configure(self: &Rc<Self>, options: Options) {
        self.http.speak(options.config.language);
        self.metadata.replace(options.metadata);
        self.send(Input::Configured(options.config.into()));
    }

    /// Lets go of the browser: answers that still come find nobody.
    pub(crate) fn stop(&self) {
        self.timer.disarm();
        self.visibility.replace(None);
        self.tabs.replace(None);
    }

    fn show(&self, cause: Cause) {
        let view = self.flow.borrow().view();
        if **self.view.borrow() != view {
            self.view.replace(Rc::new(view));
            self.tell(cause);
        }
    }

    /// Has what there is to see looked at.
    pub(crate) fn tell(&self, cause: Cause) {
        let changed = Rc::clone(&self.changed.borrow());
        changed(cause);
    }

    fn perform(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Notify(event) => self.host.emit(event.event_type(), &event.detail()),
            Effect::RequestLoan(ticket, offer) => self.request_loan(ticket, &offer),
            Effect::ReadSession(ticket) => {
                self.call(Call::get(SESSION), move |runtime, answer| {
                    let session = answer.and_then(Answer::session);
                    if let Ok(Some(session)) = &session {
                        let trip = runtime.http.session_trip();
                        runtime.clock.anchor(&session.now, trip);
                    }
                    Input::SessionRead(ticket, session)
                });
            }
            Effect::Enroll(ticket, enrollment) => {
                let body = PostBorrower::from(&*enrollment).to_json_with(&self.metadata.borrow());
                self.call(Call::post("/borrowers", body), move |_, answer| {
                    Input::Enrolled(ticket, answer.and_then(Answer::enrolled))
                });
            }
            Effect::Sign(ticket, signature) => {
                let body = PostSign::of(&signature.consent, signature.wait_for_ready);
                let path = ["/borrowers/", &signature.borrower_id, "/sign"].concat();
                self.call(Call::post(&path, to_json(&body)), move |_, answer| {
                    Input::Enrolled(ticket, answer.and_then(Answer::enrolled))
                });
            }
            Effect::FindBorrower(ticket) => {
                self.call(
                    self.filtered("/borrowers", "borrower_identifier"),
                    move |_, answer| {
                        Input::BorrowerFound(ticket, answer.and_then(Answer::borrowers))
                    },
                );
            }
            Effect::ListCreditLines(ticket, hold) => {
                self.call(
                    self.filtered("/credit-lines", "borrower").held(hold),
                    move |_, answer| {
                        Input::CreditLines(ticket, answer.and_then(Answer::credit_lines))
                    },
                );
            }
            Effect::Remember(memory) => self.storage.keep(memory.as_ref()),
            Effect::TellTabs => {
                if let Some(tabs) = &*self.tabs.borrow() {
                    tabs.tell();
                }
            }
        }
    }

    /// A read about the company that enrolls, with the filter as the lender spells it.
    fn filtered(&self, path: &'static str, filter: &'static str) -> Call {
        Call::get(path).about(filter, self.flow.borrow().company_number())
    }

    /// Makes a call and turns its answer into the input that reports it, if the widget is still there.
    fn call(self: &Rc<Self>, call: Call, report: impl FnOnce(&Self, Answered) -> Input + 'static) {
        // Boxed, so that the one future of it all is compiled once.
        let report: Report = Box::new(report);
        let (this, http) = (Rc::downgrade(self), Rc::clone(&self.http));
        spawn_local(async move {
            let answer = http.send(call).await;
            if let Some(this) = this.upgrade() {
                let input = report(&this, answer);
                this.send(input);
            }
        });
    }

    fn request_loan(self: &Rc<Self>, ticket: Ticket, offer: &LoanOffer) {
        let Some(settled) = self.host.request_loan(&offer.detail()) else {
            return self.send(Input::LoanSettled(ticket, LoanOutcome::Prevented));
        };
        let this = Rc::downgrade(self);
        spawn_local(async move {
            let outcome = match JsFuture::from(settled).await {
                Ok(_) => LoanOutcome::Accepted,
                Err(_) => LoanOutcome::Failed,
            };
            send_to(&this, Input::LoanSettled(ticket, outcome));
        });
    }
}

type Answered = Result<Answer, CallError>;
type Report = Box<dyn FnOnce(&Runtime, Answered) -> Input>;

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime").finish_non_exhaustive()
    }
}

fn send_to(runtime: &Weak<Runtime>, input: Input) {
    if let Some(runtime) = runtime.upgrade() {
        runtime.send(input);
    }
}
