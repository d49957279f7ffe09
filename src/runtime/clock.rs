//! The device's monotonic clock, with the proxy's wall time on top where one was told.

use std::cell::Cell;

use enrollment::{
    domain::consent,
    time::{Instant, Now, Timestamp},
};
use leptos::prelude::window;

/// Wall time at a monotonic instant.
#[derive(Clone, Copy)]
struct Anchor {
    wall: Timestamp,
    mono: Instant,
}

/// Tells both times; a wrong device clock does not matter once it is anchored.
#[derive(Default)]
pub(super) struct Clock {
    anchor: Cell<Option<Anchor>>,
}

impl Clock {
    pub(super) fn now(&self) -> Now {
        let mono = monotonic();
        let wall = match self.anchor.get() {
            Some(anchor) => {
                let since = i64::try_from(mono.since(anchor.mono)).unwrap_or(0);
                Timestamp::from_millis(anchor.wall.millis().saturating_add(since))
                    .unwrap_or(anchor.wall)
            }
            None => device(),
        };
        Now { wall, mono }
    }

    /// Takes the proxy's time, as it is now.
    pub(super) fn anchor(&self, now: &str) {
        if let Ok(wall) = now.parse() {
            self.anchor.set(Some(Anchor {
                wall,
                mono: monotonic(),
            }));
        }
    }

    pub(super) fn source(&self) -> consent::Clock {
        if self.anchor.get().is_some() {
            consent::Clock::Proxy
        } else {
            consent::Clock::Device
        }
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
