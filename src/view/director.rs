//! The managing director's details.

use enrollment::draft::{Field, PersonField};

use super::{
    Context, El, el,
    field::{TextField, country_field, error, id_of, is_wrong, text_fields, text_input},
    form::{OFF, section},
};

/// The first director, who signs.
pub(super) fn director(context: &Context) -> El {
    let form = &context.texts.form;
    let field = |field| Field::Director(0, field);
    section(form.director)
        .flag("hidden", context.is(|view| !view.shows_director()))
        .child(el("p").class("hint").text(form.director_hint))
        .with_all(text_fields(
            context,
            &[
                TextField::plain(
                    field(PersonField::FirstName),
                    form.first_name,
                    &[("autocomplete", "given-name")],
                ),
                TextField::plain(
                    field(PersonField::LastName),
                    form.last_name,
                    &[("autocomplete", "family-name")],
                ),
            ],
        ))
        .child(birth_date(context))
        .child(country_field(
            context,
            field(PersonField::Nationality),
            form.nationality,
            "off",
        ))
        .child(country_field(
            context,
            field(PersonField::Residence),
            form.residence,
            "country",
        ))
        .with_all(text_fields(
            context,
            &[
                TextField::plain(
                    field(PersonField::Email),
                    form.email,
                    &[
                        ("type", "email"),
                        ("autocomplete", "email"),
                        ("inputmode", "email"),
                        ("spellcheck", "false"),
                    ],
                ),
                TextField::plain(
                    field(PersonField::Phone),
                    form.phone,
                    &[
                        ("type", "tel"),
                        ("autocomplete", "tel"),
                        ("inputmode", "tel"),
                    ],
                ),
                TextField::plain(
                    field(PersonField::Title),
                    form.position,
                    &[("autocomplete", "organization-title")],
                ),
                TextField::plain(field(PersonField::BirthCity), form.birth_city, &OFF),
            ],
        ))
        .child(country_field(
            context,
            field(PersonField::BirthCountry),
            form.birth_country,
            "off",
        ))
}

/// Three inputs for one value; no key moves from one to the next by itself.
fn birth_date(context: &Context) -> El {
    let form = &context.texts.form;
    let day = Field::Director(0, PersonField::BirthDay);
    let id = id_of(day);
    let described = [&id, ".hint ", &id, ".error"].concat();
    let part = |part, label, autocomplete, width| {
        let field = Field::Director(0, part);
        let input = text_input(
            context,
            field,
            &[("autocomplete", autocomplete), ("inputmode", "numeric")],
        );
        el("div")
            .class(width)
            .child(
                el("label")
                    .class("label")
                    .attr("for", &id_of(field))
                    .text(label),
            )
            .child(input.attr("id", &id_of(field)))
    };
    el("fieldset")
        .class("field date")
        .attr("role", "group")
        .attr("aria-describedby", &described)
        .flag("hidden", context.is_of(day, |view, day| !view.shows(day)))
        .flag("data-wrong", is_wrong(context, day))
        .child(el("legend").class("label").text(form.birth_date))
        .child(
            el("p")
                .class("hint")
                .attr("id", &(id.clone() + ".hint"))
                .text(form.birth_date_hint),
        )
        .child(error(context, day))
        .child(
            el("div")
                .class("_date-parts")
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
                    "_date-part",
                ))
                .child(part(
                    PersonField::BirthYear,
                    form.year,
                    "bday-year",
                    "_date-part _year",
                )),
        )
}

/// The privacy notice, linked before the first personal field.
pub(super) fn privacy(context: &Context) -> El {
    let form = &context.texts.form;
    let link = document_link(form.privacy.link, form.new_tab).attr("href", &context.links.privacy);
    el("p")
        .class("privacy")
        .text(form.privacy.before)
        .child(link)
        .text(form.privacy.after)
}

/// A link that opens a document beside the form and says so.
pub(super) fn document_link(words: &str, new_tab: &str) -> El {
    el("a")
        .class("link")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .text(words)
        .child(
            el("span")
                .class("_unseen")
                .text(&[" (", new_tab, ")"].concat()),
        )
}
