use enrollment::domain::CompanyId;
use reqwest::{Method, Response, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lender::Lender;

/// A scenario of the sandbox with the settings that the page offers.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Chosen {
    scenario: String,
    /// Of `missing_data`, as is the next.
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<String>,
    /// Of `blocked`.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Why no scenario was read or set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ControlError {
    /// The lender has no `/_sandbox`.
    NoSandbox,
    /// The sandbox knows no such scenario, or not with these settings.
    NotAScenario,
    /// No connection, no answer in time, or an answer that is none of the sandbox's.
    Silent,
}

impl Lender {
    /// Has the sandbox behave like this towards that company.
    pub(crate) async fn play(
        &self,
        company: &CompanyId,
        scenario: &Chosen,
    ) -> Result<(), ControlError> {
        let answer = self.control(Method::PUT, company, Some(scenario)).await?;
        judged(&answer)
    }

    /// `{playing, speed}` in the sandbox's own words.
    pub(crate) async fn playing(&self, company: &CompanyId) -> Result<Value, ControlError> {
        let answer = self.control(Method::GET, company, None).await?;
        judged(&answer)?;
        // A page of somebody else's is no sandbox either.
        answer.json().await.map_err(|_| ControlError::NoSandbox)
    }

    /// Without the key, which is the lender's and no matter of the sandbox's own routes.
    async fn control(
        &self,
        method: Method,
        company: &CompanyId,
        scenario: Option<&Chosen>,
    ) -> Result<Response, ControlError> {
        let url = format!(
            "{}/_sandbox/scenarios/{}",
            self.base_url(),
            company.as_str()
        );
        let mut request = self.client().request(method, url);
        if let Some(scenario) = scenario {
            request = request.json(scenario);
        }
        request.send().await.map_err(|_| ControlError::Silent)
    }
}

fn judged(answer: &Response) -> Result<(), ControlError> {
    match answer.status() {
        status if status.is_success() => Ok(()),
        StatusCode::UNPROCESSABLE_ENTITY => Err(ControlError::NotAScenario),
        status if status.is_server_error() => Err(ControlError::Silent),
        _ => Err(ControlError::NoSandbox),
    }
}
