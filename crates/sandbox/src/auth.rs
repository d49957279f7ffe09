use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;
use crate::state::Sandbox;

/// Lets a request through that bears the key.
pub(crate) async fn require_key(
    State(sandbox): State<Sandbox>,
    request: Request,
    next: Next,
) -> Response {
    let key = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    if key == Some(sandbox.config().api_key.as_str()) {
        return next.run(request).await;
    }
    let detail = match key {
        None => "No bearer key was given.",
        Some(_) => "The key is not known.",
    };
    let mut response = Problem::new(StatusCode::UNAUTHORIZED, detail).into_response();
    response
        .headers_mut()
        .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}
