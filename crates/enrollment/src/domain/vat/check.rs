//! Check digits.

use crate::{
    domain::{
        check_digits::{letter_26, weigh},
        text::Words,
    },
    time::Date,
};

/// What must be true of a number's digits.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    /// `a` for nothing but the weights, `l` for Luhn's, `.` for anything but zero, another letter for more.
    method: u8,
    /// What the first character can be; `.` for anything.
    first: &'static str,
    /// The weight of each character before the check digit, from `0`: `:` is 10. Digits count as themselves, `A` as 17.
    weights: &'static str,
    /// The check digit for each remainder; how many there are is the modulus. `-` is a remainder that has none.
    checks: &'static str,
}

impl Rule {
    pub(super) fn read(words: &mut Words) -> Self {
        let mut word = || words.next().unwrap_or_default();
        Self {
            method: word().bytes().next().unwrap_or_default(),
            first: word(),
            weights: word(),
            checks: word(),
        }
    }

    pub(super) fn allows(self, number: &[u8]) -> bool {
        let first = number.first().copied();
        let mut allowed = self.first.bytes();
        allowed.any(|byte| byte == b'.' || Some(byte) == first)
    }

    fn check_for(self, sum: usize) -> Option<u8> {
        let checks = self.checks.as_bytes();
        checks.get(sum.checked_rem(checks.len())?).copied()
    }
}

/// Whether a number without prefix, whose form fits, follows the rule.
pub(super) fn holds(rule: Rule, bytes: &[u8]) -> bool {
    let mut weights = rule.weights.as_bytes();
    let mut checked = weights.len();
    match rule.method {
        b'd' => {
            // A remainder of 10 is no digit: the other half of the weights decides.
            checked /= 2;
            let (one, other) = weights.split_at_checked(checked).unwrap_or_default();
            weights = if weigh(bytes, one, false) % 11 == 10 {
                other
            } else {
                one
            };
        }
        b'i' => checked = 7,
        // Romanian numbers are shorter than their weights, which count from the right.
        _ if bytes.len() <= checked => {
            let (_, last) = weights
                .split_at_checked(checked + 1 - bytes.len())
                .unwrap_or_default();
            weights = last;
            checked = last.len();
        }
        _ => {}
    }
    let sum = weigh(
        bytes,
        weights,
        matches!(rule.method, b'f' | b'l' | b't' | b'u'),
    );
    let check = bytes.get(checked).copied().unwrap_or_default();
    let whole = value(bytes);
    let (rest, last_two) = (whole / 100, whole % 100);
    let date = if bytes.len() > 9 {
        rest / 100
    } else {
        rest / 10
    };
    let agrees = whole > 0 && (sum > 0 || check != b'0') && rule.check_for(sum) == Some(check);
    match rule.method {
        b'e' => rest > 0 && last_two == 97 - rest % 97,
        b'f' => french(bytes, whole, agrees),
        b'g' => agrees && is_date(date, &[40, 20]),
        b'h' => mod_11_10(bytes),
        b'i' => agrees && matches!(bytes.last(), Some(..=b'I' | b'W')),
        b'm' => weigh(bytes, b"346789:1", false).is_multiple_of(37) && (1..=37).contains(&last_two),
        b'n' => rest > 0 && last_two > 0 && (agrees || dutch(rest, last_two)),
        b'o' => last_two == rest % 89,
        b'p' => british(bytes, whole),
        b'q' => is_date(date, &[70, 50, 20]) && !matches!(whole / 10_000_000, 54..80),
        b'r' => agrees && is_date(date, &[70, 50, 20]),
        b's' => agrees && matches!(bytes.get(2), Some(b'2'..=b'4' | b'7'..=b'9')),
        b't' => agrees && italian(whole),
        b'u' => is_siret(bytes, whole, agrees),
        // Government departments have numbers below 500, health authorities the others.
        b'v' => (whole < 500) == (bytes.first() == Some(&b'G')),
        b'x' => agrees && (bytes.starts_with(b"32") || is_latvian_birthday(whole)),
        // No company's number begins with 12.
        b'y' => {
            let letter = letter_26(bytes.get(..8).unwrap_or_default());
            whole > 0 && !bytes.starts_with(b"12") && bytes.last() == Some(&letter)
        }
        b'.' => whole > 0,
        _ => agrees,
    }
}

