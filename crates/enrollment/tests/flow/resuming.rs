use enrollment::flow::{Cause, HostEvent, Input, Memory, Notice, Screen, StageName};
use serde_json::{Value, json};

use crate::support::{
    answers::{BORROWER_ID, borrower, borrower_body, failed, lines, of, usable_line, with},
    driver::Driver,
    sample,
};

fn session_of(borrower: &Value) -> Value {
    json!({"identifier": sample::SIREN, "identifier_type": "siren", "borrower": borrower})
}

/// The page loaded again in the same tab.
fn reloaded(before: &Driver, after: u64) -> Driver {
    let mut config = sample::config();
    config.memory.clone_from(&before.memory);
    let mut driver = Driver::start_with(config);
    driver.advance(after);
    driver
}

#[test]
fn a_reload_while_waiting_goes_on_waiting_and_asks_for_no_second_consent() {
    let (before, _) = Driver::waiting();
    let mut driver = reloaded(&before, 5_000);
    let known = borrower_body("SIGNED", None);
    driver.read_session(Ok(Some(&session_of(&known))));
    assert_eq!(driver.stage(), StageName::Waiting);
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn what_another_borrower_accepted_is_not_remembered_for_this_one() {
    let (before, _) = Driver::waiting();
    let mut driver = reloaded(&before, 5_000);
    let mut known = borrower_body("SIGNED", None);
    known["id"] = json!("0b0c2d4e-8a37-4c5b-9d1e-6b7a8c9d0e1f");
    driver.read_session(Ok(Some(&session_of(&known))));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn a_reload_in_the_middle_of_a_post_looks_it_up_before_the_form_comes_back() {
    let (before, _) = Driver::submitting();
    assert!(matches!(before.memory, Some(Memory::Sent { .. })));
    let mut driver = reloaded(&before, 8_000);
    driver.read_session(Ok(Some(&session_of(&Value::Null))));
    assert_eq!(driver.stage(), StageName::Reconciling);
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    driver.advance(31_000);
    let lookup = driver.next_lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    assert_eq!(driver.stage(), StageName::Reconciling, "39 s are too few");
    driver.advance(10_000);
    let lookup = driver.next_lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    assert_eq!(
        driver.view().screen,
        Screen::Editing(Some(Notice::NotReceivedBefore)),
        "what was typed is gone"
    );
    assert_eq!(driver.memory, None);
    assert!(
        matches!(driver.events.last(), Some(HostEvent::Validity(remaining)) if !remaining.is_empty())
    );
}

#[test]
fn a_reload_in_the_middle_of_a_post_finds_what_became_of_it() {
    let (before, _) = Driver::submitting();
    let mut driver = reloaded(&before, 8_000);
    driver.read_session(Ok(Some(&session_of(&Value::Null))));
    let lookup = driver.lookup();
    let signed_at = before.signed_at().to_string();
    let found = borrower(&borrower_body("SIGNED", Some(&signed_at)));
    driver.send(Input::BorrowerFound(lookup, Ok(vec![found])));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn a_reload_in_the_middle_of_a_post_knows_its_own_signature_again() {
    let (before, _) = Driver::submitting();
    let ours = before.signed_at().to_string();
    for (signed_at, stage) in [
        (Some(&*ours), StageName::Ready),
        (Some("2026-01-05T10:00:00Z"), StageName::Editing),
        (None, StageName::Editing),
    ] {
        let mut driver = reloaded(&before, 8_000);
        let known = borrower_body("SIGNED", signed_at);
        driver.read_session(Ok(Some(&session_of(&known))));
        let poll = driver.poll();
        driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
        assert_eq!(driver.stage(), stage, "{signed_at:?}");
    }
}

#[test]
fn a_request_of_long_ago_or_of_nobody_known_is_not_looked_up() {
    let (before, _) = Driver::submitting();
    let mut driver = reloaded(&before, 120_000);
    driver.read_session(Ok(Some(&session_of(&Value::Null))));
    assert_eq!(driver.stage(), StageName::Editing);
    let mut driver = reloaded(&before, 1_000);
    driver.read_session(Ok(None));
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn a_memory_is_a_few_words_and_nothing_about_a_person() {
    let (driver, _) = Driver::waiting();
    let text = format!("accepted {BORROWER_ID}");
    let memory = Memory::Accepted(BORROWER_ID.into());
    assert_eq!(driver.memory.as_ref(), Some(&memory));
    assert_eq!((memory.to_string(), text.parse()), (text, Ok(memory)));

    let (driver, _) = Driver::submitting();
    let signed_at = driver.signed_at();
    let text = format!("sent {} {signed_at}", driver.now().wall);
    let memory = Memory::Sent {
        at: driver.now().wall,
        signed_at,
    };
    assert_eq!(driver.memory.as_ref(), Some(&memory));
    assert_eq!((memory.to_string(), text.parse()), (text, Ok(memory)));
    for broken in [
        "",
        "ready x",
        "accepted",
        "accepted x y",
        "sent",
        "sent soon",
        "sent 2026-03-02T09:00:00Z",
        "sent 2026-03-02T09:00:00Z later",
    ] {
        assert!(broken.parse::<Memory>().is_err(), "{broken}");
    }
}

#[test]
fn where_nobody_was_told_of_direct_debit_nothing_is_left_to_remember() {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&json!({"repayment": "transfer"}))));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    assert!(matches!(driver.memory, Some(Memory::Sent { .. })));
    let (post, _) = driver.post();
    driver.enroll(post);
    assert_eq!(driver.memory, None);
}

#[test]
fn a_request_is_looked_up_for_two_minutes_and_no_longer() {
    for (age, stage) in [
        (119_999, StageName::Reconciling),
        (120_000, StageName::Editing),
    ] {
        let (before, _) = Driver::submitting();
        let mut driver = reloaded(&before, age);
        driver.read_session(Ok(Some(&session_of(&Value::Null))));
        assert_eq!(driver.stage(), stage, "{age} ms");
    }
}

#[test]
fn a_request_that_was_reloaded_and_found_with_another_signature_was_enrolled_before() {
    let (before, _) = Driver::submitting();
    let mut config = sample::config();
    config.memory.clone_from(&before.memory);
    let mut driver = Driver::start_with(config);
    driver.advance(8_000);
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    let lookup = driver.lookup();
    let found = borrower(&borrower_body("SIGNED", Some("2026-01-05T10:00:00Z")));
    driver.send(Input::BorrowerFound(lookup, Ok(vec![found])));
    assert_eq!(driver.stage(), StageName::AlreadyEnrolled);
}

#[test]
fn a_post_that_was_refused_for_its_session_is_not_looked_up_after_a_reload() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Err(failed(Cause::NoSession)));
    assert_eq!(driver.stage(), StageName::Failed);
    assert_eq!(driver.memory, None);
}

