//! What people and clipboards put around a value.

use alloc::string::String;

/// Marks without a glyph: zero-width characters, direction marks, soft hyphen, byte order mark.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Spaces, dashes, dots and invisible marks: what people group codes with.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '-' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' | '\u{ff0e}' | '\u{b7}'
        )
}

/// Full-width letters, digits and signs as their ASCII forms.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// One line of text: ends trimmed, runs of white space as one space, invisible marks dropped but for those that spell.
pub(super) fn squeeze(input: &str) -> String {
    let mut text = String::new();
    for word in input.split(char::is_whitespace) {
        if word.chars().all(is_invisible) {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(word.chars().filter(|c| !is_invisible(*c) || is_joiner(*c)));
    }
    text
}

/// The two marks that shape the letters around them, in Persian and Indic names among others.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}
