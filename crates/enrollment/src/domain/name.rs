//! Names of people and companies.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::text;
use crate::sensitive::Sensitive;

/// A given or family name in any script. `Debug` never shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(Sensitive<String>);

/// The name of a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyName(String);

/// Why a text is not a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing was given.
    Empty,
    /// No letter is in it.
    NoLetter,
    /// A control character is in it.
    ControlCharacter,
    /// Longer than 200 characters.
    TooLong,
}

const LONGEST: usize = 200;

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
        let name = tidy(input)?;
        if name.chars().any(char::is_alphabetic) {
            Ok(Self(name.into()))
        } else {
            Err(NameError::NoLetter)
        }
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
        tidy(input).map(Self)
    }
}

impl NameError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "name_empty",
            Self::NoLetter => "name_no_letter",
            Self::ControlCharacter => "name_control_character",
            Self::TooLong => "name_too_long",
        }
    }
}

fn tidy(input: &str) -> Result<String, NameError> {
    let name = text::squeeze(input);
    if name.is_empty() {
        Err(NameError::Empty)
    } else if name.chars().any(char::is_control) {
        Err(NameError::ControlCharacter)
    } else if name.chars().count() > LONGEST {
        Err(NameError::TooLong)
    } else {
        Ok(name)
    }
}
