use enrollment::{
    domain::consent::Signatory,
    draft::{Field, PersonField, Reason},
    enrollment::{DirectorDetails, Repayment},
    flow::{Cause, FieldFault, HostEvent, Input, Screen, StageName},
};

use crate::support::{
    answers::{failed, missing},
    driver::Driver,
    sample,
};

const GIVEN: PersonField = PersonField::FirstName;
const FAMILY: PersonField = PersonField::LastName;

/// A form that is filled in, with two more directors.
fn of_three() -> Driver {
    let mut driver = Driver::filled();
    for (index, name) in [(1, "Béatrice"), (2, "Carole")] {
        driver.send(Input::DirectorAdded);
        driver.edit(Field::Director(index, GIVEN), name);
        driver.edit(Field::Director(index, FAMILY), "Moulin");
    }
    driver
}

#[test]
fn more_directors_are_sent_with_their_names() {
    let mut driver = of_three();
    assert_eq!(driver.view().directors, 3);
    let body = driver.submitted();
    assert_eq!(body["directors"].as_array().unwrap().len(), 3);
    assert_eq!(body["directors"][2]["first_name"], "Carole");
    assert_eq!(body["directors"][2]["role"], "DIRECTOR");
}

#[test]
fn a_director_who_was_added_and_left_blank_is_nobody() {
    let mut driver = Driver::filled();
    driver.send(Input::DirectorAdded);
    assert_eq!(driver.submitted()["directors"].as_array().unwrap().len(), 1);
}

#[test]
fn a_director_with_half_a_name_is_asked_for_the_other_half() {
    let mut driver = Driver::filled();
    driver.send(Input::DirectorAdded);
    driver.edit(Field::Director(1, GIVEN), "Béatrice");
    driver.send(Input::Submitted);
    assert_eq!(driver.marked(), ["directors.1.last_name"]);
}

#[test]
fn those_after_a_director_who_is_taken_away_move_up() {
    let mut driver = of_three();
    driver.edit(Field::Director(2, FAMILY), "");
    driver.send(Input::Submitted);
    assert_eq!(driver.marked(), ["directors.2.last_name"]);
    let fills = driver.view().fills;
    driver.send(Input::DirectorRemoved(1));
    assert_eq!(driver.marked(), ["directors.1.last_name"]);
    assert_ne!(driver.view().fills, fills, "the inputs are read again");
    assert_eq!(driver.flow.value(Field::Director(1, GIVEN)), "Carole");
    driver.edit(Field::Director(1, FAMILY), "Moulin");
    let body = driver.submitted();
    assert_eq!(body["directors"].as_array().unwrap().len(), 2);
    assert_eq!(body["directors"][1]["first_name"], "Carole");
}

#[test]
fn the_first_director_stays_and_nobody_goes_who_is_not_there() {
    let mut driver = of_three();
    driver.send(Input::DirectorRemoved(0));
    driver.send(Input::DirectorRemoved(3));
    assert_eq!(driver.view().directors, 3);
}

#[test]
fn a_form_takes_ten_directors() {
    let mut driver = Driver::editing();
    for _ in 0..20 {
        driver.send(Input::DirectorAdded);
    }
    assert_eq!(driver.view().directors, 10);
}

#[test]
fn nobody_is_added_to_a_form_that_has_left() {
    let (mut driver, _) = Driver::submitting();
    driver.send(Input::DirectorAdded);
    driver.send(Input::OwnerApart(true));
    assert_eq!(driver.view().directors, 1);
    assert!(!driver.view().owner_is_apart);
}

#[test]
fn what_the_lender_misses_of_a_second_director_is_asked_for() {
    let mut driver = of_three();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    let fault = |path: &str| FieldFault {
        path: path.into(),
        missing: true,
    };
    let faults = vec![fault("directors.1.nationality")];
    driver.send(Input::Enrolled(post, Err(failed(Cause::Fields(faults)))));
    assert_eq!(driver.marked(), ["directors.1.nationality"]);
    let nationality = Field::Director(1, PersonField::Nationality);
    assert!(driver.view().shows(nationality));
    assert_eq!(driver.view().screen, Screen::Editing(None));
}