/// The number that the digits make, whatever stands between them.
fn value(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .fold(0, |value: u64, byte| value * 10 + u64::from(byte - b'0'))
}

/// ISO 7064, modulo 11 and 10.
fn mod_11_10(digits: &[u8]) -> bool {
    let sum = digits.iter().fold(5, |sum, byte| {
        let doubled = if sum == 0 { 20 } else { sum * 2 };
        (doubled % 11 + u32::from(byte.wrapping_sub(b'0'))) % 10
    });
    sum == 1
}

/// Numbers of 1973 and, adding 55, of 2010, in the ranges that were given out.
fn british(digits: &[u8], whole: u64) -> bool {
    // Branches have three digits more.
    let whole = if digits.len() > 9 {
        whole / 1000
    } else {
        whole
    };
    let number = whole / 100;
    whole % 100 < 97
        && match (weigh(digits, b"8765432:1", false)) % 97 {
            0 => matches!(number, 1..100_000 | 1_000_000..9_490_001 | 9_700_001..9_990_001),
            42 => number > 1_000_000,
            _ => false,
        }
}

/// A SIREN and an establishment. La Poste ran out of Luhn numbers: a digit sum that 5 divides does for it.
fn is_siret(bytes: &[u8], whole: u64, agrees: bool) -> bool {
    let of_la_poste =
        whole / 100_000 == 356_000_000 && weigh(bytes, b"11111111111111", false).is_multiple_of(5);
    (agrees || of_la_poste) && weigh(bytes, b"121212121", true).is_multiple_of(10)
}

/// A sole trader's number: ISO 7064 modulo 97 of `NL`, the digits, `B` and the suffix, letters as numbers from 10.
const fn dutch(digits: u64, suffix: u64) -> bool {
    (((2321 * 1_000_000_000 + digits) * 100 + 11) * 100 + suffix) % 97 == 1
}

/// The key of a SIREN; Monaco's numbers begin with 000 and are no SIREN.
fn french(bytes: &[u8], whole: u64, is_siren: bool) -> bool {
    let siren = whole % 1_000_000_000;
    if !is_siren && !(1..1_000_000).contains(&siren) {
        return false;
    }
    let [first, second, ..] = *bytes else {
        return false;
    };
    if matches!(first, b'I' | b'O') || matches!(second, b'I' | b'O') {
        return false;
    }
    // The letters follow the digits, without I and O.
    let [first, second] = [first, second].map(|byte| {
        let skipped = match byte {
            b'P'.. => 9,
            b'J'.. => 8,
            b'A'.. => 7,
            _ => 0,
        };
        u64::from(byte.wrapping_sub(b'0' + skipped))
    });
    let key = match (first, second) {
        (..10, ..10) => return first * 10 + second == (siren * 100 + 12) % 97,
        (..10, _) => first * 24 + second - 10,
        _ => first * 34 + second - 100,
    };
    (siren + 1 + key / 11) % 11 == key % 11
}

/// Three digits before the last name the tax office.
const fn italian(whole: u64) -> bool {
    whole >= 10_000 && matches!(whole / 10 % 1000, 1..=100 | 120 | 121 | 888 | 999)
}

/// A date as year, month and day. Some months count from 21, 41, 51 or 71, for a sex or a century; no year but a leap
/// year is looked at, since the century is not certain.
fn is_date(date: u64, firsts: &[u64]) -> bool {
    let (year, mut month, day) = (date / 10_000, date / 100 % 100, date % 100);
    if let Some(first) = firsts.iter().find(|first| month > **first) {
        month -= first;
    }
    let small = |number| u8::try_from(number).unwrap_or_default();
    Date::new(2000 + u16::from(small(year)), small(month), small(day)).is_some()
}

/// Day, month, year.
fn is_latvian_birthday(whole: u64) -> bool {
    let (day, month, year) = (
        whole / 1_000_000_000,
        whole / 10_000_000 % 100,
        whole / 100_000 % 100,
    );
    is_date(year * 10_000 + month * 100 + day, &[])
}
