//! The error summary above the form: how many problems, one link to each.

use enrollment::{
    decimal::decimal,
    draft::{Field, Problem, Reason},
    flow::{Notice, Screen, View},
};
use web_sys::HtmlElement;

use super::{
    Context, El, el,
    field::id_of,
    focus::{focus_field, take_focus},
    links,
};
use crate::copy::{self, Message, fill};

/// The summary; a submit that came back puts the focus on it.
pub(super) fn summary(context: &Context) -> El {
    let [heading, text, list, counter] = core::array::from_fn(|_| context.clone());
    let root = el("div.summary tabindex=-1 role=group aria-labelledby=summary-title aria-describedby=summary-text")
        .flag("hidden", context.is(|view| !is_shown(view)))
        .flag("data-doubtful", context.is(is_doubtful));
    let node: HtmlElement = root.node();
    let list_root = node.clone();
    let mut seen = 0;
    root.child(
        el("p.summary-title id=summary-title").live_text(move || title(&heading, &heading.view())),
    )
    .child(el("p.summary-text id=summary-text").live_text(move || {
        let view = text.view();
        let (title, stop, body) = match notice(&text, &view) {
            Some(message) if is_headed_by_count(&view) => (message.title, ". ", message.body),
            Some(message) => ("", "", message.body),
            None => ("", "", ""),
        };
        let more = if needs_more(&view) {
            text.texts.stages.more_is_needed
        } else {
            ""
        };
        let gap = if body.is_empty() || more.is_empty() {
            ""
        } else {
            " "
        };
        [title, stop, body, gap, more].concat()
    }))
    .child(links::support(context).flag(
        "hidden",
        context.is(|view| view.screen != Screen::Editing(Some(Notice::MoreIsMissing))),
    ))
    .child(el("ul.summary-list").live_children(
        move || wrong(&list),
        move |wrong| links_to(wrong, &list_root),
    ))
    .effect(move || {
        let view = counter.view();
        if is_shown(&view) && view.failed_submits > seen {
            seen = view.failed_submits;
            take_focus(&node);
        }
    })
}

fn is_shown(view: &View) -> bool {
    match view.screen {
        Screen::Editing(notice) => notice.is_some() || !view.problems.is_empty(),
        _ => false,
    }
}

fn notice<'a>(context: &'a Context, view: &View) -> Option<&'a Message> {
    let Screen::Editing(notice) = view.screen else {
        return None;
    };
    let texts = &context.texts.stages;
    notice.map(|notice| match notice {
        Notice::NotReceived => &texts.not_received,
        Notice::NotReceivedBefore => &texts.not_received_before,
        Notice::Doubtful => &texts.doubtful,
        Notice::MoreIsMissing => &texts.more_is_missing,
    })
}

fn title(context: &Context, view: &View) -> String {
    let count = view.problems.len();
    if let Some(message) = notice(context, view).filter(|_| !is_headed_by_count(view)) {
        return message.title.to_owned();
    }
    let n = decimal(count.try_into().unwrap_or_default());
    fill(context.texts.problems.summary.pattern(count), &[("n", &n)])
}

/// Whether the number of problems comes before what is said of them. A doubt is none.
fn is_headed_by_count(view: &View) -> bool {
    !view.problems.is_empty() && !is_doubtful(view)
}

/// Whether the lender asks for something that is not there.
fn needs_more(view: &View) -> bool {
    let mut problems = view.problems.iter();
    problems.any(|problem| problem.reason == Reason::NeededByLender)
}

fn is_doubtful(view: &View) -> bool {
    view.screen == Screen::Editing(Some(Notice::Doubtful))
}

/// The fields that are shown wrong, each with what is said there.
fn wrong(context: &Context) -> Vec<(Field, String)> {
    let words = |problem: &Problem| {
        let value = context.runtime.value(problem.field);
        let words = copy::problem(context.texts, problem, &value);
        (problem.field, words)
    };
    context.view().problems.iter().map(words).collect()
}

fn links_to(wrong: &[(Field, String)], root: &HtmlElement) -> Vec<El> {
    let link = |(field, words): &(Field, String)| {
        let (root, field) = (root.clone(), *field);
        let anchor = el("a.link")
            .attr("href", &["#", &id_of(field)].concat())
            .text(words);
        el("li").child(anchor.on("click", move |event| {
            event.prevent_default();
            focus_field(&root, field);
        }))
    };
    wrong.iter().map(link).collect()
}
