//! The lending API as a client sees it: five requests, and what their answers mean.

mod borrower;
mod credit_lines;
mod missing;
mod page;
mod posting;
mod reading;
mod reason;
mod translation;

use std::{sync::atomic::AtomicBool, time::Duration};

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

/// The answer's `Retry-After` in seconds, within reason.
fn retry_after(headers: &HeaderMap) -> Option<u32> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    let seconds: u32 = text.trim().parse().ok()?;
    Some(seconds.clamp(1, 300))
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
