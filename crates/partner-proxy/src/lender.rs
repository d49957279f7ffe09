//! The lending API as a client sees it: five requests, and what their answers mean.

mod borrower;
mod credit_lines;
mod missing;
mod page;
mod posting;
mod reading;
mod reason;
mod translation;

use std::{
    sync::atomic::AtomicBool,
    time::{Duration, SystemTime},
};

use axum::http::{HeaderMap, HeaderValue, header};
use enrollment::sensitive::Sensitive;
use reqwest::{RequestBuilder, Response};
use tokio::time::Instant;

pub(crate) use borrower::{KnownBorrower, LenderBorrower};
pub(crate) use credit_lines::Found;
pub(crate) use posting::PostError;
pub(crate) use reading::ReadError;

use self::translation::Translations;
use crate::config::{Config, Patience, Upstream};

/// A client of the lending API.
pub(crate) struct Lender {
    upstream: Upstream,
    key: Sensitive<HeaderValue>,
    patience: Patience,
    /// Whether `/credit-lines` answered last, or is to be tried first.
    hyphen: AtomicBool,
    translations: Translations,
}

impl Lender {
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            upstream: config.upstream().clone(),
            key: config.api_key().clone(),
            patience: config.patience(),
            hyphen: AtomicBool::new(config.hyphen_first()),
            translations: Translations::new(),
        }
    }

    /// When a read that begins now has to be over.
    pub(crate) fn read_deadline(&self) -> Instant {
        Instant::now() + self.patience.reading
    }

    /// When an answer that is ready now goes without the text of its reason.
    pub(crate) fn text_deadline(&self) -> Instant {
        Instant::now() + self.patience.translating
    }

    /// How long after it left the outcome of a submission is still open.
    pub(crate) const fn enrolling(&self) -> Duration {
        self.patience.enrolling
    }

    fn signed(&self, request: RequestBuilder) -> RequestBuilder {
        request.header(header::AUTHORIZATION, self.key.reveal())
    }
}

/// The seconds to wait where the lender tells no number.
const RETRY_AFTER: u32 = 5;
/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: usize = 4 * 1024 * 1024;

/// The answer's `Retry-After` in seconds, within reason. Where it is an instant, it is one of the lender's clock.
fn retry_after(headers: &HeaderMap) -> Option<u32> {
    let text = |name| headers.get(name)?.to_str().ok();
    let instant = |text| httpdate::parse_http_date(text).ok();
    let told = text(header::RETRY_AFTER)?.trim();
    let seconds: u64 = if let Ok(seconds) = told.parse() {
        seconds
    } else {
        let now = text(header::DATE).and_then(instant);
        let left = instant(told)?.duration_since(now.unwrap_or_else(SystemTime::now));
        left.unwrap_or_default().as_secs()
    };
    u32::try_from(seconds.clamp(1, 300)).ok()
}

/// The whole body, unless it breaks off or never ends.
async fn body(mut response: Response) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        if body.len() + chunk.len() > LONGEST_ANSWER {
            return None;
        }
        body.extend_from_slice(&chunk);
    }
    Some(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_told_in_seconds_or_by_the_lenders_clock() {
        for (told, seconds) in [
            ("60", Some(60)),
            (" 7 ", Some(7)),
            ("0", Some(1)),
            ("99999999999", Some(300)),
            ("Fri, 27 Nov 2026 12:01:30 GMT", Some(90)),
            ("Friday, 27-Nov-26 12:01:30 GMT", Some(90)),
            ("Sat, 28 Nov 2026 12:00:00 GMT", Some(300)),
            ("Fri, 27 Nov 2026 11:00:00 GMT", Some(1)),
            ("in a minute", None),
            ("-3", None),
        ] {
            let now = "Fri, 27 Nov 2026 12:00:00 GMT";
            let headers = [(header::RETRY_AFTER, told), (header::DATE, now)];
            let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
            assert_eq!(
                retry_after(&headers.into_iter().collect()),
                seconds,
                "{told}"
            );
        }
    }

    #[test]
    fn an_instant_without_the_lenders_clock_goes_by_this_one() {
        let until = SystemTime::now() + Duration::from_secs(100);
        let told = HeaderValue::from_str(&httpdate::fmt_http_date(until)).unwrap();
        let seconds = retry_after(&[(header::RETRY_AFTER, told)].into_iter().collect());
        assert!((90..=100).contains(&seconds.unwrap()), "{seconds:?}");
    }
}
