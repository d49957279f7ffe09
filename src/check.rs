//! A single value, judged for the host page's own form.

use enrollment::{
    check::{Checked, Context, Kind, Warning, check},
    draft::{Field, PersonField, Problem},
    time::Date,
    wire::{
        to_json,
        verdict::{Finding, Verdict},
    },
};
use wasm_bindgen::JsValue;

use crate::{
    copy::{self, Locale},
    runtime::clock,
};

/// The verdict on a value, as JSON.
///
/// # Errors
/// A sentence about the first option that is not understood.
pub(crate) fn value(
    kind: &str,
    value: &str,
    locale: Locale,
    options: &JsValue,
) -> Result<String, &'static str> {
    let option = |name: &str| js_sys::Reflect::get(options, &name.into()).unwrap_or_default();
    let text = |name| option(name).as_string();
    let country = text("country").map(|code| code.parse()).transpose();
    let on = match text("on") {
        Some(day) => Date::parse_iso(&day),
        None => Some(clock::device().date()),
    };
    let kind = Kind::named(kind, text("type").as_deref())
        .ok_or("validate: no such kind of value, or no such type of company number")?;
    let context = Context {
        on: on.ok_or("validate: `on` is not a day YYYY-MM-DD")?,
        minimum_age: whole(&option("minimumAge")).unwrap_or(18),
        country: country.map_err(|_| "validate: `country` is not a code of ISO 3166")?,
        direct_debit: option("directDebit").is_truthy(),
    };
    Ok(to_json(&verdict(kind, value, &context, locale)))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and nobody is older than a byte can count"
)]
fn whole(number: &JsValue) -> Option<u8> {
    number.as_f64().map(|number| number as u8)
}

fn verdict(kind: Kind, value: &str, context: &Context, locale: Locale) -> Verdict {
    match check(kind, value, context) {
        Ok(Checked {
            normalized,
            warning,
        }) => Verdict {
            ok: true,
            normalized: Some(normalized),
            warnings: Vec::from_iter(warning.map(|warning| doubt(&warning, locale))),
            ..Verdict::default()
        },
        Err(reason) => {
            let problem = Problem::new(field_of(kind), reason);
            Verdict {
                problems: vec![Finding {
                    code: reason.code(),
                    message: copy::problem(locale, &problem, value),
                    position: reason.position(),
                    suggestion: None,
                }],
                ..Verdict::default()
            }
        }
    }
}

fn doubt(warning: &Warning, locale: Locale) -> Finding {
    let suggestion = match warning {
        Warning::NationalCheckDigits => None,
        Warning::LikelyTypo(meant) => Some(meant.as_str().to_owned()),
    };
    Finding {
        code: warning.code(),
        message: copy::warning(locale, suggestion.as_deref()),
        position: None,
        suggestion,
    }
}

/// The form's own field for such a value: messages name it.
const fn field_of(kind: Kind) -> Field {
    match kind {
        Kind::Iban | Kind::IbanElectronic => Field::AccountNumber,
        Kind::CompanyId(_) => Field::Identifier,
        Kind::Vat => Field::VatNumber,
        Kind::Email => Field::Director(0, PersonField::Email),
        Kind::Phone => Field::Director(0, PersonField::Phone),
        Kind::BirthDate => Field::Director(0, PersonField::BirthDay),
        Kind::PersonName => Field::Director(0, PersonField::LastName),
        Kind::Country => Field::Director(0, PersonField::Residence),
        // The form asks for no language, and the message about one names no field: the first field stands for none.
        Kind::Language => Field::IdentifierType,
    }
}
