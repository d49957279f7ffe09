//! The device's monotonic clock, with the proxy's wall time on top where one was told.

use std::cell::Cell;

use enrollment::{
    domain::consent,
    time::{Instant, Now, Timestamp},
};
use leptos::prelude::window;

/// What the device's two clocks say at one moment.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    mono: Instant,
    device: Timestamp,
}

/// When something was asked for, and when the answer came.
#[derive(Clone, Copy)]
pub(super) struct Trip {
    pub(super) asked: Moment,
    pub(super) answered: Moment,
}

/// The proxy's wall time at a moment.
#[derive(Clone, Copy)]
struct Anchor {
    wall: Timestamp,
    dropped: Moment,
}

/// An answer that was under way for longer tells the time of nobody knows when, in milliseconds.
const LONGEST_TRIP: u64 = 3_000;

/// How far the device's two clocks may drift apart before the proxy is asked again, in milliseconds. They do so when the
/// wall clock is set, and when the device sleeps, since monotonic clocks may not count that. Only the first sets the
/// wall clock back, which leaves the monotonic one right.
const DRIFT: i64 = 500;

/// How long before the page an instant can be, in milliseconds: what waits here may have begun on an earlier page.
const EARLIER: u64 = 24 * 60 * 60 * 1_000;

/// Tells both times; a wrong device clock does not matter once it is anchored.
#[derive(Default)]
pub(super) struct Clock {
    anchor: Cell<Option<Anchor>>,
    /// Whether the proxy was asked for the time since the anchor was lost.
    asked: Cell<bool>,
}

impl Clock {
    pub(super) fn now(&self) -> Now {
        let now = Moment::now();
        let wall = match self.held(now) {
            Some(anchor) => {
                let since = i64::try_from(now.mono.since(anchor.dropped.mono)).unwrap_or(0);
                Timestamp::from_millis(anchor.wall.millis().saturating_add(since))
                    .unwrap_or(anchor.wall)
            }
            None => now.device,
        };
        let mono = now.mono;
        Now { wall, mono }
    }

    /// Whether the proxy has to be asked for the time again. Says so once until somebody has reason to try anew.
    pub(super) fn wants_anchor(&self) -> bool {
        let now = Moment::now();
        let has_drifted = |anchor: Anchor| anchor.drift(now).saturating_abs() > DRIFT;
        self.anchor.get().is_some_and(has_drifted) && !self.asked.replace(true)
    }

    /// Lets [`Self::wants_anchor`] ask once more.
    pub(super) fn ask_anew(&self) {
        self.asked.set(false);
    }

    /// Takes the proxy's time when its answer came, unless that was long under way.
    pub(super) fn anchor(&self, now: &str, trip: Option<Trip>) {
        if let Ok(wall) = now.parse()
            && let Some(trip) = trip
            && trip.took() <= LONGEST_TRIP
        {
            let dropped = trip.answered;
            self.anchor.set(Some(Anchor { wall, dropped }));
            self.asked.set(false);
        }
    }

    pub(super) fn source(&self) -> consent::Clock {
        if self.held(Moment::now()).is_some() {
            consent::Clock::Proxy
        } else {
            consent::Clock::Device
        }
    }

    /// The anchor, unless the device may have slept since it was dropped.
    fn held(&self, now: Moment) -> Option<Anchor> {
        self.anchor
            .get()
            .filter(|anchor| anchor.drift(now) <= DRIFT)
    }
}

impl Anchor {
    /// How much further the wall clock has gone than the monotonic one, in milliseconds.
    fn drift(&self, now: Moment) -> i64 {
        let passed = i64::try_from(now.mono.since(self.dropped.mono)).unwrap_or(i64::MAX);
        let by_wall = now.device.millis_since(self.dropped.device);
        by_wall.saturating_sub(passed)
    }
}

impl Trip {
    /// By the clock that says more, in milliseconds.
    fn took(self) -> u64 {
        let Self { asked, answered } = self;
        let by_mono = answered.mono.since(asked.mono);
        by_mono.max(answered.passed_since(asked))
    }
}

impl Moment {
    pub(super) fn now() -> Self {
        Self::of(monotonic(), js_sys::Date::now())
    }

    /// What both clocks of the browser said, in milliseconds.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, time is positive, and Date has whole milliseconds"
    )]
    pub(super) fn of(monotonic: f64, device: f64) -> Self {
        Self {
            mono: Instant::from_millis(monotonic as u64).after(EARLIER),
            device: Timestamp::from_millis(device as i64).unwrap_or(Timestamp::EPOCH),
        }
    }

    /// How far the device's wall clock went since then, forward or back.
    fn passed_since(self, earlier: Self) -> u64 {
        self.device.millis_since(earlier.device).unsigned_abs()
    }
}

fn monotonic() -> f64 {
    window()
        .performance()
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}
