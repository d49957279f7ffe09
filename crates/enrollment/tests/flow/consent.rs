use enrollment::{
    domain::consent::Clock,
    draft::{Field, Problem, Reason},
    flow::{CallError, Cause, Input, StageName},
};

use crate::support::{
    answers::{borrower, borrower_body, failed, lines, missing, of, session, usable_line, with},
    driver::Driver,
    sample::{self, LABEL},
};
use serde_json::{Value, json};

const DAY: u64 = 24 * 60 * 60 * 1_000;

fn scripted_click() -> Input {
    Input::Ticked {
        trusted: false,
        label: LABEL.into(),
        clock: Clock::Proxy,
    }
}

fn reasons(driver: &Driver) -> Vec<Reason> {
    let problems = driver.view().problems;
    problems.iter().map(|problem| problem.reason).collect()
}

#[test]
fn why_a_tick_is_missing_is_said_once_while_other_fields_are_edited() {
    let mut driver = Driver::editing();
    driver.send(scripted_click());
    driver.edit(Field::AccountNumber, "FR76");
    assert_eq!(reasons(&driver), [Reason::NotAPersonsClick]);
}

#[test]
fn a_click_that_no_person_made_gives_no_consent_and_says_why() {
    let mut driver = Driver::editing();
    driver.fill_in();
    driver.told();
    driver.send(scripted_click());
    assert!(!driver.view().consented);
    let why = Problem::new(Field::SignedAt, Reason::NotAPersonsClick);
    assert_eq!(driver.view().problems, [why]);
    assert_eq!(driver.told(), [""; 0], "no consent, nothing to tell");

    driver.send(Input::Submitted);
    assert_eq!(driver.calls, []);
    assert_eq!(reasons(&driver), [Reason::NotAccepted]);
}

#[test]
fn a_scripted_click_takes_a_consent_away_and_the_host_learns_it() {
    let mut driver = Driver::filled();
    driver.told();
    driver.send(scripted_click());
    assert!(!driver.view().consented);
    assert_eq!(
        driver.told(),
        [
            "defacto-consent null",
            r#"defacto-validity {"valid":false,"remaining":["signed_at"]}"#
        ]
    );
}

#[test]
fn a_persons_click_settles_the_problem() {
    let mut driver = Driver::editing();
    driver.fill_in();
    driver.send(scripted_click());
    driver.tick();
    assert!(driver.view().consented);
    assert_eq!(reasons(&driver), []);
}

#[test]
fn consent_is_that_of_the_tick_and_not_of_the_submit() {
    let mut driver = Driver::filled();
    let ticked = driver.now().wall;
    driver.advance(90_000);
    driver.send(Input::Submitted);
    let (_, enrollment) = driver.post();
    assert_eq!(enrollment.consent().signed_at(), ticked);
    let receipt = enrollment.consent().receipt();
    assert_eq!(receipt.label, LABEL);
    assert_eq!(receipt.clock, Clock::Proxy);
    assert_eq!(receipt.terms, sample::terms());
}

#[test]
fn clearing_the_box_clears_the_instant_and_ticking_again_takes_a_new_one() {
    let mut driver = Driver::filled();
    let first = driver.signed_at();
    driver.told();
    driver.send(Input::Unticked);
    assert!(!driver.view().consented);
    assert_eq!(driver.told()[0], "defacto-consent null");
    driver.send(Input::Unticked);
    assert_eq!(driver.told(), [""; 0], "withdrawn once");

    driver.advance(1_234);
    driver.tick();
    assert_eq!(driver.signed_at().millis_since(first), 1_234);
    driver.send(Input::Submitted);
    assert_eq!(driver.post().1.consent().signed_at(), driver.signed_at());
}

#[test]
fn a_retry_keeps_the_old_instant() {
    let (mut driver, post) = Driver::submitting();
    let ticked = driver.signed_at();
    driver.advance(5_000);
    driver.send(Input::Enrolled(post, Err(failed(Cause::Busy(None)))));
    assert_eq!(driver.stage(), StageName::Failed);
    driver.advance(5_000);
    driver.send(Input::Retried);
    assert_eq!(driver.stage(), StageName::Editing);
    assert!(driver.view().consented);
    driver.send(Input::Submitted);
    assert_eq!(driver.post().1.consent().signed_at(), ticked);
}

