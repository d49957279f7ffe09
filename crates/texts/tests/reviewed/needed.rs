//! What is said of the fields that only some lenders ask for.

use enrollment::draft::{Field, Problem, Reason};
use texts::LANGUAGES;

/// What is asked for, and what is said in English where it is missing.
const ASKED: [(&str, &str); 16] = [
    ("name", "Enter the company name"),
    ("legal_form", "Enter the legal form"),
    ("vat_number", "Enter the VAT number"),
    ("address.address_line_1", "Enter the address"),
    ("address.postal_code", "Enter the postcode"),
    ("address.city", "Enter the town or city"),
    ("address.country", "Choose the country"),
    ("account_number", "Enter the IBAN of the company’s account"),
    ("directors.0.birth_date", "Enter the date of birth"),
    ("directors.0.nationality", "Choose the nationality"),
    (
        "directors.0.address.country",
        "Choose the country of residence",
    ),
    ("directors.0.business_email", "Enter the work email address"),
    (
        "directors.0.business_phone_number",
        "Enter the phone number",
    ),
    ("directors.0.title", "Enter the position in the company"),
    (
        "directors.0.birth_place.city",
        "Enter the town or city of birth",
    ),
    (
        "directors.0.birth_place.country",
        "Choose the country of birth",
    ),
];

#[test]
fn each_has_words_of_its_own_in_every_language() {
    let english = ASKED.map(|(_, words)| words);
    for texts in LANGUAGES {
        let said = ASKED.map(|(path, _)| {
            let field = Field::at_path(path).unwrap();
            let problem = Problem::new(field, Reason::NeededByLender);
            texts::problem(texts, &problem, "", |_, _| String::new())
        });
        if texts.language == "en" {
            assert_eq!(said, english);
            continue;
        }
        let mut once = said.to_vec();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), said.len(), "{}: {said:#?}", texts.language);
        assert!(
            !said.iter().any(|words| english.contains(&words.as_str())),
            "{said:#?}"
        );
    }
}
