//! A field whose value is chosen: a native select.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use enrollment::draft::Field;
use js_sys::Array;
use web_sys::{HtmlSelectElement, Node};

use super::{
    Context, El, el,
    field::{Framed, framed, listen, masked, own_words, refill},
};
use crate::{
    copy,
    runtime::{intl, timer::Timer},
};

/// How many options are made at a time: a key never waits for more.
const PIECE: u32 = 16;
/// When that begins, in milliseconds: what the borrower does first comes first.
const LATER: u64 = 1_000;

/// A choice of country.
pub(super) fn country_field(
    context: &Context,
    field: Field,
    label: &'static str,
    autocomplete: &'static str,
) -> El {
    choice_field(context, field, label, autocomplete, |context| {
        context.countries().clone()
    })
}

/// A choice of the kind of company number.
pub(super) fn type_field(context: &Context) -> El {
    let label = context.texts.form.identifier_type;
    choice_field(context, Field::IdentifierType, label, "off", |context| {
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
    label: &'static str,
    autocomplete: &'static str,
    choices: fn(&Context) -> Array,
) -> El {
    let here = context.clone();
    framed(context, field, None, move || Framed {
        label: el("label.label").text(label),
        input: select(&here, field, autocomplete, choices),
        below: None,
    })
}

fn select(
    context: &Context,
    field: Field,
    autocomplete: &'static str,
    choices: fn(&Context) -> Array,
) -> El {
    let select = masked("select", "input select");
    let select = if field == Field::IdentifierType {
        select
    } else {
        select.child(el("option value=").text(context.texts.form.choose_country))
    };
    let options = Options::of(context, field, select.node(), choices);
    let [focused, read] = core::array::from_fn(|_| Rc::clone(&options));
    let select = select.on("focus", move |_| focused.complete());
    let select = own_words(context, field, autocomplete, select);
    let select = refill(context, field, select, move |text| {
        if !text.is_empty() {
            options.complete();
        }
        options.select.set_value(text);
    });
    listen(context, field, select, move |_| {
        read.complete();
        read.select.value()
    })
}

/// The options of a select. There are two hundred and fifty countries, and somebody types meanwhile: so they are made by and by, and put
/// into the page together, which lays it out once. Whoever comes to the select has them at once.
struct Options {
    context: Context,
    field: Field,
    select: HtmlSelectElement,
    /// Each a pair of words and a value, as [`intl::pair`] has them.
    choices: fn(&Context) -> Array,
    next: Cell<u32>,
    made: RefCell<Vec<El>>,
    timer: Timer,
}

impl Options {
    fn of(
        context: &Context,
        field: Field,
        select: HtmlSelectElement,
        choices: fn(&Context) -> Array,
    ) -> Rc<Self> {
        let options = Rc::new_cyclic(|this: &Weak<Self>| {
            let this = this.clone();
            Self {
                context: context.clone(),
                field,
                select,
                choices,
                next: Cell::new(0),
                made: RefCell::default(),
                timer: Timer::new(move || {
                    if let Some(this) = this.upgrade() {
                        this.go_on(PIECE);
                    }
                }),
            }
        });
        options.wait(LATER);
        options
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
            self.made.borrow_mut().push(option);
        }
        if to < all.length() {
            return self.wait(0);
        }
        for option in self.made.take() {
            let _ = self.select.append_child(&option.node::<Node>());
        }
        let chosen = self.context.runtime.value(self.field);
        self.select.set_value(&chosen);
    }

    fn wait(&self, delay: u64) {
        let now = self.context.runtime.now();
        self.timer.arm(Some(now.after(delay)), now);
    }
}
