use enrollment::{
    draft::{Field, PersonField},
    flow::{CallError, Cause, FieldFault, HostEvent, Input, Notice, Purpose, Screen, StageName},
};
use serde_json::{Value, json};

use crate::support::{
    answers::{answer, borrower, borrower_body, failed, lines, session, usable_line, with},
    driver::Driver,
    sample,
};

fn of(number: &str) -> Value {
    json!({"identifier": number, "identifier_type": "siren"})
}
fn missing(paths: &[&str]) -> CallError {
    let fault = |path: &&str| FieldFault {
        path: (*path).into(),
        missing: true,
    };
    failed(Cause::Fields(paths.iter().map(fault).collect()))
}
fn named() -> Driver {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    driver.fill_in();
    driver.tick();
    driver
}
fn read(driver: &mut Driver, body: &Value) {
    let ticket = driver.session_call();
    driver.send(Input::SessionRead(ticket, Ok(Some(session(body)))));
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
fn and_its_signature_is_recognised() {
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
fn our_own_enrollment_that_a_session_shows_is_no_earlier_one() {
    let mut driver = named();
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
        of(sample::SIREN),
        &json!({"borrower": borrower_body("SIGNED", Some(&at))}),
    );
    read(&mut driver, &body);
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn one_who_has_just_enrolled_here_is_not_told_that_it_had_before() {
    let mut driver = named();
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
    read(&mut driver, &body);
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn a_name_typed_because_the_lender_asked_is_what_is_sent() {
    let mut config = sample::config();
    config.company_name = Some("Moulins".parse().unwrap());
    config.company = Some(sample::company(
        enrollment::domain::IdentifierType::Siren,
        sample::SIREN,
    ));
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(missing(&["name"]))));
    driver.edit(Field::CompanyName, "Moulins du Val SARL");
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    read(&mut driver, &of(sample::SIREN));
    assert_eq!(driver.flow.value(Field::CompanyName), "Moulins du Val SARL");
}

#[test]
fn a_tick_for_one_company_is_none_for_another_that_the_session_names() {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&json!({"repayment": "direct-debit"}))));
    driver.fill_in();
    driver.tick();
    driver.send(Input::ReadAgain);
    read(&mut driver, &of("552100554"));
    assert_eq!(driver.flow.value(Field::Identifier), "552100554");
    assert!(!driver.view().consented, "ticked for {}", sample::SIREN);
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

#[test]
fn a_reset_forgets_the_company_that_a_session_named() {
    let mut driver = named();
    driver.send(Input::Reset);
    driver.read_session(Ok(Some(&json!({}))));
    assert!(
        driver.view().company.is_none(),
        "{:?}",
        driver.view().company
    );
}

#[test]
fn a_signature_that_is_out_is_not_withdrawn_by_other_terms() {
    let mut driver = named();
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
fn nor_is_one_of_an_enrollment_that_stalled() {
    let mut driver = named();
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
    read(&mut driver, &body);
    let told = driver.told();
    assert!(
        !told.iter().any(|told| told == "defacto-consent null"),
        "{told:?}"
    );
}

#[test]
fn an_unlocked_page_out_of_the_back_forward_cache_reads_whose_it_is() {
    let mut driver = named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.enroll(post);
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready);
    driver.send(Input::Thawed);
    read(&mut driver, &of("552100554"));
    assert_ne!(driver.stage(), StageName::Ready);
}

#[test]
fn a_line_that_has_ended_cannot_be_requested() {
    let mut driver = Driver::ready();
    driver.advance(400 * 86_400_000);
    driver.send(Input::LoanRequested);
    assert_eq!(driver.stage(), StageName::Waiting);
    driver.poll();
}

#[test]
fn a_session_that_the_proxy_took_is_renewed_again_when_it_ends() {
    let mut driver = named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    read(&mut driver, &of(sample::SIREN));
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
fn a_read_that_timed_out_on_the_way_is_tried_again() {
    let (mut driver, poll) = Driver::waiting();
    let late = answer(408, "").credit_lines();
    driver.send(Input::CreditLines(poll, late));
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn a_form_that_comes_back_under_other_terms_is_not_ticked() {
    let mut driver = named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Session))));
    let mut body = of(sample::SIREN);
    body["lender"] = json!("Another Lender");
    read(&mut driver, &body);
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    driver.advance(40_000);
    let lookup = driver.next_lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
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
fn and_the_box_of_other_terms_is_not_ticked() {
    let mut driver = named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(CallError::NO_ANSWER)));
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::Session))));
    let mut body = of(sample::SIREN);
    body["terms"] = json!({"en": {"url": "https://lender.example/new", "version": "9"}});
    read(&mut driver, &body);
    let lookup = driver.lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    driver.advance(40_000);
    let lookup = driver.next_lookup();
    driver.send(Input::BorrowerFound(lookup, Ok(Vec::new())));
    let view = driver.view();
    assert_eq!(view.stage, StageName::Editing);
    assert!(!view.consented, "ticked under {:?}", view.terms);
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
fn a_signature_out_of_range_has_the_time_read_again() {
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(
        post,
        Err(failed(Cause::SignedAtOutOfRange)),
    ));
    driver.session_call();
}

