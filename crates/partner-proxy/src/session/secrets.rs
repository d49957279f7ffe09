use std::{fmt, str::FromStr};

use base64::{
    Engine,
    alphabet::{STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use enrollment::sensitive::Sensitive;

/// One or two secrets that sign session tokens, each under its key id: the first signs, both verify.
///
/// Reads `kid:secret` or `kid:secret,kid:secret`, each secret being at least 32 bytes in hex or base64. A text of hex
/// digits only is hex. To rotate, put the new one in front and take the old one away two hours later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSecrets {
    pub(super) signing: Secret,
    older: Option<Secret>,
}

/// A secret under its key id. `Debug` shows the id only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Secret {
    pub(super) kid: String,
    pub(super) bytes: Sensitive<Vec<u8>>,
}

/// Why a text is not one or two secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretsError {
    /// Nothing was given.
    Empty,
    /// More than two: an old one has to go.
    TooMany,
    /// One lacks its key id, or the id has other characters than letters, digits, `.`, `_` and `-`.
    KeyId,
    /// Both have the same key id.
    SameKeyId,
    /// One is neither hex nor base64.
    Encoding,
    /// One has fewer than 32 bytes.
    Short,
}

impl SessionSecrets {
    /// The secret of that key id, if it is live.
    pub(super) fn by_kid(&self, kid: &str) -> Option<&Secret> {
        let mut live = std::iter::once(&self.signing).chain(&self.older);
        live.find(|secret| secret.kid == kid)
    }
}

impl FromStr for SessionSecrets {
    type Err = SecretsError;

    fn from_str(text: &str) -> Result<Self, SecretsError> {
        let mut secrets = text
            .split(|c: char| c == ',' || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .map(Secret::parse);
        let signing = secrets.next().ok_or(SecretsError::Empty)??;
        let older = secrets.next().transpose()?;
        if secrets.next().is_some() {
            return Err(SecretsError::TooMany);
        }
        if older.as_ref().is_some_and(|older| older.kid == signing.kid) {
            return Err(SecretsError::SameKeyId);
        }
        Ok(Self { signing, older })
    }
}

impl Secret {
    fn parse(text: &str) -> Result<Self, SecretsError> {
        let (kid, secret) = text.split_once(':').ok_or(SecretsError::KeyId)?;
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        if kid.is_empty() || kid.len() > LONGEST_KID || !kid.bytes().all(is_plain) {
            return Err(SecretsError::KeyId);
        }
        let bytes = decode(secret).ok_or(SecretsError::Encoding)?;
        if bytes.len() < LEAST_BYTES {
            return Err(SecretsError::Short);
        }
        Ok(Self {
            kid: kid.to_owned(),
            bytes: Sensitive::new(bytes),
        })
    }
}

impl fmt::Display for SecretsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "holds no secret",
            Self::TooMany => "holds more than two secrets; remove the oldest",
            Self::KeyId => "has to be kid:secret, the kid of letters, digits, '.', '_' and '-'",
            Self::SameKeyId => "holds two secrets of the same kid",
            Self::Encoding => "holds a secret that is neither hex nor base64",
            Self::Short => "holds a secret of fewer than 32 bytes",
        })
    }
}

impl std::error::Error for SecretsError {}

const LEAST_BYTES: usize = 32;
const LONGEST_KID: usize = 64;

fn decode(text: &str) -> Option<Vec<u8>> {
    if text.len() >= 2 * LEAST_BYTES && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return decode_hex(text);
    }
    let lenient =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    [&STANDARD, &URL_SAFE]
        .into_iter()
        .find_map(|alphabet| GeneralPurpose::new(alphabet, lenient).decode(text).ok())
}

fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(16)).collect();
    digits?
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u8::try_from(high * 16 + low).ok(),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff";
    const BASE64: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHv8=";
    const URL_SAFE_BASE64: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHv8";

    #[test]
    fn hex_and_base64_of_the_same_bytes_are_one_secret() {
        let [hex, base64, url_safe] = [HEX, BASE64, URL_SAFE_BASE64]
            .map(|secret| format!("a:{secret}").parse::<SessionSecrets>().unwrap());
        assert_eq!(hex, base64);
        assert_eq!(hex, url_safe);
        assert_eq!(hex.signing.bytes.reveal().len(), 32);
    }

    #[test]
    fn two_secrets_are_live_and_the_first_signs() {
        let secrets: SessionSecrets = format!("new:{HEX}, old:{BASE64}").parse().unwrap();
        assert_eq!(secrets.signing.kid, "new");
        assert!(secrets.by_kid("old").is_some() && secrets.by_kid("older").is_none());
    }

    #[test]
    fn what_could_not_sign_safely_is_refused() {
        for (text, error) in [
            (String::new(), SecretsError::Empty),
            (format!("a:{HEX},b:{HEX},c:{HEX}"), SecretsError::TooMany),
            (HEX.to_owned(), SecretsError::KeyId),
            (format!(":{HEX}"), SecretsError::KeyId),
            (format!("a:{HEX},a:{BASE64}"), SecretsError::SameKeyId),
            ("a:not a secret!".to_owned(), SecretsError::Encoding),
            ("a:AAECAwQFBgcICQoLDA0ODw==".to_owned(), SecretsError::Short),
            (
                format!("a:{}", HEX.get(..62).unwrap()),
                SecretsError::Encoding,
            ),
        ] {
            let parsed = text.parse::<SessionSecrets>();
            assert_eq!(parsed, Err(error), "{text}");
        }
    }

    #[test]
    fn debug_never_shows_a_secret() {
        let secrets: SessionSecrets = format!("a:{HEX}").parse().unwrap();
        let shown = format!("{secrets:?}");
        assert!(
            shown.contains("[redacted]") && !shown.contains("255"),
            "{shown}"
        );
    }
}
