use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::problem::Problem;

/// A body that says it is JSON and is; anything else is a 400.
pub(crate) struct JsonBody(pub(crate) Value);

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let declared = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|media_type| media_type.trim().eq_ignore_ascii_case("application/json"));
        if !declared {
            return Err(refused("The content type is not application/json."));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| refused("The body could not be read."))?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|_| refused("The body is not JSON."))
    }
}

fn refused(detail: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, detail)
}