#[test]
fn a_post_that_was_refused_for_its_session_is_not_looked_up_after_a_reload() {
    let mut driver = named();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Err(failed(Cause::NoSession)));
    assert_eq!(driver.stage(), StageName::Failed);
    assert_eq!(driver.memory, None);
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

#[test]
fn a_renewal_that_a_busy_proxy_puts_off_goes_on() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Err(failed(Cause::Session))));
    driver.read_session(Err(failed(Cause::Busy(Some(2_000)))));
    assert_eq!(driver.stage(), StageName::Waiting);
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

#[test]
fn thin_proxy_and_a_company_of_the_partner_reload_in_post_looks_up() {
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
fn the_pages_name_of_a_company_is_not_put_to_the_next_one() {
    let mut config = sample::config();
    config.company_name = Some("Moulins".parse().unwrap());
    config.company = Some(sample::company(
        enrollment::domain::IdentifierType::Siren,
        sample::SIREN,
    ));
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    assert_eq!(driver.flow.value(Field::CompanyName), "Moulins");
    driver.send(Input::ReadAgain);
    read(&mut driver, &of("552100554"));
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.flow.value(Field::CompanyName), "");
}

#[test]
fn partner_company_and_borrower_of_another_without_session_identifier() {
    let mut config = sample::config();
    config.company = Some(sample::company(
        enrollment::domain::IdentifierType::Siren,
        sample::SIREN,
    ));
    config.repayment = enrollment::enrollment::Repayment::Transfer;
    let mut driver = Driver::start_with(config);
    let known = with(
        borrower_body("SIGNED", Some("2025-11-05T10:00:00Z")),
        &json!({"identifier": "552100554"}),
    );
    driver.read_session(Ok(Some(&json!({"borrower": known}))));
    assert_eq!(driver.stage(), StageName::Editing);
}

#[test]
fn usable_is_told_once_even_if_the_first_read_failed() {
    let mut driver = Driver::start();
    driver.read_session(Err(failed(Cause::KeyRefused)));
    driver.send(Input::ReadAgain);
    let body = with(
        of(sample::SIREN),
        &json!({"borrower": borrower_body("SIGNED", None)}),
    );
    read(&mut driver, &body);
    assert!(
        driver
            .events
            .iter()
            .any(|event| matches!(event, HostEvent::Usable { .. }))
    );
    let _ = (Purpose::Enroll, PersonField::Email);
}

#[test]
fn a_director_who_is_missing_as_a_whole_is_asked_where_he_lives() {
    let mut config = sample::config();
    config.director_details = enrollment::enrollment::DirectorDetails::Auto;
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    driver.edit(Field::Identifier, sample::SIREN);
    driver.edit(Field::AccountNumber, sample::IBAN);
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(missing(&["directors"]))));
    assert!(
        driver
            .view()
            .shows(Field::Director(0, PersonField::Residence))
    );
}

#[test]
fn one_who_turns_out_unsigned_after_enrolling_here_does_not_unlock() {
    let (mut driver, poll) = Driver::waiting();
    let unsigned = borrower_body("TO_SIGN", None);
    let answer = crate::support::answers::lines_and(&[usable_line()], &unsigned);
    driver.send(Input::CreditLines(poll, Ok(answer)));
    assert_ne!(driver.stage(), StageName::Ready);
}

#[test]
fn nor_does_one_who_only_accepted_the_debit() {
    let mut driver = Driver::start();
    let known = borrower_body("SIGNED", Some("2025-11-05T10:00:00Z"));
    driver.read_session(Ok(Some(&json!({"borrower": known}))));
    let poll = driver.poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    driver.tick();
    driver.send(Input::Submitted);
    let poll = driver.poll();
    let unsigned = borrower_body("TO_SIGN", None);
    let answer = crate::support::answers::lines_and(&[usable_line()], &unsigned);
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
        let answer = crate::support::answers::lines_and(&[], &unsigned);
        driver.send(Input::CreditLines(poll, Ok(answer)));
        if driver.stage() != StageName::Waiting {
            break;
        }
        poll = driver.next_poll();
    }
    assert_ne!(driver.stage(), StageName::Stalled);
}

#[test]
fn a_refusal_with_a_numeric_code_still_lists_what_is_missing() {
    let error = answer(400, r#"{"code":400,"missing":["account_number"]}"#)
        .enrolled()
        .unwrap_err();
    assert!(
        matches!(&error.cause, Cause::Fields(faults) if faults.len() == 1),
        "{error:?}"
    );
}

#[test]
fn a_path_that_cannot_be_read_is_said_beside_one_that_can() {
    let (mut driver, post) = Driver::submitting();
    let refused = answer(
        400,
        r#"{"missing":["account_number","Company register extract"]}"#,
    )
    .enrolled();
    driver.send(Input::Enrolled(post, refused));
    assert_eq!(
        driver.view().screen,
        Screen::Editing(Some(Notice::MoreIsMissing))
    );
}

#[test]
fn a_proxy_that_knows_no_signatures_can_be_asked_again() {
    let mut driver = named();
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
