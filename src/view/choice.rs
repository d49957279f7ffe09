//! A field whose value is chosen: a native select.

use std::{
    cell::Cell,
    rc::{Rc, Weak},
};

use enrollment::{domain::IdentifierType, draft::Field};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{HtmlSelectElement, Node};

use super::{
    Context, El,
    dom::Content,
    el,
    field::{framed, listen, masked, own_words, refill},
};
use crate::{
    copy,
    runtime::{intl, moment::Moment},
};

/// How many countries are made at a time.
const PIECE: u32 = 25;

/// A choice of country.
pub(super) fn country_field(
    context: &Context,
    field: Field,
    label: &str,
    autocomplete: &'static str,
) -> El {
    let unset = el("option value=").text(context.texts.form.choose_country);
    let select = masked("select", "input select").child(unset);
    let countries = Countries::of(context, field, select.node());
    let [seen, focused, read] = core::array::from_fn(|_| Rc::clone(&countries));
    let reader = context.clone();
    let select = select
        .effect(move || {
            let view = reader.view();
            if view.shows_form && view.shows(field) {
                seen.begin();
            }
        })
        .on("focus", move |_| focused.complete());
    let select = own_words(context, field, autocomplete, select);
    let select = refill(context, field, select, move |code| countries.choose(code));
    let select = listen(context, field, select, move |_| {
        read.complete();
        read.select.value()
    });
    framed(context, field, el("label.label").text(label), None, select)
}

/// A choice of the kind of company number.
pub(super) fn type_field(context: &Context) -> El {
    const FIELD: Field = Field::IdentifierType;
    let select = masked("select", "input select");
    let node: HtmlSelectElement = select.node();
    let (chosen, filled, reader) = (node.clone(), node.clone(), context.clone());
    let mut options = Content::of(&select);
    let mut shown = Vec::new();
    let select = select.effect(move || {
        let view = reader.view();
        if shown != view.types {
            let fresh = view.types.iter();
            options.replace(fresh.map(|kind| kind_option(&reader, *kind)).collect());
            shown.clone_from(&view.types);
            chosen.set_value(&reader.runtime.value(FIELD));
        }
    });
    let select = refill(context, FIELD, select, move |kind| filled.set_value(kind));
    let select = own_words(context, FIELD, "off", select);
    let select = listen(context, FIELD, select, move |_| node.value());
    let label = el("label.label").text(context.texts.form.identifier_type);
    framed(context, FIELD, label, None, select)
}

fn kind_option(context: &Context, kind: IdentifierType) -> El {
    let name = copy::kind_name(&context.texts.form, kind);
    let country = match kind.country() {
        "" => String::new(),
        alpha2 => [", ", &intl::country(context.locale.code(), alpha2)].concat(),
    };
    el("option")
        .attr("value", kind.as_str())
        .text(&[name, &country].concat())
}

/// The countries of a select. There are two hundred and fifty, and what somebody types comes first: so their options are made once the form
/// is there and the browser has nothing else to do, a few at a time. Whoever comes to the select has them at once.
struct Countries {
    context: Context,
    field: Field,
    select: HtmlSelectElement,
    is_begun: Cell<bool>,
    made: Cell<u32>,
    leisure: Moment,
}

impl Countries {
    fn of(context: &Context, field: Field, select: HtmlSelectElement) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Self>| {
            let this = this.clone();
            Self {
                context: context.clone(),
                field,
                select,
                is_begun: Cell::new(false),
                made: Cell::new(0),
                leisure: Moment::at_leisure(move || {
                    if let Some(this) = this.upgrade() {
                        this.go_on(PIECE);
                    }
                }),
            }
        })
    }

    /// Once the select is in the form.
    fn begin(&self) {
        if !self.is_begun.replace(true) {
            self.leisure.wait();
        }
    }

    /// Chooses, which takes what there is to choose from.
    fn choose(&self, code: &str) {
        if self.is_begun.get() && !code.is_empty() {
            self.complete();
        }
        self.select.set_value(code);
    }

    fn complete(&self) {
        self.go_on(u32::MAX);
    }

    fn go_on(&self, count: u32) {
        let all = self.context.countries();
        let from = self.made.get();
        let to = from.saturating_add(count).min(all.len());
        let [text, value] = ["textContent", "value"].map(JsValue::from);
        for index in from..to {
            let (name, code) = all.get(index);
            let option: Node = el("option").node();
            let _ = Reflect::set(&option, &text, &name);
            let _ = Reflect::set(&option, &value, &code);
            let _ = self.select.append_child(&option);
        }
        self.made.set(to);
        if to < all.len() {
            self.leisure.wait();
        } else if from < to && self.select.value().is_empty() {
            self.select
                .set_value(&self.context.runtime.value(self.field));
        }
    }
}
