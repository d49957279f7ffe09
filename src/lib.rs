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

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use copy::{Locale, Texts};
use options::{Links, Options};
use runtime::{Cause, Runtime, host::Host, moment::Moment, timer::Timer};
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
    screen: Rc<RefCell<Screen>>,
    /// Makes the screen, unless it is there by then.
    begin: Timer,
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
    let screen = Rc::new(RefCell::new(Screen::new(locale, &options)));
    let runtime = Runtime::start(options, host);
    let place = place.clone();
    let (there, shown, running) = (place.clone(), Rc::clone(&screen), Rc::downgrade(&runtime));
    // Who is told of a session that is there at once finds the form.
    runtime.on_change(move |_| {
        if let Some(runtime) = running.upgrade() {
            shown.borrow_mut().show(&there, &runtime);
        }
    });
    let begun = Rc::clone(&runtime);
    let handle = Handle {
        place,
        screen,
        begin: Timer::new(move || begun.tell(Cause::Other)),
        runtime,
    };
    // The session is on its way before the form is made, which takes as long.
    let now = handle.runtime.now();
    handle.begin.arm(Some(now), now);
    Ok(handle)
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

/// The colours that [`legible`] reads after the page's, by the names of their properties, with spaces between.
#[wasm_bindgen]
#[must_use]
pub fn colors() -> JsValue {
    legible::READ.into()
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
            let typed = Typed::at(&self.place);
            *screen = next;
            screen.show(&self.place, &self.runtime);
            typed.go_on(&self.place);
        }
        Ok(())
    }

    /// Takes the widget off the page: no timer, listener or answer reaches it any more.
    pub fn unmount(self) {
        self.runtime.stop();
        self.begin.disarm();
        self.screen.borrow_mut().mounted = None;
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
        let root = view::widget(&context);
        root.mount(place);
        let mounted = Mounted {
            node: root.node(),
            root: Rc::new(RefCell::new(root)),
        };
        let (root, is_due) = (Rc::downgrade(&mounted.root), Rc::new(Cell::new(false)));
        let update = Rc::new(move || {
            if let Some(root) = root.upgrade() {
                root.borrow_mut().update();
            }
        });
        let late = Rc::clone(&update);
        let frame = Moment::after_frame(move || late());
        runtime.on_change(move |cause| {
            // What is typed is shown before what goes with it is looked at.
            if cause == Cause::Typing {
                return frame.wait();
            }
            if is_due.replace(true) {
                return;
            }
            // Not at once: what is written into the page may call its listeners, and they the widget.
            let (update, is_due) = (Rc::clone(&update), Rc::clone(&is_due));
            spawn_local(async move {
                is_due.set(false);
                update();
            });
        });
        self.mounted = Some(mounted);
    }
}

/// Where somebody types while the elements are made anew, in another language: there the typing goes on.
struct Typed {
    id: String,
    selection: [JsValue; 2],
}

const SELECTION: [&str; 2] = ["selectionStart", "selectionEnd"];

impl Typed {
    fn at(place: &web_sys::Node) -> Self {
        let member = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
        let focused = member(&place.get_root_node(), "activeElement");
        Self {
            id: member(&focused, "id").as_string().unwrap_or_default(),
            selection: SELECTION.map(|name| member(&focused, name)),
        }
    }

    fn go_on(&self, place: &web_sys::Node) {
        let Some(input) = view::focus_id(place, &self.id) else {
            return;
        };
        // An e-mail address has none that a script can read.
        if self.selection[0].as_f64().is_some() {
            for (name, at) in SELECTION.iter().zip(&self.selection) {
                let _ = Reflect::set(&input, &(*name).into(), at);
            }
        }
    }
}

/// The elements on the page. They leave it when this is dropped.
struct Mounted {
    node: web_sys::Element,
    root: Rc<RefCell<El>>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.node.remove();
    }
}

impl std::fmt::Debug for Mounted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mounted")
    }
}
