use enrollment::{
    draft::Field,
    flow::{Borrower, CallError, Cause, Effect, Flow, Input, LoanOutcome, StageName, Ticket, View},
};

use crate::support::{
    answers::{borrower, borrower_body, failed, lines, usable_line},
    driver::Driver,
};

/// Tickets of another flow: of the past and of the future of any flow here.
fn tickets() -> Vec<Ticket> {
    let mut driver = Driver::start();
    let mut tickets = Vec::new();
    for _ in 0..16 {
        let ticket = driver.session_call();
        tickets.push(ticket);
        driver.send(Input::SessionRead(ticket, Err(CallError::NO_ANSWER)));
        driver.send(Input::Retried);
    }
    tickets
}

fn signed() -> Borrower {
    borrower(&borrower_body("BLOCKED", None))
}

/// Every answer there is, good and bad, under one ticket.
fn answers(ticket: Ticket) -> Vec<Input> {
    let error = || failed(Cause::Rejected);
    vec![
        Input::SessionRead(ticket, Ok(None)),
        Input::SessionRead(ticket, Err(error())),
        Input::Enrolled(ticket, Ok(signed())),
        Input::Enrolled(ticket, Err(error())),
        Input::BorrowerFound(ticket, Ok(Vec::new())),
        Input::BorrowerFound(ticket, Ok(vec![signed()])),
        Input::BorrowerFound(ticket, Err(error())),
        Input::CreditLines(ticket, Ok(lines(&[usable_line()]))),
        Input::CreditLines(ticket, Err(error())),
        Input::LoanSettled(ticket, LoanOutcome::Accepted),
        Input::LoanSettled(ticket, LoanOutcome::Failed),
    ]
}

/// Whether an answer is of the kind that is awaited in a stage.
fn fits(stage: StageName, input: &Input) -> bool {
    match input {
        Input::SessionRead(..) => stage == StageName::Loading,
        Input::Enrolled(..) => stage == StageName::Submitting,
        Input::BorrowerFound(..) => stage == StageName::Reconciling,
        Input::CreditLines(..) => [StageName::Waiting, StageName::AlreadyEnrolled].contains(&stage),
        Input::LoanSettled(..) => stage == StageName::Requested,
        _ => false,
    }
}

fn state(flow: &Flow) -> (View, Option<enrollment::time::Instant>, String) {
    let typed = flow.value(Field::AccountNumber).into();
    (flow.view(), flow.next_wakeup(), typed)
}

/// Nothing but the awaited kind of answer under the awaited ticket changes anything.
fn drops_all_but(mut driver: Driver, awaited: Ticket, stage: StageName) {
    assert_eq!(driver.stage(), stage);
    let before = state(&driver.flow);
    let mut tickets = tickets();
    tickets.push(awaited);
    driver.told();
    for ticket in tickets {
        for input in answers(ticket) {
            if ticket != awaited || !fits(stage, &input) {
                driver.send(input);
                assert_eq!(state(&driver.flow), before, "{stage:?}");
                assert_eq!(driver.calls, []);
                assert_eq!(driver.told(), [""; 0]);
            }
        }
    }
    let mut own = answers(awaited);
    own.retain(|input| fits(stage, input));
    driver.send(own.swap_remove(0));
    assert_ne!(state(&driver.flow), before, "{stage:?} takes its own");
}

#[test]
fn a_late_session_is_dropped() {
    let mut driver = Driver::start();
    let first = driver.session_call();
    driver.send(Input::SessionRead(first, Err(CallError::NO_ANSWER)));
    driver.pass(2_000);
    let second = driver.session_call();
    assert_ne!(first, second);
    drops_all_but(driver, second, StageName::Loading);
}

#[test]
fn a_late_answer_to_an_older_post_is_dropped() {
    let (mut driver, first) = Driver::submitting();
    driver.send(Input::Enrolled(
        first,
        Err(failed(Cause::Fields(Vec::new()))),
    ));
    driver.send(Input::Submitted);
    let (second, _) = driver.post();
    assert_ne!(first, second);
    drops_all_but(driver, second, StageName::Submitting);
}

#[test]
fn a_late_lookup_is_dropped() {
    let (driver, lookup) = Driver::reconciling();
    drops_all_but(driver, lookup, StageName::Reconciling);
}

#[test]
fn late_credit_lines_are_dropped() {
    let (driver, poll) = Driver::waiting();
    drops_all_but(driver, poll, StageName::Waiting);
}

#[test]
fn late_credit_lines_of_one_enrolled_before_are_dropped() {
    let (mut driver, post) = Driver::submitting();
    let before = borrower_body("SIGNED", Some("2025-01-01T00:00:00Z"));
    driver.send(Input::Enrolled(post, Ok(borrower(&before))));
    let poll = driver.poll();
    drops_all_but(driver, poll, StageName::AlreadyEnrolled);
}

#[test]
fn a_late_settlement_of_a_loan_request_is_dropped() {
    let mut driver = Driver::ready();
    driver.send(Input::LoanRequested);
    driver.settle(LoanOutcome::Failed);
    driver.send(Input::LoanRequested);
    let (request, _) = driver.loan_request();
    drops_all_but(driver, request, StageName::Requested);
}

#[test]
fn no_answer_means_anything_where_none_is_awaited() {
    for mut driver in [Driver::editing(), Driver::filled(), Driver::ready()] {
        let before = state(&driver.flow);
        driver.told();
        for ticket in tickets() {
            for input in answers(ticket) {
                driver.send(input);
            }
        }
        assert_eq!(state(&driver.flow), before);
        assert_eq!(
            (driver.calls, driver.events),
            (Vec::<Effect>::new(), Vec::new())
        );
    }
}

#[test]
fn a_poll_that_was_answered_cannot_be_answered_again() {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Ok(lines(&[]))));
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Waiting);
}
