//! ISO 13616: the number made of BBAN, country and check digits, letters counted from 10, is 1 modulo 97.

use super::registry::Structure;
use crate::domain::check_digits::modulo_97;

/// Whether the check digits hold. 00, 01 and 99 satisfy the sum and are never issued.
pub(super) fn holds(iban: &[u8]) -> bool {
    let (head, bban) = iban.split_at_checked(4).unwrap_or_default();
    let issued = !head.ends_with(b"00") && !head.ends_with(b"01") && !head.ends_with(b"99");
    issued && modulo_97(bban.iter().chain(head).copied()) == 1
}

/// The place, from 1, of the only character that repairs the IBAN, in its country's structure, by changing places with its
/// right neighbour.
pub(super) fn only_swap(iban: &str, structure: Structure) -> Option<u8> {
    let mut bytes = iban.as_bytes().to_vec();
    let mut only = None;
    for place in 3..structure.length() {
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

/// Has the character at `place` change places with the one after it.
fn swap(bytes: &mut [u8], place: u8) {
    let place = usize::from(place);
    if let Some([left, right]) = bytes.get_mut(place - 1..=place) {
        core::mem::swap(left, right);
    }
}

fn fits(bytes: &[u8], structure: Structure) -> bool {
    let mut classes = bytes.iter().skip(2).zip(structure.classes());
    classes.all(|(byte, class)| class.allows((*byte).into()))
}
