use enrollment::{
    flow::{CallError, Cause, ErrorCode, HostEvent, Input, Notice, Screen, StageName, Ticket},
    time::Timestamp,
};

use serde_json::json;

use crate::support::{
    answers::{answer, borrower, borrower_body, failed, lines, of, usable_line, with},
    driver::Driver,
    sample::SIREN,
};

fn found(driver: &mut Driver, lookup: Ticket, signed_at: Option<Timestamp>) {
    let signed_at = signed_at.map(|at| at.to_string());
    let body = borrower_body("SIGNED", signed_at.as_deref());
    driver.send(Input::BorrowerFound(lookup, Ok(vec![borrower(&body)])));
}

fn not_found(driver: &mut Driver, lookup: Ticket) {
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
}

/// A lookup that is out this long after the POST began, with nothing seen before.
fn looking_after(millis: u64) -> (Driver, Ticket) {
    let (mut driver, post) = Driver::submitting();
    driver.advance(millis);
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    (driver, lookup)
}

#[test]
fn a_post_that_nobody_answered_is_looked_up_at_once() {
    for cause in [Cause::NoAnswer, Cause::OutcomeUnknown] {
        let (mut driver, post) = Driver::submitting();
        driver.told();
        driver.send(Input::Enrolled(post, Err(failed(cause))));
        assert_eq!(driver.stage(), StageName::Reconciling);
        driver.lookup();
        assert_eq!(
            driver.told(),
            [
                r#"defacto-error {"code":"outcome-unknown","problem":"","retryable":true,"requestId":null}"#,
                r#"defacto-stage {"from":"submitting","to":"reconciling"}"#
            ]
        );
    }
}

#[test]
fn another_tab_that_enrolls_is_waited_for_without_an_error() {
    let (mut driver, post) = Driver::submitting();
    driver.told();
    driver.send(Input::Enrolled(post, Err(failed(Cause::AlreadyEnrolling))));
    driver.lookup();
    let stage = r#"defacto-stage {"from":"submitting","to":"reconciling"}"#;
    assert_eq!(driver.told(), [stage]);
}

#[test]
fn found_with_our_signature_goes_on_to_waiting() {
    for less in [0, 1, 999] {
        let (mut driver, lookup) = Driver::reconciling();
        let ours = driver.signed_at().millis() - less;
        found(&mut driver, lookup, Timestamp::from_millis(ours));
        assert_eq!(driver.stage(), StageName::Waiting, "{less} ms less");
        let existing = driver.events.iter().find_map(|event| match event {
            HostEvent::Enrolled { existing, .. } => Some(*existing),
            _ => None,
        });
        assert_eq!(existing, Some(false));
    }
}

#[test]
fn found_with_another_signature_was_enrolled_already() {
    for apart in [-86_400_000, -1_000, 1_000] {
        let (mut driver, lookup) = Driver::reconciling();
        let theirs = Timestamp::from_millis(driver.signed_at().millis() + apart);
        found(&mut driver, lookup, theirs);
        assert!(
            matches!(driver.view().screen, Screen::AlreadyEnrolled(shown, _) if shown == theirs)
        );
        let poll = driver.poll();
        driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
        assert_eq!(driver.stage(), StageName::Ready);
        assert!(driver.view().is_on_file, "said until it is read");
    }
}

#[test]
fn not_found_once_proves_nothing_however_late() {
    let (mut driver, lookup) = looking_after(3_600_000);
    not_found(&mut driver, lookup);
    assert_eq!(driver.stage(), StageName::Reconciling);
}

#[test]
fn not_found_twice_within_ten_seconds_proves_nothing() {
    let (mut driver, lookup) = looking_after(60_000);
    not_found(&mut driver, lookup);
    let mut apart = 0;
    loop {
        apart += driver.wakes_in().unwrap();
        let lookup = driver.next_lookup();
        not_found(&mut driver, lookup);
        if driver.stage() == StageName::Editing {
            break;
        }
        assert!(apart < 10_000, "still looking after {apart} ms");
    }
    assert!(apart >= 10_000, "gave up after {apart} ms");
}

#[test]
fn not_found_twice_while_the_lender_may_still_be_at_it_proves_nothing() {
    let (mut driver, mut lookup) = Driver::reconciling();
    let mut since_post = 0;
    loop {
        not_found(&mut driver, lookup);
        if driver.stage() == StageName::Editing {
            break;
        }
        assert!(since_post < 40_000, "still looking after {since_post} ms");
        since_post += driver.wakes_in().unwrap();
        lookup = driver.next_lookup();
    }
    assert!(since_post >= 40_000, "gave up after {since_post} ms");
    assert!(since_post <= 52_000, "{since_post}");
}

