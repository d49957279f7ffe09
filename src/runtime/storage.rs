//! What this tab remembers from one page to the next, where the browser lets it.

use enrollment::flow::Memory;
use leptos::prelude::window;

/// A place in the tab's storage for the enrollments behind one proxy.
pub(super) struct Storage {
    key: String,
}

impl Storage {
    pub(super) fn of(proxy_url: &str) -> Self {
        Self {
            key: ["defacto-enrollment ", proxy_url].concat(),
        }
    }

    pub(super) fn recall(&self) -> Option<Memory> {
        storage()?.get_item(&self.key).ok()??.parse().ok()
    }

    pub(super) fn keep(&self, memory: Option<&Memory>) {
        let Some(storage) = storage() else { return };
        // A full or forbidden storage costs a borrower one more look at the form, and nothing else.
        let _ = match memory {
            Some(memory) => storage.set_item(&self.key, &memory.to_text()),
            None => storage.remove_item(&self.key),
        };
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok()?
}
