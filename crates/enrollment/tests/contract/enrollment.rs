use enrollment::{
    domain::{Consent, IdentifierType, address::AddressPart, consent::Clock},
    draft::{Draft, Field, PersonField},
    enrollment::Repayment,
    wire::{
        borrowers::{PostBorrower, PostDirector},
        from_json, to_json,
    },
};
use serde_json::{Value, json};

use crate::support::sample::{self, SIREN};

#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn sent() -> Value {
    serde_json::from_str(&to_json(&PostBorrower::from(&sample::enrollment()))).unwrap()
}

#[test]
fn a_full_enrollment_is_sent_in_the_lenders_own_shape() {
    let expected = json!({
        "identifier": "732829320",
        "identifier_type": "siren",
        "name": "Moulins du Val",
        "account_number": "FR7630006000011234567890189",
        "directors": [{
            "first_name": "Zéphyrine",
            "last_name": "Quartermarker",
            "birth_date": "1972-02-29",
            "nationality": "DEU",
            "business_email": "z.quartermarker@mail.example",
            "address": {"country": "FRA"},
            "role": "DIRECTOR",
        }],
        "owner": {
            "first_name": "Zéphyrine",
            "last_name": "Quartermarker",
            "email": "z.quartermarker@mail.example",
            "birth_date": "1972-02-29",
        },
        "signed_at": "2026-03-02T09:00:00.000Z",
        "preferred_language": "en",
        "wait_for_ready": false,
        "metadata": {"consent": {
            "signed_at": "2026-03-02T09:00:00.000Z",
            "clock": "proxy",
            "terms_url": "https://lender.example/terms/en",
            "terms_version": "2026-01",
            "terms_sha256": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
            "language": "en",
            "label": "I have read and accept the payment terms",
            "texts_version": "7",
            "signatory": "directors.0",
            "widget_version": "0.1.0",
        }},
    });
    assert_eq!(sent(), expected);
}

#[test]
fn what_was_not_asked_is_not_sent() {
    let mut draft = Draft::default();
    draft.set(Field::IdentifierType, "siren".into());
    draft.set(Field::Identifier, SIREN.into());
    let mut rules = sample::rules();
    rules.repayment = Repayment::Transfer;
    rules.wait_for_ready = true;
    let mut receipt = sample::consent().receipt().clone();
    receipt.clock = Clock::Device;
    receipt.terms.version = None;
    receipt.terms.sha256 = None;
    let consent = Consent::given(sample::at(sample::START), receipt);
    let enrollment = draft.parse(&rules, Some(&consent)).unwrap();

    let sent: Value = serde_json::from_str(&to_json(&PostBorrower::from(&enrollment))).unwrap();
    let expected = json!({
        "identifier": "732829320",
        "identifier_type": "siren",
        "signed_at": "2026-03-02T09:00:00.000Z",
        "preferred_language": "en",
        "wait_for_ready": true,
        "metadata": {"consent": {
            "signed_at": "2026-03-02T09:00:00.000Z",
            "clock": "device",
            "terms_url": "https://lender.example/terms/en",
            "language": "en",
            "label": "I have read and accept the payment terms",
            "texts_version": "7",
            "signatory": "directors.0",
            "widget_version": "0.1.0",
        }},
    });
    assert_eq!(sent, expected);
}

#[test]
fn the_other_end_reads_the_same_enrollment_by_the_same_rules() {
    let body: PostBorrower = from_json(&sent().to_string()).unwrap();
    let consent = body.consent().unwrap();
    assert_eq!(consent, sample::consent());
    let enrollment = body.to_draft().parse(&sample::rules(), Some(&consent));
    assert_eq!(enrollment, Ok(sample::enrollment()));
}

#[test]
fn fields_that_nobody_knows_are_dropped() {
    let mut body = sent();
    body["is_admin"] = json!(true);
    body["directors"][0]["password"] = json!("x");
    body["metadata"]["consent"]["extra"] = json!({"a": [1]});
    let read: PostBorrower = from_json(&body.to_string()).unwrap();
    assert_eq!(to_json(&read), sent_again(&sent()));
}

