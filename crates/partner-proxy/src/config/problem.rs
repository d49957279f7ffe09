use std::{error::Error, fmt};

use crate::session::SecretsError;

/// Everything that keeps a proxy from starting. Displays one line for each problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblems(pub(super) Vec<ConfigProblem>);

/// An environment variable that can't be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// Its name.
    pub variable: &'static str,
    /// What is wrong. Never holds the value, which may be a secret.
    pub reason: Reason,
}

/// Why a variable can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It has to be set.
    Missing,
    /// It belongs to a feature that this version does not have.
    NotSupportedYet,
    /// Neither `SESSION_SECRETS` nor `TRUSTED_PROXIES` is set: no browser could be told from another.
    NoAccess,
    /// `SESSION_SECRETS` is set too, and tokens never go together with a trusted header.
    NotBesideTokens,
    /// Not one of these words.
    NotOneOf(&'static str),
    /// Not visible ASCII, as a bearer key has to be.
    NotAKey,
    /// Not an absolute `https` URL without user, query and fragment; `http` reaches loopback addresses only.
    NotAnUpstreamUrl,
    /// TLS can't be set up on this machine.
    NoTls,
    /// Not exact origins such as `https://shop.example`.
    NotAnOrigin,
    /// Not an address and port such as `127.0.0.1:8080`.
    NotAnAddress,
    /// Not IP addresses or networks such as `10.0.0.0/8`.
    NotANetwork,
    /// Not a path of plain segments such as `/defacto`.
    NotAPath,
    /// Not `{"fr": {"url", "version"?, "sha256"?}, …}` for languages of the widget, with `https` URLs.
    NotTerms,
    /// Not kinds of company number by the API's names.
    NotAnIdentifierType,
    /// Not one or two texts of at least 43 characters that stand in a path as they are.
    NotWebhookSecrets,
    /// The secrets can't be used.
    Secrets(SecretsError),
}

impl ConfigProblems {
    /// Each problem, one for each variable concerned.
    pub fn iter(&self) -> impl Iterator<Item = &ConfigProblem> {
        self.0.iter()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for ConfigProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl Error for ConfigProblems {}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.variable, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Missing => "is required",
            Self::NotSupportedYet => "is not supported yet; remove it",
            Self::NoAccess => "is required, unless TRUSTED_PROXIES is set",
            Self::NotBesideTokens => {
                "can't be set together with SESSION_SECRETS; choose tokens or a trusted header"
            }
            Self::NotOneOf(words) => return write!(f, "has to be one of: {words}"),
            Self::NotAKey => "has to be visible ASCII characters",
            Self::NotAnUpstreamUrl => {
                "has to be an https URL without user, query and fragment (http for loopback addresses only)"
            }
            Self::NoTls => {
                "can't be reached: TLS can't be set up, are the CA certificates installed?"
            }
            Self::NotAnOrigin => {
                "has to be exact origins such as https://shop.example, separated by commas"
            }
            Self::NotAnAddress => "has to be an IP address and a port such as 127.0.0.1:8080",
            Self::NotANetwork => {
                "has to be IP addresses or networks such as 10.0.0.0/8, separated by commas"
            }
            Self::NotAPath => "has to be a path such as /defacto",
            Self::NotTerms => {
                r#"has to be JSON such as {"fr": {"url": "https://…", "version": "…", "sha256": "…"}} for en fr de es nl"#
            }
            Self::NotAnIdentifierType => {
                "has to be kinds of company number such as siren,siret,kvk"
            }
            Self::NotWebhookSecrets => {
                "has to be one or two texts of at least 43 letters, digits, '-', '.', '_' and '~', such as 32 random bytes in hex"
            }
            Self::Secrets(error) => return error.fmt(f),
        };
        f.write_str(text)
    }
}
