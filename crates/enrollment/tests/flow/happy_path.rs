use enrollment::{
    domain::{CompanyName, IdentifierType},
    draft::Field,
    flow::{Effect, Input, LoanOutcome, RequestState, Screen, StageName},
};
use serde_json::json;

use crate::support::{
    answers::{BORROWER_ID, borrower, borrower_body, lines, transfer_line, usable_line},
    driver::Driver,
    sample,
};

#[test]
fn a_borrower_goes_from_the_skeleton_to_a_taken_loan_request() {
    let mut driver = Driver::start();
    assert_eq!(driver.stage(), StageName::Loading);
    driver.read_session(Ok(Some(&json!({"now": sample::START}))));
    driver.fill_in();
    driver.tick();
    driver
        .events
        .retain(|event| event.event_type() != "defacto-validity");

    driver.send(Input::Submitted);
    let (post, enrollment) = driver.post();
    assert_eq!(enrollment, sample::enrollment());
    assert_eq!(driver.stage(), StageName::Submitting);
    driver.enroll(post);
    assert_eq!(driver.stage(), StageName::Waiting);

    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[]))));
    assert_eq!(driver.stage(), StageName::Waiting);
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
    assert_eq!(driver.flow.next_wakeup(), None);

    driver.send(Input::LoanRequested);
    let (request, offer) = driver.loan_request();
    assert_eq!(offer.borrower_id, BORROWER_ID);
    driver.send(Input::LoanSettled(request, LoanOutcome::Accepted));
    let Screen::Requested(line, RequestState::Accepted) = driver.view().screen else {
        panic!("{:?}", driver.view().screen);
    };
    assert_eq!((line.available, line.maximum), (250_000, 400_000));

    let consent = driver.told().split_off(2);
    assert!(consent[0].starts_with("defacto-consent {\"signed_at\":\"2026-03-02T09:00:00.000Z\""));
    let ready = format!(
        r#"defacto-ready {{"borrowerId":"{BORROWER_ID}","creditLine":{{"available":250000,"maximum":400000,"currency":"EUR"}}}}"#
    );
    assert_eq!(
        consent[1..],
        [
            r#"defacto-stage {"from":"editing","to":"submitting"}"#,
            &format!(r#"defacto-enrolled {{"borrowerId":"{BORROWER_ID}","existing":false}}"#),
            r#"defacto-stage {"from":"submitting","to":"waiting"}"#,
            r#"defacto-stage {"from":"waiting","to":"ready"}"#,
            &ready,
            r#"defacto-stage {"from":"ready","to":"requested"}"#,
        ]
    );
}

