//! Whether the page can be seen and the network reached.

use enrollment::flow::Input;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget, VisibilityState};

/// Reports changes until it is dropped.
pub(super) struct Visibility {
    listener: Closure<dyn Fn(Event)>,
}

impl Visibility {
    /// Whether the page can be seen at this moment.
    pub(super) fn now() -> Input {
        Input::Visible(document().visibility_state() == VisibilityState::Visible)
    }

    pub(super) fn watch(report: impl Fn(Input) + 'static) -> Self {
        let listener: Closure<dyn Fn(Event)> = Closure::new(move |event: Event| {
            report(match event.type_().as_str() {
                "online" => Input::Online(true),
                "offline" => Input::Online(false),
                _ => Self::now(),
            });
        });
        for (target, event) in events() {
            let _ =
                target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
        Self { listener }
    }
}

impl Drop for Visibility {
    fn drop(&mut self) {
        for (target, event) in events() {
            let _ = target
                .remove_event_listener_with_callback(event, self.listener.as_ref().unchecked_ref());
        }
    }
}

fn events() -> [(EventTarget, &'static str); 3] {
    [
        (document().into(), "visibilitychange"),
        (window().into(), "online"),
        (window().into(), "offline"),
    ]
}
