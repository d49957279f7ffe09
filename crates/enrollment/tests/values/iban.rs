use enrollment::domain::{
    Iban,
    iban::{Class, IbanError, group},
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
            let (found, expected) = match class {
                'n' => ('Z', Class::Digit),
                'a' => ('4', Class::Letter),
                _ => ('É', Class::DigitOrLetter),
            };
            let mut chars: Vec<_> = example.chars().collect();
            chars[index + 4] = found;
            let expected = IbanError::ForbiddenCharacter {
                position: index + 5,
                found,
                expected,
                likely: None,
            };
            assert_eq!(problem(&String::from_iter(chars)), expected);
        }
    }
}

#[test]
fn a_look_alike_of_the_other_kind_is_named_with_what_it_looks_like() {
    let example = with_check_digits("IT", "X0542811101000000123456");
    for (position, typed, likely, expected) in [
        (7, 'O', '0', Class::Digit),
        (7, 'o', '0', Class::Digit),
        (8, 'I', '1', Class::Digit),
        (9, 'l', '1', Class::Digit),
        (10, 'S', '5', Class::Digit),
        (3, 'B', '8', Class::Digit),
        (5, '0', 'O', Class::Letter),
        (5, '1', 'I', Class::Letter),
        (5, '5', 'S', Class::Letter),
        (5, '8', 'B', Class::Letter),
        (1, '1', 'I', Class::Letter),
    ] {
        let mut chars: Vec<_> = example.chars().collect();
        chars[position - 1] = typed;
        let expected = IbanError::ForbiddenCharacter {
            position,
            found: typed.to_ascii_uppercase(),
            expected,
            likely: Some(likely),
        };
        let found = problem(&String::from_iter(chars));
        assert_eq!(found, expected);
        assert_eq!(found.position(), Some(position));
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
                let found = problem(&String::from_iter(chars));
                assert!(
                    matches!(found, IbanError::CheckDigits { .. }),
                    "{index} {digit}"
                );
            }
        }
    }
}

/// Every swap of two neighbours that gives an IBAN, by trying them all.
fn repairs(iban: &str) -> Vec<u8> {
    (3..34)
        .zip(2..iban.len() - 1)
        .filter(|(_, index)| {
            let mut chars: Vec<_> = iban.chars().collect();
            chars.swap(*index, index + 1);
            let swapped = String::from_iter(chars);
            swapped != iban && Iban::parse(&swapped).is_ok()
        })
        .map(|(place, _)| place)
        .collect()
}

#[test]
fn a_swap_of_neighbours_is_told_where_it_is_the_only_one_that_repairs() {
    let (mut told, mut several) = (0, 0);
    for structure in registry() {
        for seed in 0..2 {
            let example = structure.example(seed);
            for place in 3..example.len() {
                let mut chars: Vec<_> = example.chars().collect();
                chars.swap(place - 1, place);
                let Err(IbanError::CheckDigits { swap }) = Iban::parse(&String::from_iter(&chars))
                else {
                    continue;
                };
                let repairs = repairs(&String::from_iter(&chars));
                assert!(repairs.contains(&u8::try_from(place).unwrap()));
                if let [only] = repairs[..] {
                    assert_eq!(swap, Some(only), "{example} {place}");
                    let told_at = IbanError::CheckDigits { swap }.position();
                    assert_eq!(told_at, Some(usize::from(only)));
                    told += 1;
                } else {
                    assert_eq!(swap, None, "{example} {place}");
                    several += 1;
                }
            }
        }
    }
    assert!(told > 2_000 && several > 10, "{told} {several}");
}

#[test]
fn a_swap_that_would_need_check_digits_that_are_never_issued_is_not_told() {
    let bban = (0..10_000_u64)
        .map(|number| format!("{number:018}"))
        .find(|bban| {
            let never = with_check_digits("DE", bban)[2..4] == *"98";
            never && !bban.ends_with("00") && bban[16..17] != bban[17..18]
        })
        .unwrap();
    let mut chars: Vec<_> = format!("DE01{bban}").chars().collect();
    chars.swap(20, 21);
    let found = problem(&String::from_iter(chars));
    assert!(!matches!(found, IbanError::CheckDigits { swap: Some(21) }));
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
        let found = problem(&format!("DE{never}{bban}"));
        assert!(matches!(found, IbanError::CheckDigits { .. }), "{never}");
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
    for input in ["", " ", "\t\n", "IBAN", "iban : ", "\u{feff}", "- . -", "D"] {
        assert_eq!(problem(input), IbanError::Empty, "{input:?}");
    }
}

