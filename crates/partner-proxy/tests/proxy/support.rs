//! A proxy and a lender on loopback ports, and a body that enrolls.

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use axum::Router;
use jiff::Timestamp;
use partner_proxy::{
    Config, app,
    config::{Patience, Waiting},
    session::{Claims, SessionSecrets},
};
use reqwest::{Method, RequestBuilder, Response, StatusCode, header::HeaderMap};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::log::keep_every_place_open;

pub(crate) const KEY: &str = "marker-KEY-93b1c7";
pub(crate) const SECRETS: &str =
    "new:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
/// The last part of the path for events, as the lender's own.
pub(crate) const WEBHOOK_SECRET: &str =
    "7f3a0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e";
pub(crate) const ORIGIN: &str = "https://shop.example";
pub(crate) const SIREN: &str = "732829320";
pub(crate) const SIRET: &str = "73282932000074";
pub(crate) const OTHER_SIREN: &str = "552100554";

/// A proxy with a lender behind it.
pub(crate) struct Stand {
    pub(crate) proxy: SocketAddr,
    pub(crate) lender: SocketAddr,
    pub(crate) client: reqwest::Client,
}

impl Stand {
    /// With the sandbox, which answers a thousand times faster than the lender.
    pub(crate) async fn with_sandbox() -> Self {
        Self::with_lender(sandbox::app(fast_sandbox()), &[]).await
    }

    pub(crate) async fn with_lender(lender: Router, variables: &[(&str, &str)]) -> Self {
        let lender = serve(lender).await;
        Self::before(lender, variables, impatient()).await
    }

    pub(crate) async fn before(
        lender: SocketAddr,
        variables: &[(&str, &str)],
        patience: Patience,
    ) -> Self {
        let config = config(lender, variables).with_patience(patience);
        Self::behind(lender, app(config)).await
    }

    /// With the sandbox, a secret for events, and these pauses and limits for browsers that wait.
    pub(crate) async fn waiting(waiting: Waiting) -> Self {
        let lender = serve(sandbox::app(fast_sandbox())).await;
        let config = config(lender, &[("WEBHOOK_SECRETS", WEBHOOK_SECRET)])
            .with_patience(impatient())
            .with_waiting(waiting);
        Self::behind(lender, app(config)).await
    }

    pub(crate) async fn behind(lender: SocketAddr, proxy: Router) -> Self {
        Self {
            proxy: serve(proxy).await,
            lender,
            client: reqwest::Client::new(),
        }
    }

    /// A request without anything a browser adds.
    pub(crate) fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.proxy);
        self.client.request(method, url)
    }

    pub(crate) fn get(&self, path: &str, token: &str) -> RequestBuilder {
        self.bare(Method::GET, path).bearer_auth(token)
    }

    pub(crate) fn post(&self, token: &str, body: &Value) -> RequestBuilder {
        self.bare(Method::POST, "/borrowers")
            .header("origin", ORIGIN)
            .bearer_auth(token)
            .json(body)
    }

    /// A read of the credit lines that would wait so many seconds.
    pub(crate) fn held(&self, token: &str, seconds: u32) -> RequestBuilder {
        self.get("/credit-lines", token)
            .header("prefer", format!("wait={seconds}"))
    }

    /// A signature of the borrower of that id, as the widget sends it.
    pub(crate) fn sign(&self, token: &str, id: &str) -> RequestBuilder {
        self.bare(Method::POST, &format!("/borrowers/{id}/sign"))
            .header("origin", ORIGIN)
            .bearer_auth(token)
            .json(&signature())
    }

    /// An event of the lender's.
    pub(crate) fn event(&self, secret: &str) -> RequestBuilder {
        self.bare(Method::POST, &format!("/webhooks/{secret}"))
            .json(&json!({"event_type": "CreditLine.CREATED", "borrower_id": "not-ours"}))
    }

    /// Tells the sandbox how to treat everybody.
    pub(crate) async fn play(&self, scenario: Value) {
        let url = format!("http://{}/_sandbox/scenarios/*", self.lender);
        let answer = self.client.put(url).json(&scenario).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
    }

    /// What the sandbox received on its own paths, oldest first.
    pub(crate) async fn received(&self) -> Vec<Value> {
        let url = format!("http://{}/_sandbox/requests", self.lender);
        let entries: Vec<Value> = self
            .client
            .get(url)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        entries
    }
}

