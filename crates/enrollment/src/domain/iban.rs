//! International bank account numbers, by the structures of the SWIFT registry, release 102.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::text;
use crate::sensitive::Sensitive;

mod checksum;
mod national;
mod registry;

use registry::Structure;

/// An account number whose country, length, characters and check digits hold. `Debug` never shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Iban(Sensitive<String>);

/// Why a text is not an IBAN. Positions count significant characters from 1, as they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IbanError {
    /// Nothing was given, or no more than one letter.
    Empty,
    /// The first two letters are not a country of the registry.
    UnknownCountry,
    /// The country's accounts can't be debited by SEPA direct debit.
    NotInSepa,
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
    /// A character that can't stand where it stands.
    ForbiddenCharacter {
        /// Its place, from 1.
        position: usize,
        /// The character as it was read.
        found: char,
        /// What can stand there.
        expected: Class,
        /// The character of the right class that looks like it: the digit 0 for a letter O.
        likely: Option<char>,
    },
    /// Everything is in place, but the check digits say that some character is wrong.
    CheckDigits {
        /// The place, from 1, of the one character that could have changed places with its right neighbour.
        swap: Option<u8>,
    },
}

/// What can stand at a place of an IBAN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Class {
    Digit,
    Letter,
    DigitOrLetter,
}

/// Far more than any IBAN: the characters of a long text after these are only counted.
const LONGEST_READ: usize = 64;

impl Iban {
    /// Reads what a person typed or pasted: any grouping, any case, with or without a leading "IBAN".
    ///
    /// # Errors
    /// The first [`IbanError`] in the order of that list, with two exceptions: SEPA is asked for apart
    /// ([`Iban::require_sepa`]), and a wrong length is told only after a character that no IBAN has and a letter
    /// that looks like the digit that belongs there.
    pub fn parse(input: &str) -> Result<Self, IbanError> {
        Self::of_compact(&compact(input))
    }

    /// Reads the electronic form alone: upper case, nothing between the characters.
    ///
    /// # Errors
    /// As [`Iban::parse`], and [`IbanError::ForbiddenCharacter`] for what only print or typing has.
    pub fn parse_electronic(input: &str) -> Result<Self, IbanError> {
        Self::of_compact(input)
    }

    fn of_compact(compact: &str) -> Result<Self, IbanError> {
        let structure = structure_of(compact)?;
        check_characters(compact, structure)?;
        if checksum::holds(compact.as_bytes()) {
            Ok(Self(String::from(compact).into()))
        } else {
            Err(IbanError::CheckDigits {
                swap: checksum::only_swap(compact, structure),
            })
        }
    }

    /// The IBAN itself when SEPA direct debit reaches its country.
    ///
    /// # Errors
    /// [`IbanError::NotInSepa`] when it does not.
    pub fn require_sepa(self) -> Result<Self, IbanError> {
        if self.structure().is_some_and(|structure| structure.sepa) {
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

    /// The bank's identifier within its country.
    #[must_use]
    pub fn bank(&self) -> &str {
        self.part(Structure::bank).unwrap_or_default()
    }

    /// The branch's identifier within the bank, where the country's accounts name one.
    #[must_use]
    pub fn branch(&self) -> Option<&str> {
        self.part(Structure::branch).filter(|part| !part.is_empty())
    }

    /// In groups of four, as IBANs are printed.
    #[must_use]
    pub fn grouped(&self) -> String {
        group(self.as_str())
    }

    /// Grouped, with all but the first four and the last four characters as dots: for a screen that others can see.
    #[must_use]
    pub fn masked(&self) -> String {
        let hidden = 4..self.as_str().len().saturating_sub(4);
        let chars = self.as_str().chars().enumerate();
        grouped(chars.map(|(index, c)| if hidden.contains(&index) { '•' } else { c }))
    }

    /// Whether the country's own check digits, inside the account number, hold too. A bank refuses an account whose
    /// do not, though the IBAN's hold: a reason to ask again, not to refuse. Looked at for FR, MC, ES, BE, IT, SM
    /// and PT; of other countries, whether they have such digits or not, `true` is said.
    #[must_use]
    pub fn national_check_holds(&self) -> bool {
        national::holds(self.country_code(), self.bban())
    }

    fn bban(&self) -> &str {
        self.as_str().get(4..).unwrap_or_default()
    }

    fn part(&self, place: fn(Structure) -> core::ops::Range<usize>) -> Option<&str> {
        self.bban().get(place(self.structure()?))
    }

    fn structure(&self) -> Option<Structure> {
        registry::find(self.as_str())
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
            Self::CheckDigits { .. } => "iban_check_digits",
        }
    }

    /// The place, from 1, of the character to look at, where one is known.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        match self {
            Self::ForbiddenCharacter { position, .. } => Some(*position),
            Self::CheckDigits { swap } => swap.map(usize::from),
            _ => None,
        }
    }
}

