//! The next frame.

use std::{cell::Cell, rc::Rc};

use enrollment::time::Instant;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::timer::Timer;

/// Calls back once the browser has made its next frame, so that what is there already is seen first.
pub(crate) struct Frame {
    is_waiting: Rc<Cell<bool>>,
    /// Called in the frame. It outlives this, for a frame is never cancelled: a page that makes its frames itself may
    /// number them as it likes, and another's would be gone.
    begun: JsValue,
    /// The task after the frame.
    made: Rc<Timer>,
}

/// How long to wait for a frame, in milliseconds: pages that are hidden have none, and some keep theirs to themselves.
const PATIENCE: u64 = 100;

/// Timers measure from one point to another, whichever they are.
const NOW: Instant = Instant::from_millis(0);

impl Frame {
    pub(crate) fn new(callback: impl Fn() + 'static) -> Self {
        let is_waiting = Rc::<Cell<bool>>::default();
        let waited = Rc::clone(&is_waiting);
        let made = Rc::new(Timer::new(move || {
            waited.set(false);
            callback();
        }));
        let next = Rc::downgrade(&made);
        let begun = Closure::<dyn Fn()>::new(move || {
            if let Some(made) = next.upgrade() {
                made.arm(Some(NOW), NOW);
            }
        });
        Self {
            is_waiting,
            begun: begun.into_js_value(),
            made,
        }
    }

    /// Waits for the frame, with all who wait for it already.
    pub(crate) fn wait(&self) {
        if self.is_waiting.replace(true) {
            return;
        }
        self.made.arm(Some(NOW.after(PATIENCE)), NOW);
        let _ = window().request_animation_frame(self.begun.unchecked_ref());
    }
}
