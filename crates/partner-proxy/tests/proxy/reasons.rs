//! Why a borrower stands where it does: what a browser is told of it, in which language, and what it never is.

mod languages;
mod sharing;
mod withheld;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use partner_proxy::config::Patience;
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::support::{Answer, KEY, SIREN, Stand, impatient, send, serve, token};

/// A lender that has the session's borrower, signed and with a reason, and counts how often it is asked for its text.
struct Reasoned {
    asked: AtomicUsize,
    begun: Semaphore,
}

impl Default for Reasoned {
    fn default() -> Self {
        Self {
            asked: AtomicUsize::new(0),
            begun: Semaphore::new(0),
        }
    }
}

impl Reasoned {
    /// Asked for the text of whatever code, it answers so.
    fn router<F, A>(self: &Arc<Self>, status_reason: &'static str, text: F) -> Router
    where
        F: FnOnce() -> A + Clone + Send + Sync + 'static,
        A: Future<Output = Response> + Send + 'static,
    {
        let borrower = json!({
            "id": "b-1", "identifier": SIREN, "status": "SIGNED", "status_reason": status_reason,
        });
        let enrolled = (StatusCode::CREATED, borrower.to_string());
        let borrowers = async move || Json(json!({"data": [borrower]}));
        let lines = async || Json(json!({"data": []}));
        let reasoned = Arc::clone(self);
        let translation = async move |Path(code): Path<String>, headers: HeaderMap| {
            assert_eq!(code, status_reason);
            assert_eq!(headers["authorization"], format!("Bearer {KEY}"));
            reasoned.asked.fetch_add(1, Ordering::SeqCst);
            reasoned.begun.add_permits(1);
            text().await
        };
        Router::new()
            .route("/borrowers", get(borrowers).post(async || enrolled))
            .route("/credit-lines", get(lines))
            .route("/translation/denial-code/{code}", get(translation))
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// A text in each of the lender's languages.
fn texts() -> Value {
    json!({
        "de": "Es fehlen Unterlagen.",
        "en": "Documents are missing.",
        "es": "Faltan documentos.",
        "fr": "Il manque des documents.",
    })
}

fn ok(body: &Value) -> Response {
    (StatusCode::OK, body.to_string()).into_response()
}

/// A proxy that does without the text of a reason soon.
async fn stand(lender: Router, translating: Duration) -> Stand {
    let patience = Patience {
        translating,
        ..impatient()
    };
    Stand::before(serve(lender).await, &[], patience).await
}

/// The request, as a browser of that language sends it.
fn in_language(request: RequestBuilder, accept: &str) -> RequestBuilder {
    request.header("accept-language", accept)
}

/// The reason of the session's borrower, as a browser of that language reads it.
async fn reason(stand: &Stand, accept: &str) -> Value {
    let session = send(in_language(stand.get("/session", &token()), accept)).await;
    assert_eq!(session.status, 200, "{session:?}");
    session.json()["borrower"]["reason"].clone()
}

/// The reason in whatever place the answer has its borrower.
fn reason_in(answer: &Answer) -> Value {
    assert!(answer.status.is_success(), "{answer:?}");
    let body = answer.json();
    let places = ["/reason", "/borrower/reason", "/data/0/reason"];
    let mut found = places.iter().filter_map(|place| body.pointer(place));
    found.next().cloned().unwrap_or_default()
}
