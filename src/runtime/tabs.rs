//! Other tabs of the same site: they tell each other to read again, and nothing else.

use enrollment::flow::Input;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::BroadcastChannel;

/// Listens until it is dropped.
pub(super) struct Tabs {
    channel: BroadcastChannel,
    _listener: Closure<dyn Fn()>,
}

impl Tabs {
    /// The tabs whose widgets talk to this proxy; none where the browser keeps tabs apart.
    pub(super) fn behind(proxy_url: &str, report: impl Fn(Input) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(&["defacto-enrollment ", proxy_url].concat()).ok()?;
        let listener: Closure<dyn Fn()> = Closure::new(move || report(Input::ReadAgain));
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Self {
            channel,
            _listener: listener,
        })
    }

    pub(super) fn tell(&self) {
        let _ = self.channel.post_message(&JsValue::NULL);
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
