use std::{net::IpAddr, str::FromStr, time::Duration};

use axum::http::HeaderValue;
use enrollment::sensitive::Sensitive;
use reqwest::{Client, Url, redirect};

use super::Reason;

/// The lending API: where it is, and the connections to it.
#[derive(Clone, Debug)]
pub(crate) struct Upstream {
    base: Url,
    client: Client,
}

impl Upstream {
    /// The URL of a path, which is given without a slash in front and names nothing that a browser wrote.
    pub(crate) fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path.split('/'));
        }
        url
    }

    pub(crate) const fn client(&self) -> &Client {
        &self.client
    }
}

impl FromStr for Upstream {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let base: Url = text.parse().map_err(|_| Reason::NotAnUpstreamUrl)?;
        let is_plain = base.username().is_empty()
            && base.password().is_none()
            && base.query().is_none()
            && base.fragment().is_none();
        if !is_plain || !is_confidential(&base) {
            return Err(Reason::NotAnUpstreamUrl);
        }
        // A redirect would carry personal data, and maybe the key, to where nobody configured it. A retry would
        // send a signature twice.
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(CONNECTING)
            .pool_idle_timeout(IDLE)
            .build()
            .map_err(|_| Reason::NoTls)?;
        Ok(Self { base, client })
    }
}

/// The key as the header that carries it.
pub(super) fn api_key(text: &str) -> Result<Sensitive<HeaderValue>, Reason> {
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Reason::NotAKey);
    }
    let mut header =
        HeaderValue::try_from(format!("Bearer {text}")).map_err(|_| Reason::NotAKey)?;
    header.set_sensitive(true);
    Ok(Sensitive::new(header))
}

/// Whether nobody on the way can read what is sent to `url`.
pub(super) fn is_confidential(url: &Url) -> bool {
    let is_loopback = url.host_str().is_some_and(|host| {
        let address: Result<IpAddr, _> = host.trim_matches(['[', ']']).parse();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    });
    match url.scheme() {
        "https" => url.has_host(),
        "http" => is_loopback,
        _ => false,
    }
}

const CONNECTING: Duration = Duration::from_secs(5);
/// Shorter than servers keep idle connections: one that was just closed would make an outcome unknown.
const IDLE: Duration = Duration::from_secs(15);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_below_the_base() {
        for (base, url) in [
            ("https://api.example", "https://api.example/borrowers"),
            ("https://api.example/v1", "https://api.example/v1/borrowers"),
            (
                "https://api.example/v1/",
                "https://api.example/v1/borrowers",
            ),
        ] {
            let upstream: Upstream = base.parse().unwrap();
            assert_eq!(upstream.url("borrowers").as_str(), url);
        }
        let upstream: Upstream = "https://api.example/v1".parse().unwrap();
        let url = upstream.url("borrower/b-1/sign");
        assert_eq!(url.as_str(), "https://api.example/v1/borrower/b-1/sign");
    }

    #[test]
    fn a_key_never_travels_in_the_clear() {
        for base in [
            "http://api.example",
            "ftp://api.example",
            "https://user:secret@api.example",
            "https://api.example?a=b",
            "api.example",
        ] {
            let upstream: Result<Upstream, _> = base.parse();
            assert_eq!(upstream.err(), Some(Reason::NotAnUpstreamUrl), "{base}");
        }
        for base in ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"] {
            assert!(base.parse::<Upstream>().is_ok(), "{base}");
        }
    }

    #[test]
    fn a_key_with_a_line_break_is_refused() {
        assert_eq!(api_key("a\nb").err(), Some(Reason::NotAKey));
    }
}
