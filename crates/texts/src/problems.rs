//! What is said about a value.

use alloc::{string::String, vec::Vec};

use enrollment::{
    decimal::decimal,
    domain::{
        Email, IdentifierType,
        address::{AddressError, AddressPart},
        birth_date::BirthDateError,
        company_id::CompanyIdError,
        email::EmailError,
        iban::{Class, IbanError},
        name::{self, NameError},
        phone::PhoneError,
        vat::VatError,
    },
    draft::{Field, PersonField, Problem, Reason},
};

use crate::{Form, Problems, Texts, fill};

/// The name of the country with an alpha-2 code, in the language with an ISO 639-1 code.
pub type CountryName = fn(&'static str, &str) -> String;

/// What is wrong with the value of a field and what to do, in one sentence; the same at the field and in the summary. Where it is not the
/// first director's it says whose.
#[must_use]
pub fn problem(texts: &Texts, problem: &Problem, value: &str, country: CountryName) -> String {
    let words = of_any(texts, problem, value, country);
    let whose = match problem.field {
        Field::Director(index @ 1.., _) => nth_director(&texts.form, index),
        Field::Owner(_) => texts.form.owner.into(),
        _ => return words,
    };
    [&*words, " (", &whose, ")"].concat()
}

/// What the director with that index is called.
#[must_use]
pub fn nth_director(form: &Form, index: u8) -> String {
    [form.director, " ", &number(index + 1)].concat()
}

fn of_any(texts: &Texts, problem: &Problem, value: &str, country: CountryName) -> String {
    let Texts {
        language,
        problems: texts,
        form,
        ..
    } = texts;
    let field = field_name(form, problem.field);
    let about_field = |text| fill(text, &[("field", field)]);
    match problem.reason {
        Reason::Iban(error) => {
            iban_problem(texts, error, value, |alpha2| country(language, alpha2))
        }
        Reason::CompanyId(kind, error) => company_problem(texts, kind_name(form, kind), error),
        Reason::Name(error) => match error {
            NameError::Empty => empty(form, texts, problem.field),
            NameError::OnlyDigits => about_field(texts.name_digits),
            NameError::ControlCharacter => about_field(texts.text_control),
            NameError::TooLong => too_long(texts, field, name::LONGEST),
        },
        Reason::Address(error) => match error {
            AddressError::Empty | AddressError::Country(_) => empty(form, texts, problem.field),
            AddressError::ControlCharacter => about_field(texts.text_control),
            AddressError::TooLong { most } => too_long(texts, field, most.into()),
        },
        Reason::Email(error) => String::from(match error {
            EmailError::Empty => texts.email_empty,
            EmailError::NoAt => texts.email_no_at,
            EmailError::OneAddress => texts.email_one,
            EmailError::Space => texts.email_space,
            EmailError::Mailbox => texts.email_mailbox,
            EmailError::Dots => texts.email_dots,
            EmailError::Domain => texts.email_domain,
            EmailError::NoDot => texts.email_no_dot,
            EmailError::Ending => texts.email_ending,
            EmailError::TooLong => texts.email_long,
        }),
        Reason::Phone(error) => String::from(match error {
            PhoneError::Empty => texts.phone_empty,
            PhoneError::CountryNeeded => texts.phone_country,
            PhoneError::ForbiddenCharacter => texts.phone_character,
            PhoneError::TooShort => texts.phone_short,
            PhoneError::TooLong => texts.phone_long,
        }),
        Reason::Vat(error) => vat_problem(texts, error),
        Reason::BirthDate(error) => birth_date_problem(texts, form, error),
        Reason::Country(_) | Reason::NeededByLender => empty(form, texts, problem.field),
        Reason::Language(_) => texts.language.into(),
        Reason::IdentifierType => texts.company_kind.into(),
        Reason::NotAccepted | Reason::NoticeNotAccepted => texts.not_accepted.into(),
        Reason::NotAPersonsClick => texts.not_a_persons_click.into(),
        Reason::SignedAtOutOfRange => texts.signed_at_out_of_range.into(),
        Reason::Doubtful => doubt(texts, value),
        Reason::NotFoundByLender => about_field(texts.not_found),
        Reason::Refused => about_field(texts.refused),
    }
}

/// Why a value that can be used should be looked at again; with the e-mail address that may be meant.
#[must_use]
pub fn warning(texts: &Texts, suggestion: Option<&str>) -> String {
    doubtful(&texts.problems, suggestion)
}

fn doubt(texts: &Problems, value: &str) -> String {
    let email: Result<Email, _> = value.parse();
    let suggestion = email.ok().and_then(|email| email.suggestion());
    doubtful(texts, suggestion.as_ref().map(Email::as_str))
}

fn doubtful(texts: &Problems, suggestion: Option<&str>) -> String {
    match suggestion {
        Some(suggestion) => fill(texts.email_typo, &[("suggestion", suggestion)]),
        None => texts.iban_national.into(),
    }
}

fn iban_problem(
    texts: &Problems,
    error: IbanError,
    iban: &str,
    name_of: impl Fn(&str) -> String,
) -> String {
    let country = || {
        let code: String = enrollment::domain::iban::group(iban)
            .chars()
            .take(2)
            .collect();
        name_of(&code)
    };
    match error {
        IbanError::Empty => texts.iban_empty.into(),
        IbanError::UnknownCountry => texts.iban_unknown_country.into(),
        IbanError::NotInSepa => fill(texts.iban_not_in_sepa, &[("country", &country())]),
        IbanError::TooShort { expected, actual } | IbanError::TooLong { expected, actual } => {
            let expected = usize::from(expected);
            let text = if actual < expected {
                &texts.iban_short
            } else {
                &texts.iban_long
            };
            let n = actual.abs_diff(expected);
            let values = [
                ("n", number(n)),
                ("country", country()),
                ("expected", number(expected)),
                ("actual", number(actual)),
            ];
            fill(
                text.pattern(n),
                &values
                    .each_ref()
                    .map(|(name, value)| (*name, value.as_str())),
            )
        }
        IbanError::ForbiddenCharacter {
            position,
            found,
            expected,
            likely,
        } => {
            let text = match (expected, likely) {
                (Class::Digit, Some(_)) => texts.iban_letter_for_digit,
                (Class::Digit, None) => texts.iban_needs_digit,
                (Class::Letter, Some(_)) => texts.iban_digit_for_letter,
                (Class::Letter, None) => texts.iban_needs_letter,
                (Class::DigitOrLetter, _) => texts.iban_forbidden,
            };
            let values = [
                ("found", &*String::from(found)),
                ("position", &number(position)),
                ("likely", &likely.map(String::from).unwrap_or_default()),
            ];
            fill(text, &values)
        }
        IbanError::CheckDigits { swap: None } => texts.iban_check_digits.into(),
        IbanError::CheckDigits { swap: Some(place) } => {
            let values = [("position", &*number(place)), ("next", &number(place + 1))];
            fill(texts.iban_swap, &values)
        }
    }
}

fn company_problem(texts: &Problems, kind: &str, error: CompanyIdError) -> String {
    match error {
        CompanyIdError::Empty => texts.company_empty.into(),
        CompanyIdError::ForbiddenCharacter => fill(texts.company_character, &[("kind", kind)]),
        CompanyIdError::Length {
            least,
            most,
            actual,
        } => {
            let mut expected = number(least);
            if most > least {
                expected.push('–');
                expected.push_str(&number(most));
            }
            let values = [
                ("kind", kind),
                ("expected", &expected),
                ("actual", &number(actual)),
            ];
            fill(texts.company_length, &values)
        }
        CompanyIdError::Format => fill(texts.company_format, &[("kind", kind)]),
        CompanyIdError::UnknownCourt => texts.company_court.into(),
        CompanyIdError::CheckDigits => fill(texts.company_check_digits, &[("kind", kind)]),
        CompanyIdError::Vat(error) => vat_problem(texts, error),
    }
}

fn vat_problem(texts: &Problems, error: VatError) -> String {
    match error {
        VatError::Empty => texts.vat_empty.into(),
        VatError::UnknownCountry => texts.vat_country.into(),
        VatError::Format { pattern } => {
            let (prefix, form) = pattern.split_at_checked(2).unwrap_or_default();
            fill(texts.vat_format, &[("prefix", prefix), ("form", form)])
        }
        VatError::CheckDigits => texts.vat_check_digits.into(),
    }
}

/// A count, in digits.
fn number(count: impl TryInto<u64>) -> String {
    decimal(count.try_into().unwrap_or_default())
}

fn too_long(texts: &Problems, field: &str, most: usize) -> String {
    let values = [("field", field), ("n", &number(most))];
    fill(texts.text_long, &values)
}

fn birth_date_problem(texts: &Problems, form: &Form, error: BirthDateError) -> String {
    use enrollment::domain::birth_date::DatePart;
    match error {
        BirthDateError::Empty => texts.birth_empty.into(),
        BirthDateError::Missing { day, month, year } => {
            let parts = [(day, form.day), (month, form.month), (year, form.year)];
            let missing: Vec<_> = parts
                .into_iter()
                .filter_map(|(missing, name)| missing.then_some(name))
                .collect();
            fill(texts.birth_incomplete, &[("parts", &listed(&missing))])
        }
        BirthDateError::NotANumber(DatePart::Day) => texts.birth_day.into(),
        BirthDateError::NotANumber(DatePart::Month) => texts.birth_month.into(),
        BirthDateError::NotANumber(DatePart::Year) => texts.birth_year.into(),
        BirthDateError::NotInCalendar => texts.birth_not_in_calendar.into(),
        BirthDateError::Future => texts.birth_future.into(),
        BirthDateError::TooYoung { minimum } => fill(texts.birth_young, &[("n", &number(minimum))]),
        BirthDateError::TooOld => texts.birth_old.into(),
    }
}

/// What to do about a field with nothing in it.
fn empty(form: &Form, texts: &Problems, field: Field) -> String {
    let of_person = |part| match part {
        PersonField::FirstName => texts.first_name_empty,
        PersonField::LastName => texts.last_name_empty,
        PersonField::BirthDay | PersonField::BirthMonth | PersonField::BirthYear => {
            texts.birth_empty
        }
        PersonField::Nationality => texts.nationality_empty,
        PersonField::Residence => texts.residence_empty,
        PersonField::Email => texts.email_empty,
        PersonField::Phone => texts.phone_empty,
        PersonField::Title => texts.position_empty,
        PersonField::BirthCity => texts.birth_city_empty,
        PersonField::BirthCountry => texts.birth_country_empty,
    };
    let text = match field {
        Field::Director(_, part) | Field::Owner(part) => of_person(part),
        Field::Identifier => texts.company_empty,
        Field::CompanyName => texts.company_name_empty,
        Field::LegalForm => texts.legal_form_empty,
        Field::VatNumber => texts.vat_empty,
        Field::Address(AddressPart::Line1) => texts.street_empty,
        Field::Address(AddressPart::PostalCode) => texts.postal_code_empty,
        Field::Address(AddressPart::City) => texts.city_empty,
        Field::Address(AddressPart::Country) => texts.country_empty,
        Field::AccountNumber => texts.iban_empty,
        // Nobody has to fill these in.
        Field::Address(AddressPart::Line2 | AddressPart::State)
        | Field::IdentifierType
        | Field::SignedAt => return fill(texts.field_empty, &[("field", field_name(form, field))]),
    };
    text.into()
}

const fn field_name(form: &Form, field: Field) -> &'static str {
    match field {
        Field::IdentifierType => form.identifier_type,
        Field::Identifier => form.identifier,
        Field::CompanyName => form.company_name,
        Field::LegalForm => form.legal_form,
        Field::VatNumber => form.vat_number,
        Field::Address(part) => {
            let [line_1, line_2, postal_code, city, state, country] = form.address;
            match part {
                AddressPart::Line1 => line_1,
                AddressPart::Line2 => line_2,
                AddressPart::PostalCode => postal_code,
                AddressPart::City => city,
                AddressPart::State => state,
                AddressPart::Country => country,
            }
        }
        Field::AccountNumber => form.iban,
        Field::SignedAt => form.agreement,
        Field::Director(_, field) | Field::Owner(field) => match field {
            PersonField::FirstName => form.first_name,
            PersonField::LastName => form.last_name,
            PersonField::BirthDay | PersonField::BirthMonth | PersonField::BirthYear => {
                form.birth_date
            }
            PersonField::Nationality => form.nationality,
            PersonField::Email => form.email,
            PersonField::Phone => form.phone,
            PersonField::Residence => form.residence,
            PersonField::Title => form.position,
            PersonField::BirthCity => form.birth_city,
            PersonField::BirthCountry => form.birth_country,
        },
    }
}

/// The names with commas between them.
#[must_use]
pub fn listed(names: &[&str]) -> String {
    let mut list = String::new();
    for name in names {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(name);
    }
    list
}

/// What a company number is called: mostly by its register's country, the same in every language.
#[must_use]
pub const fn kind_name(form: &Form, kind: IdentifierType) -> &'static str {
    match kind {
        IdentifierType::BelgiumRegistrationNumber => "KBO/BCE",
        IdentifierType::Bsn => "BSN",
        IdentifierType::Cif => "CIF",
        IdentifierType::HrNummer => "HR-Nummer",
        IdentifierType::Kvk => "KvK",
        IdentifierType::Nif => "NIF",
        IdentifierType::Siren => "SIREN",
        IdentifierType::Siret => "SIRET",
        IdentifierType::Steuernummer => "Steuernummer",
        IdentifierType::VatNumber => form.vat_number,
    }
}
