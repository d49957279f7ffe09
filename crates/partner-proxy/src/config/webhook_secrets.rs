use std::str::FromStr;

use enrollment::sensitive::Sensitive;
use subtle::{Choice, ConstantTimeEq};

use super::{Reason, variables::words};

/// One or two secrets, each the last part of a path under which the lender may send events. `Debug` shows neither.
#[derive(Clone, Debug)]
pub(crate) struct WebhookSecrets(Vec<Sensitive<String>>);

impl WebhookSecrets {
    /// Whether `text` is one of them. How long that takes tells nothing of how much of it was right.
    pub(crate) fn hold(&self, text: &str) -> bool {
        let equals = |secret: &Sensitive<String>| secret.reveal().as_bytes().ct_eq(text.as_bytes());
        let all = self.0.iter().map(equals);
        all.fold(Choice::from(0), |one, other| one | other).into()
    }
}

impl FromStr for WebhookSecrets {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let secrets: Vec<&str> = words(text).collect();
        let is_sound = |secret: &&str| {
            secret.len() >= LEAST_LENGTH
                && secret
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
        };
        if !(1..=2).contains(&secrets.len()) || !secrets.iter().all(is_sound) {
            return Err(Reason::NotWebhookSecrets);
        }
        let secrets = secrets.into_iter().map(str::to_owned);
        Ok(Self(secrets.map(Sensitive::new).collect()))
    }
}

/// 32 bytes in base64 without padding; in hex they are longer.
const LEAST_LENGTH: usize = 43;

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    const BASE64: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHv8";

    #[test]
    fn either_of_two_secrets_is_taken_and_nothing_else() {
        let secrets: WebhookSecrets = format!("{HEX}, {BASE64}").parse().unwrap();
        assert!(secrets.hold(HEX) && secrets.hold(BASE64));
        for text in ["", "0", &HEX[1..], &format!("{HEX}0"), &HEX.to_uppercase()] {
            assert!(!secrets.hold(text), "{text}");
        }
    }

    #[test]
    fn what_could_be_guessed_or_is_no_part_of_a_path_is_refused() {
        for text in [
            ",".to_owned(),
            BASE64[1..].to_owned(),
            format!("{BASE64}="),
            format!("{HEX}/{HEX}"),
            format!("{HEX}?"),
            format!("{HEX},short"),
            format!("{HEX} {HEX} {HEX}"),
        ] {
            let parsed = text.parse::<WebhookSecrets>();
            assert_eq!(parsed.err(), Some(Reason::NotWebhookSecrets), "{text}");
        }
    }

    #[test]
    fn debug_never_shows_a_secret() {
        let secrets: WebhookSecrets = HEX.parse().unwrap();
        assert!(!format!("{secrets:?}").contains("0001"));
    }
}
