//! Postal addresses.

use alloc::{string::String, vec::Vec};
use core::fmt;

use super::{
    Country,
    country::CountryError,
    text::{self, LineError},
};
use crate::sensitive::Sensitive;

/// A postal address: first line, postal code, city and country go together, as the lending API asks. `Debug` never shows
/// it.
#[derive(Clone, PartialEq, Eq)]
pub struct PostalAddress(Sensitive<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    /// First line, second line, postal code, city, state; the second and the last may be empty.
    lines: [String; 5],
    country: Country,
}

/// An address as six fields, each as typed. The second line and the state may be empty.
#[derive(Clone, Copy, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct AddressParts<'a> {
    pub line_1: &'a str,
    pub line_2: &'a str,
    pub postal_code: &'a str,
    pub city: &'a str,
    pub state: &'a str,
    /// Alpha-2 or alpha-3 code.
    pub country: &'a str,
}

/// One field of an address. Ordered as the form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum AddressPart {
    Line1,
    Line2,
    PostalCode,
    City,
    State,
    Country,
}

/// Why a text is not a part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// Nothing was given.
    Empty,
    /// A control character is in it.
    ControlCharacter,
    /// There are characters too many.
    TooLong {
        /// How many there may be.
        most: u8,
    },
    /// It is not a country.
    Country(CountryError),
}

const LONGEST: u8 = 200;
const LONGEST_POSTAL_CODE: u8 = 10;

impl PostalAddress {
    /// Reads an address; white space is tidied, and a postal code is in upper case.
    ///
    /// # Errors
    /// Every problem at once, in the order of the fields.
    pub fn parse(parts: AddressParts<'_>) -> Result<Self, Vec<(AddressPart, AddressError)>> {
        let mut problems = Vec::new();
        let mut lines: [String; 5] = Default::default();
        let typed = [
            (AddressPart::Line1, parts.line_1),
            (AddressPart::Line2, parts.line_2),
            (AddressPart::PostalCode, parts.postal_code),
            (AddressPart::City, parts.city),
            (AddressPart::State, parts.state),
        ];
        for (slot, (part, typed)) in lines.iter_mut().zip(typed) {
            let most = part.longest();
            let problem = match text::line(typed, most.into()) {
                Ok(line) => {
                    *slot = line;
                    continue;
                }
                Err(LineError::Empty) if part.is_optional() => continue,
                Err(LineError::Empty) => AddressError::Empty,
                Err(LineError::ControlCharacter) => AddressError::ControlCharacter,
                Err(LineError::TooLong) => AddressError::TooLong { most },
            };
            problems.push((part, problem));
        }
        let [_, _, postal_code, ..] = &mut lines;
        *postal_code = text::rewrite(postal_code, usize::MAX, text::capital);
        match parts.country.parse() {
            Ok(country) if problems.is_empty() => Ok(Self(Parts { lines, country }.into())),
            Ok(_) => Err(problems),
            Err(error) => {
                problems.push((AddressPart::Country, AddressError::Country(error)));
                Err(problems)
            }
        }
    }

    /// Street and number, as a rule.
    #[must_use]
    pub fn line_1(&self) -> &str {
        let [line_1, ..] = self.lines();
        line_1
    }

    /// What the first line has no room for.
    #[must_use]
    pub fn line_2(&self) -> Option<&str> {
        let [_, line_2, ..] = self.lines();
        some(line_2)
    }

    /// The postal code, at most ten characters, upper case.
    #[must_use]
    pub fn postal_code(&self) -> &str {
        let [_, _, postal_code, ..] = self.lines();
        postal_code
    }

    /// The city.
    #[must_use]
    pub fn city(&self) -> &str {
        let [.., city, _] = self.lines();
        city
    }

    /// State, province or region.
    #[must_use]
    pub fn state(&self) -> Option<&str> {
        let [.., state] = self.lines();
        some(state)
    }

    /// The country.
    #[must_use]
    pub fn country(&self) -> Country {
        self.0.reveal().country
    }

    fn lines(&self) -> &[String; 5] {
        &self.0.reveal().lines
    }
}

fn some(line: &str) -> Option<&str> {
    (!line.is_empty()).then_some(line)
}

impl fmt::Debug for PostalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PostalAddress").field(&self.0).finish()
    }
}

impl AddressPart {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Line1,
        Self::Line2,
        Self::PostalCode,
        Self::City,
        Self::State,
        Self::Country,
    ];

    /// The lending API's name of the part, such as `address_line_1`.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Line1 => "address_line_1",
            Self::Line2 => "address_line_2",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::State => "state",
            Self::Country => "country",
        }
    }

    const fn longest(self) -> u8 {
        match self {
            Self::PostalCode => LONGEST_POSTAL_CODE,
            _ => LONGEST,
        }
    }

    const fn is_optional(self) -> bool {
        matches!(self, Self::Line2 | Self::State)
    }
}

impl AddressError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "address_empty",
            Self::ControlCharacter => "address_control_character",
            Self::TooLong { .. } => "address_too_long",
            Self::Country(error) => error.code(),
        }
    }
}
