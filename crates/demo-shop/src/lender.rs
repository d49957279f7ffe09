use std::fmt;
use std::time::Duration;

use enrollment::domain::CompanyId;
use enrollment::wire::credit_lines::{CreditLine, CreditLinePage};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::company::Company;

/// Where the lending API is, and the key to it. `Debug` shows the place only.
#[derive(Clone)]
pub struct Lending {
    base: Url,
    api_key: String,
}

impl Lending {
    /// `None` when `base_url` is no absolute http or https URL.
    #[must_use]
    pub fn new(base_url: &str, api_key: &str) -> Option<Self> {
        let base: Url = base_url.parse().ok()?;
        (matches!(base.scheme(), "http" | "https") && base.has_host()).then(|| Self {
            base,
            api_key: api_key.to_owned(),
        })
    }

    /// The base URL, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    pub(crate) fn api_key(&self) -> &str {
        &self.api_key
    }
}

impl fmt::Debug for Lending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lending")
            .field("base_url", &self.base_url())
            .finish_non_exhaustive()
    }
}

/// The lending API as the shop's own server asks it; browsers go through the proxy.
#[derive(Clone, Debug)]
pub(crate) struct Lender {
    lending: Lending,
    client: Client,
}

/// Why the lending API gave nothing that the shop could use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LenderError {
    /// No connection, or no answer in time.
    Unreachable,
    /// An answer that is no success.
    Refused(StatusCode),
    /// A success of another shape.
    Unreadable,
}

const PATIENCE: Duration = Duration::from_secs(10);

impl Lender {
    /// `None` when TLS can't be set up on this machine.
    pub(crate) fn new(lending: Lending) -> Option<Self> {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(PATIENCE)
            .build()
            .ok()?;
        Some(Self { lending, client })
    }

    pub(crate) fn base_url(&self) -> &str {
        self.lending.base_url()
    }

    pub(crate) const fn client(&self) -> &Client {
        &self.client
    }

    /// A made-up French company that could borrow.
    pub(crate) async fn company(&self) -> Result<Company, LenderError> {
        let query = [("country", "FRA"), ("is_borrower", "true")];
        let body: Value = self.read("sandbox/business-generator", &query).await?;
        Company::generated(body).ok_or(LenderError::Unreadable)
    }

    /// A made-up French account from which debits succeed.
    pub(crate) async fn test_iban(&self) -> Result<String, LenderError> {
        let query = [("scenario", "SUCCESS"), ("country", "FRA")];
        let generated: GeneratedIban = self.read("sandbox/iban-generator", &query).await?;
        Ok(generated.iban)
    }

    /// The credit lines that the lender lists for a company. A SIRET may find nothing, so its SIREN is asked for too.
    pub(crate) async fn credit_lines(
        &self,
        company: &CompanyId,
    ) -> Result<Vec<CreditLine>, LenderError> {
        let lines = self.credit_lines_of(company.as_str()).await?;
        if lines.is_empty() && company.company_key() != company.as_str() {
            return self.credit_lines_of(company.company_key()).await;
        }
        Ok(lines)
    }

    /// The lender's documentation spells the path in two ways; one may be a 404.
    async fn credit_lines_of(&self, number: &str) -> Result<Vec<CreditLine>, LenderError> {
        let query = [("borrower", number)];
        let page: Result<CreditLinePage, _> = self.read("credit-lines", &query).await;
        let page = match page {
            Err(LenderError::Refused(StatusCode::NOT_FOUND)) => {
                self.read("credit_lines", &query).await
            }
            page => page,
        };
        page.map(|page| page.data)
    }

    async fn read<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<T, LenderError> {
        let answer = self
            .client
            .get(format!("{}/{path}", self.lending.base_url()))
            .query(query)
            .bearer_auth(&self.lending.api_key)
            .send()
            .await;
        let answer = answer.map_err(|_| LenderError::Unreachable)?;
        if !answer.status().is_success() {
            return Err(LenderError::Refused(answer.status()));
        }
        Response::json(answer)
            .await
            .map_err(|_| LenderError::Unreadable)
    }
}

impl fmt::Display for LenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => f.write_str("no answer"),
            Self::Refused(status) => write!(f, "{status}"),
            Self::Unreadable => f.write_str("an answer of another shape"),
        }
    }
}

#[derive(Deserialize)]
struct GeneratedIban {
    iban: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_key() {
        let lending = Lending::new("http://127.0.0.1:1/", "top-secret").unwrap();
        assert!(!format!("{lending:?}").contains("top-secret"));
        assert_eq!(lending.base_url(), "http://127.0.0.1:1");
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for url in ["", "api.example", "ftp://api.example", "file:///api"] {
            assert!(Lending::new(url, "key").is_none(), "{url}");
        }
    }
}
