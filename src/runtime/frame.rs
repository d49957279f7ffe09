//! The next frame.

use std::{cell::Cell, rc::Rc};

use enrollment::time::Instant;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, closure::Closure};

use super::timer::Timer;

/// Calls back once the browser has made its next frame, so that what is there already is seen first.
pub(crate) struct Frame {
    begun: Closure<dyn Fn()>,
    id: Rc<Cell<Option<i32>>>,
    /// The task after the frame.
    made: Rc<Timer>,
}

impl Frame {
    pub(crate) fn new(callback: impl Fn() + 'static) -> Self {
        let (id, made) = (Rc::default(), Rc::new(Timer::new(callback)));
        let (left, next) = (Rc::clone(&id), Rc::clone(&made));
        Self {
            begun: Closure::new(move || {
                Cell::take(&left);
                next.arm(Some(NOW), NOW);
            }),
            id,
            made,
        }
    }

    /// Waits for the frame, with all who wait for it already.
    pub(crate) fn wait(&self) {
        if self.id.get().is_some() {
            return;
        }
        let begun = self.begun.as_ref().unchecked_ref();
        self.id.set(window().request_animation_frame(begun).ok());
        if self.id.get().is_none() {
            // The page has spoiled it.
            self.made.arm(Some(NOW), NOW);
        }
    }
}

/// Timers measure from one point to another, and here they are the same.
const NOW: Instant = Instant::from_millis(0);

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(id) = self.id.take() {
            let _ = window().cancel_animation_frame(id);
        }
    }
}
