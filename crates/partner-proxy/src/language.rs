//! In which language a browser reads.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{
        HeaderMap, HeaderValue,
        header::{ACCEPT_LANGUAGE, VARY},
        request::Parts,
    },
    response::Response,
};
use enrollment::domain::Language;

/// The language that `Accept-Language` names first; English where it names none.
///
/// The widget sends the one that it speaks, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading(pub(crate) Language);

impl<S: Send + Sync> FromRequestParts<S> for Reading {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(first(&parts.headers).unwrap_or(Language::ENGLISH)))
    }
}

/// Says that the answer depends on the language, beside what it depends on otherwise.
pub(crate) async fn vary(mut response: Response) -> Response {
    response.headers_mut().append(VARY, BY_LANGUAGE);
    response
}

const BY_LANGUAGE: HeaderValue = HeaderValue::from_static("accept-language");

fn first(headers: &HeaderMap) -> Option<Language> {
    let line = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    line.split([',', ';']).next()?.parse().ok()
}
