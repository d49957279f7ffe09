//! Numbers of the German commercial, cooperative, company, partnership and association registers.

use alloc::string::String;

use super::CompanyIdError;
use crate::domain::{text::Words, vat};

/// Court, register and number without spaces; the court may stand on either side or be left out.
pub(super) fn parse(input: &str) -> Result<String, CompanyIdError> {
    let mut text = String::new();
    for c in vat::compact(input).chars() {
        text.push(match c {
            'ä' | 'Ä' => 'A',
            'ö' | 'Ö' => 'O',
            'ü' | 'Ü' => 'U',
            'ß' | 'ẞ' => 'S',
            // The mark of an umlaut that is written as two characters.
            ',' | '\u{308}' => continue,
            c if c.is_ascii_alphanumeric() => c,
            _ => return Err(CompanyIdError::ForbiddenCharacter),
        });
    }
    if text.is_empty() {
        return Err(CompanyIdError::Empty);
    }
    let (before, rest) = split(&text, u8::is_ascii_uppercase);
    let (number, after) = split(rest, u8::is_ascii_digit);
    // "HRB Nr. 1" is printed too.
    let (register, place) = Words::of(REGISTERS)
        .find_map(|register| {
            let place = before.strip_suffix(register).or_else(|| {
                let before = before.strip_suffix("NR")?;
                before.strip_suffix(register)
            })?;
            Some((register, place))
        })
        .ok_or(CompanyIdError::Format)?;
    if number.is_empty()
        || number.len() > 6
        || number.starts_with('0')
        || !split(after, u8::is_ascii_uppercase).1.is_empty()
        || !place.is_empty() && after.len() > 2
    {
        return Err(CompanyIdError::Format);
    }
    let (court, suffix) = (0..3)
        .find_map(|length| {
            let (suffix, place) = match place {
                "" => after.split_at_checked(length)?,
                _ => (after, place),
            };
            Some((court(place)?, suffix))
        })
        .ok_or(CompanyIdError::UnknownCourt)?;
    let mut whole = [court, register, number, suffix].concat();
    whole.make_ascii_uppercase();
    Ok(whole)
}

/// What the text begins with of one class, and the rest.
fn split(text: &str, class: fn(&u8) -> bool) -> (&str, &str) {
    let length = text.bytes().take_while(class).count();
    text.split_at_checked(length).unwrap_or_default()
}

/// The list's first name for a court, in whichever of its spellings: `AE` is `A`, `OE` is `O`, `UE` is `U`, `SS` is `S`.
fn court(place: &str) -> Option<&'static str> {
    let mut listed = "";
    if place.is_empty() {
        return Some(listed);
    }
    let place = place
        .strip_prefix("AMTSGERICHT")
        .or_else(|| place.strip_prefix("AG"))
        .unwrap_or(place);
    let mut is_first = true;
    let mut words = Words::of(COURTS);
    while let Some(name) = words.next() {
        if is_first {
            listed = name;
        }
        is_first = words.ends_line;
        let mut last = 0;
        let plain = place.bytes().filter(|byte| {
            let before = core::mem::replace(&mut last, *byte);
            !matches!((before, byte), (b'A' | b'O' | b'U', b'E') | (b'S', b'S'))
        });
        if name.bytes().filter(u8::is_ascii_uppercase).eq(plain) {
            return Some(listed);
        }
    }
    None
}

const REGISTERS: &str = "HRA HRB GNR GSR PR VR\n";

/// The register courts, today's and those whose numbers live on, a line for each; other names follow the first one.
/// Small letters are those that may be left out.
const COURTS: &str = include_str!("courts.txt");
