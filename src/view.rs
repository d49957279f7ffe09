//! The screen: the flow's view in, inputs out. No rule and no browser call beyond the DOM lives here.

mod account;
mod announcer;
mod choice;
mod consent;
pub(crate) mod dom;
mod elapsed;
mod field;
mod focus;
mod form;
mod links;
mod panel;
mod people;
mod summary;

use std::{
    cell::{OnceCell, RefCell},
    rc::Rc,
};

use enrollment::{
    draft::Field,
    flow::{Input, Screen, View},
};
use web_sys::{HtmlElement, Node};

use crate::{
    copy::{Locale, Texts},
    options::Links,
    runtime::{
        Runtime,
        intl::{self, Countries},
    },
};
use dom::{El, el};
pub(crate) use focus::focus_id;
use focus::focus_of;

/// What every component is given.
#[derive(Clone)]
pub(crate) struct Context {
    runtime: Rc<Runtime>,
    locale: Locale,
    texts: &'static Texts,
    links: Rc<Links>,
    countries: Rc<OnceCell<Countries>>,
    /// What of the widget had the focus before the view changed, which may hide it.
    focused: Rc<RefCell<Option<HtmlElement>>>,
}

/// The whole widget.
pub(crate) fn widget(context: &Context) -> El {
    let shown = el("div._widget")
        .flag("data-loading", context.is(is_loading))
        .child(summary::summary(context))
        .child(form::form(context))
        .child(panel::panel(context));
    let root = el("div");
    let (node, focused) = (root.node::<Node>(), Rc::clone(&context.focused));
    root.attr("lang", context.locale.code())
        // Before all that hides something.
        .effect(move || {
            focused.replace(focus_of(&node));
        })
        // There before it speaks.
        .child(announcer::announcer(context))
        .child(shown)
}

/// Whether what there is to see is laid out, but not seen yet: the session is on its way meanwhile.
fn is_loading(view: &View) -> bool {
    view.screen == Screen::Loading
}

impl Context {
    pub(crate) fn new(
        runtime: Rc<Runtime>,
        locale: Locale,
        texts: &'static Texts,
        links: Links,
    ) -> Self {
        Self {
            runtime,
            locale,
            texts,
            links: Rc::new(links),
            countries: Rc::default(),
            focused: Rc::default(),
        }
    }

    /// See [`intl::countries`].
    fn countries(&self) -> &Countries {
        self.countries
            .get_or_init(|| intl::countries(self.locale.code()))
    }

    fn send(&self, input: Input) {
        self.runtime.send(input);
    }

    /// What is to be seen.
    fn view(&self) -> Rc<View> {
        self.runtime.view()
    }

    /// A live condition on the view. A plain function, so that what keeps it live is compiled once.
    fn is(&self, condition: fn(&View) -> bool) -> impl Fn() -> bool + 'static {
        let runtime = Rc::clone(&self.runtime);
        move || condition(&runtime.view())
    }

    /// A live condition on what the view says of a field.
    fn is_of(
        &self,
        field: Field,
        condition: fn(&View, Field) -> bool,
    ) -> impl Fn() -> bool + 'static {
        let runtime = Rc::clone(&self.runtime);
        move || condition(&runtime.view(), field)
    }

    /// A live text of the view.
    fn says(&self, text: impl Fn(&View) -> String + 'static) -> impl Fn() -> String + 'static {
        let runtime = Rc::clone(&self.runtime);
        move || text(&runtime.view())
    }
}
