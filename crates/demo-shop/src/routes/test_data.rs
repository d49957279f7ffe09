use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::Shop;
use crate::problem::Problem;
use crate::sessions::SignedIn;

/// `GET /shop/test-data`: `{iban, director}` made up by the lending API, the director in its own field names.
pub(crate) async fn show(
    State(shop): State<Arc<Shop>>,
    SignedIn(session): SignedIn,
) -> Result<Json<Value>, Problem> {
    let iban = shop.lender.test_iban().await.map_err(|error| {
        tracing::error!(%error, "the lending API's IBAN generator failed");
        Problem::new(StatusCode::BAD_GATEWAY, "lender_silent", session.language())
    })?;
    Ok(Json(
        json!({"iban": iban, "director": session.company().director()}),
    ))
}
