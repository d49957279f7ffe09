//! The form: company, director, account, notice, consent and the button that sends it.

use enrollment::{
    draft::Field,
    enrollment::Repayment,
    flow::{Input, Screen},
};

use super::{
    Context, El,
    consent::consent,
    director::director,
    el,
    field::{TextField, text_field},
};
use crate::copy::{fill, kind_name};

/// The form, kept in the page from the first edit on so that nothing typed is lost.
pub(super) fn form(context: &Context) -> El {
    let open = context.is(|view| matches!(view.screen, Screen::Editing(_)));
    let sender = context.clone();
    let body = el("fieldset")
        .class("body")
        .flag("disabled", move || !open())
        .child(company(context))
        .child(director(context))
        .child(account(context))
        .child(consent(context))
        .child(
            el("button")
                .class("button primary")
                .attr("type", "submit")
                .text(context.texts.form.submit),
        );
    el("form")
        .class("form")
        .attr("novalidate", "")
        .flag("hidden", context.is(|view| !view.shows_form))
        .on("submit", move |event| {
            event.prevent_default();
            sender.send(Input::Submitted);
        })
        .child(body)
}

/// The company, shown where the partner names it and asked for where it does not.
fn company(context: &Context) -> El {
    let form = &context.texts.form;
    let shown = el("p")
        .class("company")
        .flag("hidden", context.is(|view| view.company.is_none()))
        .child(el("strong").live_text(context.says(|view| {
            let name = view
                .company
                .as_ref()
                .and_then(|company| company.name.as_ref());
            name.map(|name| [name.as_str(), " "].concat())
                .unwrap_or_default()
        })))
        .child(
            el("span")
                .class("company-number")
                .live_text(context.says(|view| {
                    let id = view.company.as_ref().map(|company| &company.id);
                    id.map(|id| [kind_name(id.kind()), " ", id.as_str()].concat())
                        .unwrap_or_default()
                })),
        );
    let kind = kind_name(context.runtime.view_now().identifier_type);
    let label = fill(form.identifier, &[("kind", kind)]);
    let asking = el("div")
        .class("company-fields")
        .flag("hidden", context.is(|view| view.company.is_some()))
        .child(text_field(
            context,
            &TextField {
                field: Field::Identifier,
                label: &label,
                hint: Some(form.company_hint),
                attributes: &[
                    ("autocomplete", "off"),
                    ("inputmode", "text"),
                    ("spellcheck", "false"),
                ],
            },
        ));
    section(form.company).child(shown).child(asking)
}

fn account(context: &Context) -> El {
    let form = &context.texts.form;
    let iban = TextField {
        field: Field::AccountNumber,
        label: form.iban,
        hint: Some(form.iban_hint),
        attributes: &[
            ("autocomplete", "off"),
            ("autocapitalize", "characters"),
            ("autocorrect", "off"),
            ("inputmode", "text"),
            ("spellcheck", "false"),
        ],
    };
    let notice = context.texts.legal.debit_notice;
    section(form.account)
        .child(text_field(context, &iban))
        .child(
            el("p")
                .class("notice")
                .attr("id", "debit-notice")
                .flag(
                    "hidden",
                    context.is(|view| view.repayment != Repayment::DirectDebit),
                )
                .live_text(context.says(move |view| fill(notice, &[("lender", &view.lender)]))),
        )
}

/// A part of the form under a heading that takes no place in the host page's order of headings.
pub(super) fn section(title: &str) -> El {
    el("fieldset")
        .class("section")
        .child(el("legend").class("legend").text(title))
}
