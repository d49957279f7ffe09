//! Check digits that a country keeps inside its account numbers.

use crate::domain::check_digits::{letter_26, modulo_97, weigh};

/// Whether the check digits inside the BBAN hold; true where the country has none that can be checked.
pub(super) fn holds(country: &str, bban: &str) -> bool {
    let bban = bban.as_bytes();
    match country {
        "BE" => belgium(bban),
        "ES" => spain(bban),
        "FR" | "MC" => modulo_97(bban.iter().map(|byte| rib_digit(*byte))) == 0,
        "IT" | "SM" => italy(bban),
        "PT" => modulo_97(bban.iter().copied()) == 1,
        _ => true,
    }
}

/// Ten digits modulo 97, where 0 is written 97.
fn belgium(bban: &[u8]) -> bool {
    let (account, key) = bban.split_at_checked(10).unwrap_or_default();
    let remainder = |digits: &[u8]| modulo_97(digits.iter().copied());
    remainder(account) == remainder(key) && !matches!(key, b"00" | b"98" | b"99")
}

/// One digit for bank and branch, one for the account: powers of two modulo 11.
fn spain(bban: &[u8]) -> bool {
    let key = |weights| b"01987654321".get(weigh(bban, weights, false) % 11);
    bban.get(8) == key(b"485:9736") && bban.get(9) == key(b"000000000012485:9736")
}

/// The CIN: a letter for the 22 characters after it.
fn italy(bban: &[u8]) -> bool {
    bban.split_first()
        .is_some_and(|(cin, account)| letter_26(account) == *cin)
}

/// A character of a French RIB as a digit: A to I and J to R are 1 to 9, S to Z 2 to 9.
const fn rib_digit(byte: u8) -> u8 {
    match byte {
        b'S'.. => byte - (b'S' - b'2'),
        b'J'.. => byte - (b'J' - b'1'),
        b'A'.. => byte - (b'A' - b'1'),
        _ => byte,
    }
}
