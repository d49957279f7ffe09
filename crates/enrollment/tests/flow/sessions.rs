use enrollment::{
    draft::Field,
    flow::{Borrower, CallError, Cause, ErrorCode, Input, Purpose, Screen, StageName},
};
use serde_json::{Value, json};

use crate::support::{
    answers::{borrower, borrower_body, failed, lines, missing, of, usable_line, with},
    driver::Driver,
    sample,
};

fn known() -> Value {
    let borrower = borrower_body("SIGNED", Some("2026-01-05T10:00:00Z"));
    with(of(sample::SIREN), &json!({"borrower": borrower}))
}

fn keeps_the_account(driver: &Driver) {
    let account = sample::FORM
        .iter()
        .find(|(field, _)| *field == Field::AccountNumber);
    let typed = account.map(|(_, text)| *text);
    assert_eq!(Some(driver.flow.value(Field::AccountNumber)), typed);
}

#[test]
fn an_enrollment_that_a_session_was_too_old_for_is_sent_again_with_the_next() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, first) = driver.post();
    driver.told();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    assert_eq!(driver.stage(), StageName::Submitting);
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    assert_eq!(driver.post().1, first);
    assert_eq!(driver.told(), [""; 0], "nobody has to know");
}

#[test]
fn a_poll_and_a_lookup_go_on_with_the_next_session() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    let lookup = driver.lookup();
    let body = borrower_body("SIGNED", Some(&driver.signed_at().to_string()));
    driver.send(Input::BorrowerFound(lookup, Ok(vec![borrower(&body)])));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::Session))));
    assert_eq!(driver.stage(), StageName::Waiting);
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn a_session_that_is_refused_right_after_its_renewal_is_said_to_be_lost() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::Session))));
    driver.read_session(Ok(None));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::Session))));
    let (code, retryable) = (ErrorCode::Session, true);
    assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
    driver.send(Input::Retried);
    driver.poll();
}

#[test]
fn a_renewal_that_fails_leaves_the_form_as_it_is() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Err(failed(Cause::NoSession)));
    assert_eq!(driver.stage(), StageName::Failed);
    assert!(driver.view().shows_form);
    driver.send(Input::Retried);
    assert_eq!(driver.stage(), StageName::Editing);
    assert!(driver.view().consented);
    keeps_the_account(&driver);
}

#[test]
fn another_borrowers_session_begins_anew_and_keeps_nothing() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of("552100554"))));
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.calls, []);
    assert!(!driver.view().consented);
    assert_eq!(driver.flow.value(Field::AccountNumber), "");
    assert_eq!(driver.flow.value(Field::Identifier), "552100554");
    assert_eq!(driver.view().resets, 1);
    assert_eq!(driver.memory, None);
}

#[test]
fn a_reset_forgets_everything_and_reads_the_session_anew() {
    let mut driver = Driver::named();
    driver.send(Input::Reset);
    assert_eq!(driver.stage(), StageName::Loading);
    assert_eq!(driver.flow.value(Field::AccountNumber), "");
    assert!(!driver.view().consented);
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn another_tab_that_enrolled_moves_the_form_on() {
    let mut driver = Driver::named();
    driver.send(Input::ReadAgain);
    assert_eq!(driver.stage(), StageName::Editing, "nothing is disturbed");
    driver.read_session(Ok(Some(&known())));
    assert_eq!(driver.stage(), StageName::AlreadyEnrolled);
    driver.poll();
}

#[test]
fn a_form_whose_session_is_read_again_for_nothing_stays() {
    for answer in [
        Ok(Some(of(sample::SIREN))),
        Ok(None),
        Err(failed(Cause::Session)),
        Err(failed(Cause::NoAnswer)),
    ] {
        let mut driver = Driver::named();
        let before = driver.view();
        driver.send(Input::ReadAgain);
        let answer = answer.as_ref().map(Option::as_ref).map_err(Clone::clone);
        driver.read_session(answer);
        assert_eq!(driver.view(), before);
        assert_eq!(driver.calls, []);
    }
}

#[test]
fn other_terms_take_the_signature_away() {
    let mut driver = Driver::named();
    driver.send(Input::ReadAgain);
    let mut body = of(sample::SIREN);
    body["terms"] = json!({"en": {"url": "https://lender.example/new", "version": "9"}});
    driver.told();
    driver.read_session(Ok(Some(&body)));
    assert!(!driver.view().consented);
    assert_eq!(driver.told()[0], "defacto-consent null");
    keeps_the_account(&driver);
}

#[test]
fn one_who_waits_reads_at_once_what_another_tab_tells() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Ok(lines(&[]))));
    driver.send(Input::ReadAgain);
    driver.poll();
}

