//! The people of a draft: its directors, and the owner where that is somebody else.

use alloc::vec::Vec;

use super::{Draft, Field, PersonField, Problem, Reason, Rules, is_blank, keep};
use crate::{
    domain::{BirthDate, Country, IdentifierType, Line, PersonName, Phone, birth_date::DateParts},
    enrollment::{BirthPlace, DirectorDetails, Person, Repayment},
    sensitive::Sensitive,
};

/// Whose value it is.
#[derive(Clone, Copy)]
enum Who {
    Director(u8),
    Owner,
}

/// What has to be known of a person.
#[derive(Clone, Copy, PartialEq)]
enum Needs {
    /// All five values of direct debit.
    All,
    /// The name.
    Name,
    /// The name and the e-mail address.
    Contact,
    /// Nothing: the lender knows who it is.
    Nothing,
}

impl Draft {
    /// The directors in order. Direct debit needs one with all five values: the first. Of the others a name will do, and one
    /// whose fields are all blank is nobody.
    pub(super) fn directors(&self, rules: &Rules, problems: &mut Vec<Problem>) -> Vec<Person> {
        let last = self.values.iter().filter_map(|(field, _)| field.director());
        let is_found = self.director_is_found(rules.director_details);
        let needs = |index| match rules.repayment {
            _ if is_found => Needs::Nothing,
            Repayment::DirectDebit if index == 0 => Needs::All,
            _ => Needs::Name,
        };
        (0..=last.max().unwrap_or(0))
            .map(|index| (Who::Director(index), needs(index)))
            .filter(|(who, needs)| *needs == Needs::All || !self.is_nobody(*who))
            .map(|(who, needs)| self.person(who, needs, rules, problems))
            .collect()
    }

    /// Whether the lender finds the director by itself: it does for most French companies.
    pub(crate) fn director_is_found(&self, details: DirectorDetails) -> bool {
        let kind = self.value(Field::IdentifierType).parse();
        details == DirectorDetails::Auto
            && matches!(kind, Ok(IdentifierType::Siren | IdentifierType::Siret))
    }

    /// The person who subscribes for the company, where the draft has one of its own.
    pub(super) fn owner(&self, rules: &Rules, problems: &mut Vec<Problem>) -> Option<Person> {
        let needs = if self.owner_apart.is_some() {
            Needs::Contact
        } else {
            Needs::Name
        };
        self.has_owner()
            .then(|| self.person(Who::Owner, needs, rules, problems))
    }

    /// Whether somebody else than the first director subscribes.
    pub(crate) fn has_owner(&self) -> bool {
        self.owner_apart
            .unwrap_or_else(|| !self.is_nobody(Who::Owner))
    }

    /// Takes the first director for the owner, or somebody else. What was typed about that one is kept either way.
    pub(crate) fn set_owner_apart(&mut self, apart: bool) {
        self.owner_apart = Some(apart);
    }

    fn is_nobody(&self, who: Who) -> bool {
        PersonField::ALL
            .into_iter()
            .all(|field| is_blank(self.text(who, field)))
    }

    fn person(&self, who: Who, needs: Needs, rules: &Rules, problems: &mut Vec<Problem>) -> Person {
        let text = |field| self.text(who, field);
        let at = |field, reason| Problem::new(who.field(field), reason);
        let given = |field| !is_blank(text(field));
        let wanted = |field: PersonField| match needs {
            Needs::All if field.is_mandatory() => true,
            Needs::Contact if field == PersonField::Email => true,
            _ => given(field),
        };
        let name = |field| {
            let name: Result<PersonName, _> = text(field).parse();
            name.map_err(|error| at(field, Reason::Name(error)))
        };
        let country = |field| {
            let country: Result<Country, _> = text(field).parse();
            country.map_err(|error| at(field, Reason::Country(error)))
        };

        let mut name_if_wanted = |field| {
            keep_if(needs != Needs::Nothing || given(field), problems, || {
                name(field)
            })
        };
        let first_name = name_if_wanted(PersonField::FirstName);
        let last_name = name_if_wanted(PersonField::LastName);
        let date = [
            PersonField::BirthYear,
            PersonField::BirthMonth,
            PersonField::BirthDay,
        ];
        let birth_date = keep_if(date.into_iter().any(wanted), problems, || {
            let [year, month, day] = date.map(text);
            let parts = DateParts { year, month, day };
            BirthDate::parse(parts, rules.today, rules.minimum_age)
                .map_err(|error| at(error.part().into(), Reason::BirthDate(error)))
        });
        let mut country_if_wanted = |field| keep_if(wanted(field), problems, || country(field));
        let nationality = country_if_wanted(PersonField::Nationality);
        let residence = country_if_wanted(PersonField::Residence);
        let email = keep_if(wanted(PersonField::Email), problems, || {
            let email = text(PersonField::Email).parse();
            email.map_err(|error| at(PersonField::Email, Reason::Email(error)))
        });
        let phone = keep_if(given(PersonField::Phone), problems, || {
            let phone = Phone::parse(text(PersonField::Phone), residence);
            phone.map_err(|error| at(PersonField::Phone, Reason::Phone(error)))
        });
        let mut line = |field| {
            keep_if(given(field), problems, || {
                let line: Result<Line, _> = text(field).parse();
                line.map_err(|error| at(field, Reason::Name(error)))
            })
        };
        let title = line(PersonField::Title);
        let birth_city = line(PersonField::BirthCity);
        let birth_country = keep_if(given(PersonField::BirthCountry), problems, || {
            country(PersonField::BirthCountry)
        });
        Person {
            first_name,
            last_name,
            birth_date,
            nationality: nationality.map(Sensitive::new),
            email,
            phone,
            residence: residence.map(Sensitive::new),
            title,
            birth_place: BirthPlace {
                city: birth_city,
                country: birth_country.map(Sensitive::new),
            },
        }
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
