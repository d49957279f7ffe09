//! What a proxy is set to, read from its environment.

mod base_path;
mod networks;
mod origins;
mod problem;
mod terms;
mod upstream;
mod variables;
mod waiting;
mod webhook_secrets;

use std::{fmt, net::SocketAddr, time::Duration};

use axum::http::HeaderValue;
use enrollment::{
    domain::IdentifierType,
    enrollment::{DirectorDetails, Repayment},
    sensitive::Sensitive,
    wire::session::TermsByLanguage,
};
use tracing::Level;

pub use problem::{ConfigProblem, ConfigProblems, Reason};
pub use waiting::Waiting;

pub(crate) use networks::Networks;
pub(crate) use upstream::Upstream;
pub(crate) use webhook_secrets::WebhookSecrets;

use self::variables::Variables;
use crate::session::SessionSecrets;

/// What one proxy is set to. [`Config::from_env`] makes it and nothing else: holding one proves that it can run.
#[derive(Clone)]
pub struct Config {
    api_key: Sensitive<HeaderValue>,
    upstream: Upstream,
    access: Access,
    allowed_origins: Vec<HeaderValue>,
    listen_addr: SocketAddr,
    base_path: String,
    hyphen_first: bool,
    repayment: Repayment,
    director_details: DirectorDetails,
    webhook_secrets: Option<WebhookSecrets>,
    lender_name: Option<String>,
    terms: Option<TermsByLanguage>,
    identifier_types: Vec<IdentifierType>,
    log: Level,
    patience: Patience,
    waiting: Waiting,
}

/// How long the proxy waits for the lender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// From the moment `POST /borrowers` leaves to the end of its answer; then the outcome is unknown.
    pub enrolling: Duration,
    /// For everything that one read needs: retries, pages, both spellings.
    pub reading: Duration,
    /// Before the first retry of a read; doubles each time.
    pub first_pause: Duration,
    /// For the lender's own text of a reason; then the answer goes without.
    pub translating: Duration,
}

/// How the proxy knows on whose behalf a browser acts.
#[derive(Clone, Debug)]
pub(crate) enum Access {
    /// By a token of the partner's server.
    Tokens(SessionSecrets),
    /// By a header of the partner's own session layer at these addresses.
    Vouched(Networks),
}

