use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;

/// What a strict shop demands of its pages: nothing inline, nothing from elsewhere, no markup from strings.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; \
    script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

/// Adds the security headers that every answer carries.
///
/// The referrer policy keeps the `Origin` of the shop's own form posts, which `no-referrer` would make `null`.
pub(crate) async fn secure(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Keeps an answer that is about one visitor out of every cache.
pub(crate) async fn private(mut response: Response) -> Response {
    set_if_missing(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// Lets a file be kept, and asked for anew before each use.
pub(crate) async fn revalidated(mut response: Response) -> Response {
    set_if_missing(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

fn set_if_missing(response: &mut Response, name: HeaderName, value: &'static str) {
    response
        .headers_mut()
        .entry(name)
        .or_insert(HeaderValue::from_static(value));
}
