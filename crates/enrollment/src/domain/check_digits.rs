//! The sums behind check digits that more than one kind of number has.

/// ISO 7064: the number made of digits and of letters, counted from 10, modulo 97.
pub(super) fn modulo_97(characters: impl Iterator<Item = u8>) -> u32 {
    // Divided only where the next character may not fit any more.
    const FULL: u32 = 40_000_000;
    let sum = characters.fold(0, |sum: u32, byte| {
        let sum = if sum > FULL { sum % 97 } else { sum };
        if byte.is_ascii_digit() {
            sum * 10 + u32::from(byte - b'0')
        } else {
            sum * 100 + u32::from(byte.wrapping_sub(b'A' - 10))
        }
    });
    sum % 97
}

/// The sum of each digit times its weight, both counted from `0`. Of products, a digit each: 9 less where it has two.
pub(super) fn weigh(bytes: &[u8], weights: &[u8], of_products: bool) -> usize {
    bytes
        .iter()
        .zip(weights)
        .map(|(byte, weight)| {
            let product =
                usize::from(byte.wrapping_sub(b'0')) * usize::from(weight.wrapping_sub(b'0'));
            if of_products && product > 9 {
                product - 9
            } else {
                product
            }
        })
        .sum()
}

/// The check letter of Cyprus and of Italian accounts: letters count like digits, from 0, and by a table in odd places.
pub(super) fn letter_26(characters: &[u8]) -> u8 {
    const ODD: &[u8; 26] = b"BAFHJNPRTVCESULDGIMOQKWZYX";
    let mut is_odd = false;
    let sum = characters.iter().fold(0, |sum, byte| {
        let value = byte.wrapping_sub(if *byte < b'A' { b'0' } else { b'A' });
        is_odd = !is_odd;
        let odd = ODD.get(usize::from(value)).filter(|_| is_odd);
        (sum + odd.map_or(value, |letter| letter - b'A')) % 26
    });
    b'A' + sum
}
