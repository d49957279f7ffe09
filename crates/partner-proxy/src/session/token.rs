use enrollment::{
    domain::{CompanyId, IdentifierType},
    time::Timestamp,
};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::{Deserialize, Serialize};

use super::{AUDIENCE, LEEWAY, LONGEST, SessionSecrets, TYPE};

/// A token that was verified.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    jti: String,
    expires: i64,
    company: Option<CompanyId>,
}

/// Why a token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenError {
    /// It was good once.
    Expired,
    /// Anything else; the browser is not told what.
    Invalid,
}

/// The claims as they travel.
#[derive(Deserialize, Serialize)]
pub(super) struct JwtClaims {
    pub(super) iss: String,
    pub(super) aud: Audience,
    pub(super) iat: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) nbf: Option<i64>,
    pub(super) exp: i64,
    pub(super) jti: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sub: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) idt: Option<String>,
}

/// RFC 7519 lets an audience be one name or a list of them.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub(super) enum Audience {
    One(String),
    Several(Vec<String>),
}

impl SessionSecrets {
    /// Verifies a token at the time `now`.
    pub(crate) fn verify(&self, token: &str, now: Timestamp) -> Result<Token, TokenError> {
        let claims = self.claims(token).ok_or(TokenError::Invalid)?;
        let now = now.millis() / 1_000;
        let life = claims.exp.saturating_sub(claims.iat);
        let is_sound = !claims.iss.trim().is_empty()
            && claims.aud.includes(AUDIENCE)
            && (1..=LONGEST).contains(&life)
            && claims.iat <= now + LEEWAY
            && claims.nbf.is_none_or(|nbf| nbf <= now + LEEWAY)
            && (1..=LONGEST_JTI).contains(&claims.jti.trim().len());
        if !is_sound {
            return Err(TokenError::Invalid);
        }
        if now >= claims.exp + LEEWAY {
            return Err(TokenError::Expired);
        }
        Ok(Token {
            company: company(claims.sub.as_deref(), claims.idt.as_deref())?,
            jti: claims.jti,
            expires: claims.exp + LEEWAY,
        })
    }

    /// The claims of a token that one of the live secrets signed, as a token of this kind. Nothing else is checked.
    fn claims(&self, token: &str) -> Option<JwtClaims> {
        let header = decode_header(token).ok()?;
        let is_ours = header.alg == Algorithm::HS256
            && header.typ.as_deref() == Some(TYPE)
            && header.crit.is_none();
        let secret = self.by_kid(header.kid.as_deref()?).filter(|_| is_ours)?;
        // The times and the audience are checked above, against the caller's clock.
        let mut signature_only = Validation::new(Algorithm::HS256);
        signature_only.required_spec_claims.clear();
        signature_only.validate_exp = false;
        signature_only.validate_aud = false;
        let key = DecodingKey::from_secret(secret.bytes.reveal());
        let token = decode(token, &key, &signature_only).ok()?;
        Some(token.claims)
    }
}

impl Token {
    /// The token's own id.
    pub(crate) fn jti(&self) -> &str {
        &self.jti
    }

    /// When the token stops being taken, in seconds since 1970.
    pub(crate) const fn expires(&self) -> i64 {
        self.expires
    }

    /// The borrower that the token names.
    pub(crate) const fn company(&self) -> Option<&CompanyId> {
        self.company.as_ref()
    }
}

impl Audience {
    fn includes(&self, name: &str) -> bool {
        match self {
            Self::One(one) => one == name,
            Self::Several(several) => several.iter().any(|one| one == name),
        }
    }
}

impl From<String> for Audience {
    fn from(name: String) -> Self {
        Self::One(name)
    }
}

const LONGEST_JTI: usize = 128;

/// A number needs its kind and the other way round.
fn company(sub: Option<&str>, idt: Option<&str>) -> Result<Option<CompanyId>, TokenError> {
    match (sub, idt) {
        (None, None) => Ok(None),
        (Some(number), Some(kind)) => {
            let kind: IdentifierType = kind.parse().map_err(|()| TokenError::Invalid)?;
            CompanyId::parse(kind, number)
                .map(Some)
                .map_err(|_| TokenError::Invalid)
        }
        _ => Err(TokenError::Invalid),
    }
}
