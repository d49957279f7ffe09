//! What a request has to pass before any route sees it: who may send it, and from which page.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method,
        header::{AUTHORIZATION, CONTENT_TYPE, ORIGIN, RETRY_AFTER},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use enrollment::domain::CompanyId;
use tower_http::cors::CorsLayer;

use crate::{
    Proxy,
    caller::Vouched,
    config::{Access, Config},
    observe::REQUEST_ID,
    problem::{Code, Problem},
    routes::WEBHOOKS,
    waiting::{PREFER, PREFERENCE_APPLIED},
};

/// Refuses a forged identity and a foreign page; notes the borrower for whom a trusted proxy vouches.
pub(crate) async fn guard(
    State(proxy): State<Arc<Proxy>>,
    mut request: Request,
    next: Next,
) -> Response {
    match check(&proxy.config, &request) {
        Ok(vouched) => {
            if let Some(vouched) = vouched {
                request.extensions_mut().insert(vouched);
            }
            next.run(request).await
        }
        Err(code) => Problem::from(code).into_response(),
    }
}

/// CORS for the allowed origins and no other. Cookies travel only where the partner's own session is used.
pub(crate) fn cors(config: &Config) -> CorsLayer {
    let layer = CorsLayer::new()
        .allow_origin(config.allowed_origins().to_vec())
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, PREFER])
        .expose_headers([RETRY_AFTER, PREFERENCE_APPLIED, REQUEST_ID])
        .max_age(PREFLIGHT);
    match config.access() {
        Access::Tokens(_) => layer,
        Access::Vouched(_) => layer.allow_credentials(true),
    }
}

const IDENTIFIER: HeaderName = HeaderName::from_static("x-borrower-identifier");
const IDENTIFIER_TYPE: HeaderName = HeaderName::from_static("x-borrower-identifier-type");
/// How long a browser may remember a preflight's answer.
const PREFLIGHT: Duration = Duration::from_mins(10);

fn check(config: &Config, request: &Request) -> Result<Option<Vouched>, Code> {
    let vouched = vouched(config, request)?;
    let changes_state = !request.method().is_safe();
    if changes_state && !is_webhook(request) && !is_from_allowed_page(config, request.headers()) {
        return Err(Code::OriginNotAllowed);
    }
    Ok(vouched)
}

/// Events come from the lender's servers and not from a page; their secret is in the path.
fn is_webhook(request: &Request) -> bool {
    let path: Option<&MatchedPath> = request.extensions().get();
    path.is_some_and(|path| path.as_str().ends_with(WEBHOOKS))
}

/// A token is no ambient authority, so that a request without `Origin`, which no page sends, may bear one.
fn is_from_allowed_page(config: &Config, headers: &HeaderMap) -> bool {
    match single(headers, &ORIGIN) {
        Ok(Some(origin)) => config.allowed_origins().contains(origin),
        Ok(None) => matches!(config.access(), Access::Tokens(_)),
        Err(_) => false,
    }
}

/// The borrower in the trusted header. From anybody else the header is an attempt to be another.
fn vouched(config: &Config, request: &Request) -> Result<Option<Vouched>, Code> {
    let headers = request.headers();
    let number = single(headers, &IDENTIFIER)?;
    let kind = single(headers, &IDENTIFIER_TYPE)?;
    if number.is_none() && kind.is_none() {
        return Ok(None);
    }
    let Access::Vouched(trusted) = config.access() else {
        return Err(Code::HeaderNotAllowed);
    };
    let peer: Option<&ConnectInfo<SocketAddr>> = request.extensions().get();
    if !peer.is_some_and(|ConnectInfo(peer)| trusted.contain(peer.ip())) {
        return Err(Code::HeaderNotAllowed);
    }
    company(config, number, kind)
        .map(|company| Some(Vouched(company)))
        .ok_or(Code::HeaderNotAllowed)
}

/// The kind may be left out where only one is taken.
fn company(
    config: &Config,
    number: Option<&HeaderValue>,
    kind: Option<&HeaderValue>,
) -> Option<CompanyId> {
    let kind = match (kind, config.identifier_types()) {
        (Some(kind), taken) => {
            let kind = kind.to_str().ok()?.parse().ok()?;
            taken.contains(&kind).then_some(kind)?
        }
        (None, [only]) => *only,
        (None, _) => return None,
    };
    CompanyId::parse(kind, number?.to_str().ok()?).ok()
}

/// The value of a header; two of them are one too many.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a HeaderValue>, Code> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    match values.next() {
        None => Ok(first),
        Some(_) => Err(Code::HeaderNotAllowed),
    }
}
