//! What a borrower is told of the time that it has waited.

use enrollment::flow::{Cause, Input, Screen, StageName};
use serde_json::json;

use crate::support::{
    answers::{borrower, borrower_body, failed, lines},
    driver::Driver,
};

const MINUTE: u64 = 60_000;

/// How long the borrower is told that it has waited.
fn so_far(driver: &Driver) -> Option<u64> {
    let since = driver.view().waits_since;
    since.map(|since| driver.now().mono.since(since))
}

#[test]
fn it_counts_from_the_press() {
    let (mut driver, post) = Driver::submitting();
    assert_eq!(so_far(&driver), Some(0));
    driver.advance(1_500);
    assert_eq!(so_far(&driver), Some(1_500));
    driver.enroll(post);
    assert_eq!(so_far(&driver), Some(1_500));
    driver.advance(2_000);
    assert_eq!(so_far(&driver), Some(3_500));
}

#[test]
fn a_lookup_is_part_of_the_wait() {
    let (mut driver, lookup) = Driver::reconciling();
    driver.advance(4_000);
    assert_eq!(so_far(&driver), Some(4_000));
    let body = borrower_body("SIGNED", Some(&driver.signed_at().to_string()));
    driver.send(Input::BorrowerFound(lookup, Ok(vec![borrower(&body)])));
    assert_eq!(driver.stage(), StageName::Waiting);
    assert_eq!(so_far(&driver), Some(4_000));
}

#[test]
fn a_later_page_counts_from_the_signature() {
    for (signed_at, expected) in [
        ("2026-03-02T08:48:20.000Z", 700_000),
        // Whoever signed long ago waits for something else now.
        ("2026-03-02T07:59:59.000Z", 0),
        // A device whose clock is behind.
        ("2026-03-02T09:00:30.000Z", 0),
    ] {
        let mut driver = Driver::start();
        let known = borrower_body("SIGNED", Some(signed_at));
        driver.read_session(Ok(Some(&json!({"borrower": known}))));
        assert_eq!(driver.stage(), StageName::Waiting);
        assert_eq!(so_far(&driver), Some(expected), "{signed_at}");
    }
}

#[test]
fn whoever_tries_again_soon_has_waited_all_the_while_and_later_waits_anew() {
    for (pause, expected) in [(MINUTE, MINUTE), (90 * MINUTE, 0)] {
        let (mut driver, poll) = Driver::waiting();
        let start = so_far(&driver).unwrap();
        driver.send(Input::CreditLines(poll, Err(failed(Cause::KeyRefused))));
        assert_eq!(driver.stage(), StageName::Failed);
        driver.advance(pause);
        driver.send(Input::Retried);
        let so_far = so_far(&driver).unwrap();
        assert_eq!(so_far, if expected == 0 { 0 } else { start + expected });
    }
}

/// Whether it is said of a wait that it takes longer than usual.
fn is_long(driver: &Driver) -> bool {
    assert_eq!(driver.stage(), StageName::Waiting);
    matches!(driver.view().screen, Screen::Waiting(patience) if patience.is_long)
}

#[test]
fn a_later_page_says_at_once_that_it_takes_long() {
    for (signed_at, expected) in [
        ("2026-03-02T08:57:59.000Z", true),
        ("2026-03-02T08:58:10.000Z", false),
    ] {
        let mut driver = Driver::start();
        let known = borrower_body("SIGNED", Some(signed_at));
        driver.read_session(Ok(Some(&json!({"borrower": known}))));
        assert_eq!(is_long(&driver), expected, "{signed_at}");
    }
}

#[test]
fn whoever_checks_again_after_a_long_wait_is_still_told_that_it_takes_long() {
    let (mut driver, poll) = Driver::waiting();
    driver.advance(10 * MINUTE);
    driver.send(Input::CreditLines(poll, Err(failed(Cause::KeyRefused))));
    driver.send(Input::Retried);
    assert!(is_long(&driver));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[]))));
    assert!(is_long(&driver));
}
