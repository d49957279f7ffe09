use enrollment::{
    draft::Field,
    flow::{Cause, Currency, HostEvent, Input, Screen, StageName},
};
use serde_json::{Value, json};

use crate::support::{
    answers::{borrower_body, failed, line_with, lines, of, usable_line, with},
    driver::Driver,
    sample::{self, SIRET},
};

/// Where these lines lead a borrower who waits for the first.
fn after(data: &[Value]) -> Screen {
    let (mut driver, poll) = Driver::waiting();
    driver.send(Input::CreditLines(poll, Ok(lines(data))));
    driver.view().screen
}

fn available(data: &[Value]) -> Option<(u64, u64, Currency)> {
    match after(data) {
        Screen::Ready(line) => Some((line.available, line.maximum, line.currency)),
        _ => None,
    }
}

fn waits(data: &[Value]) -> bool {
    matches!(after(data), Screen::Waiting(_))
}

#[test]
fn a_usable_line_unlocks() {
    let unlocked = Some((250_000, 400_000, Currency::Eur));
    assert_eq!(available(&[usable_line()]), unlocked);
}

#[test]
fn no_line_and_no_line_that_is_understood_unlock_nothing() {
    assert!(waits(&[]));
    for changes in [
        json!({"currency": "USD"}),
        json!({"currency": "eur"}),
        json!({"start_date": "01/01/2026"}),
        json!({"start_date": ""}),
        json!({"end_date": "never"}),
        json!({"balance_available": null, "pool_amount": null}),
    ] {
        assert!(waits(&[line_with(&changes)]), "{changes}");
    }
}

#[test]
fn the_whole_pool_counts_where_the_balance_is_not_told() {
    let changes = json!({"balance_available": null});
    assert_eq!(
        available(&[line_with(&changes)]),
        Some((400_000, 400_000, Currency::Eur))
    );
    let changes = json!({"pool_amount": null, "currency": "GBP"});
    assert_eq!(
        available(&[line_with(&changes)]),
        Some((250_000, 250_000, Currency::Gbp))
    );
}

#[test]
fn a_line_with_nothing_on_it_is_no_funds() {
    for changes in [
        json!({"balance_available": 0}),
        json!({"balance_available": -5}),
        json!({"balance_available": null, "pool_amount": 0}),
        json!({"balance_available": null, "pool_amount": -1}),
    ] {
        assert_eq!(after(&[line_with(&changes)]), Screen::NoFunds, "{changes}");
    }
}

#[test]
fn a_line_opens_at_its_start_within_the_clocks_lag_and_closes_at_its_end() {
    let (driver, _) = Driver::waiting();
    let now = driver.now().wall;
    let later = |millis: i64| {
        enrollment::time::Timestamp::from_millis(now.millis() + millis)
            .unwrap()
            .to_string()
    };
    for (start, end, opens) in [
        (0, None, true),
        (2_000, None, true),
        (2_001, None, false),
        (-1, Some(1), true),
        (-1, Some(0), false),
        (-2, Some(-1), false),
    ] {
        let changes = json!({"start_date": later(start), "end_date": end.map(later)});
        let line = line_with(&changes);
        assert_eq!(available(&[line]).is_some(), opens, "{changes}");
    }
}

#[test]
fn a_line_of_another_company_is_nobodys_here() {
    for owner in [
        "552100554",
        "55210055400013",
        "732829321",
        "73282932000",
        "73282932",
        "732829320X0007",
    ] {
        let changes = json!({"default_borrower": {"identifier": owner}});
        assert!(waits(&[line_with(&changes)]), "{owner}");
    }
}

#[test]
fn a_line_may_name_no_owner_or_an_establishment_of_this_company() {
    for owner in [
        json!(null),
        json!({}),
        json!({"identifier": null}),
        json!({"identifier": SIRET}),
        json!({"identifier": "73282932000017"}),
    ] {
        let changes = json!({"default_borrower": owner});
        assert!(available(&[line_with(&changes)]).is_some(), "{owner}");
    }
}

#[test]
fn the_largest_of_the_usable_lines_is_offered() {
    let line = |available| line_with(&json!({"balance_available": available}));
    let foreign = line_with(
        &json!({"balance_available": 900_000, "default_borrower": {"identifier": "552100554"}}),
    );
    let ended =
        line_with(&json!({"balance_available": 800_000, "end_date": "2026-03-01T00:00:00Z"}));
    let offered = available(&[
        line(1_000),
        foreign,
        line(30_000),
        ended,
        line(0),
        line(2_000),
    ]);
    assert_eq!(offered.unwrap().0, 30_000);
}

#[test]
fn what_is_typed_while_waiting_cannot_make_a_foreign_line_ones_own() {
    let foreign = line_with(&json!({"default_borrower": {"identifier": "552100554"}}));
    let (mut driver, poll) = Driver::waiting();
    driver.edit(Field::Identifier, "552100554");
    driver.send(Input::CreditLines(poll, Ok(lines(&[foreign]))));
    assert_eq!(driver.stage(), StageName::Waiting);
    let poll = driver.next_poll();
    driver.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(driver.stage(), StageName::Ready, "its own still unlocks");
}

#[test]
fn a_press_before_the_button_is_unlocked_does_nothing() {
    let (waiting, _) = Driver::waiting();
    for mut driver in [Driver::start(), Driver::filled(), waiting] {
        driver.calls.clear();
        driver.send(Input::LoanRequested);
        assert_eq!(driver.calls, []);
    }
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
fn usable_is_told_once_even_if_the_first_read_failed() {
    let mut driver = Driver::start();
    driver.read_session(Err(failed(Cause::KeyRefused)));
    driver.send(Input::ReadAgain);
    let body = with(
        of(sample::SIREN),
        &json!({"borrower": borrower_body("SIGNED", None)}),
    );
    driver.read_session(Ok(Some(&body)));
    let usable = |event: &&HostEvent| matches!(event, HostEvent::Usable { .. });
    assert_eq!(driver.events.iter().filter(usable).count(), 1);
}