#[test]
fn a_country_outside_the_registry_is_unknown() {
    for input in ["ZZ89370400440532013000", "US00", "UK29NWBK60161331926819"] {
        assert_eq!(problem(input), IbanError::UnknownCountry, "{input:?}");
    }
}

#[test]
fn what_no_iban_has_is_forbidden_where_it_stands() {
    for (input, position, found, expected) in [
        ("é", 1, 'é', Class::Letter),
        ("76FR30006000011234567890189", 1, '7', Class::Letter),
        ("🏦🏦", 1, '🏦', Class::Letter),
        ("+8", 1, '+', Class::Letter),
        ("F+", 2, '+', Class::Letter),
        ("AD+", 3, '+', Class::Digit),
        ("FR76/3000", 5, '/', Class::Digit),
        (
            "MT84MALT011000012345MTLCAST001é",
            31,
            'é',
            Class::DigitOrLetter,
        ),
    ] {
        let expected = IbanError::ForbiddenCharacter {
            position,
            found,
            expected,
            likely: None,
        };
        assert_eq!(problem(input), expected, "{input:?}");
    }
}

#[test]
fn the_electronic_form_alone_is_read_where_nothing_else_is_asked_for() {
    let electronic = with_check_digits("FR", "30006000011234567890189");
    assert!(Iban::parse_electronic(&electronic).is_ok());
    for (input, position) in [
        (group(&electronic), 5),
        (electronic.to_lowercase(), 1),
        (format!("IBAN{electronic}"), 3),
        (format!(" {electronic}"), 1),
        (electronic.replacen("76", "７６", 1), 3),
    ] {
        let found = Iban::parse_electronic(&input).unwrap_err();
        if input.starts_with("IBAN") {
            assert_eq!(found, IbanError::UnknownCountry);
        } else {
            assert_eq!(found.position(), Some(position), "{input:?}");
        }
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
        "FR76\u{fe63}3000\u{58a}6000\u{2024}0112\u{2043}3456\u{301c}7890\u{fe0f}\u{34f}189",
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
fn a_wrong_length_is_told_before_a_character_that_it_moved() {
    let maltese = with_check_digits("MT", "MALT011000012345MTLCAST001S");
    let without = |place: usize| [&maltese[..place], &maltese[place + 1..]].concat();
    for place in 4..maltese.len() {
        let expected = IbanError::TooShort {
            expected: 31,
            actual: 30,
        };
        assert_eq!(problem(&without(place)), expected, "{place}");
    }
}

#[test]
fn what_was_copied_along_with_the_number_is_told_before_the_length() {
    for (input, found) in [
        ("FR76 3000 6000 0112 3456 7890 189,", ','),
        ("FR76 3000 6000 0112 3456 7890 189\0", '\0'),
        ("FR76 3000 6000 0112 3456 7890 189 / DE89 3704", '/'),
    ] {
        let expected = IbanError::ForbiddenCharacter {
            position: 28,
            found,
            expected: Class::DigitOrLetter,
            likely: None,
        };
        assert_eq!(problem(input), expected);
    }
}

#[test]
fn a_look_alike_of_a_digit_is_told_before_a_wrong_length() {
    let found = problem("FR76 3O");
    assert_eq!(found.code(), "iban_forbidden_character");
    assert_eq!(found.position(), Some(6));
    assert_eq!(problem("FR76 3X").code(), "iban_too_short");
}

#[test]
fn a_label_is_dropped_however_often_it_stands_there() {
    let labels = ["IBAN", "IBANIBAN:", "IBAN: IBAN: ", "IBAN::::", "i-b-a-n:"];
    for label in labels
        .map(str::to_owned)
        .into_iter()
        .chain([format!("IBAN{}", ":".repeat(80))])
    {
        let typed = format!("{label}FR76 3000 6000 0112 3456 7890 189");
        assert_eq!(
            group(&typed),
            "FR76 3000 6000 0112 3456 7890 189",
            "{label}"
        );
        assert!(Iban::parse(&typed).is_ok());
        assert_eq!(group(&group(&label)), group(&label));
    }
    assert_eq!(
        problem(":FR76").position(),
        Some(1),
        "a colon on its own is no label"
    );
}

#[test]
fn a_text_of_any_length_is_counted_and_not_kept() {
    let long = "FR76".to_owned() + &"1 ".repeat(500_000);
    let expected = IbanError::TooLong {
        expected: 27,
        actual: 500_004,
    };
    assert_eq!(problem(&long), expected);
}

#[test]
fn bank_and_branch_are_where_the_registry_has_them() {
    for (country, bban, bank, branch) in [
        ("FR", "30006000011234567890189", "30006", Some("00001")),
        ("DE", "370400440532013000", "37040044", None),
        ("IT", "X0542811101000000123456", "05428", Some("11101")),
        ("SM", "U0322509800000000270100", "03225", Some("09800")),
        ("GB", "NWBK60161331926819", "NWBK", Some("601613")),
        ("NL", "ABNA0417164300", "ABNA", None),
        ("ES", "21000418450200051332", "2100", Some("0418")),
        ("MU", "BOMM0101101030300200000MUR", "BOMM01", Some("01")),
        (
            "RU",
            "04452522540817810538091310419",
            "044525225",
            Some("40817"),
        ),
    ] {
        let iban = Iban::parse(&with_check_digits(country, bban)).unwrap();
        assert_eq!((iban.bank(), iban.branch()), (bank, branch), "{country}");
    }
    for structure in registry() {
        let iban = Iban::parse(&structure.example(5)).unwrap();
        assert!(!iban.bank().is_empty(), "{}", structure.country);
    }
}

#[test]
fn the_masked_form_shows_the_first_and_the_last_four() {
    let iban = Iban::parse(&with_check_digits("FR", "30006000011234567890189")).unwrap();
    assert_eq!(iban.grouped(), "FR76 3000 6000 0112 3456 7890 189");
    assert_eq!(iban.masked(), "FR76 •••• •••• •••• •••• •••0 189");
    let shortest = Iban::parse(&with_check_digits("NO", "86011117947")).unwrap();
    assert_eq!(shortest.masked(), "NO93 •••• •••7 947");
}

#[test]
fn every_letter_counts_in_a_french_key() {
    // All letters in the account's eleven places; the keys were computed apart, from the table of the letters' digits.
    for text in [
        "FR083000600001ABCDEFGHI1256",
        "FR043000600001JKLMNOPQR1256",
        "FR983000600001STUVWXYZ12371",
    ] {
        let iban = Iban::parse(text).unwrap();
        assert!(iban.national_check_holds(), "{text}");
    }
}

#[test]
fn national_check_digits_are_a_question_of_their_own() {
    for (country, bban, holds) in [
        ("FR", "20041010050500013M02606", true),
        ("FR", "30006000011234567890189", true),
        ("FR", "30006000011234567890188", false),
        ("FR", "20041010050500013N02606", false),
        ("MC", "11222000010123456789030", true),
        ("MC", "11222000010123456789031", false),
        ("ES", "21000418450200051332", true),
        ("ES", "21000418440200051332", false),
        ("ES", "21000418460200051332", false),
        ("ES", "21000418450200051333", false),
        ("BE", "539007547034", true),
        ("BE", "539007547035", false),
        ("BE", "000000009797", true),
        ("BE", "000000009700", false),
        ("IT", "X0542811101000000123456", true),
        ("IT", "Y0542811101000000123456", false),
        ("IT", "X0542811101000000123457", false),
        ("SM", "U0322509800000000270100", true),
        ("SM", "U0322509800000000270101", false),
        ("PT", "000201231234567890154", true),
        ("PT", "000201231234567890155", false),
        ("DE", "370400440532013000", true),
        ("NL", "ABNA0417164301", true),
    ] {
        let iban = Iban::parse(&with_check_digits(country, bban)).unwrap();
        assert_eq!(iban.national_check_holds(), holds, "{country} {bban}");
    }
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
        expected: Class::Digit,
        likely: None,
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
        IbanError::CheckDigits { swap: None },
    ]
    .map(|error| error.code())
    .to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 7);
}
