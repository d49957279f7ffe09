use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use enrollment::wire::{
    problem::{FieldProblem, ProblemBody},
    to_json,
};

/// An error as the contract has it.
///
/// It travels as a response extension; [`crate::observe`] writes the body, where the request's id is known.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    code: Code,
    fields: Vec<FieldProblem>,
    retry_after: Option<u32>,
    cause: Option<&'static str>,
}

/// The contract's codes, each with one status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    FilterMissing,
    HeaderNotAllowed,
    SessionMissing,
    SessionExpired,
    SessionInvalid,
    OriginNotAllowed,
    NotYourBorrower,
    LenderRefused,
    NotFound,
    MethodNotAllowed,
    AlreadyEnrolling,
    TooLarge,
    NotJson,
    Invalid,
    MissingData,
    SignedAtOutOfRange,
    UpstreamError,
    UpstreamAuth,
    UpstreamBusy,
    OutcomeUnknown,
}

impl Problem {
    /// With the values concerned.
    pub(crate) fn with_fields(self, fields: Vec<FieldProblem>) -> Self {
        Self { fields, ..self }
    }

    /// With the seconds after which asking again is worth it.
    pub(crate) fn with_retry_after(self, seconds: u32) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// With what happened, for the log only.
    pub(crate) fn because(self, cause: &'static str) -> Self {
        Self {
            cause: Some(cause),
            ..self
        }
    }

    /// Tells the log what the request's own line does not: a refused key at once, and causes outside the browser.
    pub(crate) fn log(&self, request_id: &str) {
        let cause = self.cause.unwrap_or_default();
        if self.code == Code::UpstreamAuth {
            tracing::error!(
                request_id,
                code = self.code.as_str(),
                "the lender refuses the API key"
            );
        } else if self.cause.is_some() {
            tracing::warn!(
                request_id,
                code = self.code.as_str(),
                cause,
                "the lender's answer"
            );
        }
    }

    /// The answer's headers and body, for the request of that id.
    pub(crate) fn render(self, response: &mut Response, request_id: &str) {
        let body = to_json(&ProblemBody {
            title: self.code.title().to_owned(),
            status: self.code.status().as_u16(),
            code: self.code.as_str().to_owned(),
            request_id: Some(request_id.to_owned()),
            fields: self.fields,
            missing: Vec::new(),
        });
        *response.body_mut() = body.into();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, PROBLEM_JSON);
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self.code.status() == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, BEARER);
        }
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self {
            code,
            fields: Vec::new(),
            retry_after: None,
            cause: None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.code.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl Code {
    /// The name in the contract.
    pub(crate) const fn as_str(self) -> &'static str {
        self.parts().1
    }

    const fn status(self) -> StatusCode {
        self.parts().0
    }

    const fn title(self) -> &'static str {
        self.parts().2
    }

    const fn parts(self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::FilterMissing => (
                S::BAD_REQUEST,
                "filter_missing",
                "The borrower has to be named.",
            ),
            Self::HeaderNotAllowed => (
                S::BAD_REQUEST,
                "header_not_allowed",
                "This header can't be taken from here.",
            ),
            Self::SessionMissing => (S::UNAUTHORIZED, "session_missing", "A session is needed."),
            Self::SessionExpired => (
                S::UNAUTHORIZED,
                "session_expired",
                "The session has expired.",
            ),
            Self::SessionInvalid => (
                S::UNAUTHORIZED,
                "session_invalid",
                "The session is not valid.",
            ),
            Self::OriginNotAllowed => (
                S::FORBIDDEN,
                "origin_not_allowed",
                "This origin is not allowed.",
            ),
            Self::NotYourBorrower => (
                S::FORBIDDEN,
                "not_your_borrower",
                "The session is for another borrower.",
            ),
            Self::LenderRefused => (
                S::FORBIDDEN,
                "lender_refused",
                "The lender refused the request.",
            ),
            Self::NotFound => (S::NOT_FOUND, "not_found", "There is nothing here."),
            Self::MethodNotAllowed => (
                S::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "This method is not allowed here.",
            ),
            Self::AlreadyEnrolling => (
                S::CONFLICT,
                "already_enrolling",
                "This borrower is being enrolled.",
            ),
            Self::TooLarge => (S::PAYLOAD_TOO_LARGE, "too_large", "The body is too large."),
            Self::NotJson => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "The body has to be JSON.",
            ),
            Self::Invalid => (
                S::UNPROCESSABLE_ENTITY,
                "invalid",
                "Some values are not valid.",
            ),
            Self::MissingData => (
                S::UNPROCESSABLE_ENTITY,
                "missing_data",
                "The lender needs more values.",
            ),
            Self::SignedAtOutOfRange => (
                S::UNPROCESSABLE_ENTITY,
                "signed_at_out_of_range",
                "The signature is too old or ahead of time.",
            ),
            Self::UpstreamError => (
                S::BAD_GATEWAY,
                "upstream_error",
                "The lender can't be read.",
            ),
            Self::UpstreamAuth => (
                S::BAD_GATEWAY,
                "upstream_auth",
                "The lender does not know this proxy.",
            ),
            Self::UpstreamBusy => (
                S::SERVICE_UNAVAILABLE,
                "upstream_busy",
                "The lender is busy.",
            ),
            Self::OutcomeUnknown => (
                S::GATEWAY_TIMEOUT,
                "outcome_unknown",
                "The outcome is not known.",
            ),
        }
    }
}

const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
const BEARER: HeaderValue = HeaderValue::from_static("Bearer");
