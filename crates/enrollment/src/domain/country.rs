//! Countries of ISO 3166-1.

use core::{fmt, str::FromStr};

use super::text;

/// A country of ISO 3166-1; reads its alpha-2 or alpha-3 code in any case, full-width letters too.
///
/// Codes that are reserved, withdrawn or free for users are none: `UK`, `EL`, `EU`, `XK`, `GER`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Country([u8; 5]);

/// Why a text is not a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryError {
    /// Nothing was given.
    Empty,
    /// ISO 3166-1 does not assign this code.
    Unknown,
}

impl Country {
    /// Every country, in the order of the alpha-2 codes.
    pub fn all() -> impl Iterator<Item = Self> {
        let mut codes = Codes {
            first: 0,
            rest: ISO_3166,
        };
        core::iter::from_fn(move || codes.next())
    }

    /// The alpha-2 code, such as `FR`.
    #[must_use]
    pub fn alpha2(&self) -> &str {
        let [code @ .., _, _, _] = &self.0;
        str::from_utf8(code).unwrap_or_default()
    }

    /// The alpha-3 code, such as `FRA`.
    #[must_use]
    pub fn alpha3(&self) -> &str {
        let [_, _, code @ ..] = &self.0;
        str::from_utf8(code).unwrap_or_default()
    }
}

impl FromStr for Country {
    type Err = CountryError;

    fn from_str(input: &str) -> Result<Self, CountryError> {
        let code = text::rewrite(text::trim(input), 4, text::capital);
        if code.is_empty() {
            return Err(CountryError::Empty);
        }
        Self::all()
            .find(|Self(codes)| match code.len() {
                2 => codes.starts_with(code.as_bytes()),
                3 => codes.ends_with(code.as_bytes()),
                _ => false,
            })
            .ok_or(CountryError::Unknown)
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes = str::from_utf8(&self.0).unwrap_or_default();
        f.debug_tuple("Country").field(&codes).finish()
    }
}

impl CountryError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "country_empty",
            Self::Unknown => "country_unknown",
        }
    }
}

/// What is left of [`ISO_3166`], and the first letter of the line.
struct Codes {
    first: u8,
    rest: &'static [u8],
}

impl Codes {
    fn next(&mut self) -> Option<Country> {
        loop {
            let [a, b, after @ ..] = self.rest else {
                return None;
            };
            self.rest = after;
            if *a == b'\n' {
                self.first = *b;
                continue;
            }
            let first = self.first;
            if a.max(b) > &b'Z' {
                let (second, third) = (a.to_ascii_uppercase(), b.to_ascii_uppercase());
                return Some(Country([first, *a.min(b), first, second, third]));
            }
            let [c, d, after @ ..] = after else {
                return None;
            };
            self.rest = after;
            return Some(Country([first, *a, *b, *c, *d]));
        }
    }
}

/// A line for each first letter: that letter, and for each country the two other letters of its alpha-3 code, in lower case
/// the one that its alpha-2 code lacks. Where the codes are less alike, the second letter of the one and the whole other.
/// `A`, `nD`, `Fg` and `QATA` are AD and AND, AF and AFG, AQ and ATA.
const ISO_3166: &[u8] = include_bytes!("country/iso_3166.txt");
