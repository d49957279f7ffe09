//! What is said in place of the form, or below it while it is locked: progress, the loan request, the end.

use enrollment::{
    domain::Language,
    draft::{Field, PersonField},
    flow::{
        Currency, ErrorCode, Input, Patience, Purpose, Reason, RequestState, Screen, StageName,
        View,
    },
};
use web_sys::HtmlElement;

use super::{
    Context, El,
    dom::Content,
    el,
    elapsed::elapsed,
    focus::{
        focus_field, focus_id, focus_of, has_focus, is_gone, is_within, scroll_to, take_focus,
    },
    links,
};
use crate::{
    copy::{Message, Stages, fill},
    runtime::intl,
};

/// A stage in words.
#[derive(PartialEq)]
pub(super) struct Panel {
    pub(super) tone: Tone,
    pub(super) title: String,
    pub(super) body: String,
    /// What is said besides: the lender's own text, which account stays in use, or what is waited for.
    pub(super) note: String,
    /// The language of the note, where that is another.
    pub(super) foreign: Option<Language>,
    action: Option<Action>,
    support: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Tone {
    Progress,
    Success,
    Notice,
    Problem,
}

#[derive(Clone, Copy, PartialEq)]
enum Action {
    RequestLoan,
    /// The button is there and says why it does nothing yet.
    Locked,
    Retry,
    CheckAgain,
}

/// What is said above a form that asks for the consent alone.
pub(super) fn intro(context: &Context) -> El {
    let [title, body] = core::array::from_fn(|_| context.clone());
    el("div._intro")
        .flag("hidden", context.is(|view| view.purpose == Purpose::Enroll))
        .child(el("p.panel-title").live_text(move || {
            intro_of(&title, &title.view())
                .map(|message| message.title.to_owned())
                .unwrap_or_default()
        }))
        .child(el("p.panel-text").live_text(move || {
            let view = body.view();
            intro_of(&body, &view)
                .map(|message| fill(message.body, &[("lender", &view.lender)]))
                .unwrap_or_default()
        }))
}

pub(super) fn intro_of(context: &Context, view: &View) -> Option<&'static Message> {
    match view.purpose {
        Purpose::Enroll => None,
        Purpose::Sign => Some(&context.texts.stages.sign),
        Purpose::AcceptDebit => Some(&context.texts.stages.accept_debit),
    }
}

/// The panel of the stage, where the borrower's eyes are: below the form while that is there.
pub(super) fn panel(context: &Context) -> El {
    let [tone, inside] = core::array::from_fn(|_| context.clone());
    let root = el("div.panel role=group tabindex=-1 aria-labelledby=panel-title");
    let node: HtmlElement = root.node();
    let root = root
        .bind("data-tone", move || {
            panel_of(&tone, &tone.view()).map(|panel| panel.tone.name().into())
        })
        .flag(
            "hidden",
            context.is(|view| matches!(view.screen, Screen::Loading | Screen::Editing(_))),
        );
    let place = el("div._parts");
    let mut inner = Content::of(&place);
    let mut button: Option<HtmlElement> = None;
    let mut shown = None;
    let mut stage = StageName::Loading;
    let mut had_form = false;
    let place = place.effect(move || {
        let view = inside.view();
        let panel = panel_of(&inside, &view);
        let before = core::mem::replace(&mut stage, view.stage);
        let had = inside.focused.borrow();
        let was_here = had.as_ref().is_some_and(|had| is_within(had, ".panel"));
        let was_button = had.is_some() && *had == button;
        if panel == shown {
            inner.update();
        } else {
            let (parts, fresh) = panel
                .as_ref()
                .map(|panel| parts(&inside, panel))
                .unwrap_or_default();
            inner.replace(parts);
            button = fresh;
            shown = panel;
        }
        let form_goes = core::mem::replace(&mut had_form, view.shows_form) && !view.shows_form;
        if follows_a_press(before, stage) {
            return take_focus(&node);
        }
        // The page is shorter without the form, and nobody scrolls to what has the focus already.
        if form_goes && has_focus(&node) {
            return scroll_to(&node);
        }
        let has_it = |element: HtmlElement| !is_gone(&element);
        if had.is_none() || focus_of(&node).is_some_and(has_it) {
            return;
        }
        // It goes to what stands in the place of what had it.
        match (&shown, &button) {
            (Some(_), Some(button)) if was_button => {
                let _ = button.focus();
            }
            (Some(_), _) => {
                let _ = node.focus();
            }
            (None, _) if view.purpose != Purpose::Enroll => focus_field(&node, Field::SignedAt),
            // The form looks after its own.
            (None, _) if !was_here => {}
            (None, _) if before == StageName::Loading => {
                let first = [
                    Field::Identifier,
                    Field::Director(0, PersonField::FirstName),
                    Field::AccountNumber,
                ];
                if let Some(first) = first.into_iter().find(|field| view.shows(*field)) {
                    focus_field(&node, first);
                }
            }
            (None, _) => {
                focus_id(&node, "submit");
            }
        }
    });
    root.child(place).child(elapsed(context))
}

