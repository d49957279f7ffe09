//! What every answer bears and what the log says of it.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use uuid::Uuid;

use crate::problem::Problem;

/// The header that bears the request's id.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id of its own, whatever the browser sent; writes problem bodies; logs one line.
pub(crate) async fn observe(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let request_id = Uuid::new_v4().to_string();
    let route = route(&request);
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        problem.log(&request_id);
        problem.render(&mut response, &request_id);
    }
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NO_SNIFF);
    if let Ok(id) = HeaderValue::from_str(&request_id) {
        headers.insert(REQUEST_ID, id);
    }
    let latency_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    tracing::info!(request_id, route, status, latency_ms, "request");
    response
}

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const NO_SNIFF: HeaderValue = HeaderValue::from_static("nosniff");

/// The template of the route and never the path: what does not match may hold anything.
fn route(request: &Request) -> String {
    let known = [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS];
    let method = known.iter().find(|known| *known == request.method());
    let method = method.map_or("OTHER", Method::as_str);
    let path = request.extensions().get::<MatchedPath>();
    format!("{method} {}", path.map_or("unmatched", MatchedPath::as_str))
}
