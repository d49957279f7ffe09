//! The form: company, director, account, notice, consent and the button that sends it.

use enrollment::{
    domain::address::AddressPart,
    draft::Field,
    flow::{Input, Purpose, Screen},
};

use super::{
    Context, El,
    consent::consent,
    director::{director, privacy},
    el,
    field::{TextField, country_field, text_field, text_fields},
    panel::intro,
};
use crate::copy::{fill, kind_name};

/// The form, kept in the page from the first edit on so that nothing typed is lost.
pub(super) fn form(context: &Context) -> El {
    let open = context.is(|view| matches!(view.screen, Screen::Editing(_)) && !view.disabled);
    let sender = context.clone();
    let body = el("fieldset")
        .class("_body")
        .flag("disabled", move || !open())
        .child(intro(context))
        .child(company(context))
        .child(director(context))
        .child(account(context))
        .child(consent(context))
        .child(
            el("button")
                .class("button primary submit")
                .attr("type", "submit")
                .text(context.texts.form.submit),
        );
    el("form")
        .class("_form")
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
        .class("_company-fields")
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
    let [line_1, _, postal_code, city, _, country] = form.address;
    let part = Field::Address;
    section(form.company)
        .flag("hidden", context.is(|view| view.purpose != Purpose::Enroll))
        .child(privacy(context))
        .child(shown)
        .child(asking)
        .with_all(text_fields(
            context,
            &[
                TextField::plain(Field::CompanyName, form.company_name, &ORGANIZATION),
                TextField::plain(Field::LegalForm, form.legal_form, &OFF),
                TextField::plain(Field::VatNumber, form.vat_number, &OFF),
                TextField::plain(part(AddressPart::Line1), line_1, &OFF),
                TextField::plain(part(AddressPart::PostalCode), postal_code, &OFF),
                TextField::plain(part(AddressPart::City), city, &OFF),
            ],
        ))
        .child(country_field(
            context,
            part(AddressPart::Country),
            country,
            "off",
        ))
}

/// Browsers know the borrower's own address, and not the company's.
pub(super) const OFF: [(&str, &str); 1] = [("autocomplete", "off")];
const ORGANIZATION: [(&str, &str); 1] = [("autocomplete", "organization")];

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
    let legal = &context.texts.legal;
    section(form.account)
        .flag(
            "hidden",
            context.is(|view| !view.shows(Field::AccountNumber) && !view.shows_notice),
        )
        .child(text_field(context, &iban))
        .child(
            el("p")
                .class("notice")
                .attr("id", "debit-notice")
                .flag("hidden", context.is(|view| !view.shows_notice))
                .live_text(context.says(move |view| {
                    let notice = match view.purpose {
                        Purpose::Enroll => legal.debit_notice,
                        Purpose::Sign | Purpose::AcceptDebit => legal.debit_notice_on_file,
                    };
                    fill(notice, &[("lender", &view.lender)])
                })),
        )
}

/// A part of the form under a heading that takes no place in the host page's order of headings.
pub(super) fn section(title: &str) -> El {
    el("fieldset")
        .class("section")
        .child(el("legend").class("legend").text(title))
}
