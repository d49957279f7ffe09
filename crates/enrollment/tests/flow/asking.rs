use enrollment::{
    domain::address::AddressPart,
    draft::{Field, PersonField, Problem, Reason},
    enrollment::DirectorDetails,
    flow::{Cause, FieldFault, Input, Notice, Screen, StageName},
};

use crate::support::{
    answers::{answer, failed, missing, of},
    driver::Driver,
    sample,
};

fn miss(driver: &mut Driver, paths: &[&str]) {
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(missing(paths))));
}

fn refused(paths: &[&str]) -> Driver {
    let mut driver = Driver::filled();
    driver.send(Input::Submitted);
    miss(&mut driver, paths);
    driver
}

#[test]
fn each_value_that_a_form_has_no_field_for_gets_one_when_it_is_asked_for() {
    for (path, text, sent_as) in [
        ("name", "Dupont SARL", "/name"),
        ("legal_form", "SARL", "/legal_form"),
        ("vat_number", "FR44732829320", "/vat_number"),
        (
            "directors.0.business_phone_number",
            "+33123456789",
            "/directors/0/business_phone_number",
        ),
        ("directors.0.title", "Gérante", "/directors/0/title"),
        (
            "directors.0.birth_place.city",
            "Lyon",
            "/directors/0/birth_place/city",
        ),
        (
            "directors.0.birth_place.country",
            "FRA",
            "/directors/0/birth_place/country",
        ),
    ] {
        let field = Field::at_path(path).unwrap();
        assert!(!Driver::filled().view().shows(field), "{path}");
        let mut driver = refused(&[path]);
        assert!(driver.view().shows(field), "{path}");
        assert_eq!(driver.view().screen, Screen::Editing(None), "{path}");
        assert_eq!(driver.marked(), [path]);
        // Of these the company's name alone was sent.
        let reason = match field {
            Field::CompanyName => Reason::NotFoundByLender,
            _ => Reason::NeededByLender,
        };
        assert_eq!(driver.view().problems, [Problem::new(field, reason)]);

        driver.edit(field, "");
        driver.send(Input::Submitted);
        let needed = Problem::new(field, Reason::NeededByLender);
        assert_eq!(driver.view().problems, [needed], "it is needed now");
        driver.edit(field, text);
        assert_eq!(driver.marked(), [""; 0]);
        let body = driver.submitted();
        assert_eq!(body.pointer(sent_as).unwrap(), text, "{path}");
        assert!(driver.view().shows(field), "it stays");
    }
}

#[test]
fn one_part_of_the_address_asks_for_the_four_that_the_lender_takes_together() {
    for path in ["address", "address.city", "address.country"] {
        let mut driver = refused(&[path]);
        let four = [
            AddressPart::Line1,
            AddressPart::PostalCode,
            AddressPart::City,
            AddressPart::Country,
        ];
        let paths = four.map(|part| Field::Address(part).path());
        assert_eq!(driver.marked(), paths, "{path}");
        for part in [AddressPart::Line2, AddressPart::State] {
            assert!(!driver.view().shows(Field::Address(part)));
        }
        driver.edit(Field::Address(AddressPart::Line1), "1 rue de la Paix");
        driver.edit(Field::Address(AddressPart::PostalCode), "75002");
        driver.edit(Field::Address(AddressPart::City), "Paris");
        driver.edit(Field::Address(AddressPart::Country), "FRA");
        let body = driver.submitted();
        assert_eq!(body["address"]["city"], "Paris");
    }
}

#[test]
fn a_whole_that_is_missing_is_asked_for_by_its_parts() {
    assert_eq!(
        refused(&["directors.0.birth_place"]).marked(),
        [
            "directors.0.birth_place.city",
            "directors.0.birth_place.country"
        ]
    );
    assert_eq!(
        refused(&["directors.0.address"]).marked(),
        ["directors.0.address.country"]
    );
    for path in ["directors", "directors.0"] {
        let fields = [
            "first_name",
            "last_name",
            "birth_date",
            "nationality",
            "address.country",
            "business_email",
        ];
        let paths = fields.map(|field| format!("directors.0.{field}"));
        assert_eq!(refused(&[path]).marked(), paths, "{path}");
    }
}

#[test]
fn what_has_no_field_is_said_in_words_beside_what_has_one() {
    let driver = refused(&["address.state", "directors.0.horoscope", "name"]);
    assert_eq!(
        driver.view().screen,
        Screen::Editing(Some(Notice::MoreIsMissing))
    );
    assert_eq!(driver.marked(), ["name"]);
}