#[test]
fn the_host_learns_that_the_widget_is_usable_before_anything_else() {
    let mut driver = Driver::editing();
    let told = driver.told();
    assert_eq!(told[0], r#"defacto-usable {"resumed":false}"#);
    assert_eq!(
        told[1],
        r#"defacto-stage {"from":"loading","to":"editing"}"#
    );
    assert!(told[2].starts_with(
        r#"defacto-validity {"valid":false,"remaining":["identifier","directors.0.first_name","#
    ));
    assert_eq!(told.len(), 3);
}

#[test]
fn the_host_is_told_what_remains_each_time_it_changes_and_only_then() {
    let mut driver = Driver::editing();
    driver.told();
    driver.edit(Field::AccountNumber, "FR76 3000");
    assert_eq!(driver.told(), [""; 0]);
    driver.fill_in();
    let told = driver.told();
    assert_eq!(
        told.last().unwrap(),
        r#"defacto-validity {"valid":false,"remaining":["signed_at"]}"#
    );
    driver.tick();
    assert_eq!(
        driver.told()[1],
        r#"defacto-validity {"valid":true,"remaining":[]}"#
    );
}

#[test]
fn a_session_with_a_signed_borrower_goes_straight_to_its_lines() {
    let mut driver = Driver::start();
    let known = borrower_body("SIGNED", Some("2026-01-05T10:00:00Z"));
    driver.read_session(Ok(Some(&json!({
        "identifier": sample::SIREN,
        "identifier_type": "siren",
        "borrower": known,
    }))));
    assert_eq!(driver.stage(), StageName::Waiting);
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[transfer_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
    let told = driver.told();
    assert_eq!(told[0], r#"defacto-usable {"resumed":true}"#);
    assert_eq!(
        told[1],
        format!(r#"defacto-enrolled {{"borrowerId":"{BORROWER_ID}","existing":true}}"#)
    );
}

#[test]
fn a_session_that_names_a_borrower_but_no_company_unlocks_by_the_borrowers_number() {
    for number in [sample::SIREN, sample::SIRET] {
        let mut known = borrower_body("SIGNED", None);
        known["identifier"] = json!(number);
        let mut driver = Driver::start();
        driver.read_session(Ok(Some(&json!({"borrower": known}))));
        let poll = driver.poll();
        driver.send(Input::CreditLines(poll, Ok(lines(&[transfer_line()]))));
        assert_eq!(driver.stage(), StageName::Ready, "{number}");
    }
}

#[test]
fn where_the_lender_answers_only_when_ready_the_lines_are_read_at_once() {
    let mut config = sample::config();
    config.wait_for_ready = true;
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.enroll(post);
    driver.poll();
}

#[test]
fn a_company_that_the_partner_names_is_shown_and_not_asked() {
    let mut config = sample::config();
    config.company = Some(sample::company(IdentifierType::Siren, sample::SIREN));
    config.company_name = "Moulins du Val".parse().ok();
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    let company = driver.view().company.unwrap();
    assert_eq!(company.id.as_str(), sample::SIREN);
    assert_eq!(
        company.name.as_ref().map(CompanyName::as_str),
        Some("Moulins du Val")
    );
    for (field, text) in &sample::FORM[2..] {
        driver.edit(*field, text);
    }
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(driver.post().1, sample::enrollment());
}

#[test]
fn the_sessions_word_wins_over_the_host_pages() {
    let mut config = sample::config();
    config.company = Some(sample::company(IdentifierType::Siren, sample::SIREN));
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(Some(&json!({
        "identifier": sample::SIRET,
        "identifier_type": "siret",
        "repayment": "transfer",
        "lender": "Another lender",
        "limits": {"minimum_age": 60},
        "terms": {"en": {"url": "https://lender.example/v2", "version": "2"}},
    }))));
    let view = driver.view();
    assert_eq!(view.company.unwrap().id.as_str(), sample::SIRET);
    assert!(!view.shows_notice);
    assert_eq!(view.lender, "Another lender");
    assert_eq!(view.terms.url, "https://lender.example/v2");
    driver.fill_in();
    driver.edit(Field::Identifier, sample::SIRET);
    driver.tick();
    driver.send(Input::Submitted);
    let codes = driver
        .view()
        .problems
        .iter()
        .map(|problem| problem.reason.code())
        .collect::<Vec<_>>();
    assert_eq!(codes, ["birth_date_too_young"], "54 is under 60");
}

#[test]
fn what_was_typed_before_the_session_was_read_stays() {
    let mut driver = Driver::start();
    driver.edit(Field::IdentifierType, "siret");
    driver.edit(Field::Identifier, sample::SIRET);
    driver.edit(Field::CompanyName, "Moulins");
    driver.read_session(Ok(None));
    assert_eq!(driver.flow.value(Field::IdentifierType), "siret");
    assert_eq!(driver.flow.value(Field::Identifier), sample::SIRET);
    assert_eq!(driver.flow.value(Field::CompanyName), "Moulins");
}

#[test]
fn a_second_press_while_the_first_is_out_does_nothing() {
    let (mut driver, _) = Driver::submitting();
    driver.send(Input::Submitted);
    assert_eq!(driver.calls, []);

    let mut driver = Driver::ready();
    driver.send(Input::LoanRequested);
    driver.send(Input::LoanRequested);
    let (request, _) = driver.loan_request();
    driver.send(Input::LoanSettled(request, LoanOutcome::Accepted));
    driver.send(Input::LoanRequested);
    assert_eq!(driver.calls, [], "taken once, taken for good");
}

#[test]
fn a_loan_request_that_failed_can_be_pressed_again() {
    let mut driver = Driver::ready();
    driver.send(Input::LoanRequested);
    driver.settle(LoanOutcome::Failed);
    let Screen::Requested(_, RequestState::Failed) = driver.view().screen else {
        panic!("{:?}", driver.view().screen);
    };
    driver.send(Input::LoanRequested);
    driver.settle(LoanOutcome::Accepted);
    assert_eq!(driver.stage(), StageName::Requested);
}

#[test]
fn a_loan_request_that_the_host_prevented_never_happened() {
    let mut driver = Driver::ready();
    let before = driver.view();
    driver.send(Input::LoanRequested);
    driver.settle(LoanOutcome::Prevented);
    assert_eq!(driver.view(), before);
}

#[test]
fn a_flow_asks_for_its_session_and_for_nothing_else_first() {
    let driver = Driver::start();
    assert!(matches!(driver.calls.as_slice(), [Effect::ReadSession(_)]));
    assert_eq!(driver.flow.next_wakeup(), None);
}

#[test]
fn an_existing_borrower_of_another_signature_is_told_since_when() {
    let (mut driver, post) = Driver::submitting();
    let body = borrower_body("SIGNED", Some("2025-11-01T10:00:00Z"));
    driver.send(Input::Enrolled(post, Ok(borrower(&body))));
    let since = Some(sample::at("2025-11-01T10:00:00Z"));
    assert!(matches!(driver.view().screen, Screen::AlreadyEnrolled(shown, _) if shown == since));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}
