use enrollment::domain::{
    BirthDate,
    birth_date::{BirthDateError, DatePart, DateParts},
};

use crate::support::sample::day;

fn month(typed: &str) -> Option<u8> {
    let parts = DateParts {
        day: "7",
        month: typed,
        year: "1980",
    };
    match BirthDate::parse(parts, day("2026-03-02"), 18) {
        Ok(birth) => Some(birth.date().month()),
        Err(error) => {
            assert_eq!(error, BirthDateError::NotANumber(DatePart::Month));
            None
        }
    }
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const DUTCH: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

#[test]
fn names_of_five_languages_are_read_in_any_case() {
    for names in [ENGLISH, FRENCH, GERMAN, SPANISH, DUTCH] {
        for (number, name) in (1..).zip(names) {
            for typed in [
                name.to_owned(),
                name.to_lowercase(),
                name.to_uppercase(),
                format!(" {name} "),
            ] {
                assert_eq!(month(&typed), Some(number), "{typed:?}");
            }
        }
    }
}

#[test]
fn the_beginning_of_a_name_is_enough_from_three_letters_on() {
    for names in [ENGLISH, FRENCH, GERMAN, SPANISH, DUTCH] {
        for (number, name) in (1..).zip(names) {
            for length in 3..=name.chars().count() {
                let cut: String = name.chars().take(length).collect();
                let expected = (cut != "jui").then_some(number);
                assert_eq!(month(&cut), expected, "{cut:?}");
                assert_eq!(month(&format!("{cut}.")), expected, "{cut:?}.");
            }
            for length in 1..3 {
                let cut: String = name.chars().take(length).collect();
                assert_eq!(month(&cut), None, "{cut:?}");
            }
        }
    }
}

#[test]
fn accents_may_be_missing_or_on_their_own() {
    for (typed, number) in [
        ("fevrier", 2),
        ("fe\u{301}vrier", 2),
        ("FÉVR.", 2),
        ("Ma\u{308}rz", 3),
        ("Marz", 3),
        ("aout", 8),
        ("AOU\u{302}T", 8),
        ("de\u{301}cembre", 12),
        ("déc", 12),
        ("ｍａｒｓ", 3),
    ] {
        assert_eq!(month(typed), Some(number), "{typed:?}");
    }
}

#[test]
fn abbreviations_that_begin_no_name_and_names_of_one_region_are_read() {
    for (typed, number) in [
        ("mrt", 3),
        ("mrt.", 3),
        ("Mrz", 3),
        ("Maerz", 3),
        ("Jänner", 1),
        ("Jän.", 1),
        ("Jaenner", 1),
        ("Jnr", 1),
        ("Feber", 2),
        ("set", 9),
        ("setiembre", 9),
        ("sept.", 9),
        ("ago", 8),
        ("ene", 1),
        ("dic", 12),
        ("Dez.", 12),
        ("okt", 10),
        ("juil.", 7),
    ] {
        assert_eq!(month(typed), Some(number), "{typed:?}");
    }
}

#[test]
fn what_means_two_months_or_none_is_refused() {
    for typed in [
        "jui",
        "ju",
        "j",
        "ma",
        "mä",
        "xyz",
        "january1",
        "1january",
        "januarys",
        "mar-",
        "mar..",
        "13",
        "0",
        "february2",
        "\u{301}\u{301}\u{301}",
        "März März",
        "1\u{301}",
        "三月",
    ] {
        assert_eq!(month(typed), None, "{typed:?}");
    }
    assert_eq!(month(&format!("jan{}x", "\u{301}".repeat(40))), None);
}
