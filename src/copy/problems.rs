use enrollment::{
    domain::{
        birth_date::BirthDateError,
        company_id::CompanyIdError,
        email::EmailError,
        iban::{Class, IbanError},
        name::NameError,
    },
    draft::{Field, PersonField, Problem, Reason},
};

use super::{Form, Locale, Problems, Texts, fill, kind_name};
use crate::runtime::intl;

/// What is wrong and what to do, in one sentence; the same at the field and in the summary.
pub(crate) fn problem(locale: Locale, problem: &Problem, iban: &str) -> String {
    let Texts {
        problems: texts,
        form,
        ..
    } = locale.texts();
    let field = field_name(form, problem.field);
    let about_field = |text| fill(text, &[("field", field)]);
    match problem.reason {
        Reason::Iban(error) => iban_problem(locale, texts, error, iban),
        Reason::CompanyId(kind, error) => company_problem(texts, kind_name(kind), error),
        Reason::Name(error) => about_field(match error {
            NameError::Empty => empty(texts, problem.field),
            NameError::NoLetter => texts.name_letter,
            NameError::ControlCharacter => texts.name_control,
            NameError::TooLong => texts.name_long,
        }),
        Reason::Email(error) => about_field(match error {
            EmailError::Empty => texts.email_empty,
            EmailError::NoAt => texts.email_no_at,
            EmailError::Mailbox => texts.email_mailbox,
            EmailError::Domain => texts.email_domain,
            EmailError::TooLong => texts.email_long,
        }),
        Reason::BirthDate(error) => birth_date_problem(texts, form, error),
        Reason::Country(_) => empty(texts, problem.field).into(),
        Reason::IdentifierType => texts.company_kind.into(),
        Reason::NotAccepted => texts.not_accepted.into(),
        Reason::NotAPersonsClick => texts.not_a_persons_click.into(),
        Reason::SignedAtOutOfRange => texts.signed_at_out_of_range.into(),
        Reason::NotFoundByLender => about_field(texts.not_found),
        Reason::Refused => about_field(texts.refused),
    }
}

fn iban_problem(locale: Locale, texts: &Problems, error: IbanError, iban: &str) -> String {
    let country = || {
        intl::country(
            locale.code(),
            &enrollment::domain::iban::group(iban)
                .chars()
                .take(2)
                .collect::<String>(),
        )
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
                ("n", n.to_string()),
                ("country", country()),
                ("expected", expected.to_string()),
                ("actual", actual.to_string()),
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
            let text = match expected {
                Class::Digit => texts.iban_needs_digit,
                Class::Letter => texts.iban_needs_letter,
                Class::DigitOrLetter => texts.iban_forbidden,
            };
            let found = String::from(found);
            let values = [("found", &*found), ("position", &position.to_string())];
            let problem = fill(text, &values);
            match likely {
                Some(likely) => {
                    let values = [("problem", &*problem), ("likely", &String::from(likely))];
                    fill(texts.iban_look_alike, &values)
                }
                None => problem,
            }
        }
        IbanError::CheckDigits { swap: None } => texts.iban_check_digits.into(),
        IbanError::CheckDigits { swap: Some(place) } => {
            let values = [
                ("position", &*place.to_string()),
                ("next", &(place + 1).to_string()),
            ];
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
            let mut expected = least.to_string();
            if most > least {
                expected.push('–');
                expected.push_str(&most.to_string());
            }
            let values = [
                ("kind", kind),
                ("expected", &expected),
                ("actual", &actual.to_string()),
            ];
            fill(texts.company_length, &values)
        }
        CompanyIdError::CheckDigits => fill(texts.company_check_digits, &[("kind", kind)]),
    }
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
            fill(texts.birth_incomplete, &[("parts", &missing.join(", "))])
        }
        BirthDateError::NotANumber(DatePart::Day) => texts.birth_day.into(),
        BirthDateError::NotANumber(DatePart::Month) => texts.birth_month.into(),
        BirthDateError::NotANumber(DatePart::Year) => texts.birth_year.into(),
        BirthDateError::NotInCalendar => texts.birth_not_in_calendar.into(),
        BirthDateError::Future => texts.birth_future.into(),
        BirthDateError::TooYoung { minimum } => {
            fill(texts.birth_young, &[("n", &minimum.to_string())])
        }
        BirthDateError::TooOld => texts.birth_old.into(),
    }
}

/// What to do about a field with nothing in it.
const fn empty(texts: &Problems, field: Field) -> &'static str {
    match field {
        Field::Director(_, PersonField::FirstName) => texts.first_name_empty,
        Field::Director(_, PersonField::LastName) => texts.last_name_empty,
        Field::Director(_, PersonField::Nationality) => texts.nationality_empty,
        Field::Director(_, PersonField::Residence) => texts.residence_empty,
        _ => texts.company_name_empty,
    }
}

const fn field_name(form: &Form, field: Field) -> &'static str {
    match field {
        Field::IdentifierType | Field::Identifier => form.company,
        Field::CompanyName => form.company_name,
        Field::AccountNumber => form.iban,
        Field::SignedAt => form.agreement,
        Field::Director(_, field) => match field {
            PersonField::FirstName => form.first_name,
            PersonField::LastName => form.last_name,
            PersonField::BirthDay | PersonField::BirthMonth | PersonField::BirthYear => {
                form.birth_date
            }
            PersonField::Nationality => form.nationality,
            PersonField::Email => form.email,
            PersonField::Residence => form.residence,
        },
    }
}