#[test]
fn the_tabs_are_told_once_the_lender_has_the_borrower_and_not_before() {
    let (mut driver, post) = Driver::submitting();
    assert_eq!(driver.told_tabs, 0);
    driver.enroll(post);
    assert_eq!(driver.told_tabs, 1);
    let mut resumed = Driver::start();
    resumed.read_session(Ok(Some(&known())));
    assert_eq!(resumed.told_tabs, 0, "it heard of it itself");
}

#[test]
fn a_page_that_was_frozen_repeats_its_reads_and_looks_its_post_up() {
    let (mut driver, late) = Driver::waiting();
    driver.send(Input::Thawed);
    let poll = driver.poll();
    assert_ne!(poll, late);
    driver.send(Input::CreditLines(late, Ok(lines(&[usable_line()]))));
    assert_eq!(
        driver.stage(),
        StageName::Waiting,
        "the lost answer is late"
    );
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);

    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Thawed);
    assert_eq!(driver.stage(), StageName::Reconciling);
    driver.lookup();
    let signed: Borrower = borrower(&borrower_body("SIGNED", None));
    driver.send(Input::Enrolled(post, Ok(signed)));
    assert_eq!(driver.stage(), StageName::Reconciling);

    let mut driver = Driver::named();
    driver.send(Input::Thawed);
    driver.session_call();
    assert_eq!(driver.view().purpose, Purpose::Enroll);
}

#[test]
fn an_answer_that_took_the_next_session_lets_it_be_renewed_again() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Busy(None)))));
    driver.send(Input::Retried);
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    driver.post();
}

#[test]
fn a_session_that_nothing_has_answered_to_is_not_renewed_again() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Session))));
    let (code, retryable) = (ErrorCode::Session, true);
    assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
}

#[test]
fn another_repayment_takes_the_signature_away_and_the_same_does_not() {
    let mut driver = Driver::named();
    let with_repayment =
        |repayment: &str| with(of(sample::SIREN), &json!({"repayment": repayment}));
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&with_repayment("direct-debit"))));
    assert!(driver.view().consented);
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&with_repayment("transfer"))));
    assert!(!driver.view().consented);
    assert!(!driver.view().shows_notice);
}

#[test]
fn the_session_says_whether_a_directors_details_are_asked() {
    for (said, folded) in [("auto", true), ("always", false), ("sometimes", false)] {
        let mut driver = Driver::start();
        let details = with(of(sample::SIREN), &json!({"director_details": said}));
        driver.read_session(Ok(Some(&details)));
        assert_eq!(driver.view().director_is_folded, folded, "{said}");
    }
}

#[test]
fn terms_that_are_no_web_page_are_not_taken() {
    for url in ["javascript:alert(1)", "data:text/html,x", "/terms", ""] {
        let mut driver = Driver::start();
        let terms = with(of(sample::SIREN), &json!({"terms": {"en": {"url": url}}}));
        driver.read_session(Ok(Some(&terms)));
        assert_eq!(driver.view().terms, sample::terms(), "{url}");
    }
    let mut driver = Driver::start();
    let terms = with(
        of(sample::SIREN),
        &json!({"terms": {"en": {"url": "http://lender.example"}}}),
    );
    driver.read_session(Ok(Some(&terms)));
    assert_eq!(driver.view().terms.url, "http://lender.example");
}

/// A borrower whom the lender has and who has not signed, ticked and ready to be sent.
fn ready_to_sign() -> Driver {
    let mut driver = Driver::start();
    let unsigned = json!({"borrower": borrower_body("TO_SIGN", None)});
    driver.read_session(Ok(Some(&with(of(sample::SIREN), &unsigned))));
    assert_eq!(driver.view().purpose, Purpose::Sign);
    driver.tick();
    driver
}

