//! A field whose value is chosen: a native select.

use std::{
    cell::Cell,
    rc::{Rc, Weak},
};

use enrollment::draft::Field;
use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{HtmlSelectElement, Node};

use super::{
    Context, El, el,
    field::{framed, listen, masked, own_words, refill},
};
use crate::{
    copy,
    runtime::{intl, timer::Timer},
};

/// How many options are made at a time: a key never waits for more.
const PIECE: u32 = 50;

/// A choice of country.
pub(super) fn country_field(
    context: &Context,
    field: Field,
    label: &str,
    autocomplete: &'static str,
) -> El {
    let unset = el("option value=").text(context.texts.form.choose_country);
    let select = masked("select", "input select").child(unset);
    choice_field(context, field, label, autocomplete, select, |context| {
        context.countries().clone()
    })
}

/// A choice of the kind of company number.
pub(super) fn type_field(context: &Context) -> El {
    let select = masked("select", "input select");
    let label = context.texts.form.identifier_type;
    let field = Field::IdentifierType;
    choice_field(context, field, label, "off", select, |context| {
        let choices = Array::new();
        for &kind in &context.view().types {
            let name = copy::kind_name(&context.texts.form, kind);
            let country = match kind.country() {
                "" => String::new(),
                alpha2 => [", ", &intl::country(context.locale.code(), alpha2)].concat(),
            };
            let words = [name, &country].concat();
            choices.push(&intl::pair(&words, kind.as_str()));
        }
        choices
    })
}

fn choice_field(
    context: &Context,
    field: Field,
    label: &str,
    autocomplete: &'static str,
    select: El,
    choices: fn(&Context) -> Array,
) -> El {
    let options = Options::of(context, field, select.node(), choices);
    let [seen, focused, read] = core::array::from_fn(|_| Rc::clone(&options));
    let reader = context.clone();
    let select = select
        .effect(move || {
            if reader.view().shows(field) {
                seen.begin();
            }
        })
        .on("focus", move |_| focused.complete());
    let select = own_words(context, field, autocomplete, select);
    let select = refill(context, field, select, move |text| options.choose(text));
    let select = listen(context, field, select, move |_| {
        read.complete();
        read.select.value()
    });
    framed(context, field, el("label.label").text(label), None, select)
}

/// The options of a select. There are two hundred and fifty countries, and somebody may type meanwhile: so they are made in tasks of their
/// own, most of them while the session is on its way, and put into the page together, which lays it out once. Whoever comes to the select
/// has them at once.
struct Options {
    context: Context,
    field: Field,
    select: HtmlSelectElement,
    /// Each a pair of words and a value, as [`intl::pair`] has them.
    choices: fn(&Context) -> Array,
    is_begun: Cell<bool>,
    next: Cell<u32>,
    made: Array,
    timer: Timer,
}

impl Options {
    fn of(
        context: &Context,
        field: Field,
        select: HtmlSelectElement,
        choices: fn(&Context) -> Array,
    ) -> Rc<Self> {
        Rc::new_cyclic(|this: &Weak<Self>| {
            let this = this.clone();
            Self {
                context: context.clone(),
                field,
                select,
                choices,
                is_begun: Cell::new(false),
                next: Cell::new(0),
                made: Array::new(),
                timer: Timer::new(move || {
                    if let Some(this) = this.upgrade() {
                        this.go_on(PIECE);
                    }
                }),
            }
        })
    }

    /// Once somebody sees the select.
    fn begin(&self) {
        if !self.is_begun.replace(true) {
            self.wait();
        }
    }

    /// Chooses, which takes what there is to choose from.
    fn choose(&self, value: &str) {
        if self.is_begun.get() && !value.is_empty() {
            self.complete();
        }
        self.select.set_value(value);
    }

    fn complete(&self) {
        self.go_on(u32::MAX);
    }

    fn go_on(&self, count: u32) {
        let all = (self.choices)(&self.context);
        let from = self.next.get();
        let to = from.saturating_add(count).min(all.length());
        if self.next.replace(to) == to {
            return;
        }
        for index in from..to {
            let choice = all.get(index).as_string().unwrap_or_default();
            let (words, value) = intl::parts(&choice);
            let option = el("option").attr("value", value).text(words);
            self.made.push(&option.node::<Node>());
        }
        if to < all.length() {
            return self.wait();
        }
        for index in 0..to {
            let _ = self
                .select
                .append_child(self.made.get(index).unchecked_ref());
        }
        self.select
            .set_value(&self.context.runtime.value(self.field));
    }

    fn wait(&self) {
        let now = self.context.runtime.now();
        self.timer.arm(Some(now), now);
    }
}
