use enrollment::time::{Date, Instant, Timestamp};
use proptest::prelude::*;

const FIRST: &str = "0001-01-01T00:00:00.000Z";
const LAST: &str = "9999-12-31T23:59:59.999Z";

/// Years 1 to 9998: the oracle ends a day before 9999 does.
fn any_millis() -> impl Strategy<Value = i64> {
    -62_135_596_800_000_i64..253_370_764_800_000
}

#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn oracle(millis: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(millis).unwrap()
}

proptest! {
    #[test]
    fn an_instant_is_printed_as_another_library_prints_it(millis in any_millis()) {
        let ours = Timestamp::from_millis(millis).unwrap();
        let theirs = oracle(millis);
        prop_assert_eq!(ours.to_string(), format!("{theirs:.3}"));
        prop_assert_eq!(ours.to_string().parse(), Ok(ours));
        let day = theirs.to_zoned(jiff::tz::TimeZone::UTC).date();
        prop_assert_eq!(ours.date().to_string(), day.to_string());
    }

    #[test]
    fn an_instant_is_read_at_any_offset(millis in any_millis(), minutes in -1_439_i64..1_440) {
        let local = oracle((millis + minutes * 60_000).clamp(-62_135_596_800_000, 253_370_764_800_000));
        let (sign, apart) = if minutes < 0 { ('-', -minutes) } else { ('+', minutes) };
        let local = format!("{local:.3}");
        let text = format!("{}{sign}{:02}:{:02}", local.trim_end_matches('Z'), apart / 60, apart % 60);
        let theirs: jiff::Timestamp = text.parse().unwrap();
        let ours = Timestamp::from_millis(theirs.as_millisecond());
        prop_assert_eq!(text.parse().ok(), ours);
    }

    #[test]
    fn a_day_and_its_number_name_each_other(year in 1_u16..=9999, month in 0_u8..14, day in 0_u8..33) {
        let theirs = jiff::civil::Date::new(
            i16::try_from(year).unwrap(),
            i8::try_from(month).unwrap(),
            i8::try_from(day).unwrap(),
        );
        let ours = Date::new(year, month, day);
        prop_assert_eq!(ours.is_some(), theirs.is_ok());
        if let (Some(ours), Ok(theirs)) = (ours, theirs) {
            prop_assert_eq!((ours.year(), ours.month(), ours.day()), (year, month, day));
            prop_assert_eq!(ours.to_string(), theirs.to_string());
            prop_assert_eq!(Date::parse_iso(&ours.to_string()), Some(ours));
            prop_assert_eq!(Date::from_epoch_days(ours.epoch_days()), Some(ours));
            let epoch = jiff::civil::date(1970, 1, 1);
            prop_assert_eq!(ours.epoch_days(), i64::from(theirs.since(epoch).unwrap().get_days()));
        }
    }

    #[test]
    fn a_number_of_days_far_off_is_no_day(days in any::<i64>()) {
        let first = Date::new(1, 1, 1).unwrap().epoch_days();
        let last = Date::new(9999, 12, 31).unwrap().epoch_days();
        prop_assert_eq!(Date::from_epoch_days(days).is_some(), (first..=last).contains(&days));
    }
}

