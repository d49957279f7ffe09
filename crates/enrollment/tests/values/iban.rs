use enrollment::domain::{
    Iban,
    iban::{IbanError, group},
};

use crate::support::iban::{registry, remainder, with_check_digits};

#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn problem(input: &str) -> IbanError {
    Iban::parse(input).unwrap_err()
}

#[test]
fn every_structure_of_the_registry_reads_its_own_examples() {
    assert_eq!(registry().len(), 89);
    for structure in registry() {
        for seed in 0..10 {
            let example = structure.example(seed);
            let iban = Iban::parse(&example);
            let iban = iban.unwrap_or_else(|error| panic!("{example}: {error:?}"));
            assert_eq!(iban.as_str(), example);
            assert_eq!(iban.country_code(), structure.country);
        }
    }
}

#[test]
fn every_structure_refuses_one_character_more_or_less() {
    for structure in registry() {
        let example = structure.example(1);
        let expected = u8::try_from(example.len()).unwrap();
        let actual = example.len() - 1;
        assert_eq!(
            problem(&example[..actual]),
            IbanError::TooShort { expected, actual }
        );
        let actual = example.len() + 1;
        assert_eq!(
            problem(&format!("{example}0")),
            IbanError::TooLong { expected, actual }
        );
    }
}

#[test]
fn every_structure_says_which_character_is_of_the_wrong_class() {
    for structure in registry() {
        let example = structure.example(2);
        for (index, class) in structure.classes.chars().enumerate() {
            let (found, digit_expected) = match class {
                'n' => ('Z', true),
                'a' => ('5', false),
                _ => ('É', false),
            };
            let mut chars: Vec<_> = example.chars().collect();
            chars[index + 4] = found;
            let expected = IbanError::ForbiddenCharacter {
                position: index + 5,
                found,
                digit_expected,
            };
            assert_eq!(problem(&String::from_iter(chars)), expected);
        }
    }
}

#[test]
fn every_single_wrong_digit_is_noticed() {
    let example = with_check_digits("DE", "370400440532013000");
    for index in 4..example.len() {
        for digit in '0'..='9' {
            let mut chars: Vec<_> = example.chars().collect();
            if chars[index] != digit {
                chars[index] = digit;
                assert_eq!(
                    problem(&String::from_iter(chars)),
                    IbanError::CheckDigits,
                    "{index} {digit}"
                );
            }
        }
    }
}

#[test]
fn check_digits_that_are_never_issued_are_refused_though_they_satisfy_the_sum() {
    for (issued, never) in [("97", "00"), ("98", "01"), ("02", "99")] {
        let bban = (0..10_000_u64)
            .map(|number| format!("{number:018}"))
            .find(|bban| with_check_digits("DE", bban)[2..4] == *issued)
            .unwrap();
        assert_eq!(remainder(&format!("{bban}DE{never}")), 1, "the sum holds");
        assert!(Iban::parse(&format!("DE{issued}{bban}")).is_ok());
        assert_eq!(
            problem(&format!("DE{never}{bban}")),
            IbanError::CheckDigits,
            "{never}"
        );
    }
}

#[test]
fn sepa_is_asked_for_apart() {
    let in_sepa = registry()
        .iter()
        .filter(|structure| structure.in_sepa)
        .count();
    assert_eq!(in_sepa, 42, "41 countries, and Gibraltar with GB");
    for structure in registry() {
        let iban = Iban::parse(&structure.example(3)).unwrap();
        match iban.clone().require_sepa() {
            Ok(same) => assert!(structure.in_sepa && same == iban, "{}", structure.country),
            Err(error) => {
                assert_eq!(error, IbanError::NotInSepa);
                assert!(!structure.in_sepa, "{}", structure.country);
            }
        }
    }
}

#[test]
fn nothing_but_separators_is_empty() {
    for input in ["", " ", "\t\n", "IBAN", "iban : ", "\u{feff}", "- . -"] {
        assert_eq!(problem(input), IbanError::Empty, "{input:?}");
    }
}

#[test]
fn a_country_outside_the_registry_is_unknown() {
    for input in [
        "ZZ89370400440532013000",
        "US00",
        "D",
        "é",
        "76FR30006000011234567890189",
        "🏦🏦",
        "+8",
        "AD+",
    ] {
        let expected = if input.starts_with("AD") {
            IbanError::ForbiddenCharacter {
                position: 3,
                found: '+',
                digit_expected: true,
            }
        } else {
            IbanError::UnknownCountry
        };
        assert_eq!(problem(input), expected, "{input:?}");
    }
}

#[test]
fn every_form_that_people_type_or_paste_is_read() {
    for input in [
        "FR7630006000011234567890189",
        "FR76 3000 6000 0112 3456 7890 189",
        "fr76 3000 6000 0112 3456 7890 189",
        "FR76-3000-6000-0112-3456-7890-189",
        "FR76.3000.6000.0112.3456.7890.189",
        "FR76\u{a0}3000\u{a0}6000\u{a0}0112\u{a0}3456\u{a0}7890\u{a0}189",
        "FR76\u{202f}3000\u{2009}6000\u{3000}0112345678\t90189",
        "FR76\u{2011}3000\u{2011}6000\u{2013}0112\u{2212}34567890189",
        "\u{feff}FR763000\u{200b}6000\u{200e}011234\u{2060}567890\u{ad}189",
        "IBAN FR7630006000011234567890189",
        "IBAN: FR76 3000 6000 0112 3456 7890 189",
        "iban:fr7630006000011234567890189",
        "  FR7630006000011234567890189\r\n",
        "F R 7 6 30006000011234567890189",
        "ＦＲ７６３０００６０００　０１１２３４５６７８９０１８９",
        "ＩＢＡＮ：ｆｒ７６３０００６００００１１２３４５６７８９０１８９",
    ] {
        let iban = Iban::parse(input);
        assert_eq!(
            iban.as_ref().map(Iban::as_str),
            Ok("FR7630006000011234567890189"),
            "{input:?}"
        );
    }
}

#[test]
fn a_forbidden_character_is_told_before_a_wrong_length() {
    let expected = IbanError::ForbiddenCharacter {
        position: 6,
        found: 'O',
        digit_expected: true,
    };
    assert_eq!(problem("FR76 3O"), expected);
}

#[test]
fn groups_are_of_four_for_halves_too() {
    for (input, grouped) in [
        ("", ""),
        ("fr7", "FR7"),
        ("fr76", "FR76"),
        ("fr76 3", "FR76 3"),
        ("FR76-3000-6000", "FR76 3000 6000"),
        (
            "IBAN: fr7630006000011234567890189",
            "FR76 3000 6000 0112 3456 7890 189",
        ),
        ("ＦＲ７６３", "FR76 3"),
        ("fréd1", "FRéD 1"),
    ] {
        assert_eq!(group(input), grouped);
    }
}

#[test]
fn every_reason_has_a_name_of_its_own() {
    let forbidden = IbanError::ForbiddenCharacter {
        position: 3,
        found: 'x',
        digit_expected: true,
    };
    let length = (5, 4);
    let mut codes = [
        IbanError::Empty,
        IbanError::UnknownCountry,
        IbanError::NotInSepa,
        IbanError::TooShort {
            expected: length.0,
            actual: length.1,
        },
        IbanError::TooLong {
            expected: length.0,
            actual: length.1,
        },
        forbidden,
        IbanError::CheckDigits,
    ]
    .map(|error| error.code())
    .to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 7);
}
