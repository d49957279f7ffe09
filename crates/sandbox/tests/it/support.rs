use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use sandbox::{Config, app};
use serde_json::{Value, json};
use tower::ServiceExt;

/// A sandbox and the calls a partner's server makes to it.
pub(crate) struct Lender(Router);

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Null when the body was not JSON.
    pub(crate) json: Value,
    pub(crate) text: String,
}

impl Lender {
    pub(crate) fn open() -> Self {
        Self::with(Config::default())
    }

    pub(crate) fn with(config: Config) -> Self {
        Self(app(config))
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, Some("sandbox-key"), None)
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, Some("sandbox-key"), Some(body))
            .await
    }

    pub(crate) async fn play(&self, identifier: &str, scenario: &str) {
        self.play_with(identifier, &json!({ "scenario": scenario }))
            .await;
    }

    pub(crate) async fn play_with(&self, identifier: &str, scenario: &Value) {
        let path = format!("/_sandbox/scenarios/{identifier}");
        let answer = self.call(Method::PUT, &path, None, Some(scenario)).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }

    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        key: Option<&str>,
        body: Option<&Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(key) = key {
            request = request.header("authorization", format!("Bearer {key}"));
        }
        let request = match body {
            Some(body) => request
                .header("content-type", "application/json")
                .body(Body::from(body.to_string())),
            None => request.body(Body::empty()),
        };
        let response = self.0.clone().oneshot(request.unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap_or_default();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let json = serde_json::from_str(&text).unwrap_or_default();
        Answer {
            status,
            headers,
            json,
            text,
        }
    }

    /// How many lines `?borrower=` finds.
    pub(crate) async fn lines(&self, number: &str) -> Vec<Value> {
        let answer = self.get(&format!("/credit_lines?borrower={number}")).await;
        answer.json["data"].as_array().unwrap().clone()
    }
}

impl Answer {
    /// The `invalid_params` of a problem: their names.
    pub(crate) fn named(&self) -> Vec<&str> {
        let params = self.json["invalid_params"].as_array();
        params
            .into_iter()
            .flatten()
            .map(|param| param["name"].as_str().unwrap())
            .collect()
    }
}

pub(crate) const SIREN: &str = "732829320";
pub(crate) const SIRET: &str = "73282932000074";

/// A French company with all that is asked for.
pub(crate) fn french() -> Value {
    json!({
        "identifier": SIREN,
        "identifier_type": "siren",
        "name": "Atelier du Canal",
        "account_number": "FR8811111015593603018280926",
        "signed_at": "2024-05-06T07:08:09.123Z",
        "metadata": {"order": {"id": 7, "anything": [null]}},
    })
}

/// A German company and its director, with all that is asked for.
pub(crate) fn german() -> Value {
    json!({
        "identifier": "HRB12345",
        "identifier_type": "hr_nummer",
        "account_number": "DE89370400440532013000",
        "signed_at": "2024-05-06T07:08:09Z",
        "directors": [{
            "first_name": "Jana", "last_name": "Vogel", "birth_date": "1980-02-29",
            "nationality": "DEU", "business_email": "jana@example.com",
            "address": {"country": "DEU", "postal_code": "10115"},
        }],
    })
}

/// `body` with the value at a JSON pointer replaced; the parent exists.
pub(crate) fn with(mut body: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = body.pointer_mut(parent).unwrap();
    parent
        .as_object_mut()
        .unwrap()
        .insert(name.to_owned(), value);
    body
}
