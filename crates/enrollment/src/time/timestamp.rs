use alloc::string::String;
use core::{fmt, str::FromStr};

use super::date::{Date, digits, push_padded};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 24 * 60 * MINUTE;

/// An instant of wall time in milliseconds since 1970-01-01T00:00:00Z, in the years 1 to 9999.
///
/// Displays as RFC 3339 with milliseconds and `Z`; reads any RFC 3339 offset and drops what is finer than a millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(i64);

/// The text is not an RFC 3339 date-time of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampError;

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// The instant `millis` milliseconds after 1970-01-01T00:00:00Z, if it is in range.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Option<Self> {
        match Date::from_epoch_days(millis.div_euclid(DAY)) {
            Some(_) => Some(Self(millis)),
            None => None,
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The day in UTC.
    #[must_use]
    pub fn date(self) -> Date {
        Date::from_epoch_days(self.0.div_euclid(DAY)).unwrap_or(Date::EPOCH)
    }

    /// Milliseconds from `earlier` to here; negative when `earlier` is later.
    #[must_use]
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        parse(text).ok_or(TimestampError)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl Timestamp {
    /// RFC 3339 in UTC with milliseconds. What runs in a browser writes it so: formatting costs kilobytes there.
    #[must_use]
    pub fn to_text(self) -> String {
        let in_day = u32::try_from(self.0.rem_euclid(DAY)).unwrap_or(0);
        let mut text = String::with_capacity(24);
        self.date().push_to(&mut text);
        for (separator, value, width) in [
            ('T', in_day / 3_600_000, 2),
            (':', in_day / 60_000 % 60, 2),
            (':', in_day / 1_000 % 60, 2),
            ('.', in_day % 1_000, 3),
        ] {
            text.push(separator);
            push_padded(&mut text, value, width);
        }
        text.push('Z');
        text
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    let (date, rest) = text.split_at_checked(10)?;
    let date = Date::parse_iso(date)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let millis_of_day = clock_millis(clock)?;
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => fraction_millis(rest)?,
        None => (0, rest),
    };
    let offset = offset_millis(rest)?;
    Timestamp::from_millis(date.epoch_days() * DAY + millis_of_day + fraction - offset)
}

/// `HH:MM:SS`; a leap second counts as the second before it.
fn clock_millis(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hour = two_digits(parts.next()?, 23)?;
    let minute = two_digits(parts.next()?, 59)?;
    let second = two_digits(parts.next()?, 60)?.min(59);
    parts
        .next()
        .is_none()
        .then_some(((hour * 60 + minute) * 60 + second) * SECOND)
}

fn fraction_millis(text: &str) -> Option<(i64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (fraction, rest) = text.split_at_checked(end)?;
    if fraction.is_empty() {
        return None;
    }
    let millis = fraction
        .bytes()
        .chain([b'0', b'0'])
        .take(3)
        .fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
    Some((millis, rest))
}

fn offset_millis(text: &str) -> Option<i64> {
    if text == "Z" || text == "z" {
        return Some(0);
    }
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    Some(sign * (two_digits(hours, 23)? * 60 + two_digits(minutes, 59)?) * MINUTE)
}

fn two_digits(text: &str, most: u16) -> Option<i64> {
    let value = digits(text).filter(|value| text.len() == 2 && *value <= most)?;
    Some(value.into())
}
