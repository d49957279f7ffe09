use enrollment::{
    domain::{IdentifierType, company_id::CompanyIdError, iban::IbanError},
    draft::{Field, PersonField, Problem, Reason},
    flow::{Cause, Input, StageName},
};

use crate::support::{
    answers::failed,
    driver::Driver,
    sample::{self, director},
};

#[test]
fn a_form_begins_with_what_is_always_needed() {
    let view = Driver::editing().view();
    assert!(view.shows_director());
    for field in [
        Field::Identifier,
        director(PersonField::FirstName),
        director(PersonField::BirthYear),
        Field::AccountNumber,
        Field::SignedAt,
    ] {
        assert!(view.shows(field), "{field:?}");
    }
    for field in [
        Field::VatNumber,
        director(PersonField::Phone),
        Field::Director(1, PersonField::FirstName),
    ] {
        assert!(!view.shows(field), "{field:?}");
    }
}

#[test]
fn a_company_that_the_page_names_is_not_asked_for() {
    let mut config = sample::config();
    config.company = Some(sample::company(IdentifierType::Siren, sample::SIREN));
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    assert!(!driver.view().shows(Field::Identifier));
}

#[test]
fn nothing_is_shown_wrong_before_the_first_submit() {
    let mut driver = Driver::editing();
    driver.edit(Field::AccountNumber, "nonsense");
    driver.edit(Field::AccountNumber, "");
    driver.edit(director(PersonField::Email), "@");
    assert_eq!(driver.view().problems, []);
}

#[test]
fn a_submit_shows_every_problem_at_once_and_sends_nothing() {
    let mut driver = Driver::editing();
    driver.send(Input::Submitted);
    assert_eq!(driver.calls, []);
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.view().problems.len(), 9);
    assert_eq!(driver.view().failed_submits, 1);
    driver.send(Input::Submitted);
    assert_eq!(driver.view().failed_submits, 2);
}

#[test]
fn a_shown_problem_is_judged_again_with_each_edit_and_the_others_are_left_in_peace() {
    let mut driver = Driver::filled();
    driver.edit(Field::AccountNumber, "");
    driver.send(Input::Submitted);
    let shown = |driver: &Driver| {
        let problems = driver.view().problems;
        problems
            .iter()
            .map(|problem| problem.reason)
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&driver), [Reason::Iban(IbanError::Empty)]);
    driver.edit(Field::AccountNumber, "FR76");
    let (expected, actual) = (27, 4);
    assert_eq!(
        shown(&driver),
        [Reason::Iban(IbanError::TooShort { expected, actual })]
    );
    driver.edit(director(PersonField::Email), "nonsense");
    assert_eq!(shown(&driver).len(), 1, "not shown, not judged");
    driver.edit(Field::AccountNumber, sample::IBAN);
    assert_eq!(shown(&driver), []);
    driver.edit(Field::AccountNumber, "FR76");
    assert_eq!(
        shown(&driver),
        [],
        "once right, in peace until the next submit"
    );
}

#[test]
fn problems_stay_in_the_order_of_the_form_while_they_change() {
    let mut driver = Driver::editing();
    driver.send(Input::Submitted);
    for (field, text) in sample::FORM.iter().rev() {
        driver.edit(*field, &text[..1]);
        let problems = driver.view().problems;
        assert!(problems.is_sorted_by_key(|problem| problem.field));
    }
    driver.fill_in();
    assert_eq!(driver.view().problems.len(), 1, "consent");
}

#[test]
fn a_birth_date_is_settled_by_any_of_its_parts() {
    let mut driver = Driver::filled();
    driver.edit(director(PersonField::BirthYear), "1973");
    driver.send(Input::Submitted);
    assert_eq!(
        driver.view().problems[0].field,
        director(PersonField::BirthDay)
    );
    driver.edit(director(PersonField::BirthYear), "197");
    let year = driver.view().problems;
    assert_eq!(year[0].field, director(PersonField::BirthYear));
    driver.edit(director(PersonField::BirthYear), "1976");
    assert_eq!(driver.view().problems, []);
}

#[test]
fn a_company_number_is_judged_again_when_its_kind_changes() {
    let mut driver = Driver::filled();
    driver.edit(Field::Identifier, "68750110");
    driver.send(Input::Submitted);
    let problem = |kind, least| {
        let error = CompanyIdError::Length {
            least,
            most: least,
            actual: 8,
        };
        Problem::new(Field::Identifier, Reason::CompanyId(kind, error))
    };
    assert_eq!(driver.view().problems, [problem(IdentifierType::Siren, 9)]);
    driver.edit(Field::IdentifierType, "siret");
    assert_eq!(driver.view().problems, [problem(IdentifierType::Siret, 14)]);
    driver.edit(Field::IdentifierType, "kvk");
    assert_eq!(driver.view().problems, []);
}

#[test]
fn a_submit_counts_only_where_the_form_is() {
    let (waiting, _) = Driver::waiting();
    for mut driver in [Driver::start(), waiting, Driver::ready()] {
        driver.calls.clear();
        let before = driver.view();
        driver.send(Input::Submitted);
        assert_eq!((driver.view(), driver.calls), (before, Vec::new()));
    }
}

#[test]
fn the_form_stays_on_the_screen_until_the_lender_has_the_borrower() {
    let shows = |driver: &Driver| driver.view().shows_form;
    assert!(!shows(&Driver::start()));
    assert!(shows(&Driver::editing()));
    let (mut driver, post) = Driver::submitting();
    assert!(shows(&driver));
    driver.send(Input::Enrolled(post, Err(failed(Cause::Busy(None)))));
    assert_eq!(driver.stage(), StageName::Failed);
    assert!(shows(&driver), "with what was typed");
    assert!(shows(&Driver::reconciling().0));

    let (mut waiting, poll) = Driver::waiting();
    assert!(!shows(&waiting));
    waiting.send(Input::CreditLines(poll, Err(failed(Cause::Session))));
    assert!(!shows(&waiting));
}

#[test]
fn a_phone_number_is_judged_anew_when_the_country_of_residence_changes() {
    let (phone, residence) = (
        director(PersonField::Phone),
        director(PersonField::Residence),
    );
    let mut driver = Driver::filled();
    driver.edit(residence, "");
    driver.edit(phone, "06 12 34 56 78");
    driver.send(Input::Submitted);
    let shown = |driver: &Driver| -> Vec<Field> {
        let problems = driver.view().problems;
        problems.iter().map(|problem| problem.field).collect()
    };
    assert_eq!(shown(&driver), [residence, phone]);
    driver.edit(phone, "06 12 34 56 79");
    assert_eq!(shown(&driver), [residence, phone], "of no country yet");
    driver.edit(residence, "FRA");
    assert_eq!(shown(&driver), []);
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Submitting);
}

#[test]
fn a_phone_number_that_is_shown_wrong_brings_up_nothing_else() {
    let mut driver = Driver::filled();
    driver.edit(director(PersonField::Phone), "06");
    driver.send(Input::Submitted);
    driver.edit(director(PersonField::Residence), "");
    let problems = driver.view().problems;
    let fields: Vec<Field> = problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, [director(PersonField::Phone)]);
}
