//! Elements: Leptos's renderer without its generated view types and without its signals.
//!
//! The `view!` macro gives each element a type of its own and each type its own copy of the machinery that renders,
//! hydrates and diffs it. Here every element is an [`El`]: the browser downloads the machinery once. There is one source of
//! change too, the flow's view, so an element that depends on it is told by [`El::update`] and subscribes to nothing. No markup is
//! parsed either, which pages that demand Trusted Types would refuse. `docs/decisions/` has the figures.

use enrollment::domain::Language;
use leptos::tachys::renderer::{Rndr, types::Element};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// An element with what keeps it alive: its listeners, its live parts and its children. A single word, since each step of building one
/// hands it on.
pub(crate) struct El(Box<Parts>);

struct Parts {
    node: Element,
    children: Vec<El>,
    updates: Vec<Box<dyn FnMut()>>,
    listeners: Vec<Closure<dyn Fn(Event)>>,
}

/// A new element, of a tag, its classes and its attributes: `p.hint id=locked`. One text for all of them takes less of a download than a call
/// for each.
pub(crate) fn el(spec: &str) -> El {
    let (head, attributes) = spec.split_once(' ').unwrap_or((spec, ""));
    let (tag, classes) = head.split_once('.').unwrap_or((head, ""));
    let element = El(Box::new(Parts {
        node: Rndr::create_element(tag, None),
        children: Vec::new(),
        updates: Vec::new(),
        listeners: Vec::new(),
    }));
    let element = element.attrs(attributes);
    if classes.is_empty() {
        element
    } else {
        element.class(&classes.replace('.', " "))
    }
}

impl El {
    /// Sets an attribute for good.
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        Rndr::set_attribute(&self.0.node, name, value);
        self
    }

    /// Says which language its text is in, where that is another than the widget's.
    pub(crate) fn with_language(self, foreign: Option<Language>) -> Self {
        match foreign {
            Some(language) => self.attr("lang", language.as_str()),
            None => self,
        }
    }

    /// Sets attributes for good: `name=value`, with a space between two.
    pub(crate) fn attrs(self, attributes: &str) -> Self {
        let pairs = attributes
            .split(' ')
            .filter_map(|pair| pair.split_once('='));
        pairs.fold(self, |element, (name, value)| element.attr(name, value))
    }

    /// Sets the class and, for partners' styles, the part of the same name. Those with an underscore are the widget's own; the others are
    /// in `docs/theming.md` and stay.
    pub(crate) fn class(self, name: &str) -> Self {
        self.attr("class", name).attr("part", name)
    }

    /// Keeps an attribute as `value` says; `None` takes it away.
    pub(crate) fn bind(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.keep_attribute(name, Box::new(value))
    }

    /// Keeps an attribute that is there or not.
    pub(crate) fn flag(self, name: &'static str, set: impl Fn() -> bool + 'static) -> Self {
        self.bind(name, move || set().then(String::new))
    }

    /// Listens until the element is dropped, also to what happens while it is listening: writing into an input may call its listeners.
    pub(crate) fn on(self, event: &str, listener: impl Fn(Event) + 'static) -> Self {
        self.listen(event, Box::new(listener))
    }

    /// Appends an element.
    pub(crate) fn child(mut self, child: Self) -> Self {
        Rndr::insert_node(&self.0.node, &child.0.node, None);
        self.0.children.push(child);
        self
    }

    /// Appends elements.
    pub(crate) fn with_all(self, children: Vec<Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Appends a text.
    pub(crate) fn text(self, text: &str) -> Self {
        Rndr::insert_node(&self.0.node, &Rndr::create_text_node(text), None);
        self
    }

    /// Keeps the element's whole content as `text` says: of it all, since translations put elements in the place of texts.
    pub(crate) fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.keep_text(Box::new(text))
    }

    /// Keeps the element's whole content as `children` makes it of what `of` says; made anew only when that is something else.
    pub(crate) fn live_children<T: PartialEq + 'static>(
        self,
        of: impl Fn() -> T + 'static,
        children: impl Fn(&T) -> Vec<Self> + 'static,
    ) -> Self {
        let mut content = Content::of(&self);
        let mut shown = None;
        self.effect(move || {
            let now = of();
            if shown.as_ref() == Some(&now) {
                content.update();
            } else {
                content.replace(children(&now));
                shown = Some(now);
            }
        })
    }

    /// Runs `effect` now and whenever the view has changed.
    pub(crate) fn effect(self, effect: impl FnMut() + 'static) -> Self {
        self.run(Box::new(effect))
    }

    /// Puts the element at the end of a place.
    pub(crate) fn mount(&self, place: &Element) {
        Rndr::insert_node(place, &self.0.node, None);
    }

    /// Takes it off the page.
    pub(crate) fn unmount(&self) {
        self.0.node.remove();
    }

    /// Brings the element and all in it up to date.
    pub(crate) fn update(&mut self) {
        self.0.updates.iter_mut().for_each(|update| update());
        self.0.children.iter_mut().for_each(Self::update);
    }

    /// The element in the page, as the type that it is known to be.
    pub(crate) fn node<T: JsCast>(&self) -> T {
        self.0.node.clone().unchecked_into()
    }

    // Boxed from here on, so that each is compiled once.

    fn listen(mut self, event: &str, listener: Box<dyn Fn(Event)>) -> Self {
        let listener = Closure::wrap(listener);
        let function = listener.as_ref().unchecked_ref();
        let _ = self
            .0
            .node
            .add_event_listener_with_callback(event, function);
        self.0.listeners.push(listener);
        self
    }

    fn run(mut self, mut update: Box<dyn FnMut()>) -> Self {
        update();
        self.0.updates.push(update);
        self
    }

    fn keep_attribute(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let node = self.0.node.clone();
        let mut shown = None;
        self.run(Box::new(move || {
            let now = value();
            if now == shown {
                return;
            }
            match &now {
                Some(value) => Rndr::set_attribute(&node, name, value),
                None => Rndr::remove_attribute(&node, name),
            }
            shown = now;
        }))
    }

    fn keep_text(self, text: Box<dyn Fn() -> String>) -> Self {
        let node = self.0.node.clone();
        let mut shown = String::new();
        self.run(Box::new(move || {
            let now = text();
            if now != shown {
                node.set_text_content(Some(&now));
                shown = now;
            }
        }))
    }
}

/// The content of an element that changes as a whole.
pub(crate) struct Content {
    place: Element,
    shown: Vec<El>,
}

impl Content {
    pub(crate) fn of(place: &El) -> Self {
        Self {
            place: place.0.node.clone(),
            shown: Vec::new(),
        }
    }

    pub(crate) fn replace(&mut self, fresh: Vec<El>) {
        Rndr::clear_children(&self.place);
        for child in &fresh {
            child.mount(&self.place);
        }
        self.shown = fresh;
    }

    pub(crate) fn update(&mut self) {
        self.shown.iter_mut().for_each(El::update);
    }
}
