//! Two kinds of time that are never mixed: [`Timestamp`] signs, [`Instant`] waits.

mod date;
mod timestamp;

pub use date::Date;
pub use timestamp::{Timestamp, TimestampError};

/// Both clocks at one moment; every input of the flow carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Wall time, anchored to the proxy's clock where one answered.
    pub wall: Timestamp,
    /// Monotonic time.
    pub mono: Instant,
}

/// A point on a monotonic clock, in milliseconds since an arbitrary start. For waits, never for signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(u64);

impl Instant {
    /// The point `millis` milliseconds after the clock's start.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// The point `millis` milliseconds later.
    #[must_use]
    pub const fn after(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// The point `millis` milliseconds earlier, or the clock's start.
    #[must_use]
    pub const fn before(self, millis: u64) -> Self {
        Self(self.0.saturating_sub(millis))
    }

    /// Milliseconds from `earlier` to here; zero when `earlier` is later.
    #[must_use]
    pub const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}
