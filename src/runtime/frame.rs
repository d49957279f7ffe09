//! The next frame.

use std::{cell::Cell, rc::Rc};

use enrollment::time::Instant;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, closure::Closure};

use super::timer::Timer;

/// Calls back once the browser has made its next frame, so that what is there already is seen first.
pub(crate) struct Frame {
    begun: Closure<dyn Fn()>,
    request: Rc<Cell<Option<i32>>>,
    /// The task after the frame.
    made: Rc<Timer>,
}

/// How long to wait for a frame, in milliseconds: pages that are hidden have none, and some keep theirs to themselves.
const PATIENCE: u64 = 100;

/// Timers measure from one point to another, whichever they are.
const NOW: Instant = Instant::from_millis(0);

impl Frame {
    pub(crate) fn new(callback: impl Fn() + 'static) -> Self {
        let request = Rc::default();
        let ended = Rc::clone(&request);
        let made = Rc::new(Timer::new(move || {
            cancel(&ended);
            callback();
        }));
        let next = Rc::clone(&made);
        Self {
            begun: Closure::new(move || next.arm(Some(NOW), NOW)),
            request,
            made,
        }
    }

    /// Waits for the frame, with all who wait for it already.
    pub(crate) fn wait(&self) {
        if self.request.get().is_some() {
            return;
        }
        self.made.arm(Some(NOW.after(PATIENCE)), NOW);
        let begun = self.begun.as_ref().unchecked_ref();
        self.request
            .set(window().request_animation_frame(begun).ok());
    }
}

fn cancel(request: &Cell<Option<i32>>) {
    if let Some(id) = request.take() {
        let _ = window().cancel_animation_frame(id);
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        cancel(&self.request);
    }
}
