use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// An error as the lender documents it: a subset of RFC 7807.
///
/// It travels as a response extension; [`render`] writes the body, where the path is known.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    detail: String,
    invalid_params: Vec<InvalidParam>,
}

/// A value that was refused: where it is, and why. Never the value itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct InvalidParam {
    /// Dotted path, such as `directors.0.birth_date`.
    pub(crate) name: String,
    pub(crate) reason: String,
}

impl InvalidParam {
    pub(crate) fn new(name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            reason: reason.into(),
        }
    }
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            invalid_params: Vec::new(),
        }
    }

    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// 422, with the values that were refused.
    pub(crate) fn invalid(params: Vec<InvalidParam>) -> Self {
        Self::refusing(
            StatusCode::UNPROCESSABLE_ENTITY,
            "The request is not valid.",
            params,
        )
    }

    pub(crate) fn refusing(
        status: StatusCode,
        detail: impl Into<String>,
        invalid_params: Vec<InvalidParam>,
    ) -> Self {
        Self {
            status,
            detail: detail.into(),
            invalid_params,
        }
    }

    fn body(&self, instance: &str) -> serde_json::Value {
        let mut body = serde_json::json!({
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
            "instance": instance,
        });
        if !self.invalid_params.is_empty()
            && let Some(members) = body.as_object_mut()
        {
            members.insert(
                "invalid_params".to_owned(),
                serde_json::json!(self.invalid_params),
            );
        }
        body
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every [`Problem`] its body, with the request's path as `instance`.
pub(crate) async fn render(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let Some(problem) = response.extensions_mut().remove::<Problem>() else {
        return response;
    };
    let headers = std::mem::take(response.headers_mut());
    let mut rendered = (problem.status, Json(problem.body(&path))).into_response();
    for (name, value) in &headers {
        if name != header::CONTENT_LENGTH {
            rendered.headers_mut().insert(name, value.clone());
        }
    }
    rendered.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    rendered
}
