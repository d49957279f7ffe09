//! Company numbers, one kind for each `identifier_type` of the lending API.

use alloc::string::String;

use super::{
    Country,
    vat::{self, VatError, VatNumber},
};
use crate::sensitive::Sensitive;

mod handelsregister;
mod kind;

pub use kind::IdentifierType;

/// A company number in the lender's spelling: upper case, no spaces. `Debug` never shows it: a sole trader's is personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyId {
    kind: IdentifierType,
    number: Sensitive<String>,
}

/// Why a text is not a company number of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompanyIdError {
    /// Nothing was given.
    Empty,
    /// A character that numbers of this kind never have.
    ForbiddenCharacter,
    /// Too few or too many characters.
    Length {
        /// The shortest number of this kind.
        least: u8,
        /// The longest.
        most: u8,
        /// How many characters were given.
        actual: usize,
    },
    /// The characters are those of this kind, but not in its order.
    Format,
    /// A place that has no German register court.
    UnknownCourt,
    /// Everything is in place, but the digits contradict each other: at least one is wrong.
    CheckDigits,
    /// A VAT number was asked for, and this is none.
    Vat(VatError),
}

impl CompanyId {
    /// Reads a number of `kind` with the spaces and punctuation that people type.
    ///
    /// # Errors
    /// The first [`CompanyIdError`] in the order of that list.
    pub fn parse(kind: IdentifierType, input: &str) -> Result<Self, CompanyIdError> {
        Self::parse_in(kind, input, None)
    }

    /// The same for a company in `country`, whose VAT number needs no prefix.
    ///
    /// # Errors
    /// The first [`CompanyIdError`] in the order of that list.
    pub fn parse_in(
        kind: IdentifierType,
        input: &str,
        country: Option<Country>,
    ) -> Result<Self, CompanyIdError> {
        let number = match kind {
            IdentifierType::VatNumber => match VatNumber::parse(input, country) {
                Ok(vat) => Ok(vat.as_str().into()),
                Err(VatError::Empty) => Err(CompanyIdError::Empty),
                Err(error) => Err(CompanyIdError::Vat(error)),
            },
            IdentifierType::HrNummer => handelsregister::parse(input),
            _ => parse_plain(kind, input),
        }?;
        let number = number.into();
        Ok(Self { kind, number })
    }

    /// The kind of number.
    #[must_use]
    pub const fn kind(&self) -> IdentifierType {
        self.kind
    }

    /// The number as the lender takes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.number.reveal()
    }

    /// The number that names the company whichever of its numbers was given: a SIRET's SIREN, else the number itself.
    #[must_use]
    pub fn company_key(&self) -> &str {
        match self.kind {
            IdentifierType::Siret => self.as_str().get(..9).unwrap_or_default(),
            _ => self.as_str(),
        }
    }
}

impl CompanyIdError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "company_id_empty",
            Self::ForbiddenCharacter => "company_id_forbidden_character",
            Self::Length { .. } => "company_id_length",
            Self::Format => "company_id_format",
            Self::UnknownCourt => "company_id_unknown_court",
            Self::CheckDigits => "company_id_check_digits",
            Self::Vat(error) => error.code(),
        }
    }
}

/// A number whose characters, length and digits are all that counts.
fn parse_plain(kind: IdentifierType, input: &str) -> Result<String, CompanyIdError> {
    let compact = vat::compact(input);
    if compact.is_empty() {
        return Err(CompanyIdError::Empty);
    }
    let (least, most, prefix) = kind.shape();
    let number = match kind {
        IdentifierType::Cif => compact.strip_prefix("ES"),
        _ => compact.strip_prefix(prefix),
    }
    .unwrap_or(&compact);
    let complete = vat::complete(prefix, number);
    match vat::judge(&complete) {
        Ok(()) => return Ok(complete.get(2..).unwrap_or_default().into()),
        Err(VatError::CheckDigits) => return Err(CompanyIdError::CheckDigits),
        Err(_) => {}
    }
    let letters = matches!(kind, IdentifierType::Cif | IdentifierType::Nif);
    let actual = number.len();
    Err(
        if !number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || letters && byte.is_ascii_uppercase())
        {
            CompanyIdError::ForbiddenCharacter
        } else if (usize::from(least)..=usize::from(most)).contains(&actual) {
            CompanyIdError::Format
        } else {
            CompanyIdError::Length {
                least,
                most,
                actual,
            }
        },
    )
}
