use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::language::Language;
use crate::texts;

/// An error of the shop's own routes, as `application/problem+json` with a stable `code` and a title for people.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    code: &'static str,
    language: Language,
}

impl Problem {
    /// `code` is also the name of its text, behind `problem_`.
    pub(crate) const fn new(status: StatusCode, code: &'static str, language: Language) -> Self {
        Self {
            status,
            code,
            language,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let title = texts::text(self.language, &format!("problem_{}", self.code));
        let body = json!({"title": title, "status": self.status.as_u16(), "code": self.code});
        let mut response = (self.status, Json(body)).into_response();
        response.headers_mut().insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        response
    }
}
