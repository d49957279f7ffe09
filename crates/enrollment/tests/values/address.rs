use enrollment::domain::{
    PostalAddress,
    address::{AddressError, AddressPart, AddressParts},
    country::CountryError,
};
use proptest::prelude::*;

const PARIS: AddressParts<'_> = AddressParts {
    line_1: "12 rue de l’Épée",
    line_2: "",
    postal_code: "75005",
    city: "Paris",
    state: "",
    country: "fr",
};

fn problems(parts: AddressParts<'_>) -> Vec<(AddressPart, AddressError)> {
    PostalAddress::parse(parts).err().unwrap_or_default()
}

#[test]
fn an_address_is_tidied_and_otherwise_as_typed() {
    let address = PostalAddress::parse(AddressParts {
        line_1: "  10\u{a0}Downing   Street ",
        line_2: "\u{feff}Flat\t2 ",
        postal_code: " sw1a \u{a0}2aa",
        city: "London\n",
        state: "Greater London",
        country: "gbr",
    })
    .unwrap();
    assert_eq!(address.line_1(), "10 Downing Street");
    assert_eq!(address.line_2(), Some("Flat 2"));
    assert_eq!(address.postal_code(), "SW1A 2AA");
    assert_eq!(address.city(), "London");
    assert_eq!(address.state(), Some("Greater London"));
    assert_eq!(address.country().alpha3(), "GBR");
}

#[test]
fn a_second_line_and_a_state_may_be_missing() {
    for blank in ["", " ", "\u{200b}\n"] {
        let parts = AddressParts {
            line_2: blank,
            state: blank,
            ..PARIS
        };
        let address = PostalAddress::parse(parts).unwrap();
        assert_eq!((address.line_2(), address.state()), (None, None));
        assert_eq!(address.line_1(), "12 rue de l’Épée");
    }
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let missing = problems(AddressParts::default());
    let expected = [
        (AddressPart::Line1, AddressError::Empty),
        (AddressPart::PostalCode, AddressError::Empty),
        (AddressPart::City, AddressError::Empty),
        (
            AddressPart::Country,
            AddressError::Country(CountryError::Empty),
        ),
    ];
    assert_eq!(missing, expected);
}

#[test]
fn every_part_is_judged_on_its_own() {
    let long = "é".repeat(201);
    let parts = AddressParts {
        line_1: &long,
        line_2: "a\0b",
        postal_code: "12345678901",
        city: "\u{7}",
        state: &long,
        country: "XK",
    };
    let expected = [
        (AddressPart::Line1, AddressError::TooLong { most: 200 }),
        (AddressPart::Line2, AddressError::ControlCharacter),
        (AddressPart::PostalCode, AddressError::TooLong { most: 10 }),
        (AddressPart::City, AddressError::ControlCharacter),
        (AddressPart::State, AddressError::TooLong { most: 200 }),
        (
            AddressPart::Country,
            AddressError::Country(CountryError::Unknown),
        ),
    ];
    assert_eq!(problems(parts), expected);
    let codes: Vec<_> = expected.iter().map(|(_, error)| error.code()).collect();
    assert_eq!(
        codes,
        [
            "address_too_long",
            "address_control_character",
            "address_too_long",
            "address_control_character",
            "address_too_long",
            "country_unknown"
        ]
    );
    assert_eq!(AddressError::Empty.code(), "address_empty");
}

#[test]
fn a_wrong_optional_part_alone_is_a_problem() {
    let parts = AddressParts {
        line_2: "a\u{1b}b",
        ..PARIS
    };
    let expected = [(AddressPart::Line2, AddressError::ControlCharacter)];
    assert_eq!(problems(parts), expected);
}

#[test]
fn postal_codes_have_ten_characters_at_most() {
    for (postal_code, read) in [
        ("1234567890", "1234567890"),
        ("l-1234", "L-1234"),
        ("D02 X285", "D02 X285"),
        ("１２３-４５６７", "123-4567"),
        ("  1   2   3  ", "1 2 3"),
    ] {
        let parts = AddressParts {
            postal_code,
            ..PARIS
        };
        let address = PostalAddress::parse(parts).unwrap();
        assert_eq!(address.postal_code(), read);
    }
}

#[test]
fn parts_are_named_as_the_lending_api_names_them() {
    use AddressPart::{City, Country, Line1, Line2, PostalCode, State};
    assert_eq!(
        [Line1, Line2, PostalCode, City, State, Country].map(AddressPart::path),
        [
            "address_line_1",
            "address_line_2",
            "postal_code",
            "city",
            "state",
            "country"
        ]
    );
}

#[test]
fn an_address_is_not_printed() {
    let address = PostalAddress::parse(PARIS).unwrap();
    assert_eq!(format!("{address:?}"), "PostalAddress([redacted])");
}

#[test]
fn a_huge_part_is_refused() {
    let huge = "a ".repeat(500_000);
    let parts = AddressParts {
        city: &huge,
        postal_code: &huge,
        ..PARIS
    };
    assert_eq!(problems(parts).len(), 2);
}

proptest! {
    #[test]
    fn an_address_that_is_read_reads_itself_again(line_1: String, line_2: String, postal_code in ".{0,10}", city: String, state: String) {
        let parts = AddressParts { line_1: &line_1, line_2: &line_2, postal_code: &postal_code, city: &city, state: &state, country: "FR" };
        if let Ok(address) = PostalAddress::parse(parts) {
            let country = address.country();
            let again = AddressParts {
                line_1: address.line_1(),
                line_2: address.line_2().unwrap_or_default(),
                postal_code: address.postal_code(),
                city: address.city(),
                state: address.state().unwrap_or_default(),
                country: country.alpha3(),
            };
            prop_assert_eq!(PostalAddress::parse(again), Ok(address.clone()));
        }
    }
}