/// How often a lender was asked for the lines of anybody.
pub(crate) fn reads_of_lines(received: &[Value]) -> usize {
    let is_read = |entry: &&Value| {
        let path = entry["path"].as_str().unwrap_or_default();
        entry["method"] == "GET" && path.starts_with("/credit")
    };
    received.iter().filter(is_read).count()
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// The status and the problem's code.
    pub(crate) fn problem(&self) -> (u16, String) {
        let code = self.json()["code"].as_str().unwrap_or_default().to_owned();
        (self.status.as_u16(), code)
    }

    /// The paths of the values concerned.
    pub(crate) fn paths(&self) -> Vec<String> {
        let body = self.json();
        let fields = body["fields"].as_array().cloned().unwrap_or_default();
        let paths = fields.iter().map(|field| field["path"].as_str().unwrap());
        paths.map(str::to_owned).collect()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }
}

pub(crate) async fn send(request: RequestBuilder) -> Answer {
    read(request.send().await.unwrap()).await
}

pub(crate) async fn read(response: Response) -> Answer {
    Answer {
        status: response.status(),
        headers: response.headers().clone(),
        text: response.text().await.unwrap(),
    }
}

pub(crate) fn problem(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

pub(crate) async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
    address
}

pub(crate) fn fast_sandbox() -> sandbox::Config {
    sandbox::Config {
        api_key: KEY.to_owned(),
        speed: 1_000.0,
        ..sandbox::Config::default()
    }
}

pub(crate) fn environment(lender: SocketAddr) -> BTreeMap<String, String> {
    [
        ("DEFACTO_API_KEY", KEY),
        ("DEFACTO_BASE_URL", &format!("http://{lender}")),
        ("SESSION_SECRETS", SECRETS),
        ("ALLOWED_ORIGINS", ORIGIN),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect()
}

/// The configuration with some variables set otherwise; an empty one is unset.
pub(crate) fn config(lender: SocketAddr, variables: &[(&str, &str)]) -> Config {
    keep_every_place_open();
    let mut environment = environment(lender);
    for (name, value) in variables {
        environment.insert((*name).to_owned(), (*value).to_owned());
    }
    Config::from_env(|name| environment.get(name).cloned()).unwrap()
}

/// The contract's deadlines, without the pauses between retries.
pub(crate) fn impatient() -> Patience {
    Patience {
        first_pause: Duration::from_millis(1),
        ..Patience::default()
    }
}

pub(crate) fn token() -> String {
    token_for(Some(SIREN), "siren")
}

pub(crate) fn token_for(identifier: Option<&str>, identifier_type: &str) -> String {
    let secrets: SessionSecrets = SECRETS.parse().unwrap();
    secrets
        .mint(Claims {
            identifier,
            identifier_type,
            issuer: "shop",
            lifetime: Duration::from_mins(30),
        })
        .unwrap()
}

/// A body as the widget sends it, signed just now.
pub(crate) fn body() -> Value {
    body_for(SIREN, "siren")
}

pub(crate) fn body_for(identifier: &str, identifier_type: &str) -> Value {
    let signed_at = now();
    json!({
        "identifier": identifier,
        "identifier_type": identifier_type,
        "name": "Boulangerie Martin",
        "account_number": "FR8811111015593603018280926",
        "directors": [{
            "first_name": "Jeanne",
            "last_name": "Martin-Lemaire",
            "birth_date": "1979-03-14",
            "nationality": "FRA",
            "business_email": "jeanne@boulangerie.example",
            "address": {"country": "FRA"},
            "role": "DIRECTOR",
        }],
        "signed_at": signed_at,
        "preferred_language": "fr",
        "wait_for_ready": false,
        "metadata": {"consent": {
            "signed_at": signed_at,
            "clock": "proxy",
            "terms_url": "https://lender.example/cgu",
            "terms_version": "2025-01",
            "terms_sha256": "a".repeat(64),
            "language": "fr",
            "label": "J’accepte les conditions.",
            "texts_version": "1",
            "signatory": "directors.0",
            "widget_version": "1.0.0",
        }},
    })
}

/// A signature as the widget sends it, given just now.
pub(crate) fn signature() -> Value {
    let body = body();
    json!({
        "signed_at": body["signed_at"],
        "wait_for_ready": false,
        "metadata": body["metadata"],
    })
}

pub(crate) fn now() -> String {
    rfc3339(Timestamp::now())
}

pub(crate) fn rfc3339(at: Timestamp) -> String {
    format!("{at:.3}")
}
