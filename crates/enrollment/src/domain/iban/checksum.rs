//! ISO 13616: the number made of BBAN, country and check digits, letters counted from 10, is 1 modulo 97.

use alloc::vec::Vec;

use super::registry::Structure;

/// Whether the check digits hold. 00, 01 and 99 satisfy the sum and are never issued.
pub(super) fn holds(iban: &str) -> bool {
    let issued = !matches!(iban.get(2..4), Some("00" | "01" | "99"));
    issued && remainder(iban) == 1
}

/// The place, from 1, of the only character that repairs the IBAN by changing places with its right neighbour.
pub(super) fn only_swap(iban: &str, structure: Structure) -> Option<u8> {
    let remainder = remainder(iban);
    let weights = weights(iban);
    let pairs = iban.as_bytes().windows(2).zip(weights.windows(2));
    let mut repairs = (1..).zip(pairs).skip(2).filter_map(|(place, pair)| {
        let (&[left, right], &[left_weight, right_weight]) = pair else {
            return None;
        };
        // The second check digit and the first character of the BBAN are neighbours in print and not in the sum.
        let new_right_weight = if place == 4 {
            left_weight
        } else {
            right_weight * width(left)
        };
        let (left, right) = (value(left), value(right));
        let before = left * left_weight + right * right_weight;
        let after = left * right_weight + right * new_right_weight;
        // As many times 97 as keep the difference above zero.
        let swapped = remainder + after + 97 * 72 - before;
        (left != right && swapped % 97 == 1 && is_repaired_by(iban, place, structure))
            .then_some(place)
    });
    let first = repairs.next()?;
    repairs
        .next()
        .is_none()
        .then_some(first)
        .and_then(|place| u8::try_from(place).ok())
}

/// Whether the IBAN holds, in its country's structure, with the characters at `place` and after it swapped.
fn is_repaired_by(iban: &str, place: usize, structure: Structure) -> bool {
    let mut bytes = iban.as_bytes().to_vec();
    if let Some(pair) = bytes.get_mut(place - 1..=place) {
        pair.reverse();
    }
    let mut classes = bytes.iter().skip(2).zip(structure.classes());
    let swapped = str::from_utf8(&bytes).unwrap_or_default();
    holds(swapped) && classes.all(|(byte, class)| class.allows((*byte).into()))
}

/// What each character's value counts for in the sum, modulo 97, in the printed order.
fn weights(iban: &str) -> Vec<u32> {
    let (head, bban) = iban.as_bytes().split_at_checked(4).unwrap_or_default();
    let mut weight = 1;
    let mut weights: Vec<u32> = head
        .iter()
        .rev()
        .chain(bban.iter().rev())
        .map(|byte| {
            let next = weight * width(*byte) % 97;
            core::mem::replace(&mut weight, next)
        })
        .collect();
    weights.reverse();
    weights.rotate_right(head.len());
    weights
}

/// The number modulo 97 of an IBAN in its printed order: what its first four characters add is added last.
fn remainder(iban: &str) -> u32 {
    let (head, bban) = iban.as_bytes().split_at_checked(4).unwrap_or_default();
    bban.iter()
        .chain(head)
        .fold(0, |sum, byte| (sum * width(*byte) + value(*byte)) % 97)
}

/// A digit's own value; letters count from 10.
const fn value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => (byte - b'0') as u32,
        _ => byte.wrapping_sub(b'A' - 10) as u32,
    }
}

/// Ten to the number of digits of the value.
const fn width(byte: u8) -> u32 {
    if byte.is_ascii_digit() { 10 } else { 100 }
}