/// Whether the borrower has just pressed the button that is gone now: then the focus comes here, and never by itself.
fn follows_a_press(before: StageName, now: StageName) -> bool {
    use StageName::{
        ActionRequired, Editing, Failed, Loading, NoFunds, Reconciling, Requested, Stalled,
        Submitting, Waiting,
    };
    match now {
        Submitting => before == Editing,
        Requested => before != now,
        Loading | Reconciling | Waiting => {
            matches!(before, ActionRequired | Failed | NoFunds | Stalled)
        }
        _ => false,
    }
}

/// The parts of the panel, and its button.
fn parts(context: &Context, panel: &Panel) -> (Vec<El>, Option<HtmlElement>) {
    let mut shown = vec![
        el("p.panel-title id=panel-title").text(&panel.title),
        el("p.panel-text").text(&panel.body),
    ];
    if !panel.note.is_empty() {
        let note = el("p.panel-text").text(&panel.note);
        shown.push(note.with_language(panel.foreign));
    }
    if panel.tone == Tone::Progress {
        shown.insert(0, el("div.progress aria-hidden=true"));
    }
    let button = panel.action.map(|action| button(context, action));
    let node = button.as_ref().map(El::node);
    shown.extend(button);
    if action_is(panel, Action::Locked) {
        shown.push(el("p.hint id=locked").text(context.texts.stages.request_locked));
    }
    if panel.support {
        shown.push(links::support(context));
    }
    (shown, node)
}

fn button(context: &Context, action: Action) -> El {
    let stages = &context.texts.stages;
    let (words, class) = match action {
        Action::RequestLoan | Action::Locked => {
            (stages.request_loan, "button primary loan-request")
        }
        Action::Retry => (stages.retry, "button"),
        Action::CheckAgain => (stages.check_again, "button"),
    };
    let disabled = context.is(|view| view.disabled);
    let button = el("button")
        .class(class)
        .attr("type", "button")
        .flag("disabled", disabled)
        .text(words);
    let button = match action {
        Action::Locked => button
            .attr("aria-disabled", "true")
            .attr("aria-describedby", "locked"),
        _ => button,
    };
    let context = context.clone();
    button.on("click", move |_| match action {
        Action::RequestLoan => context.send(Input::LoanRequested),
        Action::Retry | Action::CheckAgain => context.send(Input::Retried),
        Action::Locked => {}
    })
}