#[test]
fn what_the_lender_misses_of_the_owner_is_asked_of_who_signs() {
    for (apart, path) in [
        (false, "directors.0.business_phone_number"),
        (true, "owner.phone_number"),
    ] {
        let mut driver = Driver::filled();
        if apart {
            driver.send(Input::OwnerApart(true));
            driver.edit(Field::Owner(GIVEN), "Odile");
            driver.edit(Field::Owner(FAMILY), "Berger");
            driver.edit(Field::Owner(PersonField::Email), "o.berger@mail.example");
            driver.tick();
        }
        driver.send(Input::Submitted);
        let (post, _) = driver.post();
        let faults = vec![FieldFault {
            path: "owner.phone_number".into(),
            missing: true,
        }];
        driver.send(Input::Enrolled(post, Err(failed(Cause::Fields(faults)))));
        assert_eq!(driver.marked(), [path]);
    }
}

#[test]
fn an_owner_apart_is_asked_for_a_name_and_an_address_and_is_sent_as_no_director() {
    let mut driver = Driver::filled();
    driver.send(Input::OwnerApart(true));
    assert!(driver.view().shows(Field::Owner(PersonField::Email)));
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(
        driver.marked(),
        ["owner.first_name", "owner.last_name", "owner.email"]
    );
    driver.edit(Field::Owner(GIVEN), "Odile");
    driver.edit(Field::Owner(FAMILY), "Berger");
    driver.edit(Field::Owner(PersonField::Email), "o.berger@mail.example");
    let body = driver.submitted();
    assert_eq!(body["owner"]["first_name"], "Odile");
    let directors = body["directors"].as_array().unwrap();
    assert_eq!(directors.len(), 2);
    assert_eq!(directors[1]["role"], "NON_DIRECTOR");
    assert_eq!(body["metadata"]["consent"]["signatory"], "owner");
}

#[test]
fn another_who_signs_ticks_anew() {
    let mut driver = Driver::filled();
    for apart in [true, false] {
        driver.send(Input::OwnerApart(apart));
        assert!(!driver.view().consented, "{apart}");
        assert!(matches!(
            driver
                .events
                .iter()
                .rev()
                .find(|event| matches!(event, HostEvent::Consent(_))),
            Some(HostEvent::Consent(None))
        ));
        driver.tick();
        driver.send(Input::OwnerApart(apart));
        assert!(driver.view().consented, "nothing has changed");
    }
    driver.send(Input::Submitted);
    let (_, enrollment) = driver.post();
    assert_eq!(
        enrollment.consent().receipt().signatory,
        Signatory::FirstDirector
    );
}

#[test]
fn a_tick_that_is_void_is_said_to_be_at_the_box_and_nowhere_before() {
    let mut driver = Driver::filled();
    driver.send(Input::Unticked);
    driver.send(Input::OwnerApart(true));
    assert_eq!(driver.marked(), [""; 0], "nobody had ticked");
    driver.tick();
    driver.send(Input::OwnerApart(false));
    assert_eq!(driver.marked(), ["signed_at"]);
    assert_eq!(driver.view().problems[0].reason, Reason::NotAccepted);
    assert_eq!(driver.view().failed_submits, 0, "the focus stays");
    driver.tick();
    assert_eq!(driver.marked(), [""; 0]);
}

#[test]
fn what_is_needed_of_nobody_any_more_is_not_shown_wrong() {
    let mut driver = Driver::filled();
    driver.edit(Field::AccountNumber, "");
    driver.send(Input::DirectorAdded);
    driver.edit(Field::Director(1, GIVEN), "Bob");
    driver.send(Input::Submitted);
    let both = ["directors.1.last_name", "account_number"];
    assert_eq!(driver.marked(), both);
    driver.edit(Field::Director(1, GIVEN), "");
    assert_eq!(
        driver.marked(),
        ["account_number"],
        "left blank, it is nobody"
    );
}