#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn sent_again(body: &Value) -> String {
    to_json(&from_json::<PostBorrower>(&body.to_string()).unwrap())
}

#[test]
fn a_body_without_a_readable_signature_gives_no_consent() {
    for signed_at in ["", "today", "2026-03-02T09:00:00"] {
        let mut body = sent();
        body["signed_at"] = json!(signed_at);
        let read: PostBorrower = from_json(&body.to_string()).unwrap();
        assert!(read.consent().is_err(), "{signed_at:?}");
    }
}

#[test]
fn a_birth_date_of_another_form_is_refused_at_the_other_end() {
    for text in [
        "29/02/1972",
        "1972-02",
        "1972-02-29T00:00:00Z",
        "-1972-02-29",
        "",
    ] {
        let mut body = sent();
        body["directors"][0]["birth_date"] = json!(text);
        let read: PostBorrower = from_json(&body.to_string()).unwrap();
        let parsed = read
            .to_draft()
            .parse(&sample::rules(), Some(&sample::consent()));
        let problems = parsed.unwrap_err();
        assert_eq!(problems.len(), 1, "{text:?}");
        assert_eq!(problems[0].field.path(), "directors.0.birth_date");
    }
}

#[test]
fn a_body_of_thousands_of_directors_neither_panics_nor_overwrites_the_first() {
    let mut body = PostBorrower::from(&sample::enrollment());
    body.directors.resize_with(3_000, || PostDirector {
        first_name: "Nobody".into(),
        ..PostDirector::default()
    });
    let draft = body.to_draft();
    let first = Field::Director(0, PersonField::FirstName);
    assert_eq!(draft.value(first), "Zéphyrine");
    let parsed = draft.parse(&sample::rules(), Some(&sample::consent()));
    assert_eq!(parsed.unwrap_err().len(), 255, "a family name each");
}

#[test]
fn an_owner_who_is_no_director_is_sent_among_them_as_such() {
    let mut draft = sample::draft();
    for (field, text) in [
        (PersonField::FirstName, "Ada"),
        (PersonField::LastName, "Einkauf"),
        (PersonField::Email, "a.einkauf@mail.example"),
        (PersonField::Phone, "+33 6 12 34 56 78"),
    ] {
        draft.set(Field::Owner(field), text.into());
    }
    let enrollment = draft
        .parse(&sample::rules(), Some(&sample::consent()))
        .unwrap();
    let body = to_json(&PostBorrower::from(&enrollment));
    let sent: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        sent["owner"],
        json!({
            "first_name": "Ada",
            "last_name": "Einkauf",
            "email": "a.einkauf@mail.example",
            "phone_number": "+33612345678",
        })
    );
    assert_eq!(
        sent["directors"][1],
        json!({
            "first_name": "Ada",
            "last_name": "Einkauf",
            "business_email": "a.einkauf@mail.example",
            "business_phone_number": "+33612345678",
            "role": "NON_DIRECTOR",
        })
    );
    assert_eq!(sent["directors"].as_array().map(Vec::len), Some(2));

    let read: PostBorrower = from_json(&body).unwrap();
    let again = read
        .to_draft()
        .parse(&sample::rules(), Some(&sample::consent()));
    assert_eq!(again, Ok(enrollment), "the other end reads the same");
}

#[test]
fn an_owner_with_a_directors_name_and_another_address_is_somebody_else() {
    let mut draft = sample::draft();
    for field in [PersonField::FirstName, PersonField::LastName] {
        let same = draft.value(sample::director(field)).to_owned();
        draft.set(Field::Owner(field), same);
    }
    let email = Field::Owner(PersonField::Email);
    draft.set(email, "the.younger@mail.example".into());
    let parse = |draft: &Draft| draft.parse(&sample::rules(), Some(&sample::consent()));
    let enrollment = parse(&draft).unwrap();
    let body = PostBorrower::from(&enrollment);
    assert_eq!(body.directors.len(), 2);
    assert_eq!(parse(&body.to_draft()), Ok(enrollment));

    draft.set(email, String::new());
    let body = PostBorrower::from(&parse(&draft).unwrap());
    assert_eq!(body.directors.len(), 1, "nothing tells them apart");
}

