//! What the host page says, fills in and changes while a borrower is at it.

use enrollment::{
    domain::{IdentifierType, Language, address::AddressPart, consent::Terms},
    draft::{Field, PersonField},
    enrollment::Repayment,
    flow::{Cause, Config, ErrorCode, Input, Order, Purpose, Screen, StageName},
};
use serde_json::json;

use crate::support::{
    answers::{borrower_body, failed, lines, of, usable_line, with},
    driver::Driver,
    sample,
};

const FIRST_NAME: Field = sample::director(PersonField::FirstName);

/// The page's configuration with fields filled in.
fn filling(values: &[(&str, &str)]) -> Config {
    let filled = values
        .iter()
        .flat_map(|(path, text)| Field::filled_by(path, text))
        .map(|(field, text)| (field, text.into()));
    Config {
        prefill: filled.collect(),
        ..sample::config()
    }
}

fn given(number: &str) -> Config {
    Config {
        company: Some(sample::company(IdentifierType::Siren, number)),
        ..sample::config()
    }
}

fn configure(driver: &mut Driver, config: Config) {
    driver.send(Input::Configured(config.into()));
}

#[test]
fn fields_are_filled_in_by_the_lenders_names() {
    let config = filling(&[
        ("identifier", "732829320"),
        ("account_number", sample::IBAN),
        ("directors.0.first_name", "Ada"),
        ("directors.0.birth_date", "1972-02-29"),
        ("directors.0.address.country", "FRA"),
    ]);
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    let value = |field| driver.flow.value(field);
    assert_eq!(value(Field::Identifier), "732829320");
    assert_eq!(value(Field::AccountNumber), sample::IBAN);
    assert_eq!(value(FIRST_NAME), "Ada");
    let date = [
        PersonField::BirthYear,
        PersonField::BirthMonth,
        PersonField::BirthDay,
    ];
    assert_eq!(
        date.map(|part| value(sample::director(part))),
        ["1972", "02", "29"]
    );
    assert_eq!(value(sample::director(PersonField::Residence)), "FRA");
    assert!(driver.view().fills > 0, "the inputs have to be read again");
}

#[test]
fn names_that_fill_nothing_are_known_as_such() {
    for path in [
        "signed_at",
        "owner.first_name",
        "directors.1.first_name",
        "directors.0",
        "iban",
        "",
    ] {
        assert_eq!(Field::filled_by(path, "x"), [], "{path}");
    }
}

#[test]
fn what_a_person_typed_is_never_filled_over() {
    let mut driver = Driver::editing();
    driver.edit(FIRST_NAME, "Grace");
    driver.edit(sample::director(PersonField::BirthDay), "2");
    driver.edit(sample::director(PersonField::BirthDay), "");
    // Looked at, as it is when the form is sent.
    driver.edit(sample::director(PersonField::LastName), "");
    configure(
        &mut driver,
        filling(&[
            ("directors.0.first_name", "Ada"),
            ("directors.0.last_name", "Lovelace"),
            ("directors.0.birth_date", "1972-02-29"),
        ]),
    );
    let value = |field| driver.flow.value(sample::director(field));
    assert_eq!(value(PersonField::FirstName), "Grace");
    assert_eq!(value(PersonField::LastName), "Lovelace");
    assert_eq!(
        value(PersonField::BirthYear),
        "",
        "a date is one value, and somebody has begun it"
    );
}

#[test]
fn what_was_sent_is_not_filled_in_over() {
    let mut driver = Driver::filled();
    driver.send(Input::Submitted);
    let (post, signed) = driver.post();
    configure(&mut driver, filling(&[("legal_form", "SARL")]));
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    let (_, again) = driver.post();
    assert_eq!(again, signed, "what was signed goes out");
}

#[test]
fn the_same_values_again_disturb_no_input() {
    let config = filling(&[("directors.0.first_name", "Ada")]);
    let mut driver = Driver::start_with(config.clone());
    driver.read_session(Ok(None));
    let before = driver.view().fills;
    configure(&mut driver, config);
    assert_eq!(driver.view().fills, before);
}

#[test]
fn a_value_that_was_filled_in_wrong_where_nobody_sees_it_is_shown() {
    let mut config = filling(&[("directors.0.business_phone_number", "12")]);
    config.repayment = Repayment::DirectDebit;
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    let phone = sample::director(PersonField::Phone);
    assert!(!driver.view().shows(phone));
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Editing);
    assert!(driver.view().shows(phone));
}

