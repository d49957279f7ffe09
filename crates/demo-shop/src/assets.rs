use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tower_http::services::ServeDir;

/// The widget's files, as an asset host serves them.
///
/// Module scripts are always CORS requests, hence `Access-Control-Allow-Origin`; compiling while downloading
/// wants `application/wasm`, which [`ServeDir`] sends. It does not say that texts are UTF-8.
pub(crate) fn router(folder: &Path) -> Router {
    Router::new()
        .fallback_service(ServeDir::new(folder).append_index_html_on_directories(false))
        .layer(from_fn(label))
}

const UTF_8: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

async fn label(request: Request, next: Next) -> Response {
    let cache = if is_immutable(request.uri().path()) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = next.run(request).await;
    let cache = if response.status().is_client_error() {
        "no-store"
    } else {
        cache
    };
    let headers = response.headers_mut();
    if headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "text/plain")
    {
        headers.insert(header::CONTENT_TYPE, UTF_8);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}

/// Whether a name carries the version or the hash of its bytes: `name-1.2.3.js`, `name-0123abcd.wasm`.
fn is_immutable(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let Some((_, tail)) = stem.rsplit_once('-') else {
        return false;
    };
    let is_hash = tail.len() >= 8 && tail.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_hash || (tail.split('.').count() == 3 && tail.split('.').all(is_number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_never_change_their_bytes_are_immutable() {
        for name in [
            "/defacto-enrollment-0.1.0.js",
            "/enrollment-widget-0123456789abcdef.wasm",
            "/enrollment-texts-fr-0123456789abcdef.txt",
        ] {
            assert!(is_immutable(name), "{name}");
        }
        for name in [
            "/defacto-enrollment.js",
            "/enrollment-widget.wasm",
            "/enrollment-texts-fr.txt",
            "/mock-1.js",
            "/a-1.2.js",
            "/react",
        ] {
            assert!(!is_immutable(name), "{name}");
        }
    }
}
