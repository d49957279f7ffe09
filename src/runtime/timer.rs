//! A timer.

use std::{cell::Cell, fmt};

use enrollment::time::Instant;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, closure::Closure};

/// Longer waits wake early and are armed again: browsers keep delays in 32 bits.
const LONGEST: u64 = 60 * 60 * 1_000;

pub(crate) struct Timer {
    callback: Closure<dyn Fn()>,
    id: Cell<Option<i32>>,
}

impl Timer {
    pub(crate) fn new(callback: impl Fn() + 'static) -> Self {
        Self {
            callback: Closure::new(callback),
            id: Cell::new(None),
        }
    }

    /// Calls back at `due` and at no other time that was asked for before.
    pub(crate) fn arm(&self, due: Option<Instant>, now: Instant) {
        self.disarm();
        let Some(due) = due else { return };
        let delay = i32::try_from(due.since(now).min(LONGEST)).unwrap_or(i32::MAX);
        let callback = self.callback.as_ref().unchecked_ref();
        self.id.set(
            window()
                .set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay)
                .ok(),
        );
    }

    pub(crate) fn disarm(&self) {
        if let Some(id) = self.id.take() {
            window().clear_timeout_with_handle(id);
        }
    }
}

impl fmt::Debug for Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Timer")
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.disarm();
    }
}
