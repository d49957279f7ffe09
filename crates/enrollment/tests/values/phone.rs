use enrollment::domain::{Country, Phone, phone::PhoneError};
use proptest::prelude::*;

fn country(code: &str) -> Option<Country> {
    code.parse().ok()
}

fn read(typed: &str, code: &str) -> Result<String, PhoneError> {
    Phone::parse(typed, country(code)).map(|phone| phone.as_str().into())
}

#[test]
fn an_international_number_needs_no_country() {
    for (typed, number) in [
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("+33 06 12 34 56 78", "+33612345678"),
        ("+33(0)1.23.45.67.89", "+33123456789"),
        ("(+33) 1 23 45 67 89", "+33123456789"),
        ("+49 (0)30/1234-567", "+49301234567"),
        ("+39 06 1234 5678", "+390612345678"),
        ("+39 (0)6 1234 5678", "+390612345678"),
        ("0039 (0)6 1234 5678", "+390612345678"),
        ("+1 (202) 555-0123", "+12025550123"),
        ("+46 (0)8 123 456 78", "+46812345678"),
        ("+46 8 123 456 78", "+46812345678"),
        ("+290 8000", "+2908000"),
        ("tel:+32-2-123-45-67", "+3221234567"),
        ("TEL: +32 2 123 45 67", "+3221234567"),
    ] {
        for code in ["", "DE", "US"] {
            assert_eq!(read(typed, code).as_deref(), Ok(number), "{typed:?}");
        }
    }
}

#[test]
fn a_number_is_read_as_typed_in_its_country() {
    for (code, typed, number) in [
        ("FR", "06 12 34 56 78", "+33612345678"),
        ("FR", "6 12 34 56 78", "+33612345678"),
        ("BE", "02 123 45 67", "+3221234567"),
        ("BE", "0470/12.34.56", "+32470123456"),
        ("DE", "030 1234567", "+49301234567"),
        ("DE", "0151 23456789", "+4915123456789"),
        ("ES", "612 345 678", "+34612345678"),
        ("NL", "06-12345678", "+31612345678"),
        ("NL", "020 123 4567", "+31201234567"),
        ("IT", "06 1234 5678", "+390612345678"),
        ("IT", "333 123 4567", "+393331234567"),
        ("IT", "391 234 5678", "+393912345678"),
        ("PT", "912 345 678", "+351912345678"),
        ("LU", "621 123 456", "+352621123456"),
        ("LU", "45 67 89", "+352456789"),
        ("AT", "0664 1234567", "+436641234567"),
        ("AT", "01 12345", "+43112345"),
        ("CH", "079 123 45 67", "+41791234567"),
        ("IE", "087 123 4567", "+353871234567"),
        ("IE", "(01) 234 5678", "+35312345678"),
        ("GB", "07700 900123", "+447700900123"),
        ("GB", "(020) 7946 0123", "+442079460123"),
        ("GB", "01632 96012", "+44163296012"),
    ] {
        assert_eq!(read(typed, code).as_deref(), Ok(number), "{code} {typed:?}");
        assert_eq!(read(&number.replace('+', "00"), "").as_deref(), Ok(number));
        assert_eq!(read(typed, ""), Err(PhoneError::CountryNeeded));
    }
}

#[test]
fn a_calling_code_without_plus_is_understood_where_the_digits_are_no_number_of_the_country() {
    for (code, typed, number) in [
        ("FR", "33612345678", "+33612345678"),
        ("FR", "33 (0)6 12 34 56 78", "+33612345678"),
        ("BE", "3221234567", "+3221234567"),
        ("DE", "4915123456789", "+4915123456789"),
        ("ES", "34612345678", "+34612345678"),
        ("IT", "393331234567", "+393331234567"),
        ("PT", "351912345678", "+351912345678"),
        ("LU", "352 45 67 89", "+352456789"),
        ("LU", "352621123456", "+352621123456"),
        ("AT", "436641234567", "+436641234567"),
        ("IE", "353871234567", "+353871234567"),
        ("GB", "447700900123", "+447700900123"),
        ("DE", "04921 12345", "+49492112345"),
        ("DE", "49 30 176101", "+4930176101"),
        ("FR", "3 31 23 45 67", "+33331234567"),
        ("BE", "3 221 23 45", "+3232212345"),
    ] {
        assert_eq!(read(typed, code).as_deref(), Ok(number), "{code} {typed:?}");
    }
}

#[test]
fn what_people_and_clipboards_put_between_digits_is_dropped() {
    for typed in [
        "06\u{a0}12\u{202f}34 56-78",
        "06.12.34.56.78",
        "06/12/34/56/78",
        "06–12—34−56‐78",
        "[06] 12 34 56 78",
        "\u{202a}0612345678\u{202c}",
        "\u{feff}06\u{200b}12345678\n",
        "０６１２３４５６７８",
        "（０６）１２３４５６７８",
    ] {
        assert_eq!(
            read(typed, "FR").as_deref(),
            Ok("+33612345678"),
            "{typed:?}"
        );
    }
    assert_eq!(
        read("＋３３ ６１２３４５６７８", "").as_deref(),
        Ok("+33612345678")
    );
}

