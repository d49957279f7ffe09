//! Domains as typed, and as mail servers know them.

use alloc::string::String;

use super::{EmailError, punycode};
use crate::domain::text;

/// Appends a domain in its ASCII form, in lower case.
// Inlined into its one caller, it compresses worse.
#[inline(never)]
pub(super) fn push_ascii(address: &mut String, typed: &str) -> Result<(), EmailError> {
    if typed.is_empty() {
        return Err(EmailError::NoDot);
    }
    let domain = text::rewrite(typed, typed.len(), |c| Some(simple(c)));
    let start = address.len();
    let mut ending = start;
    for label in domain.split('.') {
        if address.len() > start {
            address.push('.');
            ending = address.len();
        }
        push_label(address, label, typed.is_ascii())?;
    }
    if ending == start {
        return Err(EmailError::NoDot);
    }
    match address.get(ending..) {
        Some(name) if name.starts_with("xn--") || is_word(name) => Ok(()),
        _ => Err(EmailError::Ending),
    }
}

fn is_word(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn push_label(address: &mut String, label: &str, is_plain: bool) -> Result<(), EmailError> {
    let fits = match label.as_bytes() {
        [] => return Err(EmailError::Dots),
        [b'-', ..] | [.., b'-'] => false,
        // Letters of other scripts never make a label that looks like Punycode (RFC 5891, 4.2.3.1).
        [_, _, b'-', b'-', ..] => is_plain,
        label => label.len() <= 4 * 63,
    };
    if !fits || !label.chars().all(is_label_character) {
        return Err(EmailError::Domain);
    }
    let start = address.len();
    if label.is_ascii() {
        address.push_str(label);
    } else {
        punycode::push(address, label);
    }
    if address.len() - start > 63 {
        return Err(EmailError::Domain);
    }
    Ok(())
}

/// Full-width forms as their ASCII ones, capitals as small letters, and as dots the full stops that Chinese and Japanese
/// keyboards make (UTS #46).
fn simple(c: char) -> char {
    match text::narrow(c) {
        '\u{3002}' | '\u{ff61}' => '.',
        c => lower(c),
    }
}

fn is_label_character(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '-';
    }
    match u16::try_from(u32::from(c)) {
        Ok(code) => LETTERS
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&code)),
        Err(_) => matches!(c, '\u{20000}'..='\u{2ebef}'),
    }
}

/// The lower case of Latin, Greek, Cyrillic and Armenian letters; other scripts have no case, or next to no domains. By
/// hand, since the tables of `char::to_lowercase` cost 3 kB in a browser.
fn lower(c: char) -> char {
    let code = u32::from(c);
    let step = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3ab | 0x410..=0x42f => 32,
        0x388..=0x38a => 37,
        0x386 => 38,
        0x531..=0x556 => 48,
        0x38e..=0x38f => 63,
        0x38c => 64,
        0x400..=0x40f => 80,
        // Where small letters follow their capitals one by one: these begin at odd places, those at even ones.
        0x139..=0x148 | 0x179..=0x17e | 0x1af..=0x1b0 | 0x1cd..=0x1dc | 0x4c1..=0x4ce => code & 1,
        0x100..=0x12f
        | 0x132..=0x137
        | 0x14a..=0x177
        | 0x1a0..=0x1a1
        | 0x1de..=0x1ef
        | 0x1f8..=0x21f
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => 1 - (code & 1),
        _ => 0,
    };
    char::from_u32(code + step).unwrap_or(c)
}

/// First and last of the letters, digits and marks of which labels in other scripts are made, by block.
///
/// Left out: symbols, punctuation, capitals (see [`lower`]), diacritics on their own (U+0300 to U+036F), and what
/// Unicode has only for the sake of older encodings, such as ligatures, circled digits and half-width letters.
const LETTERS: [(u16, u16); 47] = [
    (0x00df, 0x00f6), // Latin
    (0x00f8, 0x012f),
    (0x0131, 0x0131),
    (0x0134, 0x013e),
    (0x0141, 0x0148),
    (0x014a, 0x0177),
    (0x017a, 0x017e),
    (0x01a1, 0x01a1),
    (0x01b0, 0x01b0),
    (0x01ce, 0x01dc),
    (0x01df, 0x01ef),
    (0x01f9, 0x021f),
    (0x0250, 0x02af),
    (0x1e01, 0x1e99),
    (0x1ea1, 0x1eff),
    (0x0390, 0x03ce), // Greek
    (0x0430, 0x0481), // Cyrillic
    (0x048b, 0x04bf),
    (0x04c2, 0x052f),
    (0x0561, 0x0586), // Armenian
    (0x05d0, 0x05ea), // Hebrew
    (0x0620, 0x063f), // Arabic
    (0x0641, 0x0669),
    (0x066e, 0x0674),
    (0x0679, 0x06d3),
    (0x06ee, 0x06fc),
    (0x0750, 0x077f),
    (0x0900, 0x0957), // India, Sri Lanka
    (0x0960, 0x0963),
    (0x0966, 0x096f),
    (0x0971, 0x0df3),
    (0x0e01, 0x0e32), // Thai
    (0x0e34, 0x0e3a),
    (0x0e40, 0x0e4e),
    (0x0e50, 0x0e59),
    (0x0e81, 0x0ed9), // Lao
    (0x1000, 0x1049), // Burmese
    (0x10d0, 0x10fa), // Georgian
    (0x1200, 0x135f), // Ethiopic
    (0x1780, 0x17d3), // Khmer
    (0x3005, 0x3007), // Chinese, Japanese, Korean
    (0x3041, 0x3096),
    (0x30a1, 0x30fa),
    (0x30fc, 0x30fe),
    (0x3400, 0x4dbf),
    (0x4e00, 0x9fff),
    (0xac00, 0xd7a3),
];