#[test]
fn other_terms_clear_the_signature_and_the_same_ones_do_not() {
    let mut driver = Driver::filled();
    configure(&mut driver, sample::config());
    assert!(driver.view().consented);
    let terms = Terms {
        version: Some("2026-11".into()),
        ..sample::terms()
    };
    configure(
        &mut driver,
        Config {
            terms: terms.clone(),
            ..sample::config()
        },
    );
    assert!(!driver.view().consented);
    assert_eq!(driver.view().terms, terms);
}

#[test]
fn another_language_lender_or_repayment_clears_the_signature_and_keeps_the_form() {
    for config in [
        Config {
            language: "fr".parse::<Language>().unwrap(),
            ..sample::config()
        },
        Config {
            lender: "Another".into(),
            ..sample::config()
        },
        Config {
            repayment: Repayment::Transfer,
            ..sample::config()
        },
    ] {
        let mut driver = Driver::filled();
        configure(&mut driver, config);
        assert!(!driver.view().consented);
        assert_eq!(driver.flow.value(FIRST_NAME), "Zéphyrine");
    }
}

#[test]
fn a_signature_that_has_left_stays_what_it_is() {
    let (mut driver, post) = Driver::submitting();
    configure(
        &mut driver,
        Config {
            lender: "Another".into(),
            ..sample::config()
        },
    );
    assert!(driver.view().consented);
    driver.enroll(post);
    assert_eq!(driver.stage(), StageName::Waiting);
}

#[test]
fn what_the_session_said_still_wins() {
    let mut driver = Driver::start();
    driver.read_session(Ok(Some(&json!({
        "identifier": sample::SIREN, "identifier_type": "siren", "lender": "The session's", "repayment": "transfer",
        "limits": {"minimum_age": 21},
    }))));
    configure(
        &mut driver,
        Config {
            lender: "The page's".into(),
            ..sample::config()
        },
    );
    let view = driver.view();
    assert_eq!(view.lender, "The session's");
    assert!(!view.shows_notice);
    assert_eq!(view.company.unwrap().id.as_str(), sample::SIREN);
}

#[test]
fn a_company_that_contradicts_the_session_is_a_mistake_of_the_page() {
    let fails = |driver: &Driver| {
        let failed = Screen::Failed {
            code: ErrorCode::Configuration,
            retryable: false,
        };
        assert_eq!(driver.view().screen, failed);
    };
    let mut driver = Driver::start_with(given("552100554"));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    fails(&driver);

    let mut driver = Driver::start_with(given(sample::SIREN));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    assert_eq!(driver.stage(), StageName::Editing);
    configure(&mut driver, given("552100554"));
    fails(&driver);
}

#[test]
fn an_establishment_of_the_sessions_company_is_no_contradiction() {
    let config = Config {
        company: Some(sample::company(
            enrollment::domain::IdentifierType::Siret,
            sample::SIRET,
        )),
        ..sample::config()
    };
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    assert_eq!(driver.stage(), StageName::Editing);
}

/// Enrollments of a company that the page has not named, each in another stage.
fn under_way() -> [Driver; 3] {
    let (waiting, _) = Driver::waiting();
    let mut config = sample::config();
    config.repayment = Repayment::Transfer;
    let mut accepting = Driver::start_with(config);
    accepting.read_session(Ok(None));
    accepting.fill_in();
    accepting.tick();
    accepting.send(Input::Submitted);
    let (post, _) = accepting.post();
    accepting.enroll(post);
    let poll = accepting.next_poll();
    accepting.send(Input::CreditLines(poll, Ok(lines(&[usable_line()]))));
    assert_eq!(accepting.view().purpose, Purpose::AcceptDebit);
    [Driver::ready(), waiting, accepting]
}

#[test]
fn another_company_takes_its_place_in_the_form_and_begins_anew_after_it() {
    let mut driver = Driver::start_with(given(sample::SIREN));
    driver.read_session(Ok(None));
    driver.edit(FIRST_NAME, "Grace");
    configure(&mut driver, given("552100554"));
    assert_eq!(driver.flow.value(Field::Identifier), "552100554");
    assert_eq!(driver.flow.value(FIRST_NAME), "Grace");

    for mut driver in under_way() {
        configure(&mut driver, given("552100554"));
        assert_eq!(driver.stage(), StageName::Loading);
        assert_eq!(driver.memory, None, "that was about the other one");
        driver.read_session(Ok(None));
        assert_eq!(driver.view().purpose, Purpose::Enroll);
        assert_eq!(driver.flow.value(Field::Identifier), "552100554");
        assert_eq!(driver.flow.value(FIRST_NAME), "");
    }
}