#[test]
fn a_post_of_the_partners_company_is_looked_up_after_a_reload_behind_a_thin_proxy() {
    let mut config = sample::config();
    config.company = Some(sample::company(
        enrollment::domain::IdentifierType::Siren,
        sample::SIREN,
    ));
    let mut driver = Driver::start_with(config.clone());
    driver.read_session(Ok(None));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    driver.post();
    config.memory.clone_from(&driver.memory);
    let mut driver = Driver::start_with(config);
    driver.advance(3_000);
    driver.read_session(Ok(None));
    assert_eq!(driver.stage(), StageName::Reconciling);
}

#[test]
fn an_unlocked_page_out_of_the_back_forward_cache_reads_whose_it_is() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.enroll(post);
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
    driver.send(Input::Thawed);
    driver.read_session(Ok(Some(&of("552100554"))));
    assert_ne!(driver.stage(), StageName::Ready);
}

#[test]
fn one_who_has_just_enrolled_here_is_not_told_that_it_had_before() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.enroll(post);
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::KeyRefused))));
    assert_eq!(driver.stage(), StageName::Failed);
    driver.send(Input::Thawed);
    let at = driver.signed_at().to_string();
    let body = with(
        of(sample::SIREN),
        &json!({"borrower": borrower_body("SIGNED", Some(&at))}),
    );
    driver.read_session(Ok(Some(&body)));
    assert_eq!(driver.stage(), StageName::Waiting);
}
