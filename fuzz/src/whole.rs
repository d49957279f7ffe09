//! What reads more than one value: a form, an answer, a path of the lending API.

use enrollment::{
    domain::{
        Consent, Language,
        address::AddressPart,
        consent::{Clock, Receipt, Signatory, Terms},
    },
    draft::{Draft, Field, PersonField, Rules},
    enrollment::{DirectorDetails, Repayment},
    time::{Date, Timestamp},
    wire::{
        Json,
        answer::Answer,
        borrowers::{Borrower, BorrowerPage, PostBorrower},
        credit_lines::CreditLinePage,
        from_json,
        problem::ProblemBody,
        session::Session,
        to_json,
    },
};

/// The input at a path has that path, or one that means the same.
pub fn at_path(text: &str) {
    if let Some(field) = Field::at_path(text) {
        let path = field.path();
        assert!(path.len() <= text.len() && path.len() < 64);
        let again = Field::at_path(&path).expect("a field's own path");
        assert_eq!(again.path(), path);
        assert!(again.shares_value_with(field));
    }
}

/// A form with anything in any of its fields. What it makes, a server makes again out of the body that is sent.
pub fn draft(typed: &[(u8, &str)]) {
    let mut draft = Draft::default();
    for (field, text) in typed {
        if *field == NAMESAKE {
            for name in [PersonField::FirstName, PersonField::LastName] {
                let name_of_director = draft.value(Field::Director(0, name)).to_owned();
                draft.set(Field::Owner(name), name_of_director);
            }
        } else {
            draft.set(field_of(*field), (*text).to_owned());
        }
    }
    for repayment in [Repayment::DirectDebit, Repayment::Transfer] {
        let rules = Rules {
            director_details: DirectorDetails::Always,
            today: Date::new(2026, 3, 2).expect("is one"),
            minimum_age: 18,
            repayment,
            language: Language::ENGLISH,
            wait_for_ready: false,
        };
        match draft.parse(&rules, Some(&consent())) {
            Ok(enrollment) => {
                let sent = to_json(&PostBorrower::from(&enrollment));
                let body: PostBorrower = from_json(&sent).expect("was written so");
                let again = body.to_draft().parse(&rules, Some(&consent()));
                let again = again.map(|enrollment| to_json(&PostBorrower::from(&enrollment)));
                assert_eq!(again.as_deref(), Ok(sent.as_str()));
            }
            Err(problems) => assert!(!problems.is_empty()),
        }
    }
}

/// An answer of any status with anything in it, read as each of the wire types.
pub fn wire_answer(status: u16, retry_after: Option<u32>, body: &str) {
    let answer = Answer {
        status,
        retry_after,
        body: Json::parse(body),
        held: status % 2 == 1,
    };
    let _ = answer.clone().session();
    let _ = answer.clone().enrolled();
    let _ = answer.clone().borrowers();
    let _ = answer.credit_lines();
    let _ = from_json::<Session>(body);
    let _ = from_json::<Borrower>(body);
    let _ = from_json::<BorrowerPage>(body);
    let _ = from_json::<CreditLinePage>(body);
    let _ = from_json::<ProblemBody>(body);
    if let Ok(post) = from_json::<PostBorrower>(body) {
        let _ = post.consent();
        let _ = post.to_draft();
        let sent = to_json(&post);
        let again = from_json::<PostBorrower>(&sent).map(|post| to_json(&post));
        assert_eq!(again.ok(), Some(sent));
    }
}

/// Stands for the owner's names, which become those of the first director.
const NAMESAKE: u8 = u8::MAX;

/// One of the form's fields for each other number.
fn field_of(number: u8) -> Field {
    let person = PersonField::ALL[usize::from(number) % PersonField::ALL.len()];
    match number {
        0 => Field::Address(AddressPart::Line1),
        1 => Field::Address(AddressPart::Line2),
        2 => Field::Address(AddressPart::PostalCode),
        3 => Field::Address(AddressPart::City),
        4 => Field::Address(AddressPart::State),
        5 => Field::Address(AddressPart::Country),
        6 => Field::IdentifierType,
        7 => Field::Identifier,
        8 => Field::CompanyName,
        9 => Field::VatNumber,
        10 => Field::AccountNumber,
        11 => Field::SignedAt,
        12..32 => Field::Owner(person),
        _ => Field::Director(number / 64, person),
    }
}

fn consent() -> Consent {
    Consent::given(
        Timestamp::EPOCH,
        Receipt {
            clock: Clock::Proxy,
            terms: Terms::default(),
            language: Language::ENGLISH,
            label: "I accept".to_owned(),
            texts_version: "1".to_owned(),
            debit_notice: true,
            signatory: Signatory::FirstDirector,
            widget_version: "0.1.0".to_owned(),
        },
    )
}