#[test]
fn lengths_are_those_of_the_country() {
    for (code, calling, least, most) in [
        ("AT", "43", 4, 13),
        ("BE", "32", 8, 9),
        ("CH", "41", 9, 9),
        ("DE", "49", 5, 13),
        ("ES", "34", 9, 9),
        ("FR", "33", 9, 9),
        ("GB", "44", 9, 10),
        ("IE", "353", 7, 10),
        ("IT", "39", 6, 12),
        ("LU", "352", 4, 11),
        ("NL", "31", 9, 9),
        ("PT", "351", 9, 9),
    ] {
        for length in 1..=14 {
            let digits = "7".repeat(length);
            let expected = if length < least {
                Err(PhoneError::TooShort)
            } else if length > most {
                Err(PhoneError::TooLong)
            } else {
                Ok(format!("+{calling}{digits}"))
            };
            assert_eq!(read(&format!("+{calling}{digits}"), ""), expected, "{code}");
            assert_eq!(read(&digits, code), expected, "{code}");
        }
    }
}

#[test]
fn other_countries_have_the_lengths_of_the_international_plan() {
    for (typed, expected) in [
        ("+46123", Err(PhoneError::TooShort)),
        ("+4612345", Ok("+4612345")),
        ("+461234567890123", Ok("+461234567890123")),
        ("+4612345678901234", Err(PhoneError::TooLong)),
    ] {
        assert_eq!(
            read(typed, "").as_deref(),
            expected.as_ref().map(|number| *number),
            "{typed:?}"
        );
    }
}

#[test]
fn every_reason_is_told() {
    use PhoneError::{CountryNeeded, Empty, ForbiddenCharacter, TooLong, TooShort};
    for (error, code, inputs) in [
        (
            Empty,
            "phone_empty",
            &["", " ", "+", "()", "tel:", "\u{200b}"][..],
        ),
        (
            CountryNeeded,
            "phone_country_needed",
            &["0812345678", "612345678", "+0812345678", "0000 123 4567"],
        ),
        (
            ForbiddenCharacter,
            "phone_forbidden_character",
            &[
                "O6 12 34 56 78",
                "+33 6 12 34 56 78 ext 2",
                "++33612345678",
                "33+612345678",
                "06*12",
                "#1",
                "٠٦١٢",
                "06,12",
                "é",
            ],
        ),
        (
            TooShort,
            "phone_too_short",
            &["+33 6 12 34 56 7", "00", "+1 23"],
        ),
        (
            TooLong,
            "phone_too_long",
            &["+33 6 12 34 56 78 9", "123456789012345678901"],
        ),
    ] {
        assert_eq!(error.code(), code);
        for input in inputs {
            assert_eq!(read(input, "SE"), Err(error), "{input:?}");
        }
    }
    assert_eq!(read("112", "FR"), Err(TooShort));
    assert_eq!(read("06 12 34 56 78 9", "FR"), Err(TooLong));
}

#[test]
fn a_huge_text_is_refused_early() {
    assert_eq!(read(&"1".repeat(1_000_000), "FR"), Err(PhoneError::TooLong));
    assert_eq!(read(&" ".repeat(1_000_000), "FR"), Err(PhoneError::Empty));
    assert_eq!(read(&"(".repeat(1_000_000), "FR"), Err(PhoneError::Empty));
}

#[test]
fn a_number_is_not_printed() {
    let phone = Phone::parse("+33612345678", None).unwrap();
    assert_eq!(format!("{phone:?}"), "Phone([redacted])");
}

proptest! {
    #[test]
    fn a_number_that_is_read_reads_itself_again(text in prop_oneof![any::<String>(), "[+0(]{0,2}[0-9 ().+-]{0,20}"], code in "FR|DE|IT|LU|SE") {
        if let Ok(phone) = Phone::parse(&text, country(&code)) {
            let number = phone.as_str();
            prop_assert!(number.len() <= 16 && number[1..].bytes().all(|byte| byte.is_ascii_digit()));
            prop_assert_eq!(Phone::parse(number, None), Ok(phone.clone()), "{}", number);
        }
    }
}

#[test]
fn a_trunk_prefix_that_is_typed_twice_is_dropped_twice() {
    for typed in [
        "+49 00 30 1234567",
        "+49 (0) 0 30 1234567",
        "+49 000 30 1234567",
    ] {
        let phone = Phone::parse(typed, None).map(|phone| phone.as_str().to_owned());
        assert_eq!(phone.as_deref(), Ok("+49301234567"), "{typed}");
    }
}
