use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::Shop;
use crate::language::Language;
use crate::problem::Problem;

/// Lets a request through only from the shop's own pages: one that names no origin, or another, is a 403.
pub(crate) async fn require_own(
    State(shop): State<Arc<Shop>>,
    request: Request,
    next: Next,
) -> Response {
    let origin = request.headers().get(header::ORIGIN);
    let is_own = origin.is_some_and(|origin| shop.origins.iter().any(|own| origin == own));
    if is_own {
        next.run(request).await
    } else {
        Problem::new(StatusCode::FORBIDDEN, "origin_not_allowed", Language::En).into_response()
    }
}
