//! Names of people and companies.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::text::{self, LineError};
use crate::sensitive::Sensitive;

/// A given or family name in any script. `Debug` never shows it.
///
/// Apostrophes, hyphens, particles and digits are all welcome, and so is `-` from people who have one name only.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(Sensitive<String>);

/// The name of a company; digits alone are one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyName(String);

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing was given.
    Empty,
    /// A control character is in it.
    ControlCharacter,
    /// Longer than [`LONGEST`] characters.
    TooLong,
    /// There are digits and no letter.
    OnlyDigits,
}

/// The most characters that a name has.
pub const LONGEST: usize = 200;

impl PersonName {
    /// The name, white space tidied and otherwise as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.reveal()
    }
}

impl FromStr for PersonName {
    type Err = NameError;

    fn from_str(input: &str) -> Result<Self, NameError> {
        let name = text::line(input, LONGEST)?;
        // A line tidies tabs and breaks; inside a person's name they join what belongs into two fields.
        if text::trim(input).chars().any(char::is_control) {
            return Err(NameError::ControlCharacter);
        }
        let mut has_digit = false;
        for c in name.chars() {
            if text::may_be_letter(c) {
                return Ok(Self(name.into()));
            }
            has_digit |= text::is_digit(c);
        }
        if has_digit {
            return Err(NameError::OnlyDigits);
        }
        Ok(Self(name.into()))
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PersonName").field(&self.0).finish()
    }
}

impl CompanyName {
    /// The name, white space tidied and otherwise as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CompanyName {
    type Err = NameError;

    fn from_str(input: &str) -> Result<Self, NameError> {
        Ok(Self(text::line(input, LONGEST)?))
    }
}

impl NameError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "name_empty",
            Self::OnlyDigits => "name_only_digits",
            Self::ControlCharacter => "name_control_character",
            Self::TooLong => "name_too_long",
        }
    }
}

impl From<LineError> for NameError {
    fn from(error: LineError) -> Self {
        match error {
            LineError::Empty => Self::Empty,
            LineError::ControlCharacter => Self::ControlCharacter,
            LineError::TooLong => Self::TooLong,
        }
    }
}
