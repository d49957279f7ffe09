//! The directors, and who subscribes where that is somebody else.

use std::{cell::Cell, rc::Rc};

use enrollment::{
    draft::{Field, PersonField},
    flow::{Input, Purpose, View},
};
use web_sys::{HtmlElement, HtmlInputElement};

use super::{
    Context, El,
    account::member,
    choice::country_field,
    el,
    field::{TextField, error, has_error, id_of, text_field, text_input},
    focus::focus_field,
    form::section,
};
use crate::copy::nth_director;

/// Whose details they are.
#[derive(Clone, Copy)]
enum Who {
    Director(u8),
    Owner,
}

/// Everybody who is asked about.
pub(super) fn people(context: &Context) -> [El; 4] {
    let (others, add) = other_directors(context);
    [first_director(context), others, add, owner(context)]
}

/// The first director, who signs unless somebody else does. The box is there where nothing else is asked of one, too.
fn first_director(context: &Context) -> El {
    section(context.texts.form.director)
        .child(
            el("p.hint")
                .flag(
                    "hidden",
                    context.is(|view| view.owner_is_apart || !view.shows_director()),
                )
                .text(context.texts.form.director_hint),
        )
        .child(is_director(context))
        .with_all(fields(context, Who::Director(0)))
}

/// The box that is ticked while a director is who fills in the form.
fn is_director(context: &Context) -> El {
    let tick = el("input.checkbox type=checkbox id=is-director");
    let node: HtmlInputElement = tick.node();
    let (shown, reader, sender) = (node.clone(), context.clone(), context.clone());
    let tick = tick
        .effect(move || shown.set_checked(!reader.view().owner_is_apart))
        .on("change", move |_| {
            sender.send(Input::OwnerApart(!node.checked()));
        });
    let form = &context.texts.form;
    let words = context.says(|view| {
        if asks_for_directors(view) {
            form.is_director.to_owned()
        } else {
            form.signs_as_director.to_owned()
        }
    });
    el("div.choice")
        .child(tick)
        .child(el("label.choice-label for=is-director").live_text(words))
}

/// The directors after the first, and the button that adds one. The focus follows a press that adds or takes away.
fn other_directors(context: &Context) -> (El, El) {
    let pressed = Rc::new(Cell::new(false));
    let (press, sender) = (Rc::clone(&pressed), context.clone());
    let add = el("button.button.add type=button")
        .flag(
            "hidden",
            context.is(|view| !asks_for_directors(view) || view.directors >= Field::MOST_DIRECTORS),
        )
        .text(context.texts.form.add_director)
        .on("click", move |_| {
            press.set(true);
            sender.send(Input::DirectorAdded);
        });
    let goes_there = Rc::new(Cell::new(false));
    let (node, wanted) = (add.node::<HtmlElement>(), Rc::clone(&goes_there));
    // After what hides it.
    let add = add.effect(move || {
        if wanted.take() {
            let _ = node.focus();
        }
    });
    let others = el("div._body");
    let place = others.node::<web_sys::Element>();
    let (here, press_of) = (context.clone(), pressed);
    let mut shown: Vec<El> = Vec::new();
    let others = others
        .flag(
            "hidden",
            context.is(|view| !asks_for_directors(view) || view.directors < 2),
        )
        .effect(move || {
            let wanted = usize::from(here.view().directors).saturating_sub(1);
            let had = shown.len();
            shown.iter_mut().for_each(El::update);
            while shown.len() > wanted {
                if let Some(last) = shown.pop() {
                    last.unmount();
                }
            }
            for index in (1..).take(wanted).skip(shown.len()) {
                let fresh = other_director(&here, &press_of, index);
                fresh.mount(&place);
                shown.push(fresh);
            }
            if had != wanted && press_of.take() {
                let first = u8::try_from(wanted).unwrap_or_default();
                if had < wanted {
                    focus_field(&place, Field::Director(first, PersonField::FirstName));
                } else {
                    goes_there.set(true);
                }
            }
        });
    (others, add)
}

fn asks_for_directors(view: &View) -> bool {
    view.purpose == Purpose::Enroll && !view.director_is_folded
}

fn has_owner(view: &View) -> bool {
    view.owner_is_apart && view.purpose == Purpose::Enroll
}

