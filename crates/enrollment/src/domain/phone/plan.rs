//! National numbering plans, as far as telling a number's length takes.

use super::PhoneError;
use crate::domain::{Country, text::Words};

/// The numbers of one country: its word of [`PLANS`].
struct Plan(&'static str);

/// A calling code, empty where it is not known as one, and the digits after it.
type Number<'a> = (&'static str, &'a str);

/// Splits an international number. At most 15 digits (E.164, clause 6) and at least 7, or as the country's plan has it.
pub(super) fn international(digits: &str) -> Result<Number<'_>, PhoneError> {
    if digits.starts_with('0') {
        return Err(PhoneError::CountryNeeded);
    }
    let mut plans = Words::of(PLANS).map(Plan);
    let plan = plans.find(|plan| digits.starts_with(plan.code()));
    match plan {
        Some(plan) => plan.after_code(digits),
        None => sized("", digits, 7, 15),
    }
}

/// Splits a number as typed in its country: without calling code, or with one and no `+` where that reads better.
///
/// It does where the digits begin with the code and fit after it, since one typed as in the country has its trunk `0`
/// first. Without a trunk prefix, numbers of up to ten digits may begin so, as Italian mobiles do; but none begins with a
/// calling code of three.
pub(super) fn domestic(digits: &str, country: Option<Country>) -> Result<Number<'_>, PhoneError> {
    let country = country.ok_or(PhoneError::CountryNeeded)?;
    let mut words = Words::of(PLANS);
    let plan = words
        .find(|word| word.starts_with(country.alpha2()))
        .map(Plan);
    let plan = plan.ok_or(PhoneError::CountryNeeded)?;
    let number = plan.national(digits);
    let may_begin_so = !plan.has_trunk() && plan.code().len() < 3 && digits.len() <= 10;
    if number.is_ok() && may_begin_so {
        return number;
    }
    plan.after_code(digits).or(number)
}

impl Plan {
    /// The calling code, digits only.
    fn code(&self) -> &'static str {
        self.0.get(5..).unwrap_or_default()
    }

    /// Whether numbers typed in the country begin with a `0` that is not dialled from abroad.
    fn has_trunk(&self) -> bool {
        matches!(self.0.as_bytes(), [_, _, b'0', ..])
    }

    /// The number without trunk prefix, when it has the length of a subscriber's number, fixed or mobile.
    fn national<'a>(&self, digits: &'a str) -> Result<Number<'a>, PhoneError> {
        let number = match digits.strip_prefix('0') {
            // Typed twice, or thrice: no number of such a country begins with it.
            Some(rest) if self.has_trunk() => rest.trim_start_matches('0'),
            _ => digits,
        };
        let [_, _, _, least, most, ..] = self.0.as_bytes() else {
            return Err(PhoneError::CountryNeeded);
        };
        sized(self.code(), number, least - b'0', most - b'0')
    }

    fn after_code<'a>(&self, digits: &'a str) -> Result<Number<'a>, PhoneError> {
        let number = digits.strip_prefix(self.code());
        self.national(number.ok_or(PhoneError::TooShort)?)
    }
}

/// The number, when it has as many digits after the calling code.
fn sized<'a>(
    code: &'static str,
    digits: &'a str,
    least: u8,
    most: u8,
) -> Result<Number<'a>, PhoneError> {
    if digits.len() < least.into() {
        Err(PhoneError::TooShort)
    } else if digits.len() > most.into() {
        Err(PhoneError::TooLong)
    } else {
        Ok((code, digits))
    }
}

/// A word for each country: alpha-2; `0` where that is the trunk prefix or `-`; fewest and most digits, counted from `0` on
/// with `:` for 10 to `=` for 13; the calling code.
///
/// Lengths as libphonenumber's metadata (9.0.43) has them; number ranges are not looked at. The countries' own plans are listed
/// by ITU-T: <https://www.itu.int/oth/T0202.aspx>.
const PLANS: &str = include_str!("plans.txt");
