use enrollment::flow::{CallError, Cause, Input, Patience, Screen, StageName, Ticket};
use serde_json::json;

use crate::support::{
    answers::{
        answer, borrower, borrower_body, failed, line_with, lines, lines_and, usable_line, with,
    },
    driver::Driver,
    sample,
};

const MINUTE: u64 = 60_000;

fn nothing_yet(driver: &mut Driver, poll: Ticket) {
    driver.send(Input::CreditLines(poll, Ok(lines(&[]))));
}

/// A borrower who waits with this seed of the jitter.
fn waiting_with(seed: u64) -> (Driver, Ticket) {
    let mut config = sample::config();
    config.seed = seed;
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.enroll(post);
    let poll = driver.next_poll();
    (driver, poll)
}

#[test]
fn delays_grow_by_half_to_ten_seconds_and_vary_by_a_fifth() {
    let nominal = [
        1_000, 1_500, 2_250, 3_375, 5_062, 7_593, 10_000, 10_000, 10_000,
    ];
    let mut seen = [(u64::MAX, 0); 9];
    for seed in 0..60 {
        let (mut driver, mut poll) = waiting_with(seed);
        for (nominal, (least, most)) in nominal.into_iter().zip(&mut seen) {
            nothing_yet(&mut driver, poll);
            let delay = driver.wakes_in().unwrap();
            assert!(delay.abs_diff(nominal) <= nominal / 5, "{delay} {nominal}");
            (*least, *most) = ((*least).min(delay), (*most).max(delay));
            poll = driver.next_poll();
        }
    }
    for (nominal, (least, most)) in nominal.into_iter().zip(seen) {
        assert!(most - least > nominal / 5, "{nominal}: {least} to {most}");
    }
}

#[test]
fn one_seed_gives_one_order_of_delays() {
    let delays = || {
        let (mut driver, mut poll) = waiting_with(7);
        [(); 6].map(|()| {
            nothing_yet(&mut driver, poll);
            let delay = driver.wakes_in();
            poll = driver.next_poll();
            delay
        })
    };
    assert_eq!(delays(), delays());
}

#[test]
fn a_busy_server_is_waited_for_as_long_as_it_says() {
    for told in [1_000, 30_000, 120_000] {
        let (mut driver, poll) = Driver::waiting();
        driver.send(Input::CreditLines(
            poll,
            Err(failed(Cause::Busy(Some(told)))),
        ));
        assert_eq!(driver.wakes_in(), Some(told));
        driver.next_poll();
    }
}

#[test]
fn a_busy_server_that_says_nothing_or_zero_is_not_hammered() {
    for told in [None, Some(0)] {
        let (mut driver, poll) = Driver::waiting();
        driver.send(Input::CreditLines(poll, Err(failed(Cause::Busy(told)))));
        assert!(driver.wakes_in().unwrap() >= 800);
    }
}

#[test]
fn a_poll_that_fails_is_tried_again_like_one_without_lines() {
    for cause in [Cause::NoAnswer, Cause::Upstream, Cause::OutcomeUnknown] {
        let (mut driver, poll) = Driver::waiting();
        driver.told();
        driver.send(Input::CreditLines(poll, Err(failed(cause))));
        assert_eq!(driver.stage(), StageName::Waiting);
        assert!((800..=1_200).contains(&driver.wakes_in().unwrap()));
        assert_eq!(driver.told(), [""; 0]);
    }
}

#[test]
fn one_poll_is_out_at_a_time() {
    let (mut driver, poll) = Driver::waiting();
    assert_eq!(driver.wakes_in(), None);
    for input in [
        Input::Woke,
        Input::Retried,
        Input::Visible(true),
        Input::Online(true),
    ] {
        driver.send(input);
        assert_eq!(driver.calls, []);
    }
    nothing_yet(&mut driver, poll);
    driver.send(Input::Woke);
    assert_eq!(driver.calls, [], "not due yet");
}

#[test]
fn nothing_is_polled_while_the_page_is_hidden_or_offline_and_at_once_when_it_is_back() {
    for [away, back] in [
        [Input::Visible(false), Input::Visible(true)],
        [Input::Online(false), Input::Online(true)],
    ] {
        let (mut driver, poll) = Driver::waiting();
        nothing_yet(&mut driver, poll);
        driver.send(away);
        assert_eq!(driver.flow.next_wakeup(), None);
        driver.pass(5 * MINUTE);
        driver.send(Input::Woke);
        assert_eq!(driver.calls, []);
        driver.send(back);
        let poll = driver.poll();
        driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
        assert_eq!(driver.stage(), StageName::Ready);
    }
}

