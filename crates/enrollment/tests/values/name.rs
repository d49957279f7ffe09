use enrollment::domain::{CompanyName, PersonName, name::NameError};

fn person(input: &str) -> Result<String, NameError> {
    input.parse().map(|name: PersonName| name.as_str().into())
}

fn company(input: &str) -> Result<String, NameError> {
    input.parse().map(|name: CompanyName| name.as_str().into())
}

#[test]
fn names_of_every_script_are_kept_as_typed() {
    for name in [
        "Marie",
        "O'Neill",
        "Jean-Luc d’Arc",
        "Nguyễn Thị",
        "李",
        "Αλέξανδρος",
        "محمد",
        "X Æ A-12",
        "J.",
    ] {
        assert_eq!(person(name).as_deref(), Ok(name));
    }
}

#[test]
fn joiners_that_shape_letters_are_part_of_a_name() {
    for name in ["علی\u{200c}رضا", "ක්\u{200d}රිස්"] {
        assert_eq!(person(name).as_deref(), Ok(name));
    }
    assert_eq!(person("\u{200c}\u{200d}"), Err(NameError::Empty));
}

#[test]
fn white_space_is_tidied_and_other_invisible_marks_are_dropped() {
    for input in [
        "  Anna\u{a0} Maria\n",
        "Anna\tMaria",
        "\u{feff}Anna \u{200b} Ma\u{ad}ria\u{200e}",
    ] {
        assert_eq!(person(input).as_deref(), Ok("Anna Maria"), "{input:?}");
        assert_eq!(company(input).as_deref(), Ok("Anna Maria"), "{input:?}");
    }
}

#[test]
fn every_reason_is_told() {
    for nothing in ["", "  ", "\u{200b}\u{feff}"] {
        assert_eq!(person(nothing), Err(NameError::Empty));
        assert_eq!(company(nothing), Err(NameError::Empty));
    }
    for control in ["Ann\0a", "Anna\u{7}", "\u{9f}Anna"] {
        assert_eq!(person(control), Err(NameError::ControlCharacter));
        assert_eq!(company(control), Err(NameError::ControlCharacter));
    }
    assert_eq!(person("123 -"), Err(NameError::NoLetter));
    assert_eq!(company("1664").as_deref(), Ok("1664"), "a company may");
    assert_eq!(
        [
            NameError::Empty,
            NameError::NoLetter,
            NameError::ControlCharacter,
            NameError::TooLong
        ]
        .map(|error| error.code()),
        [
            "name_empty",
            "name_no_letter",
            "name_control_character",
            "name_too_long"
        ]
    );
}

#[test]
fn two_hundred_characters_are_taken_and_no_more() {
    assert!(person(&"é".repeat(200)).is_ok());
    assert_eq!(person(&"é".repeat(201)), Err(NameError::TooLong));
    assert!(company(&"é".repeat(200)).is_ok());
    assert_eq!(company(&"é".repeat(201)), Err(NameError::TooLong));
}
