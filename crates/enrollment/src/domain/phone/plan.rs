//! National numbering plans, as far as telling a number's length takes.

use super::PhoneError;
use crate::domain::Country;

/// The numbers of one country.
struct Plan {
    country: [u8; 2],
    /// The calling code, digits only.
    code: &'static str,
    /// Whether numbers typed in the country begin with a `0` that is not dialled from abroad.
    has_trunk: bool,
    /// Fewest and most digits of a subscriber's number, fixed or mobile, after the calling code.
    least: u8,
    most: u8,
}

/// A calling code, empty where it is not known as one, and the digits after it.
type Number<'a> = (&'static str, &'a str);

/// Splits an international number. At most 15 digits (E.164, clause 6) and at least 7, or as the country's plan has it.
pub(super) fn international(digits: &str) -> Result<Number<'_>, PhoneError> {
    if digits.starts_with('0') {
        return Err(PhoneError::CountryNeeded);
    }
    let plan = PLANS.iter().find(|plan| digits.starts_with(plan.code));
    match plan {
        Some(plan) => plan.after_code(digits),
        None => sized(digits, 7, 15).map(|digits| ("", digits)),
    }
}

/// Splits a number as typed in its country: without calling code, or with one and no `+` where that reads better.
///
/// It does where the digits begin with the code and fit after it, since one typed as in the country has its trunk `0`
/// first. Without a trunk prefix, numbers of up to ten digits may begin so, as Italian mobiles do; but none begins with a
/// calling code of three.
pub(super) fn domestic(digits: &str, country: Option<Country>) -> Result<Number<'_>, PhoneError> {
    let country = country.map_or("", Country::alpha2).as_bytes();
    let plan = PLANS.iter().find(|plan| plan.country == country);
    let plan = plan.ok_or(PhoneError::CountryNeeded)?;
    let number = plan.national(digits);
    let may_begin_so = !plan.has_trunk && plan.code.len() < 3 && digits.len() <= 10;
    if number.is_ok() && may_begin_so {
        return number;
    }
    plan.after_code(digits).or(number)
}

impl Plan {
    /// The number without trunk prefix, when it has the length.
    fn national<'a>(&self, digits: &'a str) -> Result<Number<'a>, PhoneError> {
        let number = match digits.strip_prefix('0') {
            // Typed twice, or thrice: no number of such a country begins with it.
            Some(rest) if self.has_trunk => rest.trim_start_matches('0'),
            _ => digits,
        };
        sized(number, self.least, self.most).map(|number| (self.code, number))
    }

    fn after_code<'a>(&self, digits: &'a str) -> Result<Number<'a>, PhoneError> {
        let number = digits.strip_prefix(self.code);
        self.national(number.ok_or(PhoneError::TooShort)?)
    }
}

fn sized(digits: &str, least: u8, most: u8) -> Result<&str, PhoneError> {
    if digits.len() < least.into() {
        Err(PhoneError::TooShort)
    } else if digits.len() > most.into() {
        Err(PhoneError::TooLong)
    } else {
        Ok(digits)
    }
}

const fn plan(country: [u8; 2], code: &'static str, has_trunk: bool, least: u8, most: u8) -> Plan {
    Plan {
        country,
        code,
        has_trunk,
        least,
        most,
    }
}

/// Lengths as libphonenumber's metadata (9.0.43) has them; number ranges are not looked at. The countries' own plans are listed
/// by ITU-T: <https://www.itu.int/oth/T0202.aspx>.
const PLANS: [Plan; 12] = [
    plan(*b"AT", "43", true, 4, 13),
    plan(*b"BE", "32", true, 8, 9),
    plan(*b"CH", "41", true, 9, 9),
    plan(*b"DE", "49", true, 5, 13),
    plan(*b"ES", "34", false, 9, 9),
    plan(*b"FR", "33", true, 9, 9),
    plan(*b"GB", "44", true, 9, 10),
    plan(*b"IE", "353", true, 7, 10),
    plan(*b"IT", "39", false, 6, 12),
    plan(*b"LU", "352", false, 4, 11),
    plan(*b"NL", "31", true, 9, 9),
    plan(*b"PT", "351", false, 9, 9),
];
