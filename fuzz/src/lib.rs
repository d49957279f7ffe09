//! What has to hold whatever a parser is given: it does not panic, what it accepts it accepts again in the same form,
//! and that form is no longer than the type allows.

mod whole;

use std::fmt::Debug;

use enrollment::{
    domain::{
        BirthDate, CompanyId, CompanyName, Country, Email, Iban, IdentifierType, Language,
        PersonName, Phone, PostalAddress, VatNumber, address::AddressParts, birth_date::DateParts,
        iban::group,
    },
    time::{Date, Timestamp},
};
pub use whole::{at_path, draft, wire_answer};

/// Asserts that `normalized` is read as the very value that it was written from.
fn reads_itself<T: PartialEq + Debug, E: PartialEq + Debug>(
    value: T,
    normalized: &str,
    longest: usize,
    parse: impl Fn(&str) -> Result<T, E>,
) {
    assert!(normalized.chars().count() <= longest, "too long");
    assert_eq!(parse(normalized), Ok(value));
}

/// Both forms of an IBAN, and what can be shown of it.
pub fn iban(text: &str) {
    let grouped = group(text);
    assert_eq!(group(&grouped), grouped, "grouped once, grouped for good");
    assert_eq!(Iban::parse(&grouped), Iban::parse(text));
    if let Ok(iban) = Iban::parse_electronic(text) {
        assert_eq!(iban.as_str(), text, "the electronic form is taken as it is");
    }
    let Ok(iban) = Iban::parse(text) else {
        return;
    };
    let (number, masked) = (iban.as_str().to_owned(), iban.masked());
    let shown = masked.chars().filter(|c| c.is_ascii_alphanumeric()).count();
    assert_eq!(shown, 8, "four at either end and nothing between");
    assert_eq!(iban.grouped().replace(' ', ""), number);
    let bank = iban.bank().len() + iban.branch().map_or(0, str::len);
    assert!(bank <= number.len() - 4);
    let _ = iban.national_check_holds();
    let _ = iban.clone().require_sepa();
    reads_itself(iban.clone(), &number, 34, Iban::parse);
    reads_itself(iban, &number, 34, Iban::parse_electronic);
}

/// All ten kinds, and the guess of each country that has one of its own.
pub fn company_id(text: &str) {
    for kind in IdentifierType::ALL {
        if let Ok(id) = CompanyId::parse(kind, text) {
            assert!(id.as_str().contains(id.company_key()));
            reads_itself(id.clone(), id.as_str(), 64, |text| {
                CompanyId::parse(kind, text)
            });
        }
    }
    for country in ["BE", "DE", "ES", "FR", "NL", "IT"] {
        let country: Country = country.parse().expect("is one");
        let kind = IdentifierType::guess(text, country);
        if let Ok(id) = CompanyId::parse(kind, text)
        {
            assert_eq!(IdentifierType::guess(id.as_str(), country), kind);
        }
    }
}

/// With and without the country that a number may leave out.
pub fn vat(text: &str) {
    for country in [None, text.get(..2).and_then(|code| code.parse().ok())] {
        if let Ok(number) = VatNumber::parse(text, country) {
            let normalized = number.as_str().to_owned();
            reads_itself(number, &normalized, 15, |text| VatNumber::parse(text, None));
        }
    }
}

/// The address, and the one that may be meant, which is none to ask about again.
pub fn email(text: &str) {
    let Ok(email) = text.parse::<Email>() else {
        return;
    };
    if let Some(meant) = email.suggestion() {
        assert_ne!(meant, email);
        assert_eq!(meant.suggestion(), None);
        reads_itself(meant.clone(), meant.as_str(), 254, str::parse);
    }
    reads_itself(email.clone(), email.as_str(), 254, str::parse);
}

/// International, and as typed in a few countries.
pub fn phone(text: &str) {
    for country in [None, Some("FR"), Some("DE"), Some("IT"), Some("LU"), Some("AT"), Some("BE"), Some("GB"), Some("IE")] {
        let country = country.map(|code| code.parse().expect("is one"));
        if let Ok(phone) = Phone::parse(text, country) {
            reads_itself(phone.clone(), phone.as_str(), 16, |text| {
                Phone::parse(text, None)
            });
        }
    }
}

/// Three fields, and the first of them as a whole date.
pub fn birth_date([year, month, day]: [&str; 3], minimum_age: u8) {
    let on = Date::new(2026, 3, 2).expect("is one");
    let iso = |text: &str| {
        let mut parts = text.splitn(3, '-');
        let mut part = || parts.next().unwrap_or_default();
        let parts = DateParts { year: part(), month: part(), day: part() };
        BirthDate::parse(parts, on, minimum_age)
    };
    let parts = DateParts { year, month, day };
    for read in [BirthDate::parse(parts, on, minimum_age), iso(year)] {
        if let Ok(birth) = read {
            assert!(birth.date() <= on);
            reads_itself(birth, &birth.date().to_string(), 10, iso);
        }
    }
}

/// One line of text with a letter in it.
pub fn person_name(text: &str) {
    if let Ok(name) = text.parse::<PersonName>() {
        reads_itself(name.clone(), name.as_str(), 200, str::parse);
    }
}

/// One line of text.
pub fn company_name(text: &str) {
    if let Ok(name) = text.parse::<CompanyName>() {
        reads_itself(name.clone(), name.as_str(), 200, str::parse);
    }
}

/// Both codes of a country.
pub fn country(text: &str) {
    if let Ok(country) = text.parse::<Country>() {
        reads_itself(country, country.alpha2(), 2, str::parse);
        reads_itself(country, country.alpha3(), 3, str::parse);
    }
}

/// The code of a language.
pub fn language(text: &str) {
    if let Ok(language) = text.parse::<Language>() {
        reads_itself(language, language.as_str(), 2, str::parse);
    }
}

/// All parts of an address at once.
pub fn address([line_1, line_2, postal_code, city, state, country]: [&str; 6]) {
    let Ok(address) = PostalAddress::parse(AddressParts {
        line_1,
        line_2,
        postal_code,
        city,
        state,
        country,
    }) else {
        return;
    };
    let country = address.country();
    let parts = AddressParts {
        line_1: address.line_1(),
        line_2: address.line_2().unwrap_or_default(),
        postal_code: address.postal_code(),
        city: address.city(),
        state: address.state().unwrap_or_default(),
        country: country.alpha3(),
    };
    for line in [parts.line_1, parts.line_2, parts.city, parts.state] {
        assert!(line.chars().count() <= 200);
    }
    assert!(parts.postal_code.chars().count() <= 10);
    assert_eq!(PostalAddress::parse(parts), Ok(address.clone()));
}

/// An instant of any offset.
pub fn timestamp(text: &str) {
    if let Ok(instant) = text.parse::<Timestamp>() {
        reads_itself(instant, &instant.to_string(), 24, str::parse);
        assert_eq!(Timestamp::from_millis(instant.millis()), Some(instant));
    }
}