#[test]
fn a_page_that_is_hidden_and_offline_has_to_be_both_back() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::Visible(false));
    driver.send(Input::Online(false));
    nothing_yet(&mut driver, poll);
    driver.send(Input::Visible(true));
    assert_eq!((driver.wakes_in(), driver.calls.len()), (None, 0));
    driver.send(Input::Online(true));
    driver.poll();
}

#[test]
fn what_is_told_again_brings_no_poll_forward() {
    let (mut driver, poll) = Driver::waiting();
    nothing_yet(&mut driver, poll);
    for input in [
        Input::Online(true),
        Input::Visible(true),
        Input::Visible(false),
        Input::Online(true),
    ] {
        driver.send(input);
        assert_eq!(driver.calls, []);
    }
}

#[test]
fn an_answer_that_comes_while_hidden_is_taken() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::Visible(false));
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn checking_now_does_not_wait_for_the_timer() {
    let (mut driver, poll) = Driver::waiting();
    nothing_yet(&mut driver, poll);
    driver.send(Input::Retried);
    driver.poll();
}

#[test]
fn after_half_an_hour_it_is_stalled_and_can_be_checked_again() {
    let (mut driver, mut poll) = Driver::waiting();
    let mut waited = 0;
    loop {
        nothing_yet(&mut driver, poll);
        if driver.stage() == StageName::Stalled {
            break;
        }
        assert!(waited < 30 * MINUTE, "{waited}");
        waited += driver.wakes_in().unwrap();
        poll = driver.next_poll();
    }
    assert!(waited + 1_200 >= 30 * MINUTE, "{waited}");
    assert_eq!(driver.flow.next_wakeup(), None);
    let told = driver.told();
    assert!(told[told.len() - 1].starts_with("defacto-stalled "));

    driver.send(Input::Retried);
    let begun = driver.view().waits_since.unwrap();
    let so_far = driver.now().mono.since(begun);
    assert!(so_far >= waited, "it is the same wait");
    let poll = driver.poll();
    nothing_yet(&mut driver, poll);
    assert_eq!(driver.stage(), StageName::Waiting, "another half an hour");
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn failures_stall_too() {
    let (mut driver, mut poll) = Driver::waiting();
    for _ in 0..300 {
        driver.send(Input::CreditLines(poll, Err(CallError::NO_ANSWER)));
        if driver.stage() == StageName::Stalled {
            return;
        }
        poll = driver.next_poll();
    }
    panic!("half an hour has passed");
}

#[test]
fn one_enrolled_before_is_polled_for_in_the_same_way() {
    let (mut driver, post) = Driver::submitting();
    let before = borrower_body("SIGNED", Some("2025-01-01T00:00:00Z"));
    driver.send(Input::Enrolled(post, Ok(borrower(&before))));
    let poll = driver.poll();
    nothing_yet(&mut driver, poll);
    assert_eq!(driver.stage(), StageName::AlreadyEnrolled);
    driver.pass(31 * MINUTE);
    let poll = driver.poll();
    nothing_yet(&mut driver, poll);
    assert_eq!(driver.stage(), StageName::Stalled);
}

#[test]
fn a_retry_after_of_a_day_parks_nobody_for_longer_than_five_minutes() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(
        poll,
        Err(failed(Cause::Busy(Some(86_400_000)))),
    ));
    assert_eq!(driver.wakes_in(), Some(300_000));
}

/// A borrower who waits behind a proxy that holds answers back.
fn held() -> (Driver, Ticket) {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&json!({"push": true}))));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.enroll(post);
    let poll = driver.poll();
    (driver, poll)
}

fn answered_after(driver: &mut Driver, poll: Ticket, millis: u64, held: bool) {
    driver.advance(millis);
    let mut nothing = lines(&[]);
    nothing.held = held;
    driver.send(Input::CreditLines(poll, Ok(nothing)));
}

