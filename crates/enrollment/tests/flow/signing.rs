use enrollment::{
    domain::consent::Signatory,
    draft::{Field, Problem, Reason},
    flow::{
        CallError, Cause, HostEvent, Input, Memory, Notice, Purpose, Screen, StageName, Ticket,
    },
};
use serde_json::{Value, json};

use crate::support::{
    answers::{
        BORROWER_ID, borrower, borrower_body, failed, lines, lines_and, missing, transfer_line,
        usable_line, with,
    },
    driver::Driver,
    sample,
};

fn unsigned() -> Value {
    borrower_body("TO_SIGN", None)
}

fn signed(driver: &Driver) -> Value {
    borrower_body("SIGNED", Some(&driver.signed_at().to_string()))
}

fn found(driver: &mut Driver, lookup: Ticket, body: &Value) {
    driver.send(Input::BorrowerFound(lookup, Ok(vec![borrower(body)])));
}

/// A borrower whom the lender has, unsigned, as the session names it.
fn asked_to_sign() -> Driver {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&json!({
        "identifier": sample::SIREN,
        "identifier_type": "siren",
        "borrower": unsigned(),
    }))));
    driver
}

#[test]
fn a_borrower_who_has_not_signed_is_asked_for_the_consent_alone() {
    let mut driver = asked_to_sign();
    let view = driver.view();
    assert_eq!(view.screen, Screen::Editing(None));
    assert_eq!(view.purpose, Purpose::Sign);
    assert!(view.shows(Field::SignedAt) && view.shows_notice);
    assert!(!view.shows_director());
    for field in [
        Field::AccountNumber,
        Field::Identifier,
        Field::Director(0, enrollment::draft::PersonField::Email),
    ] {
        assert!(!view.shows(field), "{field:?}");
    }
    let told = driver.told();
    assert_eq!(
        told.last().unwrap(),
        r#"defacto-validity {"valid":false,"remaining":["signed_at"]}"#
    );
}

#[test]
fn a_signature_needs_a_tick_and_sends_its_instant() {
    let mut driver = asked_to_sign();
    driver.send(Input::Submitted);
    assert_eq!(
        driver.view().problems,
        [Problem::new(Field::SignedAt, Reason::NotAccepted)]
    );
    driver.tick();
    driver.advance(60_000);
    driver.send(Input::Submitted);
    let (ticket, signature) = driver.signature();
    assert_eq!(signature.borrower_id, BORROWER_ID);
    assert_eq!(signature.consent.signed_at(), driver.signed_at());
    let body = signed(&driver);
    driver.send(Input::Enrolled(ticket, Ok(borrower(&body))));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn whoever_is_no_director_signs_as_what_they_are() {
    let mut driver = asked_to_sign();
    driver.tick();
    driver.send(Input::OwnerApart(true));
    assert!(!driver.view().consented, "the tick was a director's");
    assert_eq!(driver.view().purpose, Purpose::Sign);
    driver.tick();
    driver.send(Input::Submitted);
    let (_, signature) = driver.signature();
    assert_eq!(signature.consent.receipt().signatory, Signatory::Owner);
}

#[test]
fn found_unsigned_after_an_unknown_outcome_signs_with_the_same_instant() {
    let (mut driver, lookup) = Driver::reconciling();
    let ticked_at = driver.signed_at();
    driver.advance(3_000);
    found(&mut driver, lookup, &unsigned());
    assert_eq!(driver.stage(), StageName::Submitting);
    let (ticket, signature) = driver.signature();
    assert_eq!(signature.consent.signed_at(), ticked_at);
    let body = signed(&driver);
    driver.send(Input::Enrolled(ticket, Ok(borrower(&body))));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn an_enrollment_that_leaves_the_borrower_unsigned_is_signed() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(post, Ok(borrower(&unsigned()))));
    let (ticket, signature) = driver.signature();
    assert_eq!(signature.consent.signed_at(), driver.signed_at());
    assert!(
        driver.view().is_on_file,
        "the account that was typed stays here"
    );
    let body = signed(&driver);
    driver.send(Input::Enrolled(ticket, Ok(borrower(&body))));
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
    assert!(driver.view().is_on_file);
    driver.send(Input::Reset);
    assert!(!driver.view().is_on_file);
}

