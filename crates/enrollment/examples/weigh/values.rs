//! Every parser of a value and whatever else its type can do, so that none is optimized away.

mod common;

use enrollment::{
    check::{Checked, Context, Kind, Warning, check},
    domain::{CompanyName, Email, Iban, IdentifierType, PostalAddress, address::AddressParts},
    time::{Date, Timestamp},
};

/// The length of all that can be said of the text.
#[expect(unsafe_code, reason = "an export is reached by its name")]
#[unsafe(no_mangle)]
extern "C" fn weigh() -> usize {
    let text = common::take();
    // Nothing here is known before it runs: the country and the day come from the text too.
    let context = Context {
        on: Date::parse_iso(&text).unwrap_or_else(|| Timestamp::EPOCH.date()),
        minimum_age: u8::try_from(text.len()).unwrap_or(18),
        country: text.parse().ok(),
        direct_debit: text.len().is_multiple_of(2),
    };
    let company_numbers = IdentifierType::ALL
        .into_iter()
        .map(|kind| Kind::CompanyId(Some(kind)));
    let lengths = [
        Kind::Iban,
        Kind::IbanElectronic,
        Kind::CompanyId(None),
        Kind::Vat,
        Kind::Email,
        Kind::Phone,
        Kind::BirthDate,
        Kind::PersonName,
        Kind::Country,
        Kind::Language,
    ]
    .into_iter()
    .chain(company_numbers)
    .map(|kind| judged(kind, &text, &context));
    lengths.sum::<usize>()
        + common::anyway(&text)
        + iban(&text)
        + suggestion(&text)
        + unasked(&text)
}

fn judged(kind: Kind, text: &str, context: &Context) -> usize {
    match check(kind, text, context) {
        Ok(Checked {
            normalized,
            warning,
        }) => normalized.len() + warning.as_ref().map_or(0, doubt),
        Err(reason) => reason.code().len() + reason.position().unwrap_or(0),
    }
}

fn doubt(warning: &Warning) -> usize {
    warning.code().len()
        + match warning {
            Warning::LikelyTypo(meant) => meant.as_str().len(),
            Warning::NationalCheckDigits => 0,
        }
}

fn iban(text: &str) -> usize {
    Iban::parse(text).map_or(0, |iban| {
        iban.bank().len()
            + iban.branch().map_or(0, str::len)
            + iban.grouped().len()
            + iban.masked().len()
    })
}

fn suggestion(text: &str) -> usize {
    text.parse::<Email>()
        .ok()
        .and_then(|email| email.suggestion())
        .map_or(0, |meant| meant.as_str().len())
}

/// What only a form asks for.
fn unasked(text: &str) -> usize {
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let parts = AddressParts {
        line_1: line(),
        line_2: line(),
        postal_code: line(),
        city: line(),
        state: line(),
        country: line(),
    };
    let address = match PostalAddress::parse(parts) {
        Ok(address) => {
            address.line_1().len()
                + address.line_2().map_or(0, str::len)
                + address.postal_code().len()
                + address.city().len()
                + address.state().map_or(0, str::len)
                + address.country().alpha2().len()
        }
        Err(problems) => problems
            .iter()
            .map(|(part, error)| part.path().len() + error.code().len())
            .sum(),
    };
    let name = text.parse::<CompanyName>();
    let name = name.map_or_else(|error| error.code().len(), |name| name.as_str().len());
    let instant = text.parse::<Timestamp>();
    address + name + instant.map_or(0, |instant| instant.to_string().len())
}