fn other_director(context: &Context, pressed: &Rc<Cell<bool>>, index: u8) -> El {
    let form = &context.texts.form;
    let name = nth_director(form, index);
    let (pressed, sender) = (Rc::clone(pressed), context.clone());
    section(&name)
        .with_all(fields(context, Who::Director(index)))
        .child(
            el("button.button.remove type=button")
                .text(form.remove)
                .child(el("span._unseen").text(&[" ", &name].concat()))
                .on("click", move |event| {
                    // The second click of two falls on whoever has moved up. A key's count is 0.
                    if member(&event, "detail").as_f64() <= Some(1.0) {
                        pressed.set(true);
                        sender.send(Input::DirectorRemoved(index));
                    }
                }),
        )
}

/// Who subscribes for the company without being its first director.
fn owner(context: &Context) -> El {
    let here = context.clone();
    let is_there = context.is(has_owner);
    el("div").flag("hidden", move || !is_there()).live_children(
        context.is(has_owner),
        move |is_asked| {
            let owner = || section(here.texts.form.owner).with_all(fields(&here, Who::Owner));
            is_asked.then(owner).into_iter().collect()
        },
    )
}

/// All that may be asked about a person, in the order of the form.
fn fields(context: &Context, who: Who) -> Vec<El> {
    let form = &context.texts.form;
    let text = |part, label, autocomplete, attributes| {
        let field = TextField::plain(who.field(part), label, autocomplete, attributes);
        text_field(context, &field)
    };
    let country =
        |part, label, autocomplete| country_field(context, who.field(part), label, autocomplete);
    let mut fields = vec![
        text(PersonField::FirstName, form.first_name, "given-name", ""),
        text(PersonField::LastName, form.last_name, "family-name", ""),
        birth_date(context, who),
    ];
    let email = text(
        PersonField::Email,
        form.email,
        "email",
        "type=email inputmode=email spellcheck=false",
    );
    let phone = text(
        PersonField::Phone,
        form.phone,
        "tel",
        "type=tel inputmode=tel",
    );
    match who {
        Who::Owner => fields.extend([email, phone]),
        Who::Director(_) => fields.extend([
            country(PersonField::Nationality, form.nationality, "off"),
            country(PersonField::Residence, form.residence, "country"),
            email,
            phone,
            text(PersonField::Title, form.position, "organization-title", ""),
            text(PersonField::BirthCity, form.birth_city, "off", ""),
            country(PersonField::BirthCountry, form.birth_country, "off"),
        ]),
    }
    fields
}

/// Three inputs for one value; no key moves from one to the next by itself.
fn birth_date(context: &Context, who: Who) -> El {
    let form = &context.texts.form;
    let day = who.field(PersonField::BirthDay);
    let id = id_of(day);
    let described = [&id, ".hint ", &id, ".error"].concat();
    let part = |part, label, autocomplete, width| {
        let field = who.field(part);
        let input = text_input(context, field, autocomplete, "inputmode=numeric");
        el("div")
            .class(width)
            .child(el("label.label").attr("for", &id_of(field)).text(label))
            .child(input.attr("id", &id_of(field)))
    };
    el("fieldset.field.date role=group")
        .attr("aria-describedby", &described)
        .flag("hidden", context.is_of(day, |view, day| !view.shows(day)))
        .flag("data-wrong", has_error(context, day))
        .child(el("legend.label").text(form.birth_date))
        .child(
            el("p.hint")
                .attr("id", &(id.clone() + ".hint"))
                .text(form.birth_date_hint),
        )
        .child(error(context, day))
        .child(
            el("div._date-parts")
                .child(part(
                    PersonField::BirthDay,
                    form.day,
                    "bday-day",
                    "_date-part",
                ))
                .child(part(
                    PersonField::BirthMonth,
                    form.month,
                    "bday-month",
                    "_date-part _month",
                ))
                .child(part(
                    PersonField::BirthYear,
                    form.year,
                    "bday-year",
                    "_date-part _year",
                )),
        )
}

impl Who {
    const fn field(self, part: PersonField) -> Field {
        match self {
            Self::Director(index) => Field::Director(index, part),
            Self::Owner => Field::Owner(part),
        }
    }
}
