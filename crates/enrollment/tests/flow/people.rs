use enrollment::{
    domain::consent::Signatory,
    draft::{Field, PersonField, Reason},
    enrollment::DirectorDetails,
    flow::{Cause, FieldFault, HostEvent, Input, Screen, StageName},
    wire::{borrowers::PostBorrower, to_json},
};
use serde_json::{Value, json};

use crate::support::{
    answers::{failed, missing},
    driver::Driver,
    sample,
};

const GIVEN: PersonField = PersonField::FirstName;
const FAMILY: PersonField = PersonField::LastName;

#[expect(clippy::unwrap_used, reason = "what was written can be read")]
fn sent(driver: &mut Driver) -> Value {
    driver.send(Input::Submitted);
    let (_, enrollment) = driver.post();
    serde_json::from_str(&to_json(&PostBorrower::from(&enrollment))).unwrap()
}

fn marked(driver: &Driver) -> Vec<String> {
    let problems = driver.view().problems;
    problems
        .iter()
        .map(|problem| problem.field.path())
        .collect()
}

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
    let body = sent(&mut driver);
    assert_eq!(body["directors"].as_array().unwrap().len(), 3);
    assert_eq!(body["directors"][2]["first_name"], "Carole");
    assert_eq!(body["directors"][2]["role"], "DIRECTOR");
}

#[test]
fn a_director_who_was_added_and_left_blank_is_nobody() {
    let mut driver = Driver::filled();
    driver.send(Input::DirectorAdded);
    assert_eq!(sent(&mut driver)["directors"].as_array().unwrap().len(), 1);
}

#[test]
fn a_director_with_half_a_name_is_asked_for_the_other_half() {
    let mut driver = Driver::filled();
    driver.send(Input::DirectorAdded);
    driver.edit(Field::Director(1, GIVEN), "Béatrice");
    driver.send(Input::Submitted);
    assert_eq!(marked(&driver), ["directors.1.last_name"]);
}

#[test]
fn those_after_a_director_who_is_taken_away_move_up() {
    let mut driver = of_three();
    driver.edit(Field::Director(2, FAMILY), "");
    driver.send(Input::Submitted);
    assert_eq!(marked(&driver), ["directors.2.last_name"]);
    let fills = driver.view().fills;
    driver.send(Input::DirectorRemoved(1));
    assert_eq!(marked(&driver), ["directors.1.last_name"]);
    assert_ne!(driver.view().fills, fills, "the inputs are read again");
    assert_eq!(driver.flow.value(Field::Director(1, GIVEN)), "Carole");
    driver.edit(Field::Director(1, FAMILY), "Moulin");
    let body = sent(&mut driver);
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
    assert_eq!(marked(&driver), ["directors.1.nationality"]);
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
        assert_eq!(marked(&driver), [path]);
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
        marked(&driver),
        ["owner.first_name", "owner.last_name", "owner.email"]
    );
    driver.edit(Field::Owner(GIVEN), "Odile");
    driver.edit(Field::Owner(FAMILY), "Berger");
    driver.edit(Field::Owner(PersonField::Email), "o.berger@mail.example");
    let body = sent(&mut driver);
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
fn what_was_typed_of_the_owner_is_there_again_when_it_is_asked_for_again() {
    let mut driver = Driver::filled();
    driver.send(Input::OwnerApart(true));
    driver.edit(Field::Owner(GIVEN), "Odile");
    driver.send(Input::OwnerApart(false));
    driver.tick();
    assert_eq!(driver.flow.value(Field::Owner(GIVEN)), "Odile");
    let body = sent(&mut driver);
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
fn who_has_named_an_owner_still_sees_it_when_the_lender_finds_the_director() {
    let mut driver = asked_for_its_director();
    driver.send(Input::OwnerApart(true));
    driver.edit(Field::IdentifierType, "siren");
    assert!(driver.view().shows_director(), "there it can be taken back");
    driver.send(Input::OwnerApart(false));
    assert!(
        driver.view().shows_director(),
        "the box under the finger does not go away"
    );
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
    assert_eq!(marked(&driver), ["owner.phone_number"]);
    driver.send(Input::OwnerApart(false));
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(
        driver.stage(),
        StageName::Submitting,
        "{:?}",
        marked(&driver)
    );
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Busy(None)))));
    driver.send(Input::Retried);
    driver.send(Input::OwnerApart(true));
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(marked(&driver), ["owner.phone_number"], "it is again");
    assert!(driver.view().shows(phone));
}

