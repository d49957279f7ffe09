use std::collections::VecDeque;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::clock::rfc3339;
use crate::problem::Problem;
use crate::query::Query;
use crate::state::Sandbox;

/// What the sandbox received, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
    forgotten: usize,
}

/// One request. Its key is never kept.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    at: String,
    method: String,
    path: String,
    query: Option<String>,
    /// JSON when it was JSON, a text otherwise, null when there was none.
    body: Value,
    /// Null until answered, and for good when the caller left before that.
    status: Option<u16>,
    /// Whom the request is about, when it says so.
    identifier: Option<String>,
}

impl Journal {
    const LONGEST: usize = 10_000;

    /// Everything received, or what was about `identifier`.
    pub(crate) fn entries(&self, identifier: Option<&str>) -> Vec<Entry> {
        let about =
            |entry: &&Entry| identifier.is_none() || entry.identifier.as_deref() == identifier;
        self.entries.iter().filter(about).cloned().collect()
    }

    pub(crate) fn clear(&mut self) {
        self.forgotten += self.entries.len();
        self.entries.clear();
    }

    /// The number under which the entry can be answered later.
    fn begin(&mut self, entry: Entry) -> usize {
        if self.entries.len() >= Self::LONGEST {
            self.entries.pop_front();
            self.forgotten += 1;
        }
        self.entries.push_back(entry);
        self.forgotten + self.entries.len() - 1
    }

    fn answer(&mut self, number: usize, status: StatusCode) {
        let place = number.checked_sub(self.forgotten);
        if let Some(entry) = place.and_then(|place| self.entries.get_mut(place)) {
            entry.status = Some(status.as_u16());
        }
    }
}

/// The largest body taken: identity documents travel inside.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// Notes every request on its way in and the status on its way out.
pub(crate) async fn note(State(sandbox): State<Sandbox>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_LIMIT).await else {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large.")
            .into_response();
    };
    let entry = entry(&sandbox, &parts.method, &parts.uri, &bytes);
    let number = sandbox.journal().begin(entry);
    let response = next
        .run(Request::from_parts(parts, Body::from(bytes)))
        .await;
    sandbox.journal().answer(number, response.status());
    response
}

fn entry(sandbox: &Sandbox, method: &Method, uri: &Uri, bytes: &Bytes) -> Entry {
    let body = serde_json::from_slice(bytes).unwrap_or_else(|_| match bytes.len() {
        0 => Value::Null,
        _ => Value::String(String::from_utf8_lossy(bytes).into_owned()),
    });
    Entry {
        at: rfc3339(sandbox.clock().now()),
        method: method.to_string(),
        path: uri.path().to_owned(),
        query: uri.query().map(str::to_owned),
        identifier: subject(sandbox, uri, &body),
        body,
        status: None,
    }
}

fn subject(sandbox: &Sandbox, uri: &Uri, body: &Value) -> Option<String> {
    let query = Query::of(uri);
    let named = query
        .first("borrower_identifier")
        .or_else(|| query.first("borrower"))
        .or_else(|| body.get("identifier").and_then(Value::as_str))
        .or_else(|| body.pointer("/business_identifier/identifier")?.as_str());
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    let id: Uuid = uri
        .path()
        .strip_prefix("/borrower/")?
        .split('/')
        .next()?
        .parse()
        .ok()?;
    Some(sandbox.world().by_id(id)?.identifier.clone())
}
