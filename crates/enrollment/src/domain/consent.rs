//! The signature: what was accepted, when, and by which clock.

use alloc::string::String;

use super::Language;
use crate::time::Timestamp;

/// How far a signature may lie ahead of the proxy's clock, in milliseconds.
pub const LATEST_AHEAD: i64 = 2 * 60 * 1_000;
/// How old a signature may be, in milliseconds.
pub const OLDEST: i64 = 24 * 60 * 60 * 1_000;

/// The acceptance of the T&Cs. Its instant is that of the tick and never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    signed_at: Timestamp,
    receipt: Receipt,
}

/// What a consent was given to, in the words that were on the screen. Holds no personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The clock that gave the instant.
    pub clock: Clock,
    /// The document.
    pub terms: Terms,
    /// The language of the label.
    pub language: Language,
    /// The label of the checkbox, as it was read.
    pub label: String,
    /// Version of the texts of legal weight.
    pub texts_version: String,
    /// Whether the direct-debit notice stood above the box.
    pub debit_notice: bool,
    /// Who ticked.
    pub signatory: Signatory,
    /// Version of the widget.
    pub widget_version: String,
}

/// The clock behind a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Anchored to the proxy's time.
    Proxy,
    /// The device's own; the proxy told no time.
    Device,
}

/// The document that was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Where it lies.
    pub url: String,
    /// Its version, when the partner or the proxy names one.
    pub version: Option<String>,
    /// SHA-256 of its bytes in hex, when known.
    pub sha256: Option<String>,
}

/// The person who signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signatory {
    /// The first director.
    FirstDirector,
    /// An owner who is not that director.
    Owner,
}

/// Why a signature's instant can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentError {
    /// It lies in the future.
    Ahead,
    /// It is more than a day old.
    Stale,
}

impl Consent {
    /// The consent given at `signed_at`.
    #[must_use]
    pub const fn given(signed_at: Timestamp, receipt: Receipt) -> Self {
        Self { signed_at, receipt }
    }

    /// The instant of the tick.
    #[must_use]
    pub const fn signed_at(&self) -> Timestamp {
        self.signed_at
    }

    /// What it was given to.
    #[must_use]
    pub const fn receipt(&self) -> &Receipt {
        &self.receipt
    }

    /// Tells whether the signature can be taken at `now`.
    ///
    /// # Errors
    /// [`ConsentError`] when it lies more than [`LATEST_AHEAD`] in the future or [`OLDEST`] in the past.
    pub const fn check_age(&self, now: Timestamp) -> Result<(), ConsentError> {
        let age = now.millis_since(self.signed_at);
        if age < -LATEST_AHEAD {
            Err(ConsentError::Ahead)
        } else if age > OLDEST {
            Err(ConsentError::Stale)
        } else {
            Ok(())
        }
    }
}

impl Clock {
    /// The name in the receipt.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proxy => "proxy",
            Self::Device => "device",
        }
    }
}

impl Signatory {
    /// The name in the receipt: a path of the lending API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstDirector => "directors.0",
            Self::Owner => "owner",
        }
    }
}
