//! Nothing that is about a person can be printed by accident.

#[allow(dead_code, reason = "each test binary uses a part of it")]
mod support;

use std::fmt::Debug;

use enrollment::{
    domain::{BirthDate, Email, Iban, PersonName, birth_date::DateParts},
    draft::Field,
    flow::{CallError, Cause, Effect, Input},
    sensitive::Sensitive,
    wire::{borrowers::PostBorrower, to_json},
};
use support::{
    answers::{answer, borrower, borrower_body, failed},
    driver::Driver,
    sample::{self, FORM, PERSONAL},
};

/// Fails when a value of the sample's person shows in either form of `Debug`.
fn shows_nobody<T: Debug>(value: &T) -> String {
    let printed = format!("{value:?}\n{value:#?}");
    for personal in PERSONAL {
        assert!(!printed.contains(personal), "{personal} in {printed}");
    }
    printed
}

#[test]
fn the_markers_are_what_a_careless_print_would_show() {
    let body = to_json(&PostBorrower::from(&sample::enrollment()));
    let typed = FORM.map(|(_, text)| text).join(" ");
    for personal in PERSONAL
        .iter()
        .filter(|code| !code.ends_with("FRA") && **code != "DEDEU")
    {
        assert!(
            body.contains(personal) || typed.contains(personal),
            "{personal}"
        );
    }
    assert_eq!(
        format!("{:?}", "de".parse::<enrollment::domain::Country>()),
        "Ok(Country(\"DEDEU\"))"
    );
}

#[test]
fn a_sensitive_value_says_only_that_it_is_one() {
    assert_eq!(
        format!("{:?}", Sensitive::new("Quartermarker")),
        "[redacted]"
    );
    assert_eq!(
        format!("{:#?}", Some(Sensitive::new(1972))),
        "Some(\n    [redacted],\n)"
    );
}

#[test]
fn values_about_people_are_redacted() {
    let name: PersonName = "Quartermarker".parse().unwrap();
    assert_eq!(
        shows_nobody(&name).lines().next(),
        Some("PersonName([redacted])")
    );
    let email: Email = "z.quartermarker@mail.example".parse().unwrap();
    assert_eq!(
        shows_nobody(&email).lines().next(),
        Some("Email([redacted])")
    );
    let iban: Iban = sample::IBAN.parse().unwrap();
    assert_eq!(shows_nobody(&iban).lines().next(), Some("Iban([redacted])"));
    let parts = DateParts {
        day: "29",
        month: "2",
        year: "1972",
    };
    let birth = BirthDate::parse(parts, sample::day(sample::TODAY), 18).unwrap();
    assert_eq!(
        shows_nobody(&birth).lines().next(),
        Some("BirthDate([redacted])")
    );
}

#[test]
fn a_draft_and_its_problems_are_redacted() {
    let mut draft = sample::draft();
    let printed = shows_nobody(&draft);
    assert!(printed.contains("[redacted]"));
    draft.set(
        Field::AccountNumber,
        "FR76 3000 6000 0112 3456 7890 188".into(),
    );
    shows_nobody(&draft.parse(&sample::rules(), None));
}

#[test]
fn an_enrollment_is_redacted_and_so_is_the_effect_that_carries_it() {
    let printed = shows_nobody(&sample::enrollment());
    assert_eq!(
        printed.matches("[redacted]").count(),
        16,
        "eight values, printed twice"
    );
    let (mut driver, _) = Driver::submitting();
    driver.send(Input::Submitted);
    let mut driver = Driver::filled();
    driver.send(Input::Submitted);
    assert!(matches!(driver.calls.as_slice(), [Effect::Enroll(..)]));
    shows_nobody(&driver.calls);
}

#[test]
fn a_flow_is_redacted_in_every_stage_and_so_are_its_view_and_its_events() {
    let (submitting, post) = Driver::submitting();
    shows_nobody(&submitting.flow);
    let mut refused = submitting;
    refused.send(Input::Enrolled(
        post,
        Err(failed(Cause::Fields(Vec::new()))),
    ));
    let (reconciling, _) = Driver::reconciling();
    let (waiting, _) = Driver::waiting();
    let (mut failing, poll) = Driver::waiting();
    failing.send(Input::CreditLines(poll, Err(failed(Cause::Session))));
    for driver in [
        Driver::filled(),
        refused,
        reconciling,
        waiting,
        failing,
        Driver::ready(),
    ] {
        let printed = shows_nobody(&driver.flow);
        assert!(printed.contains("[redacted]"));
        shows_nobody(&driver.view());
        shows_nobody(&driver.events);
        shows_nobody(&driver.calls);
    }
}

#[test]
fn an_answer_never_shows_its_body_nor_does_the_error_that_it_makes() {
    let mut body = borrower_body("SIGNED", None);
    body["directors"] =
        serde_json::json!([{"last_name": "Quartermarker", "birth_date": "1972-02-29"}]);
    body["title"] = "Quartermarker".into();
    body["detail"] = "1972".into();
    for status in [201, 400, 422, 500] {
        let answer = answer(status, &body.to_string());
        let printed = shows_nobody(&answer);
        assert!(printed.contains(&status.to_string()));
        shows_nobody(&answer.clone().enrolled());
        shows_nobody(&answer.clone().borrowers());
    }
    shows_nobody(&borrower(&body));
    shows_nobody(&CallError::NO_ANSWER);
}
