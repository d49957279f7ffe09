//! The browser shell of the borrower enrollment widget.
//!
//! What happens in the browser becomes inputs of the pure core's flow, and its effects become calls of browser
//! interfaces. No business rule lives here.

mod copy;
mod legible;
mod options;
mod panic;
mod runtime;
mod view;

use std::{cell::RefCell, rc::Rc};

use leptos::mount::{UnmountHandle, mount_to_renderer};
use wasm_bindgen::prelude::*;

use copy::{Locale, Texts};
use options::{Links, Options};
use runtime::{Runtime, host::Host};
use view::{Context, dom::El};

/// Half the size of the standard library's for wasm32, and made for a single thread as it is.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A mistake of the script: the texts come first.
const NO_TEXTS: &str = "there are no texts in this language";

/// A mounted widget. It stays on the page until it is unmounted or dropped.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Handle {
    runtime: Rc<Runtime>,
    place: web_sys::Element,
    screen: RefCell<Screen>,
}

/// What is on the page, with what it can't be told in place.
#[derive(Debug)]
struct Screen {
    locale: Locale,
    texts: &'static Texts,
    links: Links,
    mounted: Option<Mounted>,
}

/// Takes in the texts of a language, as its file has them, for good: once for each. False when they are not of this version.
#[wasm_bindgen]
#[must_use]
pub fn add_texts(file: String) -> bool {
    Locale::add(file)
}

/// Mounts the widget into `place`.
///
/// # Errors
/// An array with one sentence for each problem of the configuration; one sentence when there are no texts in the `locale`.
#[wasm_bindgen]
pub fn mount(place: &web_sys::Element, options: &JsValue, host: Host) -> Result<Handle, JsValue> {
    let (locale, options) = read(options)?;
    let mut screen = Screen::new(locale, &options);
    let runtime = Runtime::start(options, host);
    screen.show(place, &runtime);
    Ok(Handle {
        runtime,
        place: place.clone(),
        screen: screen.into(),
    })
}

fn read(options: &JsValue) -> Result<(Locale, Options), JsValue> {
    let locale = options::locale(options).ok_or(NO_TEXTS)?;
    match Options::read(options, locale) {
        Ok(options) => Ok((locale, options)),
        Err(problems) => {
            let problems = problems.into_iter().map(JsValue::from);
            Err(problems.collect::<js_sys::Array>().into())
        }
    }
}

/// What has to change in a partner's colours: see `src/legible.rs`.
#[wasm_bindgen]
#[must_use]
pub fn legible(read: &str) -> JsValue {
    legible::legible(read).into()
}

/// Calls `callback` once, when this instance has panicked and can't be used any more.
#[wasm_bindgen]
pub fn on_panic(callback: js_sys::Function) {
    panic::on_panic(callback);
}

#[wasm_bindgen]
impl Handle {
    /// Looks at once whether anything has changed.
    pub fn check_now(&self) {
        self.runtime.check_now();
    }

    /// Forgets what was typed and begins anew.
    pub fn reset(&self) {
        self.runtime.reset();
    }

    /// Goes by other options. What was typed stays; another proxy takes another widget.
    ///
    /// # Errors
    /// As [`mount`]; then everything stays as it was.
    pub fn configure(&self, options: &JsValue) -> Result<(), JsValue> {
        let (locale, options) = read(options)?;
        let next = Screen::new(locale, &options);
        self.runtime.configure(options);
        let mut screen = self.screen.borrow_mut();
        if !screen.says_the_same(&next) {
            *screen = next;
            screen.show(&self.place, &self.runtime);
        }
        Ok(())
    }

    /// Takes the widget off the page: no timer, listener or answer reaches it any more.
    pub fn unmount(self) {
        self.runtime.stop();
        drop(self.screen);
    }
}

impl Screen {
    fn new(locale: Locale, options: &Options) -> Self {
        Self {
            locale,
            texts: options.texts,
            links: options.links.clone(),
            mounted: None,
        }
    }

    fn says_the_same(&self, other: &Self) -> bool {
        std::ptr::eq(self.texts, other.texts) && self.links == other.links
    }

    fn show(&mut self, place: &web_sys::Element, runtime: &Rc<Runtime>) {
        let context = Context::new(
            Rc::clone(runtime),
            self.locale,
            self.texts,
            self.links.clone(),
        );
        self.mounted = Some(Mounted(mount_to_renderer(place, move || {
            view::widget(&context)
        })));
    }
}

/// Unmounts when dropped.
struct Mounted(#[expect(dead_code, reason = "held for its drop")] UnmountHandle<El>);

impl std::fmt::Debug for Mounted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mounted")
    }
}