#[test]
fn time_ends_with_the_years_1_and_9999() {
    for text in [FIRST, LAST] {
        let end: Timestamp = text.parse().unwrap();
        assert_eq!(end.to_string(), text);
    }
    let [first, last] = [FIRST, LAST].map(|text| text.parse::<Timestamp>().unwrap().millis());
    assert_eq!(Timestamp::from_millis(first - 1), None);
    assert_eq!(Timestamp::from_millis(last + 1), None);
    for millis in [i64::MIN, i64::MAX] {
        assert_eq!(Timestamp::from_millis(millis), None);
        assert_eq!(Date::from_epoch_days(millis), None);
    }
    for text in ["0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
}

#[test]
fn every_form_of_rfc_3339_is_read() {
    for (text, printed) in [
        ("2026-03-02T09:00:00Z", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02t09:00:00z", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02 09:00:00Z", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02T09:00:00-00:00", "2026-03-02T09:00:00.000Z"),
        ("2026-03-02T01:30:00+05:30", "2026-03-01T20:00:00.000Z"),
        ("2026-02-28T23:30:00-01:00", "2026-03-01T00:30:00.000Z"),
        ("2026-03-02T09:00:00.1Z", "2026-03-02T09:00:00.100Z"),
        ("2026-03-02T09:00:00.12Z", "2026-03-02T09:00:00.120Z"),
        ("2026-03-02T09:00:00.007Z", "2026-03-02T09:00:00.007Z"),
        (
            "2026-03-02T09:00:00.1239999+00:00",
            "2026-03-02T09:00:00.123Z",
        ),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"),
        ("2017-01-01T00:59:60.5+01:00", "2016-12-31T23:59:59.500Z"),
    ] {
        let read: Timestamp = text.parse().unwrap();
        assert_eq!(read.to_string(), printed, "{text}");
    }
}

#[test]
fn anything_else_is_no_instant() {
    for text in [
        "",
        "2026-03-02",
        "2026-03-02T09:00:00",
        "2026-03-02T09:00Z",
        "2026-03-02T24:00:00Z",
        "2026-03-02T09:60:00Z",
        "2026-03-02T09:00:61Z",
        "2026-03-02T9:00:00Z",
        "2026-03-02T09:00:00.Z",
        "2026-03-02T09:00:00,5Z",
        "2026-03-02T09:00:00+0530",
        "2026-03-02T09:00:00+05",
        "2026-03-02T09:00:00+24:00",
        "2026-03-02T09:00:00+05:60",
        "2026-03-02T09:00:00+5:30",
        "2026-03-02T09:00:00±05:30",
        "2026-02-29T09:00:00Z",
        "2026-13-01T09:00:00Z",
        "0000-01-01T00:00:00Z",
        "+2026-03-02T09:00:00Z",
        "2026-03-02T09:00:00Z ",
        " 2026-03-02T09:00:00Z",
        "2026-03-02T09:00:00ZZ",
        "2026-03-02T09-00-00Z",
        "２026-03-02T09:00:00Z",
        "2026-03-0éT09:00:00Z",
        "1772442000000",
        "Mon, 02 Mar 2026 09:00:00 GMT",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text:?}");
    }
}

#[test]
fn a_day_is_read_in_one_form_only() {
    for text in [
        "",
        "2026-3-02",
        "2026-03-2",
        "26-03-02",
        "2026/03/02",
        "2026-03-02 ",
        "2026-03-002",
        "20260302",
        "2026-00-01",
        "2026-01-00",
        "-026-03-02",
        "2026-+3-02",
        "2026-03-0２",
    ] {
        assert_eq!(Date::parse_iso(text), None, "{text:?}");
    }
}

#[test]
fn years_are_full_on_the_birthday() {
    let day = |text| Date::parse_iso(text).unwrap();
    for (from, to, years) in [
        ("2000-06-15", "2000-06-15", 0),
        ("2000-06-15", "2018-06-14", 17),
        ("2000-06-15", "2018-06-15", 18),
        ("2000-02-29", "2018-02-28", 17),
        ("2000-02-29", "2018-03-01", 18),
        ("2000-02-29", "2020-02-29", 20),
        ("2000-12-31", "2001-01-01", 0),
    ] {
        assert_eq!(day(from).years_until(day(to)), years, "{from} {to}");
    }
}

#[test]
fn waits_never_go_below_zero_nor_over_the_end() {
    let early = Instant::from_millis(1_000);
    let late = early.after(500);
    assert_eq!(late.since(early), 500);
    assert_eq!(early.since(late), 0);
    assert_eq!(early.after(u64::MAX), Instant::from_millis(u64::MAX));
}