#[test]
fn not_found_in_time_brings_the_form_back_and_only_a_press_posts_again() {
    let (mut driver, lookup) = looking_after(30_000);
    not_found(&mut driver, lookup);
    driver.advance(10_000);
    driver.send(Input::Woke);
    let lookup = driver.lookup();
    not_found(&mut driver, lookup);
    assert_eq!(
        driver.view().screen,
        Screen::Editing(Some(Notice::NotReceived))
    );
    assert!(driver.view().consented);
    assert_eq!(driver.flow.next_wakeup(), None);
    for input in [
        Input::Woke,
        Input::Retried,
        Input::Visible(true),
        Input::Online(true),
    ] {
        driver.send(input);
        driver.pass(3_600_000);
        assert_eq!(driver.calls, []);
    }
    driver.send(Input::Submitted);
    driver.post();
}

#[test]
fn exactly_ten_seconds_apart_and_forty_after_the_post_is_enough_and_less_is_not() {
    for (first, second, enough) in [
        (30_000, 40_000, true),
        (30_001, 40_000, false),
        (29_999, 39_999, false),
        (0, 40_000, true),
    ] {
        let (mut driver, lookup) = looking_after(first);
        not_found(&mut driver, lookup);
        driver.advance(second - first);
        driver.send(Input::Retried);
        let lookup = driver.lookup();
        not_found(&mut driver, lookup);
        let over = driver.stage() == StageName::Editing;
        assert_eq!(over, enough, "{first} {second}");
    }
}

#[test]
fn a_borrower_who_turns_up_late_is_found() {
    let (mut driver, lookup) = Driver::reconciling();
    not_found(&mut driver, lookup);
    for _ in 0..5 {
        let lookup = driver.next_lookup();
        not_found(&mut driver, lookup);
    }
    let lookup = driver.next_lookup();
    let ours = Some(driver.signed_at());
    found(&mut driver, lookup, ours);
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn lookups_that_fail_say_nothing_and_the_fourth_in_a_row_is_told() {
    for (cause, code) in [
        (Cause::NoAnswer, ErrorCode::Network),
        (Cause::Upstream, ErrorCode::Upstream),
        (Cause::Busy(None), ErrorCode::Busy),
    ] {
        let (mut driver, mut lookup) = looking_after(60_000);
        for _ in 0..3 {
            driver.send(Input::BorrowerFound(lookup, Err(failed(cause.clone()))));
            assert_eq!(driver.stage(), StageName::Reconciling);
            lookup = driver.next_lookup();
        }
        driver.send(Input::BorrowerFound(lookup, Err(failed(cause))));
        let retryable = true;
        assert_eq!(driver.view().screen, Screen::Failed { code, retryable });

        driver.send(Input::Retried);
        assert_eq!(driver.stage(), StageName::Reconciling);
        let lookup = driver.lookup();
        not_found(&mut driver, lookup);
        assert_eq!(driver.stage(), StageName::Reconciling, "seen once so far");
    }
}

#[test]
fn who_tries_again_begins_the_count_and_the_pauses_anew() {
    let (mut driver, mut lookup) = looking_after(60_000);
    let fail = |driver: &mut Driver, lookup| {
        driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Upstream))));
    };
    for _ in 0..3 {
        fail(&mut driver, lookup);
        lookup = driver.next_lookup();
    }
    fail(&mut driver, lookup);
    assert_eq!(driver.stage(), StageName::Failed);
    driver.send(Input::Retried);
    lookup = driver.lookup();
    fail(&mut driver, lookup);
    let pause = driver.wakes_in().unwrap();
    assert!((800..=1_200).contains(&pause), "{pause}");
    for _ in 0..2 {
        lookup = driver.next_lookup();
        fail(&mut driver, lookup);
        assert_eq!(driver.stage(), StageName::Reconciling);
    }
    lookup = driver.next_lookup();
    fail(&mut driver, lookup);
    assert_eq!(driver.stage(), StageName::Failed);
}

#[test]
fn a_lookup_waits_as_long_as_a_busy_server_says() {
    let (mut driver, lookup) = Driver::reconciling();
    let busy = failed(Cause::Busy(Some(17_000)));
    driver.send(Input::BorrowerFound(lookup, Err(busy)));
    assert_eq!(driver.wakes_in(), Some(17_000));
}

#[test]
fn what_was_seen_before_a_failure_still_counts() {
    let (mut driver, lookup) = looking_after(30_000);
    not_found(&mut driver, lookup);
    driver.advance(5_000);
    driver.send(Input::Woke);
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::NoSession))));
    assert_eq!(driver.stage(), StageName::Failed);
    driver.advance(5_000);
    driver.send(Input::Retried);
    let lookup = driver.lookup();
    not_found(&mut driver, lookup);
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn lookups_stop_while_the_page_is_offline_and_run_at_once_when_it_is_back() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Online(false));
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    assert_eq!(driver.stage(), StageName::Reconciling);
    assert_eq!((driver.wakes_in(), driver.calls.len()), (None, 0));
    driver.advance(60_000);
    driver.send(Input::Online(true));
    driver.lookup();
}

