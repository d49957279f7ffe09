//! Birth dates and the age they give.

use core::fmt;

use super::text;
use crate::{sensitive::Sensitive, time::Date};

mod month;

/// The birth date of a person who is old enough, and alive by any record. `Debug` never shows it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate(Sensitive<Date>);

/// A date as three fields, each as typed.
#[derive(Clone, Copy)]
pub struct DateParts<'a> {
    /// Year, four digits.
    pub year: &'a str,
    /// Month, 1 to 12; or its name in English, French, German, Spanish or Dutch, cut after three letters or more.
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
    /// A part is not in its range: 1 to 31, 1 to 12 or the name of one month, four digits.
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

/// More bytes than any part has, with each accent on its own.
const TOO_LONG: usize = 24;

impl BirthDate {
    /// Reads a birth date that makes a person at least `minimum_age` years old on the day `on`.
    ///
    /// # Errors
    /// What is wrong with a part that is there, else the first [`BirthDateError`] in the order of that list.
    pub fn parse(parts: DateParts<'_>, on: Date, minimum_age: u8) -> Result<Self, BirthDateError> {
        let parts = [
            read(parts.day, DatePart::Day),
            read(parts.month, DatePart::Month),
            read(parts.year, DatePart::Year),
        ];
        let [Ok(day), Ok(month), Ok(year)] = parts else {
            let [day, month, year] = parts.map(|part| part == Err(BirthDateError::Empty));
            let missing = if day && month && year {
                BirthDateError::Empty
            } else {
                BirthDateError::Missing { day, month, year }
            };
            // A part that is there and wrong may hold the others: a whole date that was pasted.
            let mut errors = parts.into_iter().filter_map(Result::err);
            return Err(errors
                .find(|error| *error != BirthDateError::Empty)
                .unwrap_or(missing));
        };
        let date = Date::new(year, low(month), low(day)).ok_or(BirthDateError::NotInCalendar)?;
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
            Self::Missing { day, month, year } => match (*day, *month, *year) {
                (true, false, false) => "birth_date_missing_day",
                (false, true, false) => "birth_date_missing_month",
                (false, false, true) => "birth_date_missing_year",
                (true, true, false) => "birth_date_missing_day_month",
                (true, false, true) => "birth_date_missing_day_year",
                (false, true, true) => "birth_date_missing_month_year",
                (true, true, true) | (false, false, false) => "birth_date_empty",
            },
            Self::NotANumber(DatePart::Day) => "birth_date_day",
            Self::NotANumber(DatePart::Month) => "birth_date_month",
            Self::NotANumber(DatePart::Year) => "birth_date_year",
            Self::NotInCalendar => "birth_date_not_in_calendar",
            Self::Future => "birth_date_future",
            Self::TooYoung { .. } => "birth_date_too_young",
            Self::TooOld => "birth_date_too_old",
        }
    }

    /// Whether this part is to be put right: one that is missing or no number, and each of a whole date that can't be taken.
    #[must_use]
    pub fn is_about(&self, part: DatePart) -> bool {
        match self {
            Self::Missing { day, month, year } => match part {
                DatePart::Day => *day,
                DatePart::Month => *month,
                DatePart::Year => *year,
            },
            Self::NotANumber(wrong) => *wrong == part,
            _ => true,
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

/// The number that a part of a date means: [`BirthDateError::Empty`] when there is nothing.
///
/// A sign is part of a number; the dot after an ordinal or an abbreviation is not, nor is what makes the French ordinal.
fn read(typed: &str, part: DatePart) -> Result<u16, BirthDateError> {
    let visible = |c| (!text::is_blank(c)).then(|| text::narrow(c));
    let typed = text::rewrite(typed, TOO_LONG, visible);
    if typed.is_empty() {
        return Err(BirthDateError::Empty);
    }
    if typed.len() >= TOO_LONG {
        return Err(BirthDateError::NotANumber(part));
    }
    let ending = if part == DatePart::Day && !typed.ends_with('.') {
        "er"
    } else {
        "."
    };
    let typed = typed.strip_suffix(ending).unwrap_or(&typed);
    let (least_digits, most) = match part {
        DatePart::Day => (1, 31),
        DatePart::Month => (1, 12),
        DatePart::Year => (4, 9999),
    };
    let mut meant = number(typed, least_digits, most);
    if part == DatePart::Month {
        meant = meant.or_else(|| month::read(typed));
    }
    meant.ok_or(BirthDateError::NotANumber(part))
}

/// A number below 256, or 0: no day or month.
fn low(number: u16) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

/// A number of `least_digits` to four digits, 1 to `most`.
fn number(text: &str, least_digits: usize, most: u16) -> Option<u16> {
    if text.len() < least_digits || text.len() > 4 {
        return None;
    }
    let mut number = 0;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u16::from(byte - b'0');
    }
    (1..=most).contains(&number).then_some(number)
}
