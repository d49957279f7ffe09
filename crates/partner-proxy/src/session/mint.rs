use std::{error::Error, fmt, time::Duration};

use enrollment::domain::{CompanyId, IdentifierType, company_id::CompanyIdError};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use uuid::Uuid;

use super::{AUDIENCE, LONGEST, SessionSecrets, TYPE, token::JwtClaims};
use crate::clock;

/// What a partner's server says of a browser.
#[derive(Clone, Copy)]
pub struct Claims<'a> {
    /// The borrower's company number; `None` where the borrower will type it, and the first enrollment binds the token.
    pub identifier: Option<&'a str>,
    /// The kind of that number by the API's name, such as `siren`. Says nothing without a number.
    pub identifier_type: &'a str,
    /// Who mints: a name of the partner's choice.
    pub issuer: &'a str,
    /// How long the token lives; 30 minutes are advised, 2 hours are the most.
    pub lifetime: Duration,
}

/// Why no token was minted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MintError {
    /// The kind of number is none of the API's names.
    IdentifierType,
    /// The number is none of that kind.
    Identifier(CompanyIdError),
    /// The issuer is empty.
    Issuer,
    /// The lifetime is under a second or over two hours.
    Lifetime,
    /// The signature could not be made.
    Signing,
}

impl SessionSecrets {
    /// A fresh token that the proxy with the same secrets takes. Its `jti` is random.
    ///
    /// # Errors
    /// [`MintError`]: the proxy would refuse the token.
    pub fn mint(&self, claims: Claims<'_>) -> Result<String, MintError> {
        let company = claims
            .identifier
            .map(|number| company(claims.identifier_type, number))
            .transpose()?;
        if claims.issuer.trim().is_empty() {
            return Err(MintError::Issuer);
        }
        let lifetime = i64::try_from(claims.lifetime.as_secs())
            .ok()
            .filter(|seconds| (1..=LONGEST).contains(seconds))
            .ok_or(MintError::Lifetime)?;
        let iat = clock::now().millis() / 1_000;
        let header = Header {
            typ: Some(TYPE.to_owned()),
            kid: Some(self.signing.kid.clone()),
            ..Header::new(Algorithm::HS256)
        };
        let body = JwtClaims {
            iss: claims.issuer.to_owned(),
            aud: AUDIENCE.to_owned().into(),
            iat,
            nbf: None,
            exp: iat + lifetime,
            jti: Uuid::new_v4().to_string(),
            sub: company.as_ref().map(|company| company.as_str().to_owned()),
            idt: company.map(|company| company.kind().as_str().to_owned()),
        };
        let key = EncodingKey::from_secret(self.signing.bytes.reveal());
        encode(&header, &body, &key).map_err(|_| MintError::Signing)
    }
}

impl fmt::Display for MintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IdentifierType => {
                f.write_str("the identifier type is none that the lender knows")
            }
            Self::Identifier(error) => write!(f, "the identifier is not valid: {}", error.code()),
            Self::Issuer => f.write_str("the issuer is empty"),
            Self::Lifetime => f.write_str("the lifetime is not between a second and two hours"),
            Self::Signing => f.write_str("the token could not be signed"),
        }
    }
}

impl Error for MintError {}

fn company(kind: &str, number: &str) -> Result<CompanyId, MintError> {
    let kind: IdentifierType = kind.parse().map_err(|()| MintError::IdentifierType)?;
    CompanyId::parse(kind, number).map_err(MintError::Identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRETS: &str = "a:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    const CLAIMS: Claims<'static> = Claims {
        identifier: Some("732 829 320"),
        identifier_type: "siren",
        issuer: "shop",
        lifetime: Duration::from_mins(30),
    };

    fn mint(claims: Claims<'_>) -> Result<String, MintError> {
        SECRETS.parse::<SessionSecrets>().unwrap().mint(claims)
    }

    #[test]
    fn a_minted_token_is_taken_and_names_the_borrower() {
        let secrets: SessionSecrets = SECRETS.parse().unwrap();
        let token = secrets.mint(CLAIMS).unwrap();
        let token = secrets.verify(&token, clock::now()).unwrap();
        assert_eq!(token.company().unwrap().as_str(), "732829320");
    }

    #[test]
    fn no_two_tokens_are_alike() {
        assert_ne!(mint(CLAIMS).unwrap(), mint(CLAIMS).unwrap());
    }

    #[test]
    fn a_token_that_the_proxy_would_refuse_is_not_minted() {
        let hours = Duration::from_hours;
        for (claims, error) in [
            (
                Claims {
                    identifier: Some("732829321"),
                    ..CLAIMS
                },
                MintError::Identifier(CompanyIdError::CheckDigits),
            ),
            (
                Claims {
                    identifier_type: "sirene",
                    ..CLAIMS
                },
                MintError::IdentifierType,
            ),
            (
                Claims {
                    issuer: " ",
                    ..CLAIMS
                },
                MintError::Issuer,
            ),
            (
                Claims {
                    lifetime: hours(3),
                    ..CLAIMS
                },
                MintError::Lifetime,
            ),
            (
                Claims {
                    lifetime: hours(0),
                    ..CLAIMS
                },
                MintError::Lifetime,
            ),
        ] {
            assert_eq!(mint(claims), Err(error));
        }
    }
}
