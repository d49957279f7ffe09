//! From what was typed to an enrollment: every problem at once, in the order of the form, by the lending API's paths.

#[allow(dead_code, reason = "each test binary uses a part of it")]
mod support;

use enrollment::{
    domain::{
        Consent, IdentifierType,
        address::AddressPart,
        birth_date::{BirthDateError, DatePart},
        company_id::CompanyIdError,
        country::CountryError,
        email::EmailError,
        iban::IbanError,
        name::NameError,
    },
    draft::{Draft, Field, PersonField, Problem, Reason, Rules},
    enrollment::Repayment,
};
use proptest::{prelude::*, sample::select};
use support::sample::{self, director};

/// What direct debit needs of the first director.
const WHOLE_DIRECTOR: [&str; 6] = [
    "directors.0.first_name",
    "directors.0.last_name",
    "directors.0.birth_date",
    "directors.0.nationality",
    "directors.0.address.country",
    "directors.0.business_email",
];

fn problems(draft: &Draft, rules: &Rules) -> Vec<Problem> {
    draft
        .parse(rules, Some(&sample::consent()))
        .err()
        .unwrap_or_default()
}

fn paths(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|problem| problem.field.path())
        .collect()
}

fn with(field: Field, text: &str) -> Draft {
    let mut draft = sample::draft();
    draft.set(field, text.into());
    draft
}

fn transfer() -> Rules {
    Rules {
        repayment: Repayment::Transfer,
        ..sample::rules()
    }
}

#[test]
fn an_empty_form_names_everything_that_direct_debit_needs_in_its_order() {
    let found = Draft::default().parse(&sample::rules(), None).unwrap_err();
    let around = [
        &["identifier"][..],
        &WHOLE_DIRECTOR,
        &["account_number", "signed_at"],
    ];
    assert_eq!(paths(&found), around.concat());
    assert!(found.is_sorted_by_key(|problem| problem.field));
    assert_eq!(found.last().unwrap().reason, Reason::NotAccepted);
}

#[test]
fn an_empty_form_needs_no_more_than_a_company_and_consent_where_the_borrower_transfers() {
    let found = Draft::default().parse(&transfer(), None).unwrap_err();
    assert_eq!(paths(&found), ["identifier", "signed_at"]);

    let mut draft = Draft::default();
    draft.set(Field::IdentifierType, "siren".into());
    draft.set(Field::Identifier, sample::SIREN.into());
    assert_eq!(problems(&draft, &transfer()), []);
}

#[test]
fn every_wrong_value_is_told_with_its_own_reason() {
    let mut draft = Draft::default();
    for (field, text) in [
        (Field::IdentifierType, "siret"),
        (Field::Identifier, "73282932000075"),
        (Field::CompanyName, "\0"),
        (director(PersonField::FirstName), "4"),
        (director(PersonField::LastName), ""),
        (director(PersonField::BirthDay), "30"),
        (director(PersonField::BirthMonth), "2"),
        (director(PersonField::BirthYear), "1980"),
        (director(PersonField::Nationality), "UK"),
        (director(PersonField::Email), "mail.example"),
        (director(PersonField::Residence), " "),
        (Field::AccountNumber, "FR76 3000 6000 0112 3456 7890 188"),
    ] {
        draft.set(field, text.into());
    }
    let expected = [
        (
            Field::Identifier,
            Reason::CompanyId(IdentifierType::Siret, CompanyIdError::CheckDigits),
        ),
        (
            Field::CompanyName,
            Reason::Name(NameError::ControlCharacter),
        ),
        (
            director(PersonField::FirstName),
            Reason::Name(NameError::OnlyDigits),
        ),
        (
            director(PersonField::LastName),
            Reason::Name(NameError::Empty),
        ),
        (
            director(PersonField::BirthDay),
            Reason::BirthDate(BirthDateError::NotInCalendar),
        ),
        (
            director(PersonField::Nationality),
            Reason::Country(CountryError::Unknown),
        ),
        (
            director(PersonField::Residence),
            Reason::Country(CountryError::Empty),
        ),
        (
            director(PersonField::Email),
            Reason::Email(EmailError::NoAt),
        ),
        (
            Field::AccountNumber,
            Reason::Iban(IbanError::CheckDigits { swap: None }),
        ),
    ];
    let expected = expected.map(|(field, reason)| Problem::new(field, reason));
    assert_eq!(problems(&draft, &sample::rules()), expected);
}

#[test]
fn a_birth_date_is_wrong_at_the_first_part_to_look_at() {
    for (field, text, part) in [
        (PersonField::BirthDay, "", PersonField::BirthDay),
        (PersonField::BirthMonth, "", PersonField::BirthMonth),
        (PersonField::BirthMonth, "13", PersonField::BirthMonth),
        (PersonField::BirthYear, "72", PersonField::BirthYear),
        (PersonField::BirthYear, "2024", PersonField::BirthYear),
    ] {
        let found = problems(&with(director(field), text), &sample::rules());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].field, director(part));
    }
    assert_eq!(PersonField::from(DatePart::Year), PersonField::BirthYear);
}

