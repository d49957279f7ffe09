use enrollment::flow::{Cause, Class, ErrorCode, Input, Reason, Screen, StageName};
use serde_json::{Value, json};

use crate::support::{
    answers::{
        BORROWER_ID, borrower, borrower_body, failed, line_with, lines, lines_and, usable_line,
        with,
    },
    driver::Driver,
};

fn because(status: &str, class: &str) -> Value {
    let reason = json!({"class": class, "text": "Please write to us."});
    with(borrower_body(status, None), &json!({"reason": reason}))
}

fn acts() -> Value {
    let changes = json!({"next_actions": ["FILL_KYB_CASE"]});
    with(borrower_body("SIGNED", None), &changes)
}

fn last_told(driver: &mut Driver) -> String {
    driver.told().pop().unwrap_or_default()
}

#[test]
fn a_blocked_borrower_is_declined_wherever_the_block_is_seen() {
    let blocked = because("BLOCKED", "closed");
    let expected = Screen::Declined(Some(Reason {
        class: Class::Closed,
        text: Some("Please write to us.".into()),
        language: None,
    }));
    let told = format!(r#"defacto-declined {{"borrowerId":"{BORROWER_ID}","class":"closed"}}"#);

    let (mut at_post, post) = Driver::submitting();
    at_post.send(Input::Enrolled(post, Ok(borrower(&blocked))));
    let (mut at_lookup, lookup) = Driver::reconciling();
    at_lookup.send(Input::BorrowerFound(lookup, Ok(vec![borrower(&blocked)])));
    let (mut at_poll, poll) = Driver::waiting();
    let despite_a_line = lines_and(&[usable_line()], &blocked);
    at_poll.send(Input::CreditLines(poll, Ok(despite_a_line)));
    let mut at_session = Driver::start();
    at_session.read_session(Ok(Some(&json!({"borrower": blocked}))));

    for mut driver in [at_post, at_lookup, at_poll, at_session] {
        assert_eq!(driver.view().screen, expected);
        assert_eq!(last_told(&mut driver), told);
        assert_eq!(driver.flow.next_wakeup(), None);
        driver.send(Input::Retried);
        assert_eq!(driver.view().screen, expected, "a no is no");
    }
}

#[test]
fn a_block_without_a_reason_says_the_least() {
    let (mut driver, post) = Driver::submitting();
    let body = borrower_body("DEACTIVATED", None);
    driver.send(Input::Enrolled(post, Ok(borrower(&body))));
    assert_eq!(driver.view().screen, Screen::Declined(None));
    let told = last_told(&mut driver);
    assert!(told.ends_with(r#""class":"not_eligible"}"#), "{told}");
}

#[test]
fn an_action_at_the_lenders_is_asked_for_and_checked_again_afterwards() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Ok(lines_and(&[], &acts()))));
    assert_eq!(driver.view().screen, Screen::ActionRequired(None));
    let told = last_told(&mut driver);
    assert!(told.ends_with(r#""class":"needs_action"}"#), "{told}");
    assert_eq!(driver.flow.next_wakeup(), None);

    driver.send(Input::Retried);
    let poll = driver.poll();
    let done = borrower_body("SIGNED", None);
    let open = lines_and(&[usable_line()], &done);
    driver.send(Input::CreditLines(poll, Ok(open)));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn no_funds_can_be_checked_again() {
    let (mut driver, poll) = Driver::waiting();
    let empty = line_with(&json!({"balance_available": 0}));
    driver.send(Input::CreditLines(poll, Ok(lines(&[empty]))));
    assert_eq!(driver.stage(), StageName::NoFunds);
    assert!(last_told(&mut driver).starts_with("defacto-no-funds "));
    driver.send(Input::Retried);
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn a_page_that_has_no_session_to_give_can_be_asked_again() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::NoSession))));
    let (code, retryable) = (ErrorCode::Session, true);
    assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
    driver.send(Input::Retried);
    assert_eq!(driver.stage(), StageName::Waiting);
    driver.poll();
}

#[test]
fn a_browser_that_may_not_read_the_lines_has_failed_for_good() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::Rejected))));
    let (code, retryable) = (ErrorCode::Rejected, false);
    assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
    assert!(last_told(&mut driver).contains(r#""retryable":false"#));
    driver.send(Input::Retried);
    driver.send(Input::Online(true));
    assert_eq!(driver.stage(), StageName::Failed);
    assert_eq!(driver.calls, []);
}

#[test]
fn every_class_of_a_block_leads_to_its_stage() {
    for (class, stage) in [
        ("not_eligible", StageName::Declined),
        ("closed", StageName::Declined),
        ("needs_action", StageName::ActionRequired),
        ("needs_documents", StageName::ActionRequired),
        ("under_review", StageName::Waiting),
        ("something_new", StageName::Declined),
    ] {
        let (mut driver, poll) = Driver::waiting();
        let blocked = because("BLOCKED", class);
        driver.send(Input::CreditLines(poll, Ok(lines_and(&[], &blocked))));
        assert_eq!(driver.stage(), stage, "{class}");
    }
}

#[test]
fn a_class_that_asks_for_something_does_so_until_a_line_is_open() {
    for (class, stage) in [
        ("needs_action", StageName::ActionRequired),
        ("needs_documents", StageName::ActionRequired),
        ("under_review", StageName::Waiting),
        ("not_eligible", StageName::Waiting),
        ("closed", StageName::Waiting),
    ] {
        let known = because("SIGNED", class);
        let (mut driver, poll) = Driver::waiting();
        driver.send(Input::CreditLines(poll, Ok(lines_and(&[], &known))));
        assert_eq!(driver.stage(), stage, "{class}");
        let (mut driver, poll) = Driver::waiting();
        let open = lines_and(&[usable_line()], &known);
        driver.send(Input::CreditLines(poll, Ok(open)));
        assert_eq!(driver.stage(), StageName::Ready, "{class}");
    }
}

#[test]
fn a_key_that_the_lender_refuses_is_not_polled_with() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::KeyRefused))));
    let (code, retryable) = (ErrorCode::Upstream, true);
    assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
    assert_eq!(driver.flow.next_wakeup(), None);
    driver.send(Input::Retried);
    driver.poll();
}

#[test]
fn a_thin_proxy_lets_one_who_did_what_was_asked_go_on() {
    let (mut driver, post) = Driver::submitting();
    let acts = with(
        borrower_body("SIGNED", None),
        &json!({"next_actions": ["FILL_KYB_CASE"]}),
    );
    driver.send(Input::Enrolled(post, Ok(borrower(&acts))));
    assert_eq!(driver.stage(), StageName::ActionRequired);
    driver.send(Input::Retried);
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}
