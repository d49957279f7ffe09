//! ISO 13616: the number made of BBAN, country and check digits, letters counted from 10, is 1 modulo 97.

use super::registry::Structure;
use crate::domain::check_digits::modulo_97;

/// Whether the check digits hold. 00, 01 and 99 satisfy the sum and are never issued.
pub(super) fn holds(iban: &[u8]) -> bool {
    let (head, _) = iban.split_at_checked(4).unwrap_or_default();
    let issued = !head.ends_with(b"00") && !head.ends_with(b"01") && !head.ends_with(b"99");
    issued && sum(iban) == 1
}

fn sum(iban: &[u8]) -> u32 {
    let (head, bban) = iban.split_at_checked(4).unwrap_or_default();
    modulo_97(bban.iter().chain(head).copied())
}

/// The place, from 1, of the only character that repairs the IBAN, in its country's structure, by changing places with its
/// right neighbour.
pub(super) fn only_swap(iban: &str, structure: Structure) -> Option<u8> {
    /// What a digit right before the country and the check digits weighs: 10 to the power of their six digits, modulo 97.
    const AFTER_BBAN: u32 = 27;
    let mut bytes = iban.as_bytes().to_vec();
    let sum = sum(&bytes);
    let mut weight = AFTER_BBAN;
    let mut only = None;
    for place in (3..structure.length()).rev() {
        // Within the BBAN the sum changes by what the two weigh: only what could make it 1 is tried.
        if let Some(&mut [left, right]) = pair(&mut bytes, place).filter(|_| place > 4) {
            let [before, after] =
                [[left, right], [right, left]].map(|two| modulo_97(two.into_iter()));
            let changed = sum + weight * (after + 97 - before);
            weight = weight * if right.is_ascii_digit() { 10 } else { 100 } % 97;
            if changed % 97 != 1 {
                continue;
            }
        }
        swap(&mut bytes, place);
        if holds(&bytes) && fits(&bytes, structure) {
            if only.is_some() {
                return None;
            }
            only = Some(place);
        }
        swap(&mut bytes, place);
    }
    only
}

fn pair(bytes: &mut [u8], place: u8) -> Option<&mut [u8; 2]> {
    let place = usize::from(place);
    bytes.get_mut(place - 1..=place)?.try_into().ok()
}

/// Has the character at `place` change places with the one after it.
fn swap(bytes: &mut [u8], place: u8) {
    if let Some([left, right]) = pair(bytes, place) {
        core::mem::swap(left, right);
    }
}

fn fits(bytes: &[u8], structure: Structure) -> bool {
    let mut classes = bytes.iter().skip(2).zip(structure.classes());
    classes.all(|(byte, class)| class.allows((*byte).into()))
}