#[test]
fn a_company_number_without_a_kind_is_a_question_of_the_kind() {
    let found = problems(&with(Field::IdentifierType, "duns"), &sample::rules());
    let expected = Problem::new(Field::IdentifierType, Reason::IdentifierType);
    assert_eq!(found, [expected]);
}

#[test]
fn an_account_that_sepa_does_not_reach_can_take_transfers_only() {
    let draft = with(
        Field::AccountNumber,
        &support::iban::with_check_digits("AE", "0331234567890123456"),
    );
    let not_in_sepa = Problem::new(Field::AccountNumber, Reason::Iban(IbanError::NotInSepa));
    assert_eq!(problems(&draft, &sample::rules()), [not_in_sepa]);
    assert_eq!(problems(&draft, &transfer()), []);
}

#[test]
fn what_is_optional_still_has_to_be_right_when_it_is_given() {
    let mut draft = sample::draft();
    draft.set(Field::AccountNumber, "FR76".into());
    draft.set(director(PersonField::Email), "z@".into());
    let found = problems(&draft, &transfer());
    assert_eq!(
        paths(&found),
        ["directors.0.business_email", "account_number"]
    );
}

#[test]
fn a_further_director_counts_once_anything_is_typed() {
    let second = |field| Field::Director(1, field);
    let mut draft = sample::draft();
    draft.set(second(PersonField::FirstName), "  ".into());
    assert_eq!(problems(&draft, &sample::rules()), []);

    draft.set(second(PersonField::FirstName), "Ada".into());
    let found = problems(&draft, &sample::rules());
    assert_eq!(paths(&found), ["directors.1.last_name"], "a name will do");

    draft.set(second(PersonField::LastName), "Zweite".into());
    draft.set(second(PersonField::BirthYear), "1990".into());
    let found = problems(&draft, &sample::rules());
    assert_eq!(paths(&found), ["directors.1.birth_date"]);
}

#[test]
fn the_first_director_is_needed_whole_whoever_else_is_named_or_signs() {
    let second = |part| Field::Director(1, part);
    let mut draft = sample::draft();
    for part in PersonField::ALL {
        let text = draft.value(director(part)).to_owned();
        draft.set(second(part), text);
        draft.set(director(part), String::new());
    }
    assert_eq!(paths(&problems(&draft, &sample::rules())), WHOLE_DIRECTOR);
    for (part, text) in [
        (PersonField::FirstName, "Odile"),
        (PersonField::LastName, "Berger"),
    ] {
        draft.set(Field::Owner(part), text.into());
    }
    assert_eq!(paths(&problems(&draft, &sample::rules())), WHOLE_DIRECTOR);
}

#[test]
fn where_the_borrower_transfers_nobody_needs_more_than_a_name() {
    let mut draft = Draft::default();
    draft.set(Field::IdentifierType, "siren".into());
    draft.set(Field::Identifier, sample::SIREN.into());
    draft.set(director(PersonField::FirstName), "Ada".into());
    let found = problems(&draft, &transfer());
    assert_eq!(paths(&found), ["directors.0.last_name"]);
    draft.set(director(PersonField::LastName), "Erste".into());
    assert_eq!(problems(&draft, &transfer()), []);
}

#[test]
fn what_nobody_sees_is_no_answer() {
    for nothing in ["\u{200b}", " \u{feff} ", "\u{a0}\u{2060}"] {
        for field in [
            director(PersonField::Phone),
            Field::Director(1, PersonField::FirstName),
            Field::CompanyName,
            Field::VatNumber,
            Field::Address(AddressPart::City),
            Field::Owner(PersonField::Email),
        ] {
            assert_eq!(problems(&with(field, nothing), &sample::rules()), []);
        }
    }
}

#[test]
fn an_owner_is_not_asked_for_what_the_lender_has_no_name_for() {
    for field in [PersonField::Nationality, PersonField::Residence] {
        let draft = with(Field::Owner(field), "nowhere");
        assert_eq!(problems(&draft, &sample::rules()), []);
    }
    assert_eq!(Field::at_path("owner."), None);
    assert_eq!(Field::at_path("owner.nationality"), None);
}

#[test]
fn an_owner_needs_a_name_and_what_is_given_besides_has_to_be_right() {
    let draft = with(Field::Owner(PersonField::Email), "ada@");
    let found = problems(&draft, &sample::rules());
    assert_eq!(
        paths(&found),
        ["owner.first_name", "owner.last_name", "owner.email"]
    );

    let mut draft = sample::draft();
    for (field, text) in [
        (PersonField::FirstName, "Ada"),
        (PersonField::LastName, "Einkauf"),
        (PersonField::Phone, "+33 6 12 34 56 78"),
    ] {
        draft.set(Field::Owner(field), text.into());
    }
    assert_eq!(problems(&draft, &sample::rules()), []);
}

