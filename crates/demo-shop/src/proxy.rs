use std::time::Duration;

use axum::Router;
use enrollment::domain::CompanyId;
use partner_proxy::config::ConfigProblems;
use partner_proxy::session::{Claims, MintError, SessionSecrets};
use uuid::Uuid;

use crate::lender::Lending;

/// Where the proxy stands under the shop's origin.
pub(crate) const PATH: &str = "/defacto";

/// Variables of the proxy that whoever starts the demo may set.
pub(crate) const PASSED_ON: [&str; 6] = [
    "CREDIT_LINES_PATH",
    "DIRECTOR_DETAILS",
    "IDENTIFIER_TYPES",
    "LENDER_NAME",
    "REPAYMENT",
    "TERMS",
];

/// The variable with the secret under which the proxy takes events.
pub(crate) const WEBHOOK_SECRETS: &str = "WEBHOOK_SECRETS";

/// A secret for events, of which 366 bits are random.
pub(crate) fn webhook_secret() -> String {
    random_text()
}

/// Where a shop at that origin takes events.
pub(crate) fn webhook_url(origin: &str, secret: &str) -> String {
    format!("{origin}{PATH}/webhooks/{secret}")
}

/// The reference proxy for this shop, to be nested at [`PATH`], and the mint whose tokens it takes.
pub(crate) fn of_shop(
    lending: &Lending,
    origins: &[String],
    passed_on: &[(String, String)],
) -> Result<(Router, Mint), ConfigProblems> {
    let secrets = random_secrets();
    let config = partner_proxy::Config::from_env(|name| match name {
        "DEFACTO_BASE_URL" => Some(lending.base_url().to_owned()),
        "DEFACTO_API_KEY" => Some(lending.api_key().to_owned()),
        "SESSION_SECRETS" => Some(secrets.clone()),
        "ALLOWED_ORIGINS" => Some(origins.join(",")),
        name => passed_on
            .iter()
            .find(|(passed, _)| passed == name)
            .map(|(_, value)| value.clone()),
    })?;
    Ok((partner_proxy::app(config), Mint { secrets }))
}

/// Mints session tokens, as a partner's server does for a user whom it knows to act for a company.
#[derive(Clone)]
pub(crate) struct Mint {
    secrets: String,
}

impl Mint {
    /// A token that lets a browser enroll that company for half an hour; `None` if none could be signed.
    pub(crate) fn token(&self, company: &CompanyId) -> Option<String> {
        let secrets: SessionSecrets = self.secrets.parse().ok()?;
        let minted: Result<String, MintError> = secrets.mint(Claims {
            identifier: Some(company.as_str()),
            identifier_type: company.kind().as_str(),
            issuer: "demo-shop",
            lifetime: LIFETIME,
        });
        minted.ok()
    }
}

const LIFETIME: Duration = Duration::from_mins(30);

/// One secret of 48 bytes, of which 366 bits are random.
fn random_secrets() -> String {
    format!("demo:{}", random_text())
}

/// 48 bytes in hex.
fn random_text() -> String {
    (0..3)
        .map(|_| Uuid::new_v4().simple().to_string())
        .collect()
}
