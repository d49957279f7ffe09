//! A labelled input with its hint and its error, for any field.

use enrollment::{
    draft::{Field, PersonField},
    flow::Input,
};
use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

use super::{Context, El, account::account_input, el};
use crate::{copy, runtime::intl};

/// What keeps out of session replays what is typed: a class, which is no part, and attributes.
const MASK: &str = " ph-no-capture";
const MASKS: [(&str, &str); 4] = [
    ("data-sentry-mask", ""),
    ("data-dd-privacy", "mask"),
    ("data-hj-suppress", ""),
    ("data-clarity-mask", ""),
];

/// A single-line text field.
pub(super) struct TextField<'a> {
    pub(super) field: Field,
    pub(super) label: &'a str,
    pub(super) hint: Option<&'static str>,
    /// Further attributes of the input.
    pub(super) attributes: &'static [(&'static str, &'static str)],
}

impl<'a> TextField<'a> {
    /// A field without a hint.
    pub(super) const fn plain(
        field: Field,
        label: &'a str,
        attributes: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self {
            field,
            label,
            hint: None,
            attributes,
        }
    }
}

/// The id of a field's input, by which the error summary finds it.
pub(super) fn id_of(field: Field) -> String {
    match field {
        Field::Director(_, PersonField::BirthMonth) => field.path() + ".month",
        Field::Director(_, PersonField::BirthYear) => field.path() + ".year",
        _ => field.path(),
    }
}

/// A text field with everything around it.
pub(super) fn text_field(context: &Context, spec: &TextField<'_>) -> El {
    framed(
        context,
        spec.field,
        spec.label,
        spec.hint,
        text_input(context, spec.field, spec.attributes),
    )
}

/// Several of them.
pub(super) fn text_fields(context: &Context, fields: &[TextField<'_>]) -> Vec<El> {
    fields
        .iter()
        .map(|field| text_field(context, field))
        .collect()
}

/// The bare input of a text field.
pub(super) fn text_input(context: &Context, field: Field, attributes: &[(&str, &str)]) -> El {
    let input = attributes.iter().fold(
        masked("input", "input").attr("type", "text"),
        |input, (name, value)| input.attr(name, value),
    );
    if field == Field::AccountNumber {
        return account_input(context, input);
    }
    let node: HtmlInputElement = input.node();
    let filled = node.clone();
    let input = refill(context, field, input, move |text| filled.set_value(text));
    listen(context, field, input, "input", move |_| {
        composed(&node.value())
    })
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

/// A choice of country.
pub(super) fn country_field(
    context: &Context,
    field: Field,
    label: &'static str,
    autocomplete: &str,
) -> El {
    let unset = el("option")
        .attr("value", "")
        .text(context.texts.form.choose_country);
    let select = masked("select", "input select")
        .attr("autocomplete", autocomplete)
        .child(unset);
    let node: HtmlSelectElement = select.node();
    let (filled, reader) = (node.clone(), context.clone());
    let mut countries = Vec::new();
    let select = select.effect(move || {
        // Two hundred and fifty options are made only where somebody sees them.
        if countries.is_empty() && reader.view().shows(field) {
            for (country, name) in intl::countries(reader.locale.code()) {
                let option = el("option").attr("value", country.alpha3()).text(&name);
                let _ = filled.append_child(&option.node::<web_sys::Node>());
                countries.push(option);
            }
            filled.set_value(&reader.runtime.value(field));
        }
    });
    let shown = node.clone();
    let select = refill(context, field, select, move |text| shown.set_value(text));
    framed(
        context,
        field,
        label,
        None,
        listen(context, field, select, "change", move |_| node.value()),
    )
}

/// The error of a field's value, which is there before it speaks.
pub(super) fn error(context: &Context, field: Field) -> El {
    let (here, there) = (context.clone(), context.clone());
    el("p")
        .class("error")
        .attr("id", &(id_of(field) + ".error"))
        .flag("hidden", move || problem_at(&here, field).is_none())
        .live_text(move || problem_at(&there, field).unwrap_or_default())
}

/// Whether the value of a field is shown wrong.
pub(super) fn is_wrong(context: &Context, field: Field) -> impl Fn() -> bool + 'static {
    context.is_of(field, |view, field| {
        view.problems
            .iter()
            .any(|problem| problem.field.shares_value_with(field))
    })
}

fn framed(context: &Context, field: Field, label: &str, hint: Option<&str>, input: El) -> El {
    let id = id_of(field);
    let (hint_id, error_id) = (id.clone() + ".hint", id.clone() + ".error");
    let label = el("label").class("label").attr("for", &id).text(label);
    let frame = el("div")
        .class("field")
        .flag(
            "hidden",
            context.is_of(field, |view, field| !view.shows(field)),
        )
        .flag("data-wrong", is_wrong(context, field))
        .child(label);
    let (frame, described) = match hint {
        Some(hint) => {
            let hint = el("p").class("hint").attr("id", &hint_id).text(hint);
            (frame.child(hint), [&hint_id, " ", &error_id].concat())
        }
        None => (frame, error_id),
    };
    frame
        .child(error(context, field))
        .child(input.attr("id", &id).attr("aria-describedby", &described))
}

/// An element for what a person types.
fn masked(tag: &str, class: &str) -> El {
    let element = el(tag).class(class).attr("class", &[class, MASK].concat());
    MASKS
        .iter()
        .fold(element, |element, (name, value)| element.attr(name, value))
}

/// What every input has: its report of edits, its state for assistive technology.
pub(super) fn listen(
    context: &Context,
    field: Field,
    input: El,
    event: &str,
    value: impl Fn(&Event) -> String + 'static,
) -> El {
    let wrong = is_wrong(context, field);
    let context = context.clone();
    input
        .bind("aria-invalid", move || wrong().then(|| "true".into()))
        .on(event, move |event| {
            context.send(Input::Edited(field, value(&event)));
        })
}

fn problem_at(context: &Context, field: Field) -> Option<String> {
    let view = context.view();
    let problem = view
        .problems
        .iter()
        .find(|problem| problem.field.shares_value_with(field))?;
    Some(copy::problem(
        context.locale,
        problem,
        &context.runtime.value(Field::AccountNumber),
    ))
}

/// Puts the focus on a field's input, wherever the widget's root is.
pub(super) fn focus(root: &web_sys::Node, field: Field) {
    let Some(root) = root.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok() else {
        return;
    };
    if let Some(input) = root.get_element_by_id(&id_of(field)) {
        let _ = input.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}