pub(super) fn panel_of(context: &Context, view: &View) -> Option<Panel> {
    let stages = &context.texts.stages;
    let money = |cents, currency: Currency| intl::money(context.locale.code(), cents, currency);
    let progress = |message: &Message| Panel::new(Tone::Progress, message);
    Some(match &view.screen {
        Screen::Loading | Screen::Editing(_) => return None,
        Screen::LoadingAgain => progress(&stages.loading),
        Screen::Submitting => progress(&stages.submitting),
        Screen::Reconciling => progress(&stages.reconciling),
        Screen::Waiting(patience) => waiting(stages, *patience).noting(stages, view),
        Screen::AlreadyEnrolled(since, patience) => {
            let since = since.map(|at| {
                fill(
                    stages.already_enrolled_since,
                    &[("date", &intl::day(context.locale.code(), at))],
                )
            });
            let wait = waiting(stages, *patience);
            Panel {
                title: stages.already_enrolled_title.into(),
                body: since.unwrap_or_default() + stages.already_enrolled,
                note: [&*wait.title, ". ", &wait.body].concat(),
                support: true,
                ..wait
            }
        }
        Screen::Ready(line) => {
            let order = view
                .order
                .filter(|order| order.currency == line.currency && order.amount > line.available);
            let text = if order.is_some() {
                stages.ready_below_order
            } else {
                stages.ready
            };
            let order = order
                .map(|order| money(order.amount, order.currency))
                .unwrap_or_default();
            let amount = money(line.available, line.currency);
            Panel {
                title: stages.ready_title.into(),
                body: fill(
                    text,
                    &[
                        ("amount", &amount),
                        ("order", &order),
                        ("lender", &view.lender),
                    ],
                ),
                ..Panel::new(Tone::Success, &stages.requested).with(Action::RequestLoan)
            }
            .noting(stages, view)
        }
        Screen::Requested(_, RequestState::Pending) => progress(&stages.requesting),
        Screen::Requested(_, RequestState::Accepted) => {
            Panel::new(Tone::Success, &stages.requested)
        }
        Screen::Requested(_, RequestState::Failed) => {
            Panel::problem(&stages.request_failed).with(Action::RequestLoan)
        }
        Screen::ActionRequired(reason) => {
            Panel::verdict(context, &stages.action_required, reason.as_ref())
                .with(Action::CheckAgain)
        }
        Screen::Declined(reason) => {
            Panel::verdict(context, &context.texts.legal.declined, reason.as_ref())
        }
        Screen::NoFunds => Panel::verdict(context, &stages.no_funds, None).with(Action::CheckAgain),
        Screen::Stalled => Panel::verdict(context, &stages.stalled, None).with(Action::CheckAgain),
        Screen::Failed { code, retryable } => {
            let message = match code {
                ErrorCode::Network => &stages.failed_network,
                ErrorCode::Session => &stages.failed_session,
                ErrorCode::Busy => &stages.failed_busy,
                ErrorCode::Configuration
                | ErrorCode::Rejected
                | ErrorCode::Upstream
                | ErrorCode::OutcomeUnknown => &stages.failed,
            };
            let mut panel = Panel::problem(message);
            panel.action = retryable.then_some(Action::Retry);
            if view.shows_form {
                panel.body = [message.body, " ", stages.kept].concat();
            }
            panel
        }
    })
}

/// A wait in words, honest about how it goes.
fn waiting(stages: &Stages, patience: Patience) -> Panel {
    let message = if patience.is_reviewed {
        &stages.reviewed
    } else {
        &stages.waiting
    };
    let mut panel = Panel::new(Tone::Progress, message).with(Action::Locked);
    if patience.is_long && !patience.is_reviewed {
        panel.body = stages.waiting_long.into();
    }
    panel.support = patience.is_long;
    panel
}

impl Panel {
    fn new(tone: Tone, message: &Message) -> Self {
        Self {
            tone,
            title: message.title.into(),
            body: message.body.into(),
            note: String::new(),
            foreign: None,
            action: None,
            support: false,
        }
    }

    fn problem(message: &Message) -> Self {
        Self {
            support: true,
            ..Self::new(Tone::Problem, message)
        }
    }

    /// The lender's word, with its own text where there is one.
    fn verdict(context: &Context, message: &Message, reason: Option<&Reason>) -> Self {
        let mut panel = Self {
            support: true,
            ..Self::new(Tone::Notice, message)
        };
        if let Some(reason) = reason {
            panel.note = reason.text.clone().unwrap_or_default();
            panel.foreign = reason.language;
            if panel.foreign == Some(context.locale.language()) {
                panel.foreign = None;
            }
        }
        panel
    }

    /// Says which bank account stays in use, to one who has typed another.
    fn noting(mut self, stages: &Stages, view: &View) -> Self {
        if view.is_on_file {
            self.note.push_str(stages.already_enrolled);
        }
        self
    }

    fn with(self, action: Action) -> Self {
        Self {
            action: Some(action),
            ..self
        }
    }
}

impl Tone {
    const fn name(self) -> &'static str {
        match self {
            Self::Progress => "progress",
            Self::Success => "success",
            Self::Notice => "notice",
            Self::Problem => "problem",
        }
    }
}

fn action_is(panel: &Panel, action: Action) -> bool {
    panel.action == Some(action)
}
