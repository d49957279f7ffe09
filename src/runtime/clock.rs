//! The device's monotonic clock, with the proxy's wall time on top where one was told.

use std::cell::Cell;

use enrollment::{
    domain::consent,
    time::{Instant, Now, Timestamp},
};
use leptos::prelude::window;

/// Wall time at a monotonic instant, with what the device's clock said then.
#[derive(Clone, Copy)]
struct Anchor {
    wall: Timestamp,
    mono: Instant,
    device: Timestamp,
}

/// How far the device's two clocks may drift apart before neither is believed, in milliseconds. They do so when the
/// wall clock is set, and when the device sleeps, since monotonic clocks may not count that.
const DRIFT: u64 = 500;

/// Tells both times; a wrong device clock does not matter once it is anchored.
#[derive(Default)]
pub(super) struct Clock {
    anchor: Cell<Option<Anchor>>,
    /// Whether the proxy was asked for the time since the anchor was lost.
    asked: Cell<bool>,
}

impl Clock {
    pub(super) fn now(&self) -> Now {
        let mono = monotonic();
        let wall = match self.held(mono) {
            Some(anchor) => {
                let since = i64::try_from(mono.since(anchor.mono)).unwrap_or(0);
                Timestamp::from_millis(anchor.wall.millis().saturating_add(since))
                    .unwrap_or(anchor.wall)
            }
            None => device(),
        };
        Now { wall, mono }
    }

    /// Whether the proxy has to be asked for the time again. Says so once until somebody has reason to try anew.
    pub(super) fn wants_anchor(&self) -> bool {
        self.anchor.get().is_some() && self.held(monotonic()).is_none() && !self.asked.replace(true)
    }

    /// Lets [`Self::wants_anchor`] ask once more.
    pub(super) fn ask_anew(&self) {
        self.asked.set(false);
    }

    /// Takes the proxy's time, as it is now.
    pub(super) fn anchor(&self, now: &str) {
        if let Ok(wall) = now.parse() {
            self.anchor.set(Some(Anchor {
                wall,
                mono: monotonic(),
                device: device(),
            }));
            self.asked.set(false);
        }
    }

    pub(super) fn source(&self) -> consent::Clock {
        if self.held(monotonic()).is_some() {
            consent::Clock::Proxy
        } else {
            consent::Clock::Device
        }
    }

    /// The anchor, as long as both of the device's clocks agree on how long ago it was dropped.
    fn held(&self, mono: Instant) -> Option<Anchor> {
        let anchor = self.anchor.get()?;
        let passed = i64::try_from(mono.since(anchor.mono)).ok()?;
        let drift = device().millis_since(anchor.device).saturating_sub(passed);
        (drift.unsigned_abs() <= DRIFT).then_some(anchor)
    }
}

fn monotonic() -> Instant {
    let millis = window()
        .performance()
        .map_or_else(js_sys::Date::now, |performance| performance.now());
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates, and time is positive"
    )]
    Instant::from_millis(millis as u64)
}

pub(crate) fn device() -> Timestamp {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, and Date has whole milliseconds"
    )]
    let millis = js_sys::Date::now() as i64;
    Timestamp::from_millis(millis).unwrap_or(Timestamp::EPOCH)
}
