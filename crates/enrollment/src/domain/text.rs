//! What people and clipboards put around a value.

use alloc::string::String;

/// Marks without a glyph: zero-width characters, direction marks, soft hyphen, byte order mark.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Spaces, dashes, dots and invisible marks: what people group codes with. U+2010 to U+2043 hold bullets and quotation
/// marks besides, which are copied along and mean nothing in a code.
pub(super) fn is_separator(c: char) -> bool {
    if c.is_ascii_alphanumeric() {
        return false;
    }
    c.is_whitespace()
        || is_invisible(c)
        || matches!(
            c,
            '-' | '.' | '\u{b7}' | '\u{58a}' | '\u{5be}' | '\u{2010}'..='\u{2043}' | '\u{2212}' | '\u{2e3a}'..='\u{2e3b}'
                | '\u{301c}' | '\u{fe52}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{ff0e}'
        )
}

/// White space and marks without a glyph: what nobody sees.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// The input without what nobody sees at its ends.
pub(crate) fn trim(input: &str) -> &str {
    input.trim_matches(is_blank)
}

/// The characters that `rewrite` makes of each, where it makes one, `most` of them at most.
pub(super) fn rewrite(input: &str, most: usize, rewrite: fn(char) -> Option<char>) -> String {
    let mut text = String::new();
    let mut room = most;
    for c in input.chars() {
        if let Some(c) = rewrite(c) {
            if room == 0 {
                break;
            }
            room -= 1;
            text.push(c);
        }
    }
    text
}

/// How many characters a text has. `Chars::count` is faster on long texts and ten times the size.
pub(super) fn length(text: &str) -> usize {
    text.chars().fold(0, |count, _| count + 1)
}

/// Full-width letters, digits and signs as their ASCII forms.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// The two marks that shape the letters around them, in Persian and Indic names among others.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// The ASCII capital of a letter, of a full-width one too; other characters as they are.
#[expect(clippy::unnecessary_wraps, reason = "made for `rewrite`")]
pub(super) fn capital(c: char) -> Option<char> {
    Some(narrow(c).to_ascii_uppercase())
}

/// A character of a code as it counts: its capital, nothing for a separator.
pub(super) fn significant(c: char) -> Option<char> {
    if is_separator(c) { None } else { capital(c) }
}

/// Why an input is no line of text.
#[derive(Clone, Copy)]
pub(super) enum LineError {
    Empty,
    ControlCharacter,
    TooLong,
}

/// One line of 1 to `most` characters: ends trimmed, runs of white space as one space, invisible marks dropped but for
/// those that spell. Stops reading where it becomes too long.
pub(super) fn line(input: &str, most: usize) -> Result<String, LineError> {
    let mut line = String::new();
    let mut room = most;
    let mut has_gap = false;
    for c in input.chars() {
        if c.is_whitespace() {
            has_gap = !line.is_empty();
            continue;
        }
        let spells = is_joiner(c) && !has_gap && !line.is_empty();
        if is_invisible(c) && !spells {
            continue;
        }
        if c.is_control() {
            return Err(LineError::ControlCharacter);
        }
        let taken = 1 + usize::from(has_gap);
        room = room.checked_sub(taken).ok_or(LineError::TooLong)?;
        if has_gap {
            line.push(' ');
            has_gap = false;
        }
        line.push(c);
    }
    if line.is_empty() {
        return Err(LineError::Empty);
    }
    Ok(line)
}

/// The words of a table, one blank or line break after each. `SplitWhitespace` is larger: it knows all white space.
pub(super) struct Words {
    rest: &'static str,
    /// Whether the last word was the last one of its line.
    pub(super) ends_line: bool,
}

impl Words {
    pub(super) const fn of(table: &'static str) -> Self {
        Self {
            rest: table,
            ends_line: false,
        }
    }
}

impl Iterator for Words {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let table = self.rest;
        let mut last = b' ';
        let end = table.bytes().position(|byte| {
            last = byte;
            byte <= b' '
        })?;
        self.ends_line = last == b'\n';
        self.rest = table.get(end + 1..)?;
        table.get(..end)
    }
}

/// Digits of ASCII, full-width, Arabic, Persian, Hindi and Thai.
pub(super) fn is_digit(c: char) -> bool {
    narrow(c).is_ascii_digit()
        || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}' | '\u{e50}'..='\u{e59}')
}

/// Whether a character may be a letter: no ASCII sign, no digit, nor a punctuation mark or symbol going by its block.
/// Roughly, since the table of `char::is_alphabetic` costs more than a kilobyte in a browser.
pub(super) fn may_be_letter(c: char) -> bool {
    let c = narrow(c);
    c.is_ascii_alphabetic()
        || (c >= '\u{c0}'
            && !is_digit(c)
            && !matches!(c, '×' | '÷' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}'))
}

/// Lower case without accent, for the letters of western Europe; nothing for an accent on its own.
pub(super) fn fold(c: char) -> Option<char> {
    Some(match c {
        '\u{300}'..='\u{36f}' => return None,
        'À'..='Å' | 'à'..='å' => 'a',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        other => narrow(other).to_ascii_lowercase(),
    })
}