impl Config {
    /// Reads the configuration; `variable` gives the text of an environment variable. A blank text counts as none.
    ///
    /// # Errors
    /// Every problem at once, each with the variable's name and without its value.
    pub fn from_env(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigProblems> {
        let mut from = Variables::new(&variable);
        for name in NOT_YET {
            from.refuse(name, Reason::NotSupportedYet);
        }
        let api_key = from.required("DEFACTO_API_KEY", upstream::api_key);
        let upstream = from.required("DEFACTO_BASE_URL", str::parse);
        let secrets = from.optional("SESSION_SECRETS", |text| {
            text.parse().map_err(Reason::Secrets)
        });
        let trusted = from.optional("TRUSTED_PROXIES", str::parse);
        let access = from.access(secrets, trusted);
        let allowed_origins = from.required("ALLOWED_ORIGINS", origins::parse);
        let listen_addr = from.optional("LISTEN_ADDR", |text| {
            text.parse().map_err(|_| Reason::NotAnAddress)
        });
        let base_path = from.optional("BASE_PATH", base_path::parse);
        let hyphen_first =
            from.optional("CREDIT_LINES_PATH", |text| match text.trim_matches('/') {
                "credit-lines" => Ok(true),
                "credit_lines" => Ok(false),
                _ => Err(Reason::NotOneOf("credit-lines credit_lines")),
            });
        let repayment = from.optional("REPAYMENT", |text| {
            [Repayment::DirectDebit, Repayment::Transfer]
                .into_iter()
                .find(|repayment| repayment.as_str() == text)
                .ok_or(Reason::NotOneOf("direct-debit transfer"))
        });
        let director_details = from.optional("DIRECTOR_DETAILS", |text| {
            [DirectorDetails::Always, DirectorDetails::Auto]
                .into_iter()
                .find(|details| details.as_str() == text)
                .ok_or(Reason::NotOneOf("always auto"))
        });
        let webhook_secrets = from.optional("WEBHOOK_SECRETS", str::parse);
        let lender_name = from.optional("LENDER_NAME", |text| Ok(text.to_owned()));
        let terms = from.optional("TERMS", terms::parse);
        let identifier_types = from.optional("IDENTIFIER_TYPES", identifier_types);
        let log = from.optional("LOG", |text| {
            text.parse()
                .map_err(|_| Reason::NotOneOf("error warn info debug trace"))
        });
        let problems = from.problems();
        match (api_key, upstream, access, allowed_origins) {
            (Some(api_key), Some(upstream), Some(access), Some(allowed_origins))
                if problems.is_empty() =>
            {
                Ok(Self {
                    api_key,
                    upstream,
                    access,
                    allowed_origins,
                    listen_addr: listen_addr.unwrap_or(DEFAULT_ADDR),
                    base_path: base_path.unwrap_or_default(),
                    hyphen_first: hyphen_first.unwrap_or(true),
                    repayment: repayment.unwrap_or(Repayment::DirectDebit),
                    director_details: director_details.unwrap_or(DirectorDetails::Always),
                    webhook_secrets,
                    lender_name,
                    terms,
                    identifier_types: identifier_types.unwrap_or_else(all_but_bsn),
                    log: log.unwrap_or(Level::INFO),
                    patience: Patience::default(),
                    waiting: Waiting::default(),
                })
            }
            _ => Err(problems),
        }
    }

    /// The same proxy with another patience: for tests, which do not wait half a minute.
    #[must_use]
    pub const fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// The same proxy with other pauses and limits for browsers that wait.
    #[must_use]
    pub const fn with_waiting(mut self, waiting: Waiting) -> Self {
        self.waiting = waiting;
        self
    }

    /// Where the binary listens.
    #[must_use]
    pub const fn listen_addr(&self) -> SocketAddr {
        self.listen_addr
    }

    /// The path before every route: empty, or `/` and a name.
    #[must_use]
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// The least urgent level that is logged; the audit is written whatever it is.
    #[must_use]
    pub const fn log(&self) -> Level {
        self.log
    }

    pub(crate) const fn api_key(&self) -> &Sensitive<HeaderValue> {
        &self.api_key
    }

    pub(crate) const fn upstream(&self) -> &Upstream {
        &self.upstream
    }

    pub(crate) const fn access(&self) -> &Access {
        &self.access
    }

    pub(crate) fn allowed_origins(&self) -> &[HeaderValue] {
        &self.allowed_origins
    }

    /// Whether `/credit-lines` is tried before `/credit_lines`.
    pub(crate) const fn hyphen_first(&self) -> bool {
        self.hyphen_first
    }

    pub(crate) const fn repayment(&self) -> Repayment {
        self.repayment
    }

    pub(crate) const fn director_details(&self) -> DirectorDetails {
        self.director_details
    }

    /// Where none is set, no event is taken.
    pub(crate) const fn webhook_secrets(&self) -> Option<&WebhookSecrets> {
        self.webhook_secrets.as_ref()
    }

    pub(crate) fn lender_name(&self) -> Option<&str> {
        self.lender_name.as_deref()
    }

    pub(crate) const fn terms(&self) -> Option<&TermsByLanguage> {
        self.terms.as_ref()
    }

    pub(crate) fn identifier_types(&self) -> &[IdentifierType] {
        &self.identifier_types
    }

    pub(crate) const fn patience(&self) -> Patience {
        self.patience
    }

    pub(crate) const fn waiting(&self) -> Waiting {
        self.waiting
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("api_key", &self.api_key)
            .field("access", &self.access)
            .field("listen_addr", &self.listen_addr)
            .field("base_path", &self.base_path)
            .finish_non_exhaustive()
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            enrolling: Duration::from_secs(35),
            reading: Duration::from_secs(10),
            first_pause: Duration::from_millis(200),
            translating: Duration::from_secs(2),
        }
    }
}

/// The least age of a director, in years.
pub(crate) const MINIMUM_AGE: u8 = 18;

const NOT_YET: [&str; 2] = ["REDIS_URL", "ADMIN_ADDR"];
const DEFAULT_ADDR: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

fn identifier_types(text: &str) -> Result<Vec<IdentifierType>, Reason> {
    let kinds: Result<Vec<IdentifierType>, ()> = variables::words(text).map(str::parse).collect();
    kinds
        .ok()
        .filter(|kinds| !kinds.is_empty())
        .ok_or(Reason::NotAnIdentifierType)
}

/// A citizen's number is taken only where it is asked for by name.
fn all_but_bsn() -> Vec<IdentifierType> {
    let all = IdentifierType::ALL.into_iter();
    all.filter(|kind| *kind != IdentifierType::Bsn).collect()
}
