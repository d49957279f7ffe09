use enrollment::domain::{
    BirthDate,
    birth_date::{BirthDateError as Error, DatePart, DateParts},
};

use proptest::prelude::*;

use crate::support::sample::day;

fn on(today: &str, [day_text, month, year]: [&str; 3]) -> Result<String, Error> {
    let parts = DateParts {
        day: day_text,
        month,
        year,
    };
    BirthDate::parse(parts, day(today), 18).map(|birth| birth.date().to_string())
}

fn read(parts: [&str; 3]) -> Result<String, Error> {
    on("2026-03-02", parts)
}

#[test]
fn digits_are_read_with_or_without_zeros_in_front() {
    for parts in [
        ["7", "2", "1980"],
        ["07", "02", "1980"],
        [" 7 ", "2\u{a0}", "19 80"],
        ["7.", "2.", "1980"],
        ["7er", "2", "1980"],
        ["０７", "２", "１９８０"],
        ["\u{200e}7", "2", "1980\u{feff}"],
    ] {
        assert_eq!(read(parts).as_deref(), Ok("1980-02-07"), "{parts:?}");
    }
}

#[test]
fn adulthood_begins_on_the_eighteenth_birthday() {
    let young = Err(Error::TooYoung { minimum: 18 });
    let born = ["2", "3", "2008"];
    assert_eq!(on("2026-03-01", born), young);
    assert!(on("2026-03-02", born).is_ok());
    assert_eq!(on("2026-02-02", born), young, "same day, a month before");
    assert!(
        on("2026-04-01", born).is_ok(),
        "a day before, a month later"
    );
}

#[test]
fn one_born_on_a_leap_day_is_of_age_on_the_first_of_march() {
    let born = ["29", "2", "2008"];
    assert_eq!(on("2026-02-28", born), Err(Error::TooYoung { minimum: 18 }));
    assert!(on("2026-03-01", born).is_ok());
    assert!(on("2028-02-29", ["29", "2", "2008"]).is_ok());
}

#[test]
fn nobody_is_older_than_120() {
    assert!(on("2026-03-02", ["3", "3", "1905"]).is_ok(), "still 120");
    assert!(on("2026-03-02", ["2", "3", "1906"]).is_ok(), "120 today");
    assert_eq!(
        on("2026-03-02", ["2", "3", "1905"]),
        Err(Error::TooOld),
        "121 today"
    );
}

#[test]
fn the_least_age_is_the_partners() {
    let parts = DateParts {
        day: "2",
        month: "3",
        year: "2005",
    };
    let today = day("2026-03-01");
    let too_young = Error::TooYoung { minimum: 21 };
    assert_eq!(BirthDate::parse(parts, today, 21), Err(too_young));
    assert!(BirthDate::parse(parts, today, 20).is_ok());
}

/// Which of day, month and year are to be put right.
fn about(error: Error) -> [bool; 3] {
    [DatePart::Day, DatePart::Month, DatePart::Year].map(|part| error.is_about(part))
}

#[test]
fn missing_parts_are_named() {
    assert_eq!(read(["", " ", "\u{feff}"]), Err(Error::Empty));
    for bits in 1..7_u8 {
        let missing = [bits & 1 > 0, bits & 2 > 0, bits & 4 > 0];
        let text = |index: usize, text| if missing[index] { "" } else { text };
        let error = read([text(0, "7"), text(1, "2"), text(2, "1980")]).unwrap_err();
        let [day, month, year] = missing;
        assert_eq!(error, Error::Missing { day, month, year });
        let first = [DatePart::Day, DatePart::Month, DatePart::Year]
            .into_iter()
            .zip(missing)
            .find(|(_, missing)| *missing)
            .map(|(part, _)| part);
        assert_eq!(Some(error.part()), first);
        assert_eq!(about(error), missing);
    }
}