impl Class {
    fn allows(self, c: char) -> bool {
        match self {
            Self::Digit => c.is_ascii_digit(),
            Self::Letter => c.is_ascii_uppercase(),
            Self::DigitOrLetter => c.is_ascii_digit() || c.is_ascii_uppercase(),
        }
    }

    /// What people mistake for `found` among the characters that this class allows.
    fn likely(self, found: char) -> Option<char> {
        Some(match (self, found) {
            (Self::Digit, 'O') => '0',
            (Self::Digit, 'I' | 'L') => '1',
            (Self::Digit, 'S') => '5',
            (Self::Digit, 'B') => '8',
            (Self::Letter, '0') => 'O',
            (Self::Letter, '1') => 'I',
            (Self::Letter, '5') => 'S',
            (Self::Letter, '8') => 'B',
            _ => return None,
        })
    }
}

/// The input in groups of four, as IBANs are printed; works for halves of one too.
#[must_use]
pub fn group(input: &str) -> String {
    grouped(compact(input).chars())
}

/// What the beginning of an IBAN tells: its country's alpha-2 code, and the bank's identifier once that is there whole.
#[must_use]
pub fn known(input: &str) -> Option<(String, Option<String>)> {
    let compact = compact(input);
    let structure = registry::find(&compact)?;
    let bank = compact.get(4..).and_then(|bban| bban.get(structure.bank()));
    let bank = bank.filter(|bank| !bank.is_empty()).map(Into::into);
    Some((compact.get(..2)?.into(), bank))
}

fn grouped(chars: impl Iterator<Item = char>) -> String {
    let mut grouped = String::new();
    for (index, c) in chars.enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            grouped.push(' ');
        }
        grouped.push(c);
    }
    grouped
}

/// Significant characters only, upper case, without a leading "IBAN".
fn compact(input: &str) -> String {
    let compact = text::rewrite(input, usize::MAX, text::significant);
    let mut rest = compact.as_str();
    while let Some(after) = rest.strip_prefix("IBAN") {
        rest = after.trim_start_matches(':');
    }
    rest.into()
}

/// The structure of the country that the first two characters name.
fn structure_of(compact: &str) -> Result<Structure, IbanError> {
    if compact.is_empty() {
        return Err(IbanError::Empty);
    }
    for (position, found) in (1..).zip(compact.chars().take(2)) {
        check_character(position, found, Class::Letter)?;
    }
    // Of one letter there is nothing to say yet.
    let unknown = if compact.len() < 2 {
        IbanError::Empty
    } else {
        IbanError::UnknownCountry
    };
    registry::find(compact).ok_or(unknown)
}

fn check_characters(compact: &str, structure: Structure) -> Result<(), IbanError> {
    let expected = structure.length();
    let length = text::length(compact);
    // What is too much is looked at as well: it may be what was copied along with the number.
    let classes = structure
        .classes()
        .chain(core::iter::repeat(Class::DigitOrLetter));
    let misplaced = (3..)
        .zip(compact.chars().take(LONGEST_READ).skip(2).zip(classes))
        .find_map(|(position, (found, class))| check_character(position, found, class).err());
    let wanted = usize::from(expected);
    if length == wanted {
        return misplaced.map_or(Ok(()), Err);
    }
    match misplaced {
        // One character more or less moves the others to places of another class: of those only what looks alike is told.
        Some(
            error @ IbanError::ForbiddenCharacter {
                expected: Class::Digit,
                likely: Some(_),
                ..
            },
        ) => Err(error),
        Some(error @ IbanError::ForbiddenCharacter { found, .. })
            if !Class::DigitOrLetter.allows(found) =>
        {
            Err(error)
        }
        _ if length < wanted => Err(IbanError::TooShort {
            expected,
            actual: length,
        }),
        _ => Err(IbanError::TooLong {
            expected,
            actual: length,
        }),
    }
}

fn check_character(position: usize, found: char, expected: Class) -> Result<(), IbanError> {
    if expected.allows(found) {
        return Ok(());
    }
    Err(IbanError::ForbiddenCharacter {
        position,
        found,
        expected,
        likely: expected.likely(found),
    })
}
