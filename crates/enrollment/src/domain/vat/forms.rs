//! How each number is written, as VIES lists them for VAT numbers, and the rule of each form.

use super::{
    VatError,
    check::{Rule, holds},
};
use crate::domain::text::Words;

/// Whether prefix and number have a form of the prefix's country, and whether a rule of that form holds.
pub(in crate::domain) fn judge(number: &str) -> Result<(), VatError> {
    let number = number.as_bytes();
    let Some((prefix, digits)) = number.split_at_checked(2) else {
        return Err(VatError::UnknownCountry);
    };
    let mut reason = VatError::UnknownCountry;
    let mut words = Words::of(FORMS);
    while let Some(pattern) = words.next() {
        let rule = Rule::read(&mut words);
        if !pattern.as_bytes().starts_with(prefix) {
            continue;
        }
        if fits(pattern.as_bytes(), number) && rule.allows(digits) {
            if holds(rule, digits) {
                return Ok(());
            }
            reason = VatError::CheckDigits;
        } else {
            reason = match reason {
                VatError::CheckDigits => reason,
                VatError::Format { pattern: other }
                    if other.len() == number.len() || pattern.len() != number.len() =>
                {
                    reason
                }
                _ => VatError::Format { pattern },
            };
        }
    }
    Err(reason)
}

/// Whether each character can stand where it stands. Romania leaves out leading zeros.
fn fits(pattern: &[u8], number: &[u8]) -> bool {
    let shorter = number.len() < pattern.len() && number.len() > 3 && pattern.starts_with(b"RO");
    (shorter || number.len() == pattern.len())
        && number.iter().zip(pattern).all(|(byte, class)| {
            let (letter, digit) = (byte.is_ascii_uppercase(), byte.is_ascii_digit());
            match class {
                b'9' => digit,
                b'L' => letter,
                b'X' => letter || digit,
                itself => byte == itself,
            }
        })
}

/// Pattern, then the four words of a [`Rule`]. Numbers that are not for VAT have a prefix in small letters.
const FORMS: &str = include_str!("forms.txt");