#[test]
fn an_owner_who_is_a_director_is_sent_once_among_them() {
    let mut draft = sample::draft();
    for (field, text) in [
        (PersonField::FirstName, "Ada"),
        (PersonField::LastName, "Zweite"),
    ] {
        draft.set(Field::Director(1, field), text.into());
        draft.set(Field::Owner(field), text.into());
    }
    let enrollment = draft
        .parse(&sample::rules(), Some(&sample::consent()))
        .unwrap();
    let body = PostBorrower::from(&enrollment);
    assert_eq!(body.directors.len(), 2);
    assert_eq!(body.directors[1].role, "DIRECTOR");
    assert_eq!(body.owner.unwrap().last_name, "Zweite");
}

#[test]
fn the_companys_address_and_vat_number_travel_when_they_are_given() {
    let mut draft = sample::draft();
    for (field, text) in [
        (Field::VatNumber, "fr 44 732 829 320"),
        (Field::Address(AddressPart::Line1), "1  rue du Val"),
        (Field::Address(AddressPart::PostalCode), "69001"),
        (Field::Address(AddressPart::City), " Lyon"),
        (Field::Address(AddressPart::Country), "fr"),
    ] {
        draft.set(field, text.into());
    }
    let enrollment = draft
        .parse(&sample::rules(), Some(&sample::consent()))
        .unwrap();
    let body = to_json(&PostBorrower::from(&enrollment));
    let sent: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(sent["vat_number"], "FR44732829320");
    assert_eq!(
        sent["address"],
        json!({
            "address_line_1": "1 rue du Val",
            "postal_code": "69001",
            "city": "Lyon",
            "country": "FRA",
        })
    );
    let read: PostBorrower = from_json(&body).unwrap();
    let again = read
        .to_draft()
        .parse(&sample::rules(), Some(&sample::consent()));
    assert_eq!(again, Ok(enrollment), "the other end reads the same");
}

#[test]
fn a_siret_is_sent_as_a_siret() {
    let mut draft = sample::draft();
    draft.set(Field::IdentifierType, "siret".into());
    draft.set(Field::Identifier, "732 829 320 00074".into());
    let enrollment = draft
        .parse(&sample::rules(), Some(&sample::consent()))
        .unwrap();
    assert_eq!(enrollment.company().kind(), IdentifierType::Siret);
    let body = PostBorrower::from(&enrollment);
    assert_eq!(body.identifier, sample::SIRET);
    assert_eq!(body.identifier_type.as_deref(), Some("siret"));
}

#[test]
fn what_is_wrong_with_a_text_is_told_without_the_text() {
    for body in [
        r#"{"identifier": 1, "name": "Quartermarker"}"#,
        r#"{"signed_at": ["Quartermarker"]}"#,
        r#"{"wait_for_ready": "Quartermarker"}"#,
        r#"{"wait_for_ready": 19720229}"#,
        r#"{"directors": "Quartermarker"}"#,
        r#"{"identifier": "Quartermarker"#,
        "Quartermarker",
    ] {
        let error = from_json::<PostBorrower>(body).err().unwrap();
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(!text.contains("Quartermarker"), "{text}");
            assert!(!text.contains("19720229"), "{text}");
        }
    }
}

#[test]
fn the_partners_own_metadata_stands_beside_the_receipt() {
    let body = PostBorrower::from(&sample::enrollment());
    let read = |own: &str| serde_json::from_str::<Value>(&body.to_json_with(own)).unwrap();
    let metadata = &read(r#"{"order":"A-42","lines":[{"n":1}]}"#)["metadata"];
    assert_eq!(metadata["order"], "A-42");
    assert_eq!(metadata["lines"][0]["n"], 1);
    assert_eq!(metadata["consent"], read("{}")["metadata"]["consent"]);
    for nothing in ["{}", "", "null", "[1]"] {
        assert_eq!(
            read(nothing),
            serde_json::to_value(&body).unwrap(),
            "{nothing}"
        );
    }
}
