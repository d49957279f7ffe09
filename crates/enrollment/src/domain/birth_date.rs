//! Birth dates and the age they give.

use alloc::string::String;
use core::fmt;

use super::text;
use crate::{sensitive::Sensitive, time::Date};

/// The birth date of a person who is old enough, and alive by any record. `Debug` never shows it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate(Sensitive<Date>);

/// A date as three fields, each as typed.
#[derive(Clone, Copy)]
pub struct DateParts<'a> {
    /// Year, four digits.
    pub year: &'a str,
    /// Month, 1 to 12.
    pub month: &'a str,
    /// Day of the month.
    pub day: &'a str,
}

/// One field of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum DatePart {
    Day,
    Month,
    Year,
}

/// Why three parts are not an acceptable birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BirthDateError {
    /// No part was given.
    Empty,
    /// One or two parts were not given.
    Missing {
        /// The day is missing.
        day: bool,
        /// The month is missing.
        month: bool,
        /// The year is missing.
        year: bool,
    },
    /// A part is not a number in its range: 1 to 31, 1 to 12, four digits.
    NotANumber(DatePart),
    /// The month does not have that day.
    NotInCalendar,
    /// After the day of reference.
    Future,
    /// Younger than the lender takes.
    TooYoung {
        /// The least age, in years.
        minimum: u8,
    },
    /// More than 120 years ago.
    TooOld,
}

const OLDEST: i32 = 120;

impl BirthDate {
    /// Reads a birth date that makes a person at least `minimum_age` years old on the day `on`.
    ///
    /// # Errors
    /// The first [`BirthDateError`] in the order of that list.
    pub fn parse(parts: DateParts<'_>, on: Date, minimum_age: u8) -> Result<Self, BirthDateError> {
        let [day, month, year] = [parts.day, parts.month, parts.year].map(tidy);
        let missing = [&day, &month, &year].map(String::is_empty);
        match missing {
            [false, false, false] => {}
            [true, true, true] => return Err(BirthDateError::Empty),
            [day, month, year] => return Err(BirthDateError::Missing { day, month, year }),
        }
        let day = number(&day, 1, 1..=31).ok_or(BirthDateError::NotANumber(DatePart::Day))?;
        let month = number(&month, 1, 1..=12).ok_or(BirthDateError::NotANumber(DatePart::Month))?;
        let year = number(&year, 4, 1..=9999).ok_or(BirthDateError::NotANumber(DatePart::Year))?;
        let date = u8::try_from(month)
            .ok()
            .zip(u8::try_from(day).ok())
            .and_then(|(month, day)| Date::new(year, month, day))
            .ok_or(BirthDateError::NotInCalendar)?;
        let age = date.years_until(on);
        if date > on {
            Err(BirthDateError::Future)
        } else if age < minimum_age.into() {
            Err(BirthDateError::TooYoung {
                minimum: minimum_age,
            })
        } else if age > OLDEST {
            Err(BirthDateError::TooOld)
        } else {
            Ok(Self(date.into()))
        }
    }

    /// The day itself.
    #[must_use]
    pub const fn date(&self) -> Date {
        *self.0.reveal()
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("BirthDate").field(&self.0).finish()
    }
}

impl BirthDateError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "birth_date_empty",
            Self::Missing { .. } => "birth_date_incomplete",
            Self::NotANumber(DatePart::Day) => "birth_date_day",
            Self::NotANumber(DatePart::Month) => "birth_date_month",
            Self::NotANumber(DatePart::Year) => "birth_date_year",
            Self::NotInCalendar => "birth_date_not_in_calendar",
            Self::Future => "birth_date_future",
            Self::TooYoung { .. } => "birth_date_too_young",
            Self::TooOld => "birth_date_too_old",
        }
    }

    /// The first part to look at.
    #[must_use]
    pub const fn part(&self) -> DatePart {
        match self {
            Self::Empty | Self::Missing { day: true, .. } | Self::NotInCalendar => DatePart::Day,
            Self::Missing { month: true, .. } => DatePart::Month,
            Self::NotANumber(part) => *part,
            _ => DatePart::Year,
        }
    }
}

/// Digits as typed: a sign is part of a number, the dot after an ordinal is not.
fn tidy(input: &str) -> String {
    let mut part: String = input
        .chars()
        .filter(|c| !c.is_whitespace() && !text::is_invisible(*c))
        .map(text::narrow)
        .collect();
    if part.ends_with('.') {
        part.pop();
    }
    part
}

fn number(text: &str, least_digits: usize, range: core::ops::RangeInclusive<u16>) -> Option<u16> {
    if text.len() < least_digits
        || text.len() > 4
        || !text.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    text.parse().ok().filter(|value| range.contains(value))
}
