//! Phone numbers.

use alloc::string::String;
use core::fmt;

use super::{Country, text};
use crate::sensitive::Sensitive;

mod plan;

/// A phone number in the form of ITU-T E.164, such as `+33612345678`. `Debug` never shows it.
///
/// Its length is right for the country where this crate knows the numbering plan, and for E.164 elsewhere; whether it is
/// in service only a call can tell.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(Sensitive<String>);

/// Why a text is not a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// Nothing was given.
    Empty,
    /// The number is typed as in its own country, and that is not given or its plan not known: it has to begin with `+`.
    CountryNeeded,
    /// A letter, or another character that is neither a digit nor put between digits.
    ForbiddenCharacter,
    /// Digits are missing.
    TooShort,
    /// There are digits too many.
    TooLong,
}

/// More digits than any way to type a number has.
const MOST_TYPED: usize = 20;

impl Phone {
    /// Reads an international number, after `+` or `00`, or one as typed in `country`, with its trunk `0` or without.
    ///
    /// Spaces, dashes, dots, slashes, brackets and invisible marks are dropped, and so are a `(0)` after the calling code
    /// and a leading `tel:`. A calling code without `+` is understood where a national number would begin with
    /// the trunk `0`, and elsewhere where the digits are no number as typed there.
    ///
    /// # Errors
    /// The first [`PhoneError`] that reading from the left comes to, lengths last.
    pub fn parse(input: &str, country: Option<Country>) -> Result<Self, PhoneError> {
        let (digits, has_plus) = digits(input)?;
        if digits.is_empty() {
            return Err(PhoneError::Empty);
        }
        let after_prefix = digits.strip_prefix("00");
        let (code, rest) = match after_prefix.or(has_plus.then_some(&digits)) {
            Some(international) => plan::international(international)?,
            None => plan::domestic(&digits, country)?,
        };
        Ok(Self(["+", code, rest].concat().into()))
    }

    /// The number in E.164: `+`, then digits only.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.reveal()
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Phone").field(&self.0).finish()
    }
}

impl PhoneError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "phone_empty",
            Self::CountryNeeded => "phone_country_needed",
            Self::ForbiddenCharacter => "phone_forbidden_character",
            Self::TooShort => "phone_too_short",
            Self::TooLong => "phone_too_long",
        }
    }
}

/// The digits, and whether a `+` is before them.
fn digits(input: &str) -> Result<(String, bool), PhoneError> {
    let typed = text::trim(input);
    let typed = match typed.split_at_checked(4) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("tel:") => rest,
        _ => typed,
    };
    let mut digits = String::new();
    let mut has_plus = false;
    let mut opened = 0;
    for c in typed.chars().map(text::narrow) {
        match c {
            '0'..='9' if digits.len() == MOST_TYPED => return Err(PhoneError::TooLong),
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() && !has_plus => has_plus = true,
            '(' => opened = digits.len(),
            ')' if opened > 0 && digits.len() == opened + 1 && !is_italian(&digits) => {
                if digits.ends_with('0') {
                    digits.truncate(opened);
                }
            }
            ')' | '[' | ']' | '/' => {}
            c if text::is_separator(c) => {}
            _ => return Err(PhoneError::ForbiddenCharacter),
        }
    }
    Ok((digits, has_plus))
}

/// Italy's zero is part of the number and dialled from abroad too.
fn is_italian(digits: &str) -> bool {
    digits.starts_with("39") || digits.starts_with("0039")
}
