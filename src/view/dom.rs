//! Elements: Leptos's renderer, reactivity and ownership without its generated view types.
//!
//! The `view!` macro gives each element a type of its own and each type its own copy of the machinery that renders,
//! hydrates and diffs it. Here every element is an [`El`]: the browser downloads the machinery once. No markup is
//! parsed either, which pages that demand Trusted Types would refuse. `docs/decisions/` has the figures.

use leptos::{
    prelude::RenderEffect,
    tachys::{
        renderer::{
            Rndr,
            types::{Element, Node},
        },
        view::{Mountable, Render},
    },
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// An element with what keeps it alive: its listeners, its reactive parts and its children.
pub(crate) struct El {
    node: Element,
    children: Vec<El>,
    effects: Vec<RenderEffect<()>>,
    listeners: Vec<Closure<dyn Fn(Event)>>,
}

/// A new element.
pub(crate) fn el(tag: &str) -> El {
    El {
        node: Rndr::create_element(tag, None),
        children: Vec::new(),
        effects: Vec::new(),
        listeners: Vec::new(),
    }
}

impl El {
    /// Sets an attribute for good.
    pub(crate) fn attr(self, name: &str, value: &str) -> Self {
        Rndr::set_attribute(&self.node, name, value);
        self
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
        Rndr::insert_node(&self.node, &child.node, None);
        self.children.push(child);
        self
    }

    /// Appends elements.
    pub(crate) fn with_all(self, children: Vec<Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Appends a text.
    pub(crate) fn text(self, text: &str) -> Self {
        Rndr::insert_node(&self.node, &Rndr::create_text_node(text), None);
        self
    }

    /// Appends a text that is kept as `text` says.
    pub(crate) fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.keep_text(Box::new(text))
    }

    /// Keeps the element's whole content as `children` says.
    pub(crate) fn live_children(self, children: impl Fn() -> Vec<Self> + 'static) -> Self {
        let node = self.node.clone();
        let mut shown = Vec::new();
        self.effect(move || {
            let fresh = children();
            Rndr::clear_children(&node);
            for child in &fresh {
                Rndr::insert_node(&node, &child.node, None);
            }
            drop(core::mem::replace(&mut shown, fresh));
        })
    }

    /// Runs `effect` now and whenever a signal that it read changes.
    pub(crate) fn effect(self, effect: impl FnMut() + 'static) -> Self {
        self.run(Box::new(effect))
    }

    /// The element in the page, as the type that it is known to be.
    pub(crate) fn node<T: JsCast>(&self) -> T {
        self.node.clone().unchecked_into()
    }

    // Boxed from here on, so that each is compiled once.

    fn listen(mut self, event: &str, listener: Box<dyn Fn(Event)>) -> Self {
        let listener = Closure::wrap(listener);
        let function = listener.as_ref().unchecked_ref();
        let _ = self.node.add_event_listener_with_callback(event, function);
        self.listeners.push(listener);
        self
    }

    fn run(mut self, mut effect: Box<dyn FnMut()>) -> Self {
        self.effects.push(RenderEffect::new(move |_| effect()));
        self
    }

    fn keep_attribute(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let node = self.node.clone();
        self.run(Box::new(move || match value() {
            Some(value) => Rndr::set_attribute(&node, name, &value),
            None => Rndr::remove_attribute(&node, name),
        }))
    }

    fn keep_text(self, text: Box<dyn Fn() -> String>) -> Self {
        let node = Rndr::create_text_node("");
        Rndr::insert_node(&self.node, &node, None);
        self.run(Box::new(move || Rndr::set_text(&node, &text())))
    }
}

impl Render for El {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, state: &mut Self) {
        Rndr::mount_before(&mut { self }, &state.node);
    }
}

impl Mountable for El {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        Rndr::insert_node(parent, &self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent =
            Rndr::get_parent(&self.node).and_then(|parent| parent.dyn_into::<Element>().ok());
        parent.is_some_and(|parent| {
            child.mount(&parent, Some(&self.node));
            true
        })
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.node.clone()]
    }
}