#[test]
fn the_company_that_is_enrolled_can_be_named_late() {
    for mut driver in under_way() {
        let stage = driver.stage();
        let siret = Config {
            company: Some(sample::company(IdentifierType::Siret, sample::SIRET)),
            ..sample::config()
        };
        for config in [given(sample::SIREN), siret] {
            configure(&mut driver, config);
            assert_eq!(driver.stage(), stage);
        }
    }
}

#[test]
fn the_order_can_change_while_the_button_is_there() {
    let mut driver = Driver::ready();
    let order = Order {
        amount: 99_000_000,
        currency: enrollment::flow::Currency::Eur,
    };
    configure(
        &mut driver,
        Config {
            order: Some(order),
            ..sample::config()
        },
    );
    assert_eq!(driver.view().order, Some(order));
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn what_is_disabled_can_neither_be_signed_nor_sent_nor_requested() {
    let disabled = || Config {
        disabled: true,
        ..sample::config()
    };
    let mut driver = Driver::editing();
    driver.fill_in();
    configure(&mut driver, disabled());
    driver.tick();
    assert!(!driver.view().consented);

    let mut driver = Driver::filled();
    configure(&mut driver, disabled());
    assert!(driver.view().disabled);
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Editing);
    driver.send(Input::Unticked);
    assert!(driver.view().consented);
    configure(&mut driver, sample::config());
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Submitting);

    let mut driver = Driver::ready();
    configure(&mut driver, disabled());
    driver.send(Input::LoanRequested);
    assert_eq!(driver.stage(), StageName::Ready);
}

#[test]
fn a_reset_fills_in_again_what_the_page_gave() {
    let mut driver = Driver::start_with(filling(&[("directors.0.first_name", "Ada")]));
    driver.read_session(Ok(None));
    driver.edit(FIRST_NAME, "Grace");
    let before = driver.view().fills;
    driver.send(Input::Reset);
    driver.read_session(Ok(None));
    assert_eq!(driver.flow.value(FIRST_NAME), "Ada");
    assert!(driver.view().fills > before);
}

#[test]
fn what_was_filled_in_for_one_borrower_is_not_filled_in_for_the_next() {
    let mut driver = Driver::start_with(filling(&[("directors.0.first_name", "Ada")]));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&of("552100554"))));
    assert_eq!(driver.flow.value(FIRST_NAME), "");
}

#[test]
fn other_documents_clear_a_tick_that_failed_to_leave_and_none_that_may_have_left() {
    let another = || Config {
        lender: "Another".into(),
        ..sample::config()
    };
    let (mut driver, post) = Driver::submitting();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Upstream))));
    assert_eq!(driver.stage(), StageName::Failed);
    configure(&mut driver, another());
    assert!(!driver.view().consented);

    let (mut driver, lookup) = Driver::reconciling();
    driver.send(Input::BorrowerFound(lookup, Err(failed(Cause::KeyRefused))));
    assert_eq!(driver.stage(), StageName::Failed);
    configure(&mut driver, another());
    assert!(driver.view().consented);
}

#[test]
fn the_pages_name_of_a_company_is_not_put_to_the_next_one() {
    let mut driver = Driver::of_a_partner_that_names_it();
    assert_eq!(driver.flow.value(Field::CompanyName), "Moulins");
    driver.send(Input::ReadAgain);
    driver.read_session(Ok(Some(&of("552100554"))));
    assert_eq!(driver.stage(), StageName::Editing);
    assert_eq!(driver.flow.value(Field::CompanyName), "");
}

#[test]
fn a_borrower_of_another_company_than_the_partners_is_nobodys_here() {
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
fn a_field_that_was_brought_up_stays_in_sight_while_it_is_put_right() {
    let street = Field::Address(AddressPart::Line1);
    let phone = sample::director(PersonField::Phone);
    let mut driver = Driver::start_with(filling(&[
        ("address.country", "FRA"),
        ("directors.0.business_phone_number", "12"),
    ]));
    driver.read_session(Ok(None));
    driver.fill_in();
    driver.tick();
    for field in [street, phone] {
        assert!(!driver.view().shows(field));
    }
    driver.send(Input::Submitted);
    driver.edit(street, "1");
    driver.edit(phone, "");
    for field in [street, phone] {
        assert!(driver.view().shows(field), "{field:?}");
        let problems = driver.view().problems;
        assert!(problems.iter().all(|problem| problem.field != field));
    }
    driver.edit(street, "1 rue de la Paix");
    driver.send(Input::Submitted);
    assert!(
        driver.view().shows(street),
        "beside what is left to fill in"
    );
    driver.send(Input::Reset);
    driver.read_session(Ok(None));
    assert!(!driver.view().shows(street), "a new form begins anew");
}
