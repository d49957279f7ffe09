//! Whether the page can be seen, the network reached, and what was out is still under way.

use enrollment::flow::Input;
use js_sys::Reflect;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, EventTarget};

/// Reports changes until it is dropped.
pub(super) struct Visibility {
    listener: Closure<dyn Fn(Event)>,
}

impl Visibility {
    /// Whether the page can be seen at this moment.
    pub(super) fn now() -> Input {
        // Not by `hidden`, which a frame or a form of that name takes from the document.
        let state = Reflect::get(&document(), &"visibilityState".into()).unwrap_or_default();
        Input::Visible(state.as_string().as_deref() != Some("hidden"))
    }

    pub(super) fn watch(report: impl Fn(Input) + 'static) -> Self {
        let listener: Closure<dyn Fn(Event)> = Closure::new(move |event: Event| {
            let kind = event.type_();
            // Unless it comes out of the back-forward cache, it was just loaded.
            if kind == "pageshow" && !is(&event, "persisted") {
                return;
            }
            // All of it, since a page that slept may have missed any of these events.
            report(Self::now());
            report(Input::Online(window().navigator().on_line()));
            if matches!(kind.as_str(), "pageshow" | "resume") {
                report(Input::Thawed);
            }
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

fn is(object: &JsValue, member: &str) -> bool {
    Reflect::get(object, &member.into()).is_ok_and(|value| value.is_truthy())
}

fn events() -> [(EventTarget, &'static str); 5] {
    [
        (document().into(), "visibilitychange"),
        (document().into(), "resume"),
        (window().into(), "pageshow"),
        (window().into(), "online"),
        (window().into(), "offline"),
    ]
}
