//! The kind of company number, where the borrower chooses it.

use enrollment::{
    domain::IdentifierType,
    draft::Field,
    flow::{Cause, Input, StageName},
};
use serde_json::json;

use crate::support::{answers::failed, driver::Driver, sample};

/// A page that leaves the kind to the borrower.
fn choosing() -> Driver {
    let mut config = sample::config();
    config.asks_type = true;
    Driver::start_with(config)
}

#[test]
fn a_kind_of_number_is_offered_only_where_the_partner_has_chosen_none() {
    assert!(!Driver::editing().view().shows(Field::IdentifierType));
    let mut driver = choosing();
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
    assert!(!driver.marked().contains(&"identifier".to_owned()));
}

#[test]
fn a_number_is_judged_anew_when_its_kind_changes() {
    let mut driver = choosing();
    driver.read_session(Ok(None));
    driver.edit(Field::Identifier, "69599084");
    driver.send(Input::Submitted);
    assert!(driver.marked().contains(&"identifier".to_owned()));
    driver.edit(Field::IdentifierType, "kvk");
    assert!(!driver.marked().contains(&"identifier".to_owned()));
}

#[test]
fn the_first_that_the_session_takes_is_chosen_where_it_does_not_take_the_usual_one() {
    let mut driver = choosing();
    assert!(driver.view().types.is_empty(), "nobody knows yet");
    let session = json!({"now": sample::START, "limits": {"identifier_types": ["cif", "kvk"]}});
    driver.read_session(Ok(Some(&session)));
    let view = driver.view();
    assert_eq!(view.types, [IdentifierType::Cif, IdentifierType::Kvk]);
    assert_eq!(view.identifier_type, IdentifierType::Cif);
}

#[test]
fn no_kind_is_offered_after_a_first_session_that_could_not_be_read() {
    let mut driver = choosing();
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
