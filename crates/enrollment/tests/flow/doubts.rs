//! Values that can be sent and look like slips.

use enrollment::{
    draft::{Field, PersonField, Reason},
    flow::{Input, Notice, Screen, StageName},
};

use crate::support::{driver::Driver, sample};

/// French key digits that do not match, in an IBAN that holds.
const DOUBTFUL: &str = "FR0630006000011234567890188";
const EMAIL: Field = sample::director(PersonField::Email);

fn doubted(driver: &Driver) -> Vec<String> {
    let problems = driver.view().problems;
    assert!(
        problems
            .iter()
            .all(|problem| problem.reason == Reason::Doubtful)
    );
    driver.marked()
}

#[test]
fn a_slip_is_shown_once_and_sent_when_it_is_confirmed() {
    let mut driver = Driver::filled();
    driver.edit(Field::AccountNumber, DOUBTFUL);
    driver.edit(EMAIL, "z@gmial.com");
    driver.send(Input::Submitted);
    assert_eq!(
        driver.view().screen,
        Screen::Editing(Some(Notice::Doubtful))
    );
    assert_eq!(
        doubted(&driver),
        ["directors.0.business_email", "account_number"]
    );
    assert_eq!(driver.view().failed_submits, 1);
    let body = driver.submitted();
    assert_eq!(body["account_number"], DOUBTFUL);
    assert_eq!(body["directors"][0]["business_email"], "z@gmial.com");
}

#[test]
fn another_slip_in_its_place_is_shown_too() {
    let mut driver = Driver::filled();
    driver.edit(EMAIL, "z@gmial.com");
    driver.send(Input::Submitted);
    driver.edit(EMAIL, "z@gmai.com");
    assert_eq!(doubted(&driver), [""; 0], "it is left in peace until then");
    assert_eq!(driver.view().screen, Screen::Editing(None));
    driver.send(Input::Submitted);
    assert_eq!(doubted(&driver), ["directors.0.business_email"]);
    driver.edit(EMAIL, "z@gmail.com");
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Submitting);
}

#[test]
fn a_slip_of_an_owner_who_is_none_any_more_is_not_asked_about() {
    let mut driver = Driver::filled();
    driver.send(Input::OwnerApart(true));
    driver.edit(Field::Owner(PersonField::Email), "x@gmial.com");
    driver.send(Input::OwnerApart(false));
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Submitting);
}

#[test]
fn no_more_is_said_of_slips_of_people_who_are_asked_about_no_more() {
    type Of = fn(PersonField) -> Field;
    fn second(part: PersonField) -> Field {
        Field::Director(1, part)
    }
    let people: [(Of, Input, Input); 2] = [
        (
            Field::Owner,
            Input::OwnerApart(true),
            Input::OwnerApart(false),
        ),
        (second, Input::DirectorAdded, Input::DirectorRemoved(1)),
    ];
    for (of, comes, goes) in people {
        let mut driver = Driver::filled();
        driver.send(comes);
        driver.edit(of(PersonField::FirstName), "Ada");
        driver.edit(of(PersonField::LastName), "Lima");
        let email = of(PersonField::Email);
        driver.edit(email, "x@gmial.com");
        driver.tick();
        driver.send(Input::Submitted);
        assert_eq!(doubted(&driver), [email.path()]);
        driver.send(goes);
        assert_eq!(driver.view().screen, Screen::Editing(None), "{email:?}");
        // Who signs may be another.
        driver.tick();
        assert_eq!(driver.marked(), [""; 0]);
    }
}

#[test]
fn what_can_not_be_sent_is_shown_first() {
    let mut driver = Driver::filled();
    driver.edit(EMAIL, "z@gmial.com");
    driver.edit(Field::AccountNumber, "");
    driver.send(Input::Submitted);
    assert_eq!(driver.marked(), ["account_number"]);
    driver.edit(Field::AccountNumber, sample::IBAN);
    driver.send(Input::Submitted);
    assert_eq!(doubted(&driver), ["directors.0.business_email"]);
}
