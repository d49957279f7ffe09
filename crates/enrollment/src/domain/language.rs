//! Languages of ISO 639-1.

use core::str::FromStr;

use super::text;

/// A language of ISO 639-1; reads its two-letter code or a BCP 47 tag that begins with one, in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language([u8; 2]);

/// Why a text is not a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LanguageError {
    /// Nothing was given.
    Empty,
    /// It does not begin with a code that ISO 639-1 assigns, or what follows is no part of a tag.
    Unknown,
}

impl Language {
    /// English: what is spoken where nothing better is known.
    pub const ENGLISH: Self = Self(*b"en");

    /// The two-letter code, lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(input: &str) -> Result<Self, LanguageError> {
        let tag = text::trim(input);
        if tag.is_empty() {
            return Err(LanguageError::Empty);
        }
        if let [first, second, rest @ ..] = tag.as_bytes() {
            let code = [first.to_ascii_lowercase(), second.to_ascii_lowercase()];
            if is_assigned(code) && is_rest_of_tag(rest) {
                return Ok(Self(code));
            }
        }
        Err(LanguageError::Unknown)
    }
}

impl LanguageError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "language_empty",
            Self::Unknown => "language_unknown",
        }
    }
}

/// Whether subtags of one to eight letters and digits follow, each after its `-` or `_` (RFC 5646, 2.1).
fn is_rest_of_tag(text: &[u8]) -> bool {
    let mut room = 0;
    for byte in text {
        room = match byte {
            b'-' | b'_' if room < 8 => 8,
            byte if byte.is_ascii_alphanumeric() && room > 0 => room - 1,
            _ => return false,
        };
    }
    room < 8
}

fn is_assigned([first, second]: [u8; 2]) -> bool {
    let seconds = ISO_639_1.get(usize::from(first.wrapping_sub(b'a')));
    matches!((seconds, second), (Some(seconds), b'a'..=b'z') if seconds >> (second - b'a') & 1 == 1)
}

/// For each first letter the second letters that make a code, a bit each.
const ISO_639_1: [u32; 26] = seconds_by_first(
    b"\
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia \
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo \
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl \
    ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti \
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu",
);

#[expect(clippy::indexing_slicing, reason = "runs when it is compiled")]
const fn seconds_by_first(codes: &[u8]) -> [u32; 26] {
    let mut seconds = [0; 26];
    let mut at = 0;
    while at < codes.len() {
        seconds[(codes[at] - b'a') as usize] |= 1 << (codes[at + 1] - b'a');
        at += 3;
    }
    seconds
}