#[test]
fn an_address_is_asked_for_whole_once_a_part_of_it_is_given() {
    let draft = with(Field::Address(AddressPart::City), "Lyon");
    let found = problems(&draft, &sample::rules());
    assert_eq!(
        paths(&found),
        [
            "address.address_line_1",
            "address.postal_code",
            "address.country"
        ]
    );
}

#[test]
fn a_tick_where_nothing_was_said_of_direct_debit_covers_a_transfer_alone() {
    let mut receipt = sample::consent().receipt().clone();
    receipt.debit_notice = false;
    let consent = Consent::given(sample::at(sample::START), receipt);
    let parse = |rules| sample::draft().parse(&rules, Some(&consent));
    let expected = Problem::new(Field::SignedAt, Reason::NoticeNotAccepted);
    assert_eq!(parse(sample::rules()), Err(vec![expected]));
    assert!(parse(transfer()).is_ok());
}

#[test]
fn the_last_director_that_a_path_can_name_is_one_of_the_form() {
    let field = Field::at_path("directors.255.first_name").unwrap();
    let found = problems(&with(field, "Ada"), &sample::rules());
    assert_eq!(paths(&found), ["directors.255.last_name"]);
}

#[test]
fn paths_lead_back_to_their_fields() {
    let plain = [
        Field::IdentifierType,
        Field::Identifier,
        Field::CompanyName,
        Field::VatNumber,
        Field::AccountNumber,
        Field::SignedAt,
    ];
    let of_the_address = AddressPart::ALL.map(Field::Address);
    let of_the_owner = [
        PersonField::FirstName,
        PersonField::LastName,
        PersonField::BirthDay,
        PersonField::Email,
        PersonField::Phone,
    ]
    .map(Field::Owner);
    let of_people = [0, 1, 9, 255]
        .into_iter()
        .flat_map(|index| PersonField::ALL.map(|field| Field::Director(index, field)));
    let others = of_the_address.into_iter().chain(of_the_owner);
    for field in plain.into_iter().chain(of_people).chain(others) {
        let back = Field::at_path(&field.path()).unwrap();
        assert!(back.shares_value_with(field), "{field:?}");
        assert_eq!(back.path(), field.path());
    }
}

#[test]
fn other_paths_lead_nowhere() {
    for path in [
        "",
        "directors",
        "directors.0",
        "directors.0.",
        "directors.0.shoe_size",
        "directors.256.first_name",
        "directors.-1.first_name",
        "directors.x.first_name",
        "first_name",
        "directors.+0.first_name",
        "directors..first_name",
        "owner.business_email",
        "owner",
        "address",
        "address.street",
        "identifier.0",
        "Identifier",
    ] {
        assert_eq!(Field::at_path(path), None, "{path:?}");
    }
}

#[test]
fn parts_of_one_birth_date_share_a_value_and_nothing_else_does() {
    let fields = [0, 1].map(|index| PersonField::ALL.map(|field| Field::Director(index, field)));
    let dates = |field: Field| field.path().contains("birth_date");
    for a in fields.as_flattened() {
        for b in fields.as_flattened() {
            let same_date = dates(*a) && dates(*b) && a.director() == b.director();
            assert_eq!(a.shares_value_with(*b), a == b || same_date);
        }
    }
}

fn any_field() -> impl Strategy<Value = Field> {
    let part = || select(&PersonField::ALL[..]);
    prop_oneof![
        select(&sample::FORM[..]).prop_map(|(field, _)| field),
        select(&[Field::CompanyName, Field::LegalForm, Field::VatNumber][..]),
        select(&AddressPart::ALL[..]).prop_map(Field::Address),
        (0..3_u8, part()).prop_map(|(index, part)| Field::Director(index, part)),
        part().prop_map(Field::Owner),
    ]
}

proptest! {
    #[test]
    fn problems_come_in_the_order_of_the_form_whatever_is_typed(
        texts in proptest::collection::vec((any_field(), "\\PC{0,12}"), 0..12),
        direct_debit: bool,
    ) {
        let mut draft = sample::draft();
        for (field, text) in texts {
            draft.set(field, text);
        }
        let rules = if direct_debit { sample::rules() } else { transfer() };
        let found = problems(&draft, &rules);
        prop_assert!(found.is_sorted_by_key(|problem| problem.field));
        for pair in found.windows(2) {
            prop_assert!(!pair[0].field.shares_value_with(pair[1].field), "one problem a value");
        }
    }
}

#[test]
fn a_value_is_what_was_typed_last() {
    let mut draft = Draft::default();
    draft.set(Field::CompanyName, " Moulins ".into());
    draft.set(Field::CompanyName, " Moulins  du".into());
    assert_eq!(draft.value(Field::CompanyName), " Moulins  du");
    assert_eq!(draft.value(Field::Identifier), "");
}
