//! A labelled input with its hint and its error, for any field.

use enrollment::{
    draft::{Field, PersonField},
    flow::Input,
};
use js_sys::JsString;
use web_sys::{Event, HtmlInputElement};

use super::{Context, El, account::account_input, el};
use crate::copy;

/// What keeps out of session replays what is typed: a class, which is no part, and attributes.
const MASK: &str = " ph-no-capture";
const MASKS: &str = "data-sentry-mask= data-dd-privacy=mask data-hj-suppress= data-clarity-mask=";

/// A single-line text field.
pub(super) struct TextField<'a> {
    pub(super) field: Field,
    pub(super) label: &'a str,
    pub(super) hint: Option<&'static str>,
    /// What a browser may fill in: a token of `autocomplete`.
    pub(super) autocomplete: &'static str,
    /// Further attributes of the input, as [`El::attrs`] takes them.
    pub(super) attributes: &'static str,
}

impl<'a> TextField<'a> {
    /// A field without a hint.
    pub(super) const fn plain(
        field: Field,
        label: &'a str,
        autocomplete: &'static str,
        attributes: &'static str,
    ) -> Self {
        Self {
            field,
            label,
            hint: None,
            autocomplete,
            attributes,
        }
    }
}

/// The id of a field's input, by which the error summary finds it.
pub(super) fn id_of(field: Field) -> String {
    match field {
        Field::Director(_, PersonField::BirthMonth) | Field::Owner(PersonField::BirthMonth) => {
            field.path() + ".month"
        }
        Field::Director(_, PersonField::BirthYear) | Field::Owner(PersonField::BirthYear) => {
            field.path() + ".year"
        }
        _ => field.path(),
    }
}

/// A text field with everything around it.
pub(super) fn text_field(context: &Context, spec: &TextField<'_>) -> El {
    let label = el("label.label").text(spec.label);
    let input = text_input(context, spec.field, spec.autocomplete, spec.attributes);
    framed(context, spec.field, label, spec.hint, input)
}

/// The bare input of a text field.
pub(super) fn text_input(
    context: &Context,
    field: Field,
    autocomplete: &'static str,
    attributes: &str,
) -> El {
    let input = masked("input", "input")
        .attrs("type=text")
        .attrs(attributes);
    let input = own_words(context, field, autocomplete, input);
    if field == Field::AccountNumber {
        return account_input(context, input);
    }
    let node: HtmlInputElement = input.node();
    let filled = node.clone();
    let input = refill(context, field, input, move |text| filled.set_value(text));
    listen(context, field, input, move |_| composed(&node.value()))
}

/// Keeps an input as the flow fills it in: at first and whenever it fills in or forgets. What is typed goes the other way.
pub(super) fn refill(
    context: &Context,
    field: Field,
    input: El,
    fill: impl Fn(&str) + 'static,
) -> El {
    let reader = context.clone();
    let mut fills = None;
    input.effect(move || {
        let now = Some(reader.view().fills);
        if core::mem::replace(&mut fills, now) != now {
            fill(&reader.runtime.value(field));
        }
    })
}

/// The text with its accents composed, as the core reads them. Some keyboards and clipboards give them apart.
fn composed(text: &str) -> String {
    JsString::from(text).normalize("NFC").into()
}

/// Lets the browser fill in what it knows of who is at the keyboard, where the field asks for that.
pub(super) fn own_words(context: &Context, field: Field, token: &'static str, input: El) -> El {
    let reader = context.clone();
    input.bind("autocomplete", move || {
        let is_own = match field {
            Field::Director(0, _) => !reader.view().owner_is_apart,
            Field::Director(..) => false,
            _ => true,
        };
        Some(if is_own { token } else { "off" }.to_owned())
    })
}

/// The error of a field's value, which is there before it speaks.
pub(super) fn error(context: &Context, field: Field) -> El {
    let (has_error, context) = (has_error(context, field), context.clone());
    el("p.error")
        .attr("id", &(id_of(field) + ".error"))
        .flag("hidden", move || !has_error())
        .live_text(move || problem_at(&context, field).unwrap_or_default())
}

/// Whether there is an error of a field's value, be it of another of its inputs.
pub(super) fn has_error(context: &Context, field: Field) -> impl Fn() -> bool + 'static {
    context.is_of(field, |view, field| {
        let mut problems = view.problems.iter();
        problems.any(|problem| problem.field.shares_value_with(field))
    })
}

/// Whether a field's input is shown wrong.
pub(super) fn is_wrong(context: &Context, field: Field) -> impl Fn() -> bool + 'static {
    context.is_of(field, |view, field| {
        view.problems
            .iter()
            .any(|problem| problem.makes_wrong(field))
    })
}

pub(super) fn framed(
    context: &Context,
    field: Field,
    label: El,
    hint: Option<&str>,
    input: El,
) -> El {
    let id = id_of(field);
    let (hint_id, error_id) = (id.clone() + ".hint", id.clone() + ".error");
    let frame = el("div.field")
        .flag(
            "hidden",
            context.is_of(field, |view, field| !view.shows(field)),
        )
        .flag("data-wrong", is_wrong(context, field))
        .child(label.attr("for", &id));
    let (frame, described) = match hint {
        Some(hint) => {
            let hint = el("p.hint").attr("id", &hint_id).text(hint);
            let mut described = [&hint_id, " ", &error_id].concat();
            if field == Field::AccountNumber {
                described.push_str(" known-account");
            }
            (frame.child(hint), described)
        }
        None => (frame, error_id),
    };
    frame
        .child(error(context, field))
        .child(input.attr("id", &id).attr("aria-describedby", &described))
}

/// An element for what a person types.
pub(super) fn masked(tag: &str, class: &str) -> El {
    el(tag)
        .class(class)
        .attr("class", &[class, MASK].concat())
        .attrs(MASKS)
}

/// What every input has: its report of edits, its state for assistive technology.
pub(super) fn listen(
    context: &Context,
    field: Field,
    input: El,
    value: impl Fn(&Event) -> String + 'static,
) -> El {
    let wrong = is_wrong(context, field);
    let context = context.clone();
    input
        .bind("aria-invalid", move || wrong().then(|| "true".into()))
        .on("input", move |event| {
            let view = context.view();
            // Some programs write where nobody sees it.
            if view.shows_form && view.shows(field) {
                context.send(Input::Edited(field, value(&event)));
            }
        })
}

fn problem_at(context: &Context, field: Field) -> Option<String> {
    let view = context.view();
    let problem = view
        .problems
        .iter()
        .find(|problem| problem.field.shares_value_with(field))?;
    let value = context.runtime.value(problem.field);
    Some(copy::problem(context.texts, problem, &value))
}