#[test]
fn who_signs_without_a_form_has_typed_no_account() {
    let mut driver = asked_to_sign();
    driver.tick();
    driver.send(Input::Submitted);
    assert!(!driver.view().is_on_file);
}

#[test]
fn a_signature_that_nobody_answered_is_looked_up_and_never_repeated_by_code() {
    let mut driver = asked_to_sign();
    driver.tick();
    driver.send(Input::Submitted);
    let (ticket, _) = driver.signature();
    driver.send(Input::Enrolled(ticket, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    found(&mut driver, lookup, &unsigned());
    assert_eq!(driver.stage(), StageName::Reconciling);
    driver.advance(40_000);
    let lookup = driver.next_lookup();
    found(&mut driver, lookup, &unsigned());
    assert_eq!(
        driver.view().screen,
        Screen::Editing(Some(Notice::NotReceived))
    );
    assert_eq!(driver.view().purpose, Purpose::Sign);
    assert!(driver.view().consented, "the tick stays");
    driver.send(Input::Submitted);
    driver.signature();
}

#[test]
fn one_who_turns_out_unsigned_while_waiting_signs_before_anything_unlocks() {
    let mut driver = Driver::start();
    let known = borrower_body("SIGNED", None);
    driver.read_session(Ok(Some(&json!({"borrower": known}))));
    let poll = driver.poll();
    let answer = lines_and(&[transfer_line()], &unsigned());
    driver.send(Input::CreditLines(poll, Ok(answer)));
    assert_eq!(driver.view().purpose, Purpose::Sign);
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn a_line_that_is_collected_asks_who_was_not_told_before_it_unlocks() {
    let mut driver = Driver::start();
    let known = borrower_body("SIGNED", Some("2025-11-05T10:00:00Z"));
    driver.read_session(Ok(Some(&json!({"borrower": known}))));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.view().purpose, Purpose::AcceptDebit);
    assert!(driver.view().shows_notice);
    driver.send(Input::Submitted);
    assert_eq!(driver.view().problems.len(), 1);

    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Waiting);
    assert!(matches!(driver.memory, Some(Memory::Accepted(_))));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn a_tick_for_a_transfer_is_no_consent_to_a_line_that_is_collected() {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&json!({"repayment": "transfer"}))));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.enroll(post);
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.view().purpose, Purpose::AcceptDebit);
    assert!(!driver.view().consented, "it is asked for anew");
    let withdrawn = driver.events.iter().rev().find_map(|event| match event {
        HostEvent::Consent(consent) => Some(consent.is_none()),
        _ => None,
    });
    assert_eq!(withdrawn, Some(true));
}

#[test]
fn another_borrowers_answer_says_nothing_of_ours() {
    let (mut driver, post) = Driver::submitting();
    let mut body = signed(&driver);
    body["identifier"] = json!("552100554");
    driver.send(Input::Enrolled(post, Ok(borrower(&body))));
    assert_eq!(driver.stage(), StageName::Reconciling);
    let lookup = driver.lookup();
    found(&mut driver, lookup, &body);
    assert_eq!(driver.stage(), StageName::Reconciling, "not found");
}

#[test]
fn what_the_lender_refused_is_looked_up_once() {
    let (mut driver, post) = Driver::submitting();
    driver.told();
    driver.send(Input::Enrolled(post, Err(failed(Cause::LenderRefused))));
    let lookup = driver.lookup();
    assert_eq!(
        driver.told(),
        [r#"defacto-stage {"from":"submitting","to":"reconciling"}"#]
    );
    let mut other = driver;
    other.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    assert_eq!(other.stage(), StageName::Failed);

    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(post, Err(failed(Cause::LenderRefused))));
    let lookup = driver.lookup();
    found(&mut driver, lookup, &borrower_body("BLOCKED", None));
    assert_eq!(driver.stage(), StageName::Declined);
}

#[test]
fn found_without_any_instant_is_not_taken_for_our_signature() {
    let (mut driver, lookup) = Driver::reconciling();
    found(&mut driver, lookup, &borrower_body("SIGNED", None));
    assert_eq!(driver.stage(), StageName::AlreadyEnrolled);
}

