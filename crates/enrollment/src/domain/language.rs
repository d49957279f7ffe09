//! Languages of ISO 639-1.

use core::str::FromStr;

/// A language of ISO 639-1; reads its two-letter code or a BCP 47 tag that begins with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(&'static str);

/// The text does not begin with a language of ISO 639-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageError;

impl Language {
    /// English: what is spoken where nothing better is known.
    pub const ENGLISH: Self = Self("en");

    /// The two-letter code, lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(input: &str) -> Result<Self, LanguageError> {
        let code = input.trim().split(['-', '_']).next().unwrap_or_default();
        ISO_639_1
            .split_whitespace()
            .find(|known| known.eq_ignore_ascii_case(code))
            .map(Self)
            .ok_or(LanguageError)
    }
}

const ISO_639_1: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia \
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo \
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl \
    ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti \
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";
