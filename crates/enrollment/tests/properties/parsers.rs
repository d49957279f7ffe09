use enrollment::{
    check::{Checked, Context, Kind, check},
    domain::{
        BirthDate, CompanyId, CompanyName, Country, Email, Iban, IdentifierType, Language,
        PersonName, PostalAddress, address::AddressParts, birth_date::DateParts, iban::group,
    },
    draft::Field,
    flow::Currency,
    time::{Date, Timestamp},
    wire::{
        Json,
        answer::Answer,
        borrowers::{Borrower, BorrowerPage, PostBorrower},
        credit_lines::CreditLinePage,
        from_json,
        problem::ProblemBody,
        session::Session,
    },
};
use proptest::prelude::*;

use crate::support::{iban::registry, sample};

/// Every kind that a single text can be judged as.
fn kinds() -> Vec<Kind> {
    let companies = IdentifierType::ALL.map(Some).into_iter().chain([None]);
    let mut kinds: Vec<_> = companies.map(Kind::CompanyId).collect();
    kinds.extend([
        Kind::Iban,
        Kind::IbanElectronic,
        Kind::Vat,
        Kind::Email,
        Kind::Phone,
        Kind::BirthDate,
        Kind::PersonName,
        Kind::Country,
        Kind::Language,
    ]);
    kinds
}

fn context(country: Option<Country>) -> Context {
    Context {
        on: sample::day(sample::TODAY),
        minimum_age: 18,
        country,
        direct_debit: false,
    }
}

/// Anything at all, and things that are nearly right.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[A-Za-z]{0,4}[0-9 ./:+-]{0,30}",
        "(FR|DE|é|IBAN:?| )[0-9A-Zé\u{200b}-\u{200f} ]{0,34}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]{0,12}[Z+-]?[0-9:]{0,5}",
        "[\u{ff01}-\u{ff5e}]{0,20}",
        "\\+?[0-9 ()/]{4,18}",
        "(FR|DE|ES|NL|BE|IT|ATU|CHE|GR|PL)[0-9A-Z]{5,12}",
        "(Köln|Koeln|Berlin|)? ?HR[AB] ?[0-9]{1,6} ?[A-Z]{0,2}",
        "[a-z.]{1,8}@[a-zà-ü\u{3042}-\u{3052}-]{1,10}\\.(com|fr|рф)",
        "(directors\\.)?[0-9]{0,4}\\.?[a-z_.]{0,15}",
    ]
}

proptest! {
    #[test]
    fn no_parser_panics_on_any_text(text in any_text(), other in any_text(), age: u8) {
        let _ = Iban::parse(&text).and_then(Iban::require_sepa);
        for kind in IdentifierType::ALL {
            let _ = CompanyId::parse(kind, &text).map(|id| id.company_key().len());
        }
        let _ = text.parse::<Email>();
        let _ = text.parse::<PersonName>();
        let _ = text.parse::<CompanyName>();
        let _ = text.parse::<Country>();
        let _ = text.parse::<Language>();
        let _ = text.parse::<Timestamp>();
        for kind in kinds() {
            let _ = check(kind, &text, &context(other.parse().ok()));
        }
        let _ = PostalAddress::parse(AddressParts {
            line_1: &text, line_2: &other, postal_code: &text, city: &other, state: &text, country: &other,
        });
        let _ = Date::parse_iso(&text);
        let _ = Field::at_path(&text).map(Field::path);
        let _ = Currency::named(&text);
        let parts = DateParts { day: &text, month: &other, year: &text };
        let _ = BirthDate::parse(parts, sample::day(sample::TODAY), age);
        let _ = group(&text);
    }

    #[test]
    fn no_body_makes_an_answer_panic(body in any_text(), status: u16, retry_after: Option<u32>) {
        let answer = Answer { status, retry_after, body: Json::parse(&body), held: false };
        let _ = answer.clone().session();
        let _ = answer.clone().enrolled();
        let _ = answer.clone().borrowers();
        let _ = answer.credit_lines();
        let _ = from_json::<PostBorrower>(&body);
        let _ = from_json::<ProblemBody>(&body);
    }

    #[test]
    fn a_truncated_body_is_never_a_success(cut in 0_usize..400) {
        let body = serde_json::to_string(&crate::support::answers::borrower_body("SIGNED", None)).unwrap();
        if let Some(truncated) = body.get(..cut.min(body.len() - 1)) {
            prop_assert!(from_json::<Borrower>(truncated).is_err());
            prop_assert!(from_json::<BorrowerPage>(truncated).is_err());
            prop_assert!(from_json::<CreditLinePage>(truncated).is_err());
            prop_assert!(from_json::<Session>(truncated).is_err());
        }
    }

    #[test]
    fn grouping_changes_nothing_that_counts(text in any_text()) {
        let grouped = group(&text);
        prop_assert_eq!(group(&grouped), grouped.clone(), "grouped once, grouped for good");
        prop_assert_eq!(Iban::parse(&grouped), Iban::parse(&text));
    }

    #[test]
    fn an_iban_reads_the_same_however_it_is_grouped(country in 0_usize..89, seed in 0_usize..1_000, cuts in proptest::collection::vec(0_usize..34, 0..8)) {
        let example = registry()[country].example(seed);
        let mut typed = example.to_lowercase();
        for cut in cuts {
            typed.insert(cut.min(typed.len()), ' ');
        }
        for text in [&typed, &group(&typed), &group(&example)] {
            let read = Iban::parse(text);
            prop_assert_eq!(read.as_ref().map(Iban::as_str), Ok(example.as_str()));
        }
    }

    #[test]
    fn what_is_sent_is_read_as_itself(text in any_text(), country in prop::sample::select(vec!["FR", "DE", "ES", "NL", "BE", "IT"])) {
        let context = context(country.parse().ok());
        for kind in kinds() {
            if let Ok(Checked { normalized, .. }) = check(kind, &text, &context) {
                let again = check(kind, &normalized, &context).map(|checked| checked.normalized);
                prop_assert_eq!(again.as_ref(), Ok(&normalized), "{:?} {:?}", kind, text);
            }
        }
    }

    #[test]
    fn what_is_read_reads_itself_again(text in any_text()) {
        if let Ok(name) = text.parse::<PersonName>() {
            prop_assert_eq!(name.as_str().parse(), Ok(name.clone()));
        }
        if let Ok(email) = text.parse::<Email>() {
            prop_assert_eq!(email.as_str().parse(), Ok(email.clone()));
        }
        if let Ok(instant) = text.parse::<Timestamp>() {
            prop_assert_eq!(instant.to_string().parse(), Ok(instant));
        }
        for kind in IdentifierType::ALL {
            if let Ok(company) = CompanyId::parse(kind, &text) {
                prop_assert_eq!(CompanyId::parse(kind, company.as_str()), Ok(company.clone()));
            }
        }
    }
}
