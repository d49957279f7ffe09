//! VAT identification numbers of the EU, the United Kingdom, Norway, Switzerland and Serbia.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::{
    Country,
    text::{self, Words},
};
use crate::sensitive::Sensitive;

mod check;
mod forms;

pub(super) use forms::judge;

/// A VAT number whose country, structure and check digits hold. `Debug` never shows it: a sole trader's is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct VatNumber {
    number: Sensitive<String>,
    country: Country,
}

/// Why a text is not a VAT number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VatError {
    /// Nothing was given.
    Empty,
    /// The first two characters are not a country whose numbers are known.
    UnknownCountry,
    /// Too few or too many characters, or one that cannot stand where it stands.
    Format {
        /// How that country's numbers are written: `9` a digit, `L` a letter, `X` either; every other
        /// character stands for itself.
        pattern: &'static str,
    },
    /// Everything is in place, but the digits contradict each other: at least one is wrong.
    CheckDigits,
}

impl VatNumber {
    /// Reads what a person typed or pasted: any grouping, any case. A number without a prefix is one of `country`.
    ///
    /// # Errors
    /// The first [`VatError`] in the order of that list.
    pub fn parse(input: &str, country: Option<Country>) -> Result<Self, VatError> {
        let compact = compact(input);
        if compact.is_empty() {
            return Err(VatError::Empty);
        }
        let (typed, digits) = compact.split_at_checked(2).unwrap_or_default();
        let typed = if typed == "GR" { "EL" } else { typed };
        let mut number = complete(typed, digits);
        let mut verdict = judge(&number);
        if let (Err(error), Some(country)) = (verdict, country) {
            let prefix = match country.alpha2() {
                "GR" => "EL",
                "CH" => "CHE",
                code => code,
            };
            let own = complete(prefix, &compact);
            let of_own = judge(&own);
            let fits = matches!(of_own, Ok(()) | Err(VatError::CheckDigits));
            if error == VatError::UnknownCountry || fits && prefix != typed {
                (number, verdict) = (own, of_own);
            }
        }
        verdict?;
        let country = country_of(&number).ok_or(VatError::CheckDigits)?;
        let length = match number.get(..2) {
            Some("CH") => 12,
            Some("NO") => 11,
            _ => number.len(),
        };
        let number = String::from(number.get(..length).unwrap_or_default()).into();
        Ok(Self { number, country })
    }

    /// Prefix and number: upper case, no spaces or punctuation. Greece is `EL`; Switzerland has `CHE` and no suffix.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.number.reveal()
    }

    /// The country whose tax office gave the number: the United Kingdom for `XI`, where it is declared for `EU`.
    #[must_use]
    pub const fn country(&self) -> Country {
        self.country
    }
}

impl FromStr for VatNumber {
    type Err = VatError;

    fn from_str(input: &str) -> Result<Self, VatError> {
        Self::parse(input, None)
    }
}

impl fmt::Debug for VatNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("VatNumber").field(&self.number).finish()
    }
}

impl VatError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "vat_empty",
            Self::UnknownCountry => "vat_unknown_country",
            Self::Format { .. } => "vat_format",
            Self::CheckDigits => "vat_check_digits",
        }
    }
}

/// The characters that count, upper case. No number is long: for a long text a `?` stands, which fits nowhere.
pub(super) fn compact(input: &str) -> String {
    let input = if input.len() > 256 { "?" } else { input };
    text::rewrite(input, usize::MAX, |c| match text::significant(c) {
        Some('/' | ':' | '(' | ')') => None,
        other => other,
    })
}

/// Prefix and number, with the zeros that old numbers lack.
pub(super) fn complete(prefix: &str, number: &str) -> String {
    let zeros = match (prefix, number.len()) {
        ("BE", 9) | ("EL" | "bs", 8) | ("NL", 11) => "0",
        ("NL", 10) => "00",
        _ => "",
    };
    [prefix, zeros, number].concat()
}

fn country_of(number: &str) -> Option<Country> {
    let code = match number.get(..2)? {
        "EL" => "GR",
        "XI" => "GB",
        "EU" => {
            let given = number.get(2..5)?;
            Words::of(ONE_STOP_SHOPS)
                .find(|shop| shop.starts_with(given))?
                .get(3..)?
        }
        own => own,
    };
    code.parse().ok()
}

/// Where a One Stop Shop number was given: ISO 3166-1 numeric and alpha-2; 900 is Northern Ireland.
const ONE_STOP_SHOPS: &str = include_str!("vat/one_stop_shops.txt");