#[test]
fn what_is_refused_of_a_signature_is_marked_where_it_can_be_seen() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(
        post,
        Ok(borrower(&borrower_body("TO_SIGN", None))),
    ));
    let (sign, _) = driver.signature();
    driver.send(Input::Enrolled(
        sign,
        Err(missing(&["account_number", "directors.0.birth_date"])),
    ));
    let view = driver.view();
    for problem in &view.problems {
        assert!(
            view.shows(problem.field),
            "{problem:?} is nowhere to be seen"
        );
    }
    assert_eq!(view.screen, Screen::Editing(Some(Notice::MoreIsMissing)));
}

#[test]
fn an_unsigned_borrower_without_a_number_leaves_the_company_as_it_was() {
    let (mut driver, post) = Driver::submitting();
    let body = with(borrower_body("TO_SIGN", None), &json!({"identifier": null}));
    driver.send(Input::Enrolled(post, Ok(borrower(&body))));
    assert_eq!(driver.flow.company_number(), sample::SIREN);
}

#[test]
fn the_signature_of_an_unsigned_borrower_without_a_number_is_recognised() {
    let (mut driver, post) = Driver::submitting();
    let body = with(borrower_body("TO_SIGN", None), &json!({"identifier": null}));
    driver.send(Input::Enrolled(post, Ok(borrower(&body))));
    let (sign, _) = driver.signature();
    let at = driver.signed_at().to_string();
    driver.send(Input::Enrolled(
        sign,
        Ok(borrower(&borrower_body("SIGNED", Some(&at)))),
    ));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn one_who_turns_out_unsigned_after_enrolling_here_does_not_unlock() {
    let (mut driver, poll) = Driver::waiting();
    let unsigned = borrower_body("TO_SIGN", None);
    let answer = lines_and(&[usable_line()], &unsigned);
    driver.send(Input::CreditLines(poll, Ok(answer)));
    assert_ne!(driver.stage(), StageName::Ready);
}

#[test]
fn one_who_turns_out_unsigned_after_accepting_the_debit_does_not_unlock() {
    let mut driver = Driver::start();
    let known = borrower_body("SIGNED", Some("2025-11-05T10:00:00Z"));
    driver.read_session(Ok(Some(&json!({"borrower": known}))));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    driver.tick();
    driver.send(Input::Submitted);
    let poll = driver.poll();
    let unsigned = borrower_body("TO_SIGN", None);
    let answer = lines_and(&[usable_line()], &unsigned);
    driver.send(Input::CreditLines(poll, Ok(answer)));
    assert_ne!(driver.stage(), StageName::Ready);
}

#[test]
fn an_unsigned_borrower_with_a_tick_at_hand_is_signed_or_asked_and_not_left_to_stall() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(
        post,
        Ok(borrower(&borrower_body("CREATED", None))),
    ));
    assert_eq!(driver.stage(), StageName::Waiting);
    let mut poll = driver.next_poll();
    for _ in 0..400 {
        let unsigned = borrower_body("TO_SIGN", None);
        let answer = lines_and(&[], &unsigned);
        driver.send(Input::CreditLines(poll, Ok(answer)));
        if driver.stage() != StageName::Waiting {
            break;
        }
        poll = driver.next_poll();
    }
    assert_ne!(driver.stage(), StageName::Stalled);
}

#[test]
fn a_proxy_that_knows_no_signatures_can_be_asked_again() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(
        post,
        Ok(borrower(&borrower_body("TO_SIGN", None))),
    ));
    let (sign, _) = driver.signature();
    driver.send(Input::Enrolled(sign, Err(failed(Cause::Rejected))));
    assert!(
        matches!(
            driver.view().screen,
            Screen::Failed {
                retryable: true,
                ..
            }
        ),
        "thin proxy has no /sign"
    );
}

#[test]
fn debit_acceptance_of_two_days_ago_is_asked_again() {
    let mut driver = Driver::start();
    let known = borrower_body("SIGNED", Some("2025-11-05T10:00:00Z"));
    driver.read_session(Ok(Some(&json!({"borrower": known}))));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    driver.tick();
    driver.advance(2 * 86_400_000);
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Editing);
}