#[test]
fn a_consent_of_a_day_ago_is_asked_for_again() {
    let mut driver = Driver::filled();
    driver.advance(DAY);
    driver.send(Input::Submitted);
    driver.post();

    let mut driver = Driver::filled();
    driver.told();
    driver.advance(DAY + 1);
    driver.send(Input::Submitted);
    driver.session_call();
    assert_eq!(driver.stage(), StageName::Editing);
    assert!(!driver.view().consented);
    assert_eq!(reasons(&driver), [Reason::SignedAtOutOfRange]);
    assert_eq!(
        driver.told(),
        [
            "defacto-consent null",
            r#"defacto-validity {"valid":false,"remaining":["signed_at"]}"#
        ]
    );
    driver.tick();
    assert_eq!(reasons(&driver), []);
    driver.send(Input::Submitted);
    assert_eq!(driver.post().1.consent().signed_at(), driver.now().wall);
}

#[test]
fn a_signature_that_the_proxy_cannot_take_is_asked_for_again() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(
        post,
        Err(failed(Cause::SignedAtOutOfRange)),
    ));
    assert_eq!(driver.stage(), StageName::Editing);
    assert!(!driver.view().consented);
    assert_eq!(reasons(&driver), [Reason::SignedAtOutOfRange]);
}

#[test]
fn a_signature_that_has_left_cannot_be_changed() {
    let (mut driver, post) = Driver::submitting();
    let body = borrower_body("SIGNED", Some(&driver.signed_at().to_string()));
    driver.told();
    driver.send(Input::Unticked);
    driver.advance(7_000);
    driver.tick();
    driver.send(scripted_click());
    assert_eq!(driver.told(), [""; 0]);
    assert!(driver.view().consented);

    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    driver.send(Input::Unticked);
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(vec![borrower(&body)])));
    assert_eq!(driver.stage(), StageName::Waiting, "found with ours");
}

#[test]
fn no_box_can_be_ticked_before_the_form_is_there() {
    let mut driver = Driver::start();
    driver.tick();
    driver.read_session(Ok(None));
    assert!(!driver.view().consented);
}

#[test]
fn a_signed_at_that_the_lender_misses_can_be_given_again() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(post, Err(missing(&["signed_at"]))));
    driver.send(Input::Unticked);
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(
        driver.stage(),
        StageName::Submitting,
        "{:?}",
        driver.view().problems
    );
}

#[test]
fn a_signature_out_of_range_has_the_time_read_again() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(
        post,
        Err(failed(Cause::SignedAtOutOfRange)),
    ));
    driver.session_call();
}

#[test]
fn a_tick_for_one_company_is_none_for_another_that_the_session_names() {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&json!({"repayment": "direct-debit"}))));
    driver.fill_in();
    driver.tick();
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&of("552100554"))));
    assert_eq!(driver.flow.value(Field::Identifier), "552100554");
    assert!(!driver.view().consented, "ticked for {}", sample::SIREN);
}

#[test]
fn a_signature_that_is_out_is_not_withdrawn_by_other_terms() {
    let mut driver = Driver::named();
    driver.send(Input::ReadAgain);
    let refresh = driver.session_call();
    driver.send(Input::Submitted);
    driver.post();
    driver.told();
    let mut body = of(sample::SIREN);
    body["terms"] = json!({"en": {"url": "https://lender.example/new", "version": "9"}});
    driver.send(Input::SessionRead(refresh, Ok(Some(session(&body)))));
    assert_eq!(driver.told(), [""; 0]);
}

#[test]
fn an_enrollment_that_has_ended_without_funds_is_not_withdrawn_by_other_terms() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.enroll(post);
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(
        poll,
        Ok(lines(&[with(
            usable_line(),
            &json!({"balance_available": 0}),
        )])),
    ));
    assert_eq!(driver.stage(), StageName::NoFunds);
    driver.send(Input::ReadAgain);
    driver.told();
    let mut body = of(sample::SIREN);
    body["terms"] = json!({"en": {"url": "https://lender.example/new", "version": "9"}});
    driver.read_session(Ok(Some(&body)));
    let told = driver.told();
    assert!(
        !told.iter().any(|told| told == "defacto-consent null"),
        "{told:?}"
    );
}

/// A form that comes back since its request did not arrive, after another session was read.
fn not_received(session: &Value) -> Driver {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(session)));
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    driver.advance(40_000);
    let lookup = driver.next_lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    driver
}

#[test]
fn a_form_that_comes_back_under_other_terms_is_not_ticked() {
    let mut body = of(sample::SIREN);
    body["lender"] = json!("Another Lender");
    let mut driver = not_received(&body);
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.view().lender, "Another Lender");
    driver.send(Input::Submitted);
    assert_eq!(
        driver.calls,
        [],
        "sent with the label that names the lender before"
    );
}

#[test]
fn the_box_of_other_terms_is_not_ticked() {
    let mut body = of(sample::SIREN);
    body["terms"] = json!({"en": {"url": "https://lender.example/new", "version": "9"}});
    let driver = not_received(&body);
    let view = driver.view();
    assert_eq!(view.stage, StageName::Editing);
    assert!(!view.consented, "ticked under {:?}", view.terms);
}
