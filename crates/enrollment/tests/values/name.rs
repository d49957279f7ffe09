use enrollment::domain::{CompanyName, PersonName, name::NameError};
use proptest::prelude::*;

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
        "Élisabeth II",
        "三",
        "2 Chainz",
        "-",
        "---",
        "’",
        "🙂",
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
        "\tAnna  Maria\r\n",
        "\u{feff}Anna \u{200b} Ma\u{ad}ria\u{200e}",
    ] {
        assert_eq!(person(input).as_deref(), Ok("Anna Maria"), "{input:?}");
        assert_eq!(company(input).as_deref(), Ok("Anna Maria"), "{input:?}");
    }
}

#[test]
fn a_break_inside_a_persons_name_joins_two_fields() {
    for input in ["Anna\tMaria", "Anna\nMaria", "Anna \r\n Maria"] {
        assert_eq!(person(input), Err(NameError::ControlCharacter), "{input:?}");
        assert_eq!(company(input).as_deref(), Ok("Anna Maria"));
    }
}

#[test]
fn digits_alone_are_no_name() {
    for input in ["12345", "１２３", "١٢٣", "१२३", "๑๒๓", "12-34"] {
        assert_eq!(person(input), Err(NameError::OnlyDigits), "{input}");
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
    for digits in ["1234", "123 -", "12.34", "４２", "١٢", "1º"] {
        assert_eq!(person(digits), Err(NameError::OnlyDigits), "{digits:?}");
        assert!(company(digits).is_ok(), "a company may");
    }
    assert_eq!(
        [
            NameError::Empty,
            NameError::OnlyDigits,
            NameError::ControlCharacter,
            NameError::TooLong
        ]
        .map(|error| error.code()),
        [
            "name_empty",
            "name_only_digits",
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

#[test]
fn a_huge_text_is_refused_and_huge_margins_are_dropped() {
    for unit in ["a", "é ", "a\u{200d}", "1"] {
        let huge = unit.repeat(1_000_000);
        assert_eq!(person(&huge), Err(NameError::TooLong), "{unit:?}");
        assert_eq!(company(&huge), Err(NameError::TooLong), "{unit:?}");
    }
    let margin = " \u{200b}".repeat(300_000);
    assert_eq!(person(&margin), Err(NameError::Empty));
    let wide = format!("{margin}Anna{margin}Maria{margin}");
    assert_eq!(person(&wide).as_deref(), Ok("Anna Maria"));
}

#[test]
fn a_persons_name_is_not_printed() {
    let name: PersonName = "Anna".parse().unwrap();
    assert_eq!(format!("{name:?}"), "PersonName([redacted])");
}

proptest! {
    #[test]
    fn a_name_that_is_read_reads_itself_again(text in prop_oneof![any::<String>(), "[ a\u{200b}\u{200d}1\u{a0}é-]{0,12}"]) {
        if let Ok(name) = text.parse::<PersonName>() {
            prop_assert_eq!(name.as_str().parse(), Ok(name.clone()));
        }
        if let Ok(name) = text.parse::<CompanyName>() {
            prop_assert_eq!(name.as_str().parse(), Ok(name.clone()));
        }
    }
}