#[test]
fn a_part_that_is_no_number_in_its_range_is_named() {
    use DatePart::{Day, Month, Year};
    for (parts, part) in [
        (["0", "2", "1980"], Day),
        (["32", "2", "1980"], Day),
        (["x", "2", "1980"], Day),
        (["1.5", "2", "1980"], Day),
        (["7", "0", "1980"], Month),
        (["7", "13", "1980"], Month),
        (["7", "-6", "1980"], Month),
        (["7", "fe", "1980"], Month),
        (["7", "jui", "1980"], Month),
        (["7", "2", "80"], Year),
        (["7", "2", "0000"], Year),
        (["7", "2", "19800"], Year),
        (["7", "2", "-1980"], Year),
        (["7", "2", "198é"], Year),
        (["32", "13", "80"], Day),
        (["7er.", "2", "1980"], Day),
        (["er", "2", "1980"], Day),
        (["7", "2er", "1980"], Month),
        (["7", "2", "1980er"], Year),
        (["07/02/1980", "", ""], Day),
        (["", "Feb 1980", ""], Month),
        (["", "2", "80"], Year),
    ] {
        let error = read(parts).unwrap_err();
        assert_eq!(error, Error::NotANumber(part), "{parts:?}");
        assert_eq!(error.part(), part);
        assert_eq!(about(error), [Day, Month, Year].map(|other| other == part));
    }
}

#[test]
fn a_date_that_can_not_be_is_wrong_in_all_its_parts() {
    for parts in [["31", "2", "1980"], ["7", "2", "2090"], ["7", "2", "1880"]] {
        assert_eq!(about(read(parts).unwrap_err()), [true; 3], "{parts:?}");
    }
    assert_eq!(about(Error::Empty), [true; 3]);
}

#[test]
fn days_that_the_calendar_lacks_are_refused() {
    for parts in [
        ["31", "4", "1980"],
        ["30", "2", "1980"],
        ["29", "2", "1981"],
        ["29", "2", "1900"],
    ] {
        assert_eq!(read(parts), Err(Error::NotInCalendar), "{parts:?}");
    }
    assert!(read(["29", "2", "1980"]).is_ok());
    assert!(read(["29", "2", "2000"]).is_ok());
}

#[test]
fn tomorrow_is_the_future_and_today_is_too_young() {
    assert_eq!(read(["3", "3", "2026"]), Err(Error::Future));
    assert_eq!(
        read(["2", "3", "2026"]),
        Err(Error::TooYoung { minimum: 18 })
    );
}

#[test]
fn every_reason_has_a_name_of_its_own() {
    let missing = |day, month, year| Error::Missing { day, month, year };
    for (error, code) in [
        (missing(true, false, false), "birth_date_missing_day"),
        (missing(false, true, false), "birth_date_missing_month"),
        (missing(false, false, true), "birth_date_missing_year"),
        (missing(true, true, false), "birth_date_missing_day_month"),
        (missing(true, false, true), "birth_date_missing_day_year"),
        (missing(false, true, true), "birth_date_missing_month_year"),
    ] {
        assert_eq!(error.code(), code);
    }
    let mut codes = [
        Error::Empty,
        Error::NotANumber(DatePart::Day),
        Error::NotANumber(DatePart::Month),
        Error::NotANumber(DatePart::Year),
        Error::NotInCalendar,
        Error::Future,
        Error::TooYoung { minimum: 18 },
        Error::TooOld,
    ]
    .map(|error| error.code())
    .to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 8);
}

#[test]
fn what_is_both_impossible_and_to_come_is_impossible() {
    assert_eq!(read(["31", "2", "2999"]), Err(Error::NotInCalendar));
    assert_eq!(read(["28", "2", "2999"]), Err(Error::Future));
}

#[test]
fn a_huge_part_is_no_number() {
    let huge = "1".repeat(1_000_000);
    assert_eq!(
        read([&huge, "2", "1980"]),
        Err(Error::NotANumber(DatePart::Day))
    );
    assert_eq!(
        read(["7", &huge, "1980"]),
        Err(Error::NotANumber(DatePart::Month))
    );
    assert_eq!(
        read(["7", "2", &huge]),
        Err(Error::NotANumber(DatePart::Year))
    );
    let blank = " ".repeat(1_000_000);
    assert_eq!(read([&blank, &blank, &blank]), Err(Error::Empty));
}

proptest! {
    #[test]
    fn a_date_that_is_read_reads_itself_again(day_text in "0{0,2}[0-9]{1,2}[.]?", month in "[0-9]{1,2}|[a-zé]{3,9}", year in "19[0-9]{2}|200[0-9]") {
        if let Ok(date) = read([&day_text, &month, &year]) {
            prop_assert_eq!(read([&date[8..], &date[5..7], &date[..4]]), Ok(date));
        }
    }

    #[test]
    fn no_text_makes_reading_a_date_panic(a: String, b: String, c: String) {
        let _ = read([&a, &b, &c]);
    }
}