/// A French company whose director the lender finds by itself.
fn folded() -> Driver {
    let mut config = sample::config();
    config.director_details = DirectorDetails::Auto;
    let mut driver = Driver::start_with(config);
    driver.read_session(Ok(None));
    driver.edit(Field::Identifier, sample::SIREN);
    driver.edit(Field::AccountNumber, sample::IBAN);
    driver.tick();
    driver
}

#[test]
fn a_director_whom_the_lender_finds_is_not_asked_for() {
    let mut driver = folded();
    assert!(driver.view().director_is_folded);
    let email = Field::Director(0, PersonField::Email);
    assert!(!driver.view().shows(email));
    assert!(!driver.view().shows_director());
    let body = driver.submitted();
    assert_eq!(body.get("directors"), None);
    assert_eq!(body.get("owner"), None);
}

#[test]
fn exactly_what_the_lender_misses_of_a_director_is_asked_for_then() {
    let mut driver = folded();
    driver.send(Input::Submitted);
    miss(&mut driver, &["directors.0.birth_date"]);
    let view = driver.view();
    assert!(view.shows_director());
    for (part, is_shown) in [
        (PersonField::BirthDay, true),
        (PersonField::BirthYear, true),
        (PersonField::FirstName, false),
        (PersonField::Email, false),
    ] {
        assert_eq!(view.shows(Field::Director(0, part)), is_shown, "{part:?}");
    }
    assert_eq!(driver.marked(), ["directors.0.birth_date"]);
    driver.edit(Field::Director(0, PersonField::BirthDay), "5");
    driver.edit(Field::Director(0, PersonField::BirthMonth), "3");
    driver.edit(Field::Director(0, PersonField::BirthYear), "1980");
    let body = driver.submitted();
    assert_eq!(body["directors"][0]["birth_date"], "1980-03-05");
    assert_eq!(body["directors"][0].get("first_name"), None);
    assert_eq!(
        body.get("owner"),
        None,
        "the lender takes none without a name"
    );
}

#[test]
fn what_the_lender_misses_elsewhere_brings_no_director() {
    let mut driver = folded();
    driver.send(Input::Submitted);
    miss(&mut driver, &["legal_form", "directors.1.email"]);
    assert!(!driver.view().shows_director());
}

#[test]
fn a_company_of_another_country_has_to_name_its_director_even_so() {
    let mut driver = folded();
    driver.edit(Field::IdentifierType, "kvk");
    assert!(!driver.view().director_is_folded);
    driver.send(Input::Submitted);
    assert_eq!(driver.stage(), StageName::Editing);
    assert!(driver.view().problems.len() > 5);
}

#[test]
fn a_name_typed_because_the_lender_asked_is_what_is_sent() {
    let mut driver = Driver::of_a_partner_that_names_it();
    driver.fill_in();
    driver.tick();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(missing(&["name"]))));
    driver.edit(Field::CompanyName, "Moulins du Val SARL");
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    driver.send(Input::Enrolled(post, Err(failed(Cause::Session))));
    driver.read_session(Ok(Some(&of(sample::SIREN))));
    assert_eq!(driver.flow.value(Field::CompanyName), "Moulins du Val SARL");
}

#[test]
fn a_director_who_is_missing_as_a_whole_is_asked_where_they_live() {
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
fn what_the_lender_needs_is_said_to_be_needed_until_it_is_there() {
    let part = |part| Field::Address(part);
    let needed = |field| Problem::new(field, Reason::NeededByLender);
    let mut driver = refused(&["address.city"]);
    driver.edit(part(AddressPart::Line1), "1 rue de la Paix");
    let others = [
        needed(part(AddressPart::PostalCode)),
        needed(part(AddressPart::City)),
        needed(part(AddressPart::Country)),
    ];
    assert_eq!(driver.view().problems, others);
    driver.send(Input::Submitted);
    assert_eq!(driver.view().problems, others, "not only at first");
}

#[test]
fn an_empty_value_that_is_refused_is_needed_and_nothing_to_check() {
    let mut driver = Driver::filled();
    driver.send(Input::Submitted);
    let (post, _) = driver.post();
    let fault = FieldFault {
        path: "legal_form".into(),
        missing: false,
    };
    let faults = failed(Cause::Fields(vec![fault]));
    driver.send(Input::Enrolled(post, Err(faults)));
    let needed = Problem::new(Field::LegalForm, Reason::NeededByLender);
    assert_eq!(driver.view().problems, [needed]);
}
