//! Better moments than now.

use std::{cell::Cell, rc::Rc};

use enrollment::time::Instant;
use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::timer::Timer;

/// Calls back at a moment of the browser's choice, or when patience ends: pages that are hidden have no such moments, and some keep theirs to
/// themselves.
pub(crate) struct Moment {
    /// The window's function that is asked for one.
    request: &'static str,
    /// In milliseconds.
    patience: u64,
    is_waiting: Rc<Cell<bool>>,
    /// Called by the browser. It outlives this, for a request is never taken back: a page that makes its frames itself may number them as it
    /// likes, and another's would be gone.
    begun: JsValue,
    task: Rc<Timer>,
}

/// Timers measure from one point to another, whichever they are.
const NOW: Instant = Instant::from_millis(0);

impl Moment {
    /// Once the browser has made its next frame, so that what is there already is seen first.
    pub(crate) fn after_frame(callback: impl Fn() + 'static) -> Self {
        Self::new("requestAnimationFrame", 100, Box::new(callback))
    }

    /// Once the browser has nothing to do, so that what somebody does comes first. At once where browsers don't tell, as Safari.
    pub(crate) fn at_leisure(callback: impl Fn() + 'static) -> Self {
        Self::new("requestIdleCallback", 2_000, Box::new(callback))
    }

    fn new(request: &'static str, patience: u64, callback: Box<dyn Fn()>) -> Self {
        let is_waiting = Rc::<Cell<bool>>::default();
        let waited = Rc::clone(&is_waiting);
        let task = Rc::new(Timer::new(move || {
            waited.set(false);
            callback();
        }));
        let next = Rc::downgrade(&task);
        let begun = Closure::<dyn Fn()>::new(move || {
            if let Some(task) = next.upgrade() {
                task.arm(Some(NOW), NOW);
            }
        });
        Self {
            request,
            patience,
            is_waiting,
            begun: begun.into_js_value(),
            task,
        }
    }

    /// Waits for it, with all who wait for it already.
    pub(crate) fn wait(&self) {
        if self.is_waiting.replace(true) {
            return;
        }
        let patience = self.ask().map_or(0, |_| self.patience);
        self.task.arm(Some(NOW.after(patience)), NOW);
    }

    /// Fails where the page or the browser has no such moments.
    fn ask(&self) -> Result<JsValue, JsValue> {
        let window = window();
        let request = Reflect::get(&window, &self.request.into())?;
        request
            .unchecked_ref::<Function>()
            .call1(&window, &self.begun)
    }
}