#[test]
fn a_signature_that_a_session_was_too_old_for_is_sent_again_as_a_signature() {
    let mut driver = ready_to_sign();
    driver.send(Input::Submitted);
    let (sign, first) = driver.signature();
    driver.send(Input::Enrolled(sign, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    assert_eq!(driver.signature().1, first);
}

#[test]
fn what_can_not_be_renewed_for_now_goes_on_and_what_is_lost_is_told() {
    let waiting = || {
        let (mut driver, poll) = Driver::waiting();
        driver.send(Input::CreditLines(poll, Err(failed(Cause::Session))));
        driver
    };
    let looking = || {
        let (mut driver, lookup) = Driver::reconciling();
        driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Session))));
        driver
    };
    for (driver, stage) in [
        (&waiting as &dyn Fn() -> Driver, StageName::Waiting),
        (&looking, StageName::Reconciling),
    ] {
        let mut busy = driver();
        busy.read_session(Err(failed(Cause::Busy(Some(17_000)))));
        assert_eq!((busy.stage(), busy.wakes_in()), (stage, Some(17_000)));
        let mut down = driver();
        down.read_session(Err(failed(Cause::Upstream)));
        assert_eq!(down.stage(), stage);
        for lost in [Cause::Session, Cause::NoSession] {
            let mut driver = driver();
            driver.read_session(Err(failed(lost)));
            let (code, retryable) = (ErrorCode::Session, true);
            assert_eq!(driver.view().screen, Screen::Failed { code, retryable });
        }
    }
}

#[test]
fn the_host_hears_what_another_session_leaves_to_fill_in() {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    driver.told();
    driver.send(Input::ReadAgain);
    let transfer = with(of(sample::SIREN), &json!({"repayment": "transfer"}));
    driver.read_session(Ok(Some(&transfer)));
    assert_eq!(
        driver.told(),
        [r#"defacto-validity {"valid":false,"remaining":["signed_at"]}"#]
    );
}

#[test]
fn one_who_had_come_to_an_end_looks_again_when_told_to_read() {
    let (mut driver, poll) = Driver::waiting();
    let empty = with(
        usable_line(),
        &json!({"balance_available": 0, "pool_amount": 0}),
    );
    driver.send(Input::CreditLines(poll, Ok(lines(&[empty]))));
    assert_eq!(driver.stage(), StageName::NoFunds);
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    assert_eq!(driver.stage(), StageName::Waiting);
    driver.poll();
}

#[test]
fn one_who_is_signing_is_not_disturbed_by_news_that_there_is_somebody_to_sign() {
    let unsigned = json!({"borrower": borrower_body("TO_SIGN", None)});
    let mut driver = ready_to_sign();
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&with(of(sample::SIREN), &unsigned))));
    assert!(driver.view().consented);
    assert_eq!(driver.view().purpose, Purpose::Sign);

    // Another tab has signed meanwhile.
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&known())));
    assert_ne!(driver.stage(), StageName::Editing);
}

#[test]
fn one_who_fills_in_the_form_signs_once_another_tab_has_sent_it() {
    let mut driver = Driver::named();
    driver.send(Input::ReadAgain);
    let unsigned = json!({"borrower": borrower_body("TO_SIGN", None)});
    driver.read_session(Ok(Some(&with(of(sample::SIREN), &unsigned))));
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.view().purpose, Purpose::Sign);
    assert_eq!(driver.flow.company_number(), sample::SIREN);
}

#[test]
fn one_who_is_asked_about_direct_debit_is_asked_on() {
    let mut driver = Driver::start();
    let transfer = with(known(), &json!({"repayment": "transfer"}));
    driver.read_session(Ok(Some(&transfer)));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.view().purpose, Purpose::AcceptDebit);
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&transfer)));
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.view().purpose, Purpose::AcceptDebit);
}

#[test]
fn a_post_that_a_session_was_refused_for_is_not_repeated_under_other_terms() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    let terms = json!({"terms": {"en": {"url": "https://lender.example/v2", "version": "2"}}});
    driver.read_session(Ok(Some(&with(of(sample::SIREN), &terms))));
    assert_eq!(driver.stage(), StageName::Editing);
    assert!(!driver.view().consented);
    assert_eq!(driver.calls, []);
    assert_eq!(driver.memory, None, "nothing of it arrived");
}

#[test]
fn a_session_that_the_proxy_took_is_renewed_again_when_it_ends() {
    let mut driver = Driver::named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(missing(&["legal_form"]))));
    driver.advance(31 * 60_000);
    driver.edit(Field::LegalForm, "SARL");
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.session_call();
    assert_eq!(driver.stage(), StageName::Submitting);
}

#[test]
fn a_renewal_that_a_busy_proxy_puts_off_goes_on() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::Session))));
    driver.read_session(Err(failed(Cause::Busy(Some(2_000)))));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn a_reset_forgets_the_company_that_a_session_named() {
    let mut driver = Driver::named();
    driver.send(Input::Reset);
    driver.read_session(Ok(Some(&json!({}))));
    assert!(
        driver.view().company.is_none(),
        "{:?}",
        driver.view().company
    );
}