#[test]
fn what_was_typed_of_the_owner_is_there_again_when_it_is_asked_for_again() {
    let mut driver = Driver::filled();
    driver.send(Input::OwnerApart(true));
    driver.edit(Field::Owner(GIVEN), "Odile");
    driver.send(Input::OwnerApart(false));
    driver.tick();
    assert_eq!(driver.flow.value(Field::Owner(GIVEN)), "Odile");
    let body = driver.submitted();
    assert_eq!(
        body["owner"]["first_name"],
        body["directors"][0]["first_name"]
    );
    assert_eq!(body["directors"].as_array().unwrap().len(), 1);
}

#[test]
fn a_reset_forgets_everybody() {
    let mut driver = of_three();
    driver.send(Input::OwnerApart(true));
    driver.send(Input::Reset);
    driver.read_session(Ok(None));
    assert_eq!(driver.view().directors, 1);
    assert!(!driver.view().owner_is_apart);
}

/// A company whose director the lender would find, were it French.
fn asked_for_its_director() -> Driver {
    let mut config = sample::config();
    config.director_details = DirectorDetails::Auto;
    config.asks_type = true;
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    driver.edit(Field::IdentifierType, "kvk");
    driver
}

#[test]
fn an_owner_is_asked_about_alone_where_the_lender_finds_the_director() {
    let mut driver = asked_for_its_director();
    driver.send(Input::OwnerApart(true));
    assert!(driver.view().shows_director());
    driver.edit(Field::IdentifierType, "siren");
    assert!(!driver.view().shows_director(), "nothing is needed of one");
    for part in [GIVEN, FAMILY, PersonField::Email] {
        assert!(driver.view().shows(Field::Owner(part)), "{part:?}");
    }
    driver.send(Input::Submitted);
    let owner = |path: &String| path.starts_with("owner.");
    assert_eq!(driver.marked().into_iter().filter(owner).count(), 3);
    driver.send(Input::OwnerApart(false));
    assert!(!driver.view().shows_director());
    assert!(!driver.view().shows(Field::Owner(GIVEN)));
}

#[test]
fn who_pays_by_transfer_is_asked_for_no_account_and_no_director_until_the_lender_asks() {
    let mut config = sample::config();
    config.repayment = Repayment::Transfer;
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    assert!(!driver.view().shows_director());
    assert!(!driver.view().shows(Field::AccountNumber));
    driver.edit(Field::Identifier, sample::SIREN);
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    let paths = ["directors.0.first_name", "account_number"];
    driver.send(Input::Enrolled(post, Err(missing(&paths))));
    assert_eq!(driver.marked(), paths);
    assert!(driver.view().shows_director());
    assert!(driver.view().shows(Field::AccountNumber));
    assert!(!driver.view().shows(Field::Director(0, FAMILY)));
}

#[test]
fn who_takes_the_other_director_away_still_sees_the_first() {
    let mut driver = asked_for_its_director();
    driver.send(Input::DirectorAdded);
    driver.edit(Field::IdentifierType, "siren");
    driver.send(Input::DirectorRemoved(1));
    assert!(driver.view().shows_director());
    driver.send(Input::Reset);
    driver.read_session(Ok(None));
    driver.edit(Field::IdentifierType, "siren");
    assert!(!driver.view().shows_director(), "a new form is folded");
}

#[test]
fn what_the_lender_asked_of_an_owner_is_not_needed_once_there_is_none() {
    let phone = Field::Owner(PersonField::Phone);
    let mut driver = Driver::filled();
    driver.send(Input::OwnerApart(true));
    driver.edit(Field::Owner(GIVEN), "Ottokar");
    driver.edit(Field::Owner(FAMILY), "Winterbottom");
    driver.edit(Field::Owner(PersonField::Email), "o@mail.example");
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(missing(&["owner.phone_number"]))));
    assert_eq!(driver.marked(), ["owner.phone_number"]);
    driver.send(Input::OwnerApart(false));
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(
        driver.stage(),
        StageName::Submitting,
        "{:?}",
        driver.marked()
    );
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Busy(None)))));
    driver.send(Input::Retried);
    driver.send(Input::OwnerApart(true));
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(driver.marked(), ["owner.phone_number"], "it is again");
    assert!(driver.view().shows(phone));
}
