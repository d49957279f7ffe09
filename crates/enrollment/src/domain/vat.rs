//! VAT identification numbers of the EU, the United Kingdom, Norway, Switzerland and Serbia.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::{Country, text};
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
        let number = read(input, country)?;
        judge(&number)?;
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
    let mut compact = String::new();
    for c in if input.len() > 256 { "?" } else { input }.chars() {
        let c = text::narrow(c);
        if !text::is_separator(c) && !matches!(c, '/' | ':' | '(' | ')') {
            compact.push(c.to_ascii_uppercase());
        }
    }
    compact
}

/// The input with the prefix that it is read by.
fn read(input: &str, country: Option<Country>) -> Result<String, VatError> {
    let compact = compact(input);
    if compact.is_empty() {
        return Err(VatError::Empty);
    }
    let (typed, digits) = compact.split_at_checked(2).unwrap_or_default();
    let typed = prefix_of(typed);
    let number = complete(typed, digits);
    if let Some(country) = country {
        let prefix = prefix_of(country.alpha2());
        let own = match prefix {
            "CH" => complete("CHE", &compact),
            _ => complete(prefix, &compact),
        };
        let own_fits = matches!(judge(&own), Ok(()) | Err(VatError::CheckDigits));
        match judge(&number) {
            Err(VatError::UnknownCountry) => return Ok(own),
            Err(_) if own_fits && prefix != typed => return Ok(own),
            _ => {}
        }
    }
    Ok(number)
}

fn prefix_of(code: &str) -> &str {
    if code == "GR" { "EL" } else { code }
}

/// Prefix and number, with the zeros that old numbers lack.
pub(super) fn complete(prefix: &str, number: &str) -> String {
    let (length, zeros) = match prefix {
        "BE" => (10, "0"),
        "EL" | "bs" => (9, "0"),
        "NL" => (12, "00"),
        _ => (0, ""),
    };
    let missing = zeros.get(..length - number.len().min(length));
    let mut complete = String::from(prefix);
    complete.push_str(missing.unwrap_or_default());
    complete.push_str(number);
    complete
}

fn country_of(number: &str) -> Option<Country> {
    let code = match number.get(..2)? {
        "EL" => "GR",
        "XI" => "GB",
        "EU" => {
            let given = number.get(2..5)?;
            let mut shops = ONE_STOP_SHOPS.split_whitespace();
            shops.find(|shop| shop.starts_with(given))?.get(3..)?
        }
        own => own,
    };
    code.parse().ok()
}

/// Where a One Stop Shop number was given: ISO 3166-1 numeric and alpha-2; 900 is Northern Ireland.
const ONE_STOP_SHOPS: &str = "040AT 056BE 100BG 191HR 196CY 203CZ 208DK 233EE 246FI 250FR 276DE 300GR 348HU 372IE \
    380IT 428LV 440LT 442LU 470MT 528NL 616PL 620PT 642RO 703SK 705SI 724ES 752SE 900GB";
