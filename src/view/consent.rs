//! The T&Cs box: the tick is the signature.

use enrollment::{
    draft::Field,
    flow::{Input, View},
};
use web_sys::{Event, HtmlInputElement};

use super::{
    Context, El, el,
    field::{error, id_of, is_wrong},
    form::section,
    links::document_link,
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
    let tick = el("input.checkbox type=checkbox")
        .attr("id", &id)
        .bind("aria-describedby", move || Some(described()))
        .bind("aria-invalid", move || wrong().then(|| "true".into()));
    let node: HtmlInputElement = tick.node();
    let (shown, reader) = (node.clone(), context.clone());
    let ticked = context.clone();
    let tick = tick
        .effect(move || shown.set_checked(reader.view().consented))
        .on("click", move |event| click(&ticked, &node, &event));
    let choice = el("div.consent")
        .child(tick)
        .child(label(context).attr("for", &id));
    let field = el("div.field")
        .flag("data-wrong", is_wrong(context, Field::SignedAt))
        .child(error(context, Field::SignedAt))
        .child(choice);
    section(context.texts.form.agreement).child(field)
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
    let Linked { link, after, .. } = &context.texts.legal.consent;
    let reader = context.clone();
    let before = move || beginning(&reader, &reader.view()).to_owned();
    let after = context.says(move |view| fill(after, &[("lender", &view.lender)]));
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
    el("label.consent-label")
        .child(el("span").live_text(before))
        .child(link)
        .child(el("span").live_text(after))
}

/// The label as it is read, for the receipt.
fn label_text(context: &Context) -> String {
    let view = context.runtime.view();
    let Linked { link, after, .. } = &context.texts.legal.consent;
    fill(
        &[beginning(context, &view), link, after].concat(),
        &[("lender", &view.lender)],
    )
}

/// As whom the one who ticks accepts.
fn beginning(context: &Context, view: &View) -> &'static str {
    let legal = &context.texts.legal;
    if view.owner_is_apart {
        legal.consent_of_another
    } else {
        legal.consent.before
    }
}
