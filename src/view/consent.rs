//! The T&Cs box: the tick is the signature.

use enrollment::{draft::Field, flow::Input};
use web_sys::{Event, HtmlInputElement};

use super::{
    Context, El,
    director::document_link,
    el,
    field::{error, id_of, is_wrong},
    form::section,
};
use crate::copy::{Linked, fill};

/// The box, never ticked by itself, with the label and the link that it signs.
pub(super) fn consent(context: &Context) -> El {
    let id = id_of(Field::SignedAt);
    let wrong = is_wrong(context, Field::SignedAt);
    // A notice that is not shown is not read either: descriptions take hidden content in.
    let error_id = id.clone() + ".error";
    let described = context.says(move |view| {
        let notice = if view.shows_notice {
            "debit-notice "
        } else {
            ""
        };
        [notice, &error_id].concat()
    });
    let tick = el("input")
        .class("checkbox")
        .attr("type", "checkbox")
        .attr("id", &id)
        .bind("aria-describedby", move || Some(described()))
        .bind("aria-invalid", move || wrong().then(|| "true".into()));
    let node: HtmlInputElement = tick.node();
    let (shown, reader) = (node.clone(), context.clone());
    let ticked = context.clone();
    let tick = tick
        .effect(move || shown.set_checked(reader.view().consented))
        .on("click", move |event| click(&ticked, &node, &event));
    section(context.texts.form.agreement)
        .flag("data-wrong", is_wrong(context, Field::SignedAt))
        .child(error(context, Field::SignedAt))
        .child(
            el("div")
                .class("consent")
                .child(tick)
                .child(label(context).attr("for", &id)),
        )
}

/// Only a click that the browser vouches for signs: scripts can forge `input` and `change`, and clicks that are not trusted.
fn click(context: &Context, node: &HtmlInputElement, event: &Event) {
    let trusted = event.is_trusted();
    if !trusted {
        event.prevent_default();
    }
    if trusted && !node.checked() {
        return context.send(Input::Unticked);
    }
    let clock = context.runtime.clock_source();
    context.send(Input::Ticked {
        trusted,
        label: label_text(context),
        clock,
    });
}

fn label(context: &Context) -> El {
    let Linked {
        before,
        link,
        after,
    } = &context.texts.legal.consent;
    let words =
        |text: &'static str| context.says(move |view| fill(text, &[("lender", &view.lender)]));
    let url = context.says(|view| view.terms.url.clone());
    let (own, reader) = (context.locale.code(), context.clone());
    let foreign = move || {
        let view = reader.view();
        let language = view.terms_language.as_str();
        (language != own).then(|| language.to_owned())
    };
    let link = document_link(link, context.texts.form.new_tab)
        .bind("href", move || Some(url()))
        .bind("hreflang", foreign);
    el("label")
        .class("consent-label")
        .live_text(words(before))
        .child(link)
        .live_text(words(after))
}

/// The label as it is read, for the receipt.
fn label_text(context: &Context) -> String {
    let Linked {
        before,
        link,
        after,
    } = &context.texts.legal.consent;
    fill(
        &[*before, link, after].concat(),
        &[("lender", &context.runtime.view_now().lender)],
    )
}
