//! The form: company, director, account, notice, consent and the button that sends it.

use std::rc::Rc;

use enrollment::{
    domain::address::AddressPart,
    draft::Field,
    flow::{Input, Purpose, Screen, View},
};

use super::{
    Context, El,
    choice::{country_field, type_field},
    consent::consent,
    el,
    field::{TextField, framed, text_field, text_input},
    is_loading,
    links::privacy,
    panel::intro,
    people::people,
};
use crate::{
    copy::{fill, kind_name},
    runtime::intl,
};

/// The form, kept in the page from the first edit on so that nothing typed is lost.
pub(super) fn form(context: &Context) -> El {
    let open = context
        .is(|view| matches!(view.screen, Screen::Loading | Screen::Editing(_)) && !view.disabled);
    let sender = context.clone();
    let body = el("fieldset._body role=none")
        .flag("disabled", move || !open())
        .child(intro(context))
        .child(company(context))
        .with_all(people(context).into())
        .child(account(context))
        .child(consent(context))
        .child(
            el("button.button.primary.submit type=submit id=submit")
                .text(context.texts.form.submit),
        );
    el("form._form novalidate=")
        .flag(
            "hidden",
            context.is(|view| !view.shows_form && !is_loading(view)),
        )
        .on("submit", move |event| {
            event.prevent_default();
            sender.send(Input::Submitted);
        })
        .child(body)
}

/// The company, shown where the partner names it and asked for where it does not.
fn company(context: &Context) -> El {
    let form = &context.texts.form;
    let shown = el("p.company")
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
            el("span.company-number").live_text(context.says(move |view| {
                let id = view.company.as_ref().map(|company| &company.id);
                id.map(|id| [kind_name(form, id.kind()), " ", id.as_str()].concat())
                    .unwrap_or_default()
            })),
        );
    let label = el("label.label").live_text(context.says(move |view| {
        let kind = kind_name(form, view.identifier_type);
        [form.identifier, " (", kind, ")"].concat()
    }));
    let field = Field::Identifier;
    let number = text_input(context, field, "off", "inputmode=text spellcheck=false");
    let number = framed(context, field, label, Some(form.company_hint), number);
    let [line_1, _, postal_code, city, _, country] = form.address;
    let part = Field::Address;
    let text = |field, label, autocomplete| {
        text_field(context, &TextField::plain(field, label, autocomplete, ""))
    };
    section(form.company)
        .flag("hidden", context.is(|view| view.purpose != Purpose::Enroll))
        .child(privacy(context))
        .child(shown)
        .child(type_field(context))
        .child(number)
        .child(text(Field::CompanyName, form.company_name, "organization"))
        .child(text(Field::LegalForm, form.legal_form, "off"))
        .child(text(Field::VatNumber, form.vat_number, "off"))
        .child(text(part(AddressPart::Line1), line_1, "off"))
        .child(text(part(AddressPart::PostalCode), postal_code, "off"))
        .child(text(part(AddressPart::City), city, "off"))
        .child(country_field(
            context,
            part(AddressPart::Country),
            country,
            "off",
        ))
}

fn account(context: &Context) -> El {
    let form = &context.texts.form;
    let iban = TextField {
        field: Field::AccountNumber,
        label: form.iban,
        hint: Some(form.iban_hint),
        autocomplete: "off",
        attributes: "autocapitalize=characters autocorrect=off inputmode=text spellcheck=false",
    };
    let legal = &context.texts.legal;
    section(form.account)
        .flag(
            "hidden",
            context.is(|view| !view.shows(Field::AccountNumber) && !view.shows_notice),
        )
        .child(text_field(context, &iban).child(bank(context)))
        .child(
            el("p.notice id=debit-notice")
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

/// The country and the bank, once the account number tells them.
fn bank(context: &Context) -> El {
    let here = context.clone();
    let line = el("p.hint.known id=known-account");
    let node: web_sys::Node = line.node();
    let mut before: Option<Rc<View>> = None;
    line.effect(move || {
        let view = here.view();
        let named = before.replace(Rc::clone(&view));
        // Not at each key: the browser takes its time to name a country.
        if named.is_some_and(|named| named.account == view.account) {
            return;
        }
        let words = view.account.reveal().as_ref().map(|(country, bank)| {
            let country = intl::country(here.locale.code(), country);
            let bank = bank
                .as_ref()
                .map(|bank| [", ", &fill(here.texts.form.bank, &[("bank", bank)])].concat());
            country + &bank.unwrap_or_default()
        });
        node.set_text_content(words.as_deref());
    })
}

/// A part of the form under a heading that takes no place in the host page's order of headings.
pub(super) fn section(title: &str) -> El {
    el("fieldset.section").child(el("legend.legend").text(title))
}
