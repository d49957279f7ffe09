//! Check digits that a country keeps inside its account numbers.

/// Whether the check digits inside the BBAN hold; true where the country has none that can be checked.
pub(super) fn holds(country: &str, bban: &str) -> bool {
    match country {
        "BE" => belgium(bban),
        "ES" => spain(bban),
        "FR" | "MC" => modulo_97(bban, rib_digit) == 0,
        "IT" | "SM" => italy(bban),
        "PT" => modulo_97(bban, |c| c.to_digit(10)) == 1,
        _ => true,
    }
}

/// Ten digits modulo 97, where 0 is written 97.
fn belgium(bban: &str) -> bool {
    let (account, key) = bban.split_at_checked(10).unwrap_or_default();
    let remainder = modulo_97(account, |c| c.to_digit(10));
    key.parse() == Ok(if remainder == 0 { 97 } else { remainder })
}

/// One digit for bank and branch, one for the account: powers of two modulo 11.
fn spain(bban: &str) -> bool {
    let mut digits = bban.chars().map(|c| c.to_digit(10).unwrap_or(0));
    let mut weigh = |count, first: u32| {
        let (sum, _) = digits
            .by_ref()
            .take(count)
            .fold((0, first), |(sum, weight), digit| {
                (sum + digit * weight, weight * 2 % 11)
            });
        match 11 - sum % 11 {
            10 => 1,
            11 => 0,
            digit => digit,
        }
    };
    let office = weigh(8, 4);
    let mut keys = bban.chars().skip(8).map(|c| c.to_digit(10));
    let office_key = keys.next().flatten();
    let account_key = keys.next().flatten();
    weigh(2, 0);
    office_key == Some(office) && account_key == Some(weigh(10, 1))
}

/// The CIN: a letter over the 22 characters after it; those in odd places count by a table.
fn italy(bban: &str) -> bool {
    const ODD: &[u8; 26] = b"BAFHJNPRTVCESULDGIMOQKWZYX";
    let mut chars = bban.bytes();
    let cin = chars.next().unwrap_or(0);
    let sum: usize = (0..)
        .zip(chars)
        .filter_map(|(index, byte): (usize, u8)| {
            let value = if byte.is_ascii_digit() {
                byte - b'0'
            } else {
                byte.wrapping_sub(b'A')
            };
            if index.is_multiple_of(2) {
                ODD.get(usize::from(value)).map(|byte| byte - b'A')
            } else {
                Some(value)
            }
        })
        .map(usize::from)
        .sum();
    usize::from(cin.wrapping_sub(b'A')) == sum % 26
}

/// A letter's digit in a French RIB: A to I and J to R are 1 to 9, S to Z 2 to 9.
fn rib_digit(c: char) -> Option<u32> {
    c.to_digit(36).map(|value| match value {
        0..10 => value,
        10..28 => (value - 10) % 9 + 1,
        _ => (value - 9) % 9 + 1,
    })
}

fn modulo_97(text: &str, digit: fn(char) -> Option<u32>) -> u32 {
    text.chars()
        .filter_map(digit)
        .fold(0, |sum, digit| (sum * 10 + digit) % 97)
}
