//! The people of a draft: its directors, and the owner where that is somebody else.

use alloc::vec::Vec;

use super::{Draft, Field, PersonField, Problem, Reason, Rules, is_blank, keep};
use crate::{
    domain::{BirthDate, Country, PersonName, Phone, birth_date::DateParts},
    enrollment::{Person, Repayment},
    sensitive::Sensitive,
};

/// Whose value it is.
#[derive(Clone, Copy)]
enum Who {
    Director(u8),
    Owner,
}

impl Draft {
    /// The directors in order. Direct debit needs one with all five values: the first who has something in each, else
    /// the first. Of the others a name will do, and one whose fields are all blank is nobody.
    pub(super) fn directors(&self, rules: &Rules, problems: &mut Vec<Problem>) -> Vec<Person> {
        let last = self.values.iter().filter_map(|(field, _)| field.director());
        let indices = 0..=last.max().unwrap_or(0);
        let complete = match rules.repayment {
            Repayment::DirectDebit => {
                let first = indices
                    .clone()
                    .find(|index| !self.is_nobody(Who::Director(*index)));
                let complete = indices.clone().find(|index| self.has_all_five(*index));
                Some(complete.or(first).unwrap_or(0))
            }
            Repayment::Transfer => None,
        };
        indices
            .filter(|index| complete == Some(*index) || !self.is_nobody(Who::Director(*index)))
            .filter_map(|index| {
                let needs_all = complete == Some(index);
                self.person(Who::Director(index), needs_all, rules, problems)
            })
            .collect()
    }

    /// The person who subscribes for the company, where the draft has one of its own.
    pub(super) fn owner(&self, rules: &Rules, problems: &mut Vec<Problem>) -> Option<Person> {
        if self.has_owner() {
            self.person(Who::Owner, false, rules, problems)
        } else {
            None
        }
    }

    /// Whether somebody else than the first director subscribes.
    pub(crate) fn has_owner(&self) -> bool {
        !self.is_nobody(Who::Owner)
    }

    fn is_nobody(&self, who: Who) -> bool {
        PersonField::ALL
            .into_iter()
            .all(|field| is_blank(self.text(who, field)))
    }

    fn has_all_five(&self, director: u8) -> bool {
        PersonField::ALL.into_iter().all(|field| {
            field == PersonField::Phone || !is_blank(self.text(Who::Director(director), field))
        })
    }

    fn person(
        &self,
        who: Who,
        needs_all: bool,
        rules: &Rules,
        problems: &mut Vec<Problem>,
    ) -> Option<Person> {
        let text = |field| self.text(who, field);
        let at = |field, reason| Problem::new(who.field(field), reason);
        let given = |field| !is_blank(text(field));
        let name = |field| {
            let name: Result<PersonName, _> = text(field).parse();
            name.map_err(|error| at(field, Reason::Name(error)))
        };
        let country = |field| {
            let country: Result<Country, _> = text(field).parse();
            country.map_err(|error| at(field, Reason::Country(error)))
        };

        let first_name = keep(problems, name(PersonField::FirstName));
        let last_name = keep(problems, name(PersonField::LastName));
        let date = [
            PersonField::BirthYear,
            PersonField::BirthMonth,
            PersonField::BirthDay,
        ];
        let birth_date = keep_if(needs_all || date.into_iter().any(given), problems, || {
            let [year, month, day] = date.map(text);
            let parts = DateParts { year, month, day };
            BirthDate::parse(parts, rules.today, rules.minimum_age)
                .map_err(|error| at(error.part().into(), Reason::BirthDate(error)))
        });
        let mut country_if_wanted =
            |field| keep_if(needs_all || given(field), problems, || country(field));
        let nationality = country_if_wanted(PersonField::Nationality);
        let residence = country_if_wanted(PersonField::Residence);
        let email = keep_if(needs_all || given(PersonField::Email), problems, || {
            let email = text(PersonField::Email).parse();
            email.map_err(|error| at(PersonField::Email, Reason::Email(error)))
        });
        let phone = keep_if(given(PersonField::Phone), problems, || {
            let phone = Phone::parse(text(PersonField::Phone), residence);
            phone.map_err(|error| at(PersonField::Phone, Reason::Phone(error)))
        });
        Some(Person {
            first_name: first_name?,
            last_name: last_name?,
            birth_date,
            nationality: nationality.map(Sensitive::new),
            email,
            phone,
            residence: residence.map(Sensitive::new),
        })
    }

    fn text(&self, who: Who, field: PersonField) -> &str {
        if who.has(field) {
            self.value(who.field(field))
        } else {
            ""
        }
    }
}

impl Who {
    /// Whether the lending API has such a value of that person.
    fn has(self, field: PersonField) -> bool {
        matches!(self, Self::Director(_)) || !field.owner_path().is_empty()
    }

    const fn field(self, field: PersonField) -> Field {
        match self {
            Self::Director(index) => Field::Director(index, field),
            Self::Owner => Field::Owner(field),
        }
    }
}

fn keep_if<T>(
    wanted: bool,
    problems: &mut Vec<Problem>,
    parse: impl FnOnce() -> Result<T, Problem>,
) -> Option<T> {
    if wanted {
        keep(problems, parse())
    } else {
        None
    }
}