#[test]
fn a_borrower_without_a_number_counts_where_it_stands_alone() {
    let nameless = |driver: &Driver| {
        let mut body = borrower_body("SIGNED", Some(&driver.signed_at().to_string()));
        body["identifier"] = json!(null);
        borrower(&body)
    };
    let (mut driver, lookup) = Driver::reconciling();
    let alone = nameless(&driver);
    driver.send(Input::BorrowerFound(lookup, Ok(vec![alone])));
    assert_eq!(driver.stage(), StageName::Waiting);

    let (mut driver, lookup) = Driver::reconciling();
    let list = vec![nameless(&driver), nameless(&driver)];
    driver.send(Input::BorrowerFound(lookup, Ok(list)));
    assert_eq!(driver.stage(), StageName::Reconciling);
}

#[test]
fn a_lookup_that_is_answered_begins_the_count_of_failures_anew() {
    let (mut driver, mut lookup) = Driver::reconciling();
    for round in 0..2 {
        for _ in 0..3 {
            driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Upstream))));
            assert_eq!(driver.stage(), StageName::Reconciling, "round {round}");
            lookup = driver.next_lookup();
        }
        if round == 0 {
            not_found(&mut driver, lookup);
            lookup = driver.next_lookup();
        }
    }
}

#[test]
fn lookups_come_at_longer_and_longer_pauses() {
    let (mut driver, lookup) = Driver::reconciling();
    not_found(&mut driver, lookup);
    for (least, most) in [(800, 1_200), (1_200, 1_800), (1_800, 2_700)] {
        let pause = driver.wakes_in().unwrap();
        assert!((least..=most).contains(&pause), "{pause}");
        let lookup = driver.next_lookup();
        not_found(&mut driver, lookup);
    }
}

#[test]
fn a_lookup_that_is_not_allowed_or_has_a_key_that_is_refused_is_told_at_once() {
    for (cause, problem, code) in [
        (Cause::Rejected, "origin_not_allowed", ErrorCode::Rejected),
        (Cause::KeyRefused, "upstream_auth", ErrorCode::Upstream),
    ] {
        let (mut driver, lookup) = Driver::reconciling();
        let error = CallError {
            problem: problem.into(),
            ..failed(cause)
        };
        driver.send(Input::BorrowerFound(lookup, Err(error)));
        let retryable = true;
        assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
    }
}

#[test]
fn who_is_bound_to_no_company_yet_has_sent_nothing_that_was_taken() {
    let not_yours = || CallError {
        problem: "not_your_borrower".into(),
        ..failed(Cause::Rejected)
    };
    let (mut driver, lookup) = Driver::reconciling();
    driver.send(Input::BorrowerFound(lookup, Err(not_yours())));
    assert_eq!(driver.stage(), StageName::Reconciling, "as if not found");

    let mut driver = Driver::start();
    driver.read_session(Ok(Some(
        &json!({"identifier": SIREN, "identifier_type": "siren"}),
    )));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Err(not_yours())));
    assert_eq!(driver.stage(), StageName::Failed);
}

#[test]
fn a_post_that_never_arrived_is_not_a_dead_end_where_the_session_names_nobody() {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&json!({"repayment": "direct-debit"}))));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    // The reference proxy: a token without sub that is bound to nobody reads nothing.
    let body = r#"{"code":"not_your_borrower","status":403}"#;
    let refused = answer(403, body).borrowers();
    driver.send(Input::BorrowerFound(lookup, refused));
    assert_ne!(
        driver.view().screen,
        Screen::Failed {
            code: enrollment::flow::ErrorCode::Rejected,
            retryable: false
        }
    );
}

#[test]
fn our_own_enrollment_that_a_session_shows_is_no_earlier_one() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    for nth in 0..4 {
        let lookup = if nth == 0 {
            driver.lookup()
        } else {
            driver.next_lookup()
        };
        driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Upstream))));
    }
    assert_eq!(driver.stage(), StageName::Failed);
    driver.send(Input::ReadAgain);
    let at = driver.signed_at().to_string();
    let body = with(
        of(SIREN),
        &json!({"borrower": borrower_body("SIGNED", Some(&at))}),
    );
    driver.read_session(Ok(Some(&body)));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn a_borrower_without_a_number_among_others_is_nobodys() {
    let (mut driver, lookup) = Driver::reconciling();
    let other = with(
        borrower_body("SIGNED", Some("2020-01-01T00:00:00Z")),
        &json!({"identifier": "552100554"}),
    );
    let nameless = with(
        borrower_body("SIGNED", Some("2020-01-01T00:00:00Z")),
        &json!({"identifier": null, "id": "x"}),
    );
    driver.send(Input::BorrowerFound(
        lookup,
        Ok(vec![borrower(&other), borrower(&nameless)]),
    ));
    assert_eq!(driver.stage(), StageName::Reconciling);
}