#[test]
fn a_proxy_that_holds_answers_back_is_offered_to_and_asked_again_at_once() {
    let (mut driver, mut poll) = held();
    for _ in 0..5 {
        answered_after(&mut driver, poll, 25_000, true);
        poll = driver.poll();
    }
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn only_a_proxy_that_said_so_is_offered_to_hold_an_answer_back() {
    let (driver, _) = Driver::waiting();
    assert_eq!(driver.offered_to_hold, Some(false));
    let (driver, _) = held();
    assert_eq!(driver.offered_to_hold, Some(true));
}

#[test]
fn an_answer_that_was_not_held_back_is_followed_by_a_pause() {
    for (millis, held_back) in [(25_000, false), (999, true), (0, true)] {
        let (mut driver, poll) = held();
        answered_after(&mut driver, poll, millis, held_back);
        assert_eq!(driver.calls, [], "{millis}");
        assert!((800..=1_200).contains(&driver.wakes_in().unwrap()));
    }
}

#[expect(clippy::panic, reason = "the test's own expectation")]
fn patience(driver: &Driver) -> Patience {
    match driver.view().screen {
        Screen::Waiting(patience) => patience,
        other => panic!("not waiting: {other:?}"),
    }
}

#[test]
fn after_two_minutes_it_is_said_that_it_takes_long() {
    let (mut driver, mut poll) = held();
    for _ in 0..4 {
        answered_after(&mut driver, poll, 25_000, true);
        assert!(!patience(&driver).is_long);
        poll = driver.poll();
    }
    answered_after(&mut driver, poll, 20_000, true);
    assert!(patience(&driver).is_long);
}

#[test]
fn one_who_is_looked_at_by_the_lender_waits_without_a_deadline() {
    for status in ["SIGNED", "BLOCKED", "SOMETHING_NEW"] {
        let (mut driver, mut poll) = Driver::waiting();
        let reviewed = with(
            borrower_body(status, None),
            &json!({"reason": {"class": "under_review"}}),
        );
        for _ in 0..40 {
            driver.send(Input::CreditLines(poll, Ok(lines_and(&[], &reviewed))));
            assert!(patience(&driver).is_reviewed, "{status}");
            driver.advance(60_000);
            poll = driver.next_poll();
        }
        driver.send(Input::CreditLines(
            poll,
            Ok(lines_and(&[], &borrower_body("SIGNED", None))),
        ));
        assert_eq!(driver.stage(), StageName::Stalled, "{status}");
    }
}

#[test]
fn a_line_does_not_unlock_while_the_lender_says_what_nobody_knows() {
    for line in [usable_line(), line_with(&json!({"balance_available": 0}))] {
        let (mut driver, poll) = Driver::waiting();
        let strange = borrower_body("MOON_PHASE", None);
        driver.send(Input::CreditLines(poll, Ok(lines_and(&[line], &strange))));
        assert_eq!(driver.stage(), StageName::Waiting);
        let poll = driver.next_poll();
        let signed = borrower_body("SIGNED", None);
        let answer = lines_and(&[usable_line()], &signed);
        driver.send(Input::CreditLines(poll, Ok(answer)));
        assert_eq!(driver.stage(), StageName::Ready);
    }
}

#[test]
fn a_proxy_that_tells_no_borrower_unlocks_whatever_was_said_before() {
    let (mut driver, post) = Driver::submitting();
    let strange = borrower(&borrower_body("MOON_PHASE", None));
    driver.send(Input::Enrolled(post, Ok(strange)));
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn a_line_does_not_unlock_for_one_who_is_blocked_and_looked_at() {
    let (mut driver, poll) = Driver::waiting();
    let reviewed = with(
        borrower_body("BLOCKED", None),
        &json!({"reason": {"class": "under_review"}}),
    );
    let answer = lines_and(&[usable_line()], &reviewed);
    driver.send(Input::CreditLines(poll, Ok(answer)));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn a_read_that_timed_out_on_the_way_is_tried_again() {
    let (mut driver, poll) = Driver::waiting();
    let late = answer(408, "").credit_lines();
    driver.send(Input::CreditLines(poll, late));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn retry_after_wins_over_a_glance_at_the_page() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(
        poll,
        Err(failed(Cause::Busy(Some(60_000)))),
    ));
    driver.advance(2_000);
    driver.send(Input::Visible(false));
    driver.send(Input::Visible(true));
    assert_eq!(driver.calls, []);
}