mod doubts {
    use enrollment::flow::Notice;

    use super::*;

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
        marked(driver)
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
        let body = sent(&mut driver);
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
            assert_eq!(doubted(&driver), [""; 0]);
        }
    }

    #[test]
    fn what_can_not_be_sent_is_shown_first() {
        let mut driver = Driver::filled();
        driver.edit(EMAIL, "z@gmial.com");
        driver.edit(Field::AccountNumber, "");
        driver.send(Input::Submitted);
        assert_eq!(marked(&driver), ["account_number"]);
        driver.edit(Field::AccountNumber, sample::IBAN);
        driver.send(Input::Submitted);
        assert_eq!(doubted(&driver), ["directors.0.business_email"]);
    }
}

mod kinds {
    use enrollment::domain::IdentifierType;

    use super::*;

    #[test]
    fn a_kind_of_number_is_offered_only_where_the_partner_has_chosen_none() {
        assert!(!Driver::editing().view().shows(Field::IdentifierType));
        let mut config = sample::config();
        config.asks_type = true;
        let mut driver = Driver::start_with(config);
        driver.read_session(Ok(None));
        let view = driver.view();
        assert!(view.shows(Field::IdentifierType));
        assert_eq!(view.identifier_type, IdentifierType::Siren);
        assert_eq!(view.types.len(), 9);
        assert!(
            !view.types.contains(&IdentifierType::Bsn),
            "it is a person's"
        );
        driver.edit(Field::IdentifierType, "kvk");
        assert_eq!(driver.view().identifier_type, IdentifierType::Kvk);
        driver.edit(Field::Identifier, "69599084");
        driver.send(Input::Submitted);
        assert!(!marked(&driver).contains(&"identifier".to_owned()));
    }

    #[test]
    fn a_number_is_judged_anew_when_its_kind_changes() {
        let mut config = sample::config();
        config.asks_type = true;
        let mut driver = Driver::start_with(config);
        driver.read_session(Ok(None));
        driver.edit(Field::Identifier, "69599084");
        driver.send(Input::Submitted);
        assert!(marked(&driver).contains(&"identifier".to_owned()));
        driver.edit(Field::IdentifierType, "kvk");
        assert!(!marked(&driver).contains(&"identifier".to_owned()));
    }

    #[test]
    fn the_first_that_the_session_takes_is_chosen_where_it_does_not_take_the_usual_one() {
        let mut config = sample::config();
        config.asks_type = true;
        let mut driver = Driver::start_with(config);
        assert!(driver.view().types.is_empty(), "nobody knows yet");
        let session = json!({"now": sample::START, "limits": {"identifier_types": ["cif", "kvk"]}});
        driver.read_session(Ok(Some(&session)));
        let view = driver.view();
        assert_eq!(view.types, [IdentifierType::Cif, IdentifierType::Kvk]);
        assert_eq!(view.identifier_type, IdentifierType::Cif);
    }

    #[test]
    fn no_kind_is_offered_after_a_first_session_that_could_not_be_read() {
        let mut config = sample::config();
        config.asks_type = true;
        let mut driver = Driver::start_with(config);
        driver.read_session(Err(failed(Cause::NoSession)));
        assert_eq!(driver.stage(), StageName::Failed);
        assert!(driver.view().types.is_empty());
    }

    #[test]
    fn a_kind_that_the_session_does_not_take_gives_way_wherever_it_came_from() {
        let mut config = sample::config();
        config.asks_type = true;
        config.prefill = vec![(Field::IdentifierType, "siren".to_owned().into())];
        let mut driver = Driver::start_with(config);
        let session = json!({"now": sample::START, "limits": {"identifier_types": ["cif", "kvk"]}});
        driver.read_session(Ok(Some(&session)));
        assert_eq!(driver.view().identifier_type, IdentifierType::Cif);
        driver.edit(Field::IdentifierType, "kvk");
        let narrower = json!({"now": sample::START, "limits": {"identifier_types": ["cif"]}});
        driver.send(Input::ReadAgain);
        driver.read_session(Ok(Some(&narrower)));
        assert_eq!(driver.view().identifier_type, IdentifierType::Cif);
    }
}
