use axum::http::HeaderValue;
use reqwest::Url;

use super::{Reason, variables::words};

/// Reads origins in the very spelling in which browsers send them.
pub(super) fn parse(text: &str) -> Result<Vec<HeaderValue>, Reason> {
    let origins: Option<Vec<_>> = words(text).map(origin).collect();
    origins
        .filter(|origins| !origins.is_empty())
        .ok_or(Reason::NotAnOrigin)
}

fn origin(text: &str) -> Option<HeaderValue> {
    let url: Url = text.parse().ok()?;
    let is_web = matches!(url.scheme(), "https" | "http");
    (is_web && !text.contains('*') && url.origin().ascii_serialization() == text)
        .then(|| HeaderValue::from_str(text).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_origins_are_read() {
        let origins = parse("https://shop.example, http://localhost:8000").unwrap();
        assert_eq!(origins, ["https://shop.example", "http://localhost:8000"]);
    }

    #[test]
    fn a_spelling_that_no_browser_sends_is_refused() {
        for text in [
            "*",
            "null",
            "shop.example",
            "https://shop.example/",
            "https://shop.example:443",
            "https://Shop.example",
            "https://*.shop.example",
            "https://shop.example/checkout",
            "file:///",
            ",",
        ] {
            assert_eq!(parse(text), Err(Reason::NotAnOrigin), "{text}");
        }
    }
}
