//! International bank account numbers, by the structures of the SWIFT registry, release 102.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::text;
use crate::sensitive::Sensitive;

mod registry;

/// An account number whose country, length, characters and check digits hold. `Debug` never shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Iban(Sensitive<String>);

/// Why a text is not an IBAN. Positions count significant characters from 1, as they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IbanError {
    /// Nothing was given.
    Empty,
    /// The first two characters are not a country of the registry.
    UnknownCountry,
    /// The country's accounts can't be debited by SEPA direct debit.
    NotInSepa,
    /// A character that can't stand where it stands.
    ForbiddenCharacter {
        /// Its place, from 1.
        position: usize,
        /// The character as it was read.
        found: char,
        /// Whether a digit must stand there.
        digit_expected: bool,
    },
    /// Characters are missing.
    TooShort {
        /// How many an IBAN of this country has.
        expected: u8,
        /// How many were given.
        actual: usize,
    },
    /// There are characters too many.
    TooLong {
        /// How many an IBAN of this country has.
        expected: u8,
        /// How many were given.
        actual: usize,
    },
    /// Everything is in place, but the check digits say that some character is wrong.
    CheckDigits,
}

impl Iban {
    /// Reads what a person typed or pasted: any grouping, any case, with or without a leading "IBAN".
    ///
    /// # Errors
    /// The first [`IbanError`] in the order of that list, except [`IbanError::NotInSepa`]: see [`Iban::require_sepa`].
    pub fn parse(input: &str) -> Result<Self, IbanError> {
        let compact = compact(input);
        let country = registry::find(&compact).ok_or(if compact.is_empty() {
            IbanError::Empty
        } else {
            IbanError::UnknownCountry
        })?;
        check_characters(&compact, country)?;
        if has_valid_check_digits(&compact) {
            Ok(Self(compact.into()))
        } else {
            Err(IbanError::CheckDigits)
        }
    }

    /// The IBAN itself when SEPA direct debit reaches its country.
    ///
    /// # Errors
    /// [`IbanError::NotInSepa`] when it does not.
    pub fn require_sepa(self) -> Result<Self, IbanError> {
        if registry::find(self.as_str()).is_some_and(|country| country.sepa) {
            Ok(self)
        } else {
            Err(IbanError::NotInSepa)
        }
    }

    /// The electronic form: upper case, no spaces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.reveal()
    }

    /// The country as ISO 3166 alpha-2.
    #[must_use]
    pub fn country_code(&self) -> &str {
        self.as_str().get(..2).unwrap_or_default()
    }
}

impl FromStr for Iban {
    type Err = IbanError;

    fn from_str(input: &str) -> Result<Self, IbanError> {
        Self::parse(input)
    }
}

impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Iban").field(&self.0).finish()
    }
}

impl IbanError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "iban_empty",
            Self::UnknownCountry => "iban_unknown_country",
            Self::NotInSepa => "iban_not_in_sepa",
            Self::TooShort { .. } => "iban_too_short",
            Self::TooLong { .. } => "iban_too_long",
            Self::ForbiddenCharacter { .. } => "iban_forbidden_character",
            Self::CheckDigits => "iban_check_digits",
        }
    }
}

/// The input in groups of four, as IBANs are printed; works for halves of one too.
#[must_use]
pub fn group(input: &str) -> String {
    let mut grouped = String::with_capacity(input.len() + input.len() / 4);
    for (index, c) in compact(input).chars().enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            grouped.push(' ');
        }
        grouped.push(c);
    }
    grouped
}

/// Significant characters only, upper case, without a leading "IBAN".
fn compact(input: &str) -> String {
    let compact: String = input
        .chars()
        .filter(|c| !text::is_separator(*c))
        .map(|c| text::narrow(c).to_ascii_uppercase())
        .collect();
    match compact.strip_prefix("IBAN") {
        Some(rest) => rest.trim_start_matches(':').into(),
        None => compact,
    }
}

fn check_characters(compact: &str, country: registry::Country) -> Result<(), IbanError> {
    let expected = country.length();
    let classes = "nn".chars().chain(country.classes());
    for (position, (found, class)) in (3..).zip(compact.chars().skip(2).zip(classes)) {
        let fits = match class {
            'n' => found.is_ascii_digit(),
            'a' => found.is_ascii_uppercase(),
            _ => found.is_ascii_digit() || found.is_ascii_uppercase(),
        };
        if !fits {
            let digit_expected = class == 'n';
            return Err(IbanError::ForbiddenCharacter {
                position,
                found,
                digit_expected,
            });
        }
    }
    let actual = compact.chars().count();
    match actual.cmp(&expected.into()) {
        core::cmp::Ordering::Less => Err(IbanError::TooShort { expected, actual }),
        core::cmp::Ordering::Equal => Ok(()),
        core::cmp::Ordering::Greater => Err(IbanError::TooLong { expected, actual }),
    }
}

/// ISO 13616: the number made of BBAN, country and check digits is 1 modulo 97; 00, 01 and 99 are never issued.
fn has_valid_check_digits(compact: &str) -> bool {
    let (head, bban) = compact.split_at_checked(4).unwrap_or_default();
    let issued = !matches!(head.get(2..), Some("00" | "01" | "99"));
    let remainder = bban.chars().chain(head.chars()).fold(0, |sum, c| {
        let value = c.to_digit(36).unwrap_or(0);
        (if value < 10 { sum * 10 } else { sum * 100 } + value) % 97
    });
    issued && remainder == 1
}
