//! Company numbers, one kind for each `identifier_type` of the lending API.

use alloc::string::String;
use core::str::FromStr;

use super::text;

/// The kinds of company number that the lending API knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the name of a public register's number"
)]
pub enum IdentifierType {
    BelgiumRegistrationNumber,
    Bsn,
    Cif,
    HrNummer,
    Kvk,
    Nif,
    Siren,
    Siret,
    Steuernummer,
    VatNumber,
}

/// A company number in the lender's spelling: upper case, no spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyId {
    kind: IdentifierType,
    number: String,
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
    /// The check digit says that some digit is wrong.
    CheckDigits,
}

impl IdentifierType {
    /// All ten, in the API's order.
    pub const ALL: [Self; 10] = [
        Self::BelgiumRegistrationNumber,
        Self::Bsn,
        Self::Cif,
        Self::HrNummer,
        Self::Kvk,
        Self::Nif,
        Self::Siren,
        Self::Siret,
        Self::Steuernummer,
        Self::VatNumber,
    ];

    /// The API's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BelgiumRegistrationNumber => "belgium_registration_number",
            Self::Bsn => "bsn",
            Self::Cif => "cif",
            Self::HrNummer => "hr_nummer",
            Self::Kvk => "kvk",
            Self::Nif => "nif",
            Self::Siren => "siren",
            Self::Siret => "siret",
            Self::Steuernummer => "steuernummer",
            Self::VatNumber => "vat_number",
        }
    }

    /// Shortest and longest number, and whether letters occur.
    const fn shape(self) -> (u8, u8, bool) {
        match self {
            Self::BelgiumRegistrationNumber => (10, 10, false),
            Self::Bsn | Self::Siren => (9, 9, false),
            Self::Cif | Self::Nif => (9, 9, true),
            Self::HrNummer => (4, 40, true),
            Self::Kvk => (8, 8, false),
            Self::Siret => (14, 14, false),
            Self::Steuernummer => (10, 13, false),
            Self::VatNumber => (4, 14, true),
        }
    }
}

impl FromStr for IdentifierType {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or(())
    }
}

impl CompanyId {
    /// Reads a number of `kind` with the spaces and punctuation that people type.
    ///
    /// # Errors
    /// The first [`CompanyIdError`] in the order of that list.
    pub fn parse(kind: IdentifierType, input: &str) -> Result<Self, CompanyIdError> {
        let number: String = input
            .chars()
            .filter(|c| !text::is_separator(*c) && *c != '/')
            .map(|c| text::narrow(c).to_ascii_uppercase())
            .collect();
        if number.is_empty() {
            return Err(CompanyIdError::Empty);
        }
        let (least, most, letters) = kind.shape();
        if !number
            .chars()
            .all(|c| c.is_ascii_digit() || (letters && c.is_ascii_uppercase()))
        {
            return Err(CompanyIdError::ForbiddenCharacter);
        }
        if number.len() < least.into() || number.len() > most.into() {
            return Err(CompanyIdError::Length {
                least,
                most,
                actual: number.len(),
            });
        }
        if !has_valid_check_digits(kind, &number) {
            return Err(CompanyIdError::CheckDigits);
        }
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
        &self.number
    }

    /// The number that names the company whichever of its numbers was given: a SIRET's SIREN, else the number itself.
    #[must_use]
    pub fn company_key(&self) -> &str {
        match self.kind {
            IdentifierType::Siret => self.number.get(..9).unwrap_or(&self.number),
            _ => &self.number,
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
            Self::CheckDigits => "company_id_check_digits",
        }
    }
}

fn has_valid_check_digits(kind: IdentifierType, number: &str) -> bool {
    match kind {
        IdentifierType::Siren => luhn(number),
        IdentifierType::Siret => luhn(number) || la_poste(number),
        _ => true,
    }
}

fn luhn(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let digit = u32::from(byte - b'0');
            if index.is_multiple_of(2) {
                digit
            } else {
                digit * 2 - if digit > 4 { 9 } else { 0 }
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// La Poste ran out of Luhn numbers: its establishments may have a digit sum that 5 divides instead.
fn la_poste(number: &str) -> bool {
    let sum: u32 = number.bytes().map(|byte| u32::from(byte - b'0')).sum();
    number.starts_with("356000000") && sum.is_multiple_of(5)
}
