use alloc::{borrow::ToOwned, string::String};

use serde::Serialize;

use super::super::json::{Members, Read, readable};
use crate::{
    domain::{Country, Line, PersonName, PostalAddress, address::AddressPart},
    draft::{Draft, Field, PersonField},
    enrollment::Person,
    sensitive::Sensitive,
};

/// A member of `directors`. What is not known is not sent.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostDirector {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub first_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub last_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub birth_date: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub nationality: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub business_email: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub business_phone_number: String,
    #[serde(skip_serializing_if = "PostAddress::is_empty")]
    pub address: PostAddress,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "PostBirthPlace::is_empty")]
    pub birth_place: PostBirthPlace,
    pub role: String,
}

/// Where a director was born.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostBirthPlace {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
}

/// The person who subscribes on behalf of the borrower; a member of `directors` too.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostOwner {
    pub first_name: String,
    pub last_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone_number: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub birth_date: String,
}

/// The company's address, or of a person's the country of residence.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostAddress {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address_line_1: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address_line_2: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub postal_code: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub city: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
}

/// The role of somebody who is no director: the owner alone can have it.
const NON_DIRECTOR: &str = "NON_DIRECTOR";

impl PostDirector {
    /// That person as a director.
    pub(super) fn of(person: &Person) -> Self {
        Self {
            first_name: text(person.first_name.as_ref(), PersonName::as_str),
            last_name: text(person.last_name.as_ref(), PersonName::as_str),
            birth_date: birth_date(person),
            nationality: text(person.nationality.as_ref(), alpha3),
            business_email: text(person.email.as_ref(), |email| email.as_str()),
            business_phone_number: text(person.phone.as_ref(), |phone| phone.as_str()),
            address: PostAddress {
                country: text(person.residence.as_ref(), residence_on_the_wire),
                ..PostAddress::default()
            },
            title: text(person.title.as_ref(), Line::as_str),
            birth_place: PostBirthPlace {
                city: text(person.birth_place.city.as_ref(), Line::as_str),
                country: text(person.birth_place.country.as_ref(), alpha3),
            },
            role: "DIRECTOR".into(),
        }
    }

    /// That person as somebody who is no director.
    pub(super) fn of_owner(person: &Person) -> Self {
        Self {
            role: NON_DIRECTOR.into(),
            ..Self::of(person)
        }
    }

    /// Whether it is there only because every owner has to be.
    #[must_use]
    pub fn is_no_director(&self) -> bool {
        self.role == NON_DIRECTOR
    }

    /// Whether the owner is the same person, as far as names and e-mail addresses tell.
    #[must_use]
    pub fn is(&self, owner: &PostOwner) -> bool {
        let (one, other) = (&self.business_email, &owner.email);
        self.first_name == owner.first_name
            && self.last_name == owner.last_name
            && (one == other || one.is_empty() || other.is_empty())
    }

    /// Types the values as the director with that index.
    pub(super) fn type_into(&self, draft: &mut Draft, index: u8) {
        type_date(draft, &self.birth_date, |part| Field::Director(index, part));
        for (field, text) in [
            (PersonField::FirstName, &self.first_name),
            (PersonField::LastName, &self.last_name),
            (PersonField::Nationality, &self.nationality),
            (PersonField::Email, &self.business_email),
            (PersonField::Phone, &self.business_phone_number),
            (PersonField::Residence, &self.address.country),
            (PersonField::Title, &self.title),
            (PersonField::BirthCity, &self.birth_place.city),
            (PersonField::BirthCountry, &self.birth_place.country),
        ] {
            draft.set(Field::Director(index, field), text.clone());
        }
    }
}

impl PostOwner {
    pub(super) fn of(person: &Person) -> Self {
        Self {
            first_name: text(person.first_name.as_ref(), PersonName::as_str),
            last_name: text(person.last_name.as_ref(), PersonName::as_str),
            email: text(person.email.as_ref(), |email| email.as_str()),
            phone_number: text(person.phone.as_ref(), |phone| phone.as_str()),
            birth_date: birth_date(person),
        }
    }

    /// Types the values as the owner's own.
    pub(super) fn type_into(&self, draft: &mut Draft) {
        type_date(draft, &self.birth_date, Field::Owner);
        for (field, text) in [
            (PersonField::FirstName, &self.first_name),
            (PersonField::LastName, &self.last_name),
            (PersonField::Email, &self.email),
            (PersonField::Phone, &self.phone_number),
        ] {
            draft.set(Field::Owner(field), text.clone());
        }
    }
}

impl From<&PostalAddress> for PostAddress {
    fn from(address: &PostalAddress) -> Self {
        Self {
            address_line_1: address.line_1().into(),
            address_line_2: address.line_2().unwrap_or_default().into(),
            postal_code: address.postal_code().into(),
            city: address.city().into(),
            state: address.state().unwrap_or_default().into(),
            country: address.country().alpha3().into(),
        }
    }
}

impl PostAddress {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Types the values as the company's.
    pub(super) fn type_into(&self, draft: &mut Draft) {
        for (part, text) in [
            (AddressPart::Line1, &self.address_line_1),
            (AddressPart::Line2, &self.address_line_2),
            (AddressPart::PostalCode, &self.postal_code),
            (AddressPart::City, &self.city),
            (AddressPart::State, &self.state),
            (AddressPart::Country, &self.country),
        ] {
            draft.set(Field::Address(part), text.clone());
        }
    }
}

impl PostBirthPlace {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

readable!(PostDirector, PostOwner, PostAddress, PostBirthPlace);

impl Read for PostDirector {
    fn read(members: &mut Members) -> Self {
        Self {
            first_name: members.text("first_name").unwrap_or_default(),
            last_name: members.text("last_name").unwrap_or_default(),
            birth_date: members.text("birth_date").unwrap_or_default(),
            nationality: members.text("nationality").unwrap_or_default(),
            business_email: members.text("business_email").unwrap_or_default(),
            business_phone_number: members.text("business_phone_number").unwrap_or_default(),
            address: members.object("address").unwrap_or_default(),
            title: members.text("title").unwrap_or_default(),
            birth_place: members.object("birth_place").unwrap_or_default(),
            role: members.text("role").unwrap_or_default(),
        }
    }
}

impl Read for PostBirthPlace {
    fn read(members: &mut Members) -> Self {
        Self {
            city: members.text("city").unwrap_or_default(),
            country: members.text("country").unwrap_or_default(),
        }
    }
}

impl Read for PostOwner {
    fn read(members: &mut Members) -> Self {
        Self {
            first_name: members.text("first_name").unwrap_or_default(),
            last_name: members.text("last_name").unwrap_or_default(),
            email: members.text("email").unwrap_or_default(),
            phone_number: members.text("phone_number").unwrap_or_default(),
            birth_date: members.text("birth_date").unwrap_or_default(),
        }
    }
}

impl Read for PostAddress {
    fn read(members: &mut Members) -> Self {
        Self {
            address_line_1: members.text("address_line_1").unwrap_or_default(),
            address_line_2: members.text("address_line_2").unwrap_or_default(),
            postal_code: members.text("postal_code").unwrap_or_default(),
            city: members.text("city").unwrap_or_default(),
            state: members.text("state").unwrap_or_default(),
            country: members.text("country").unwrap_or_default(),
        }
    }
}

fn text<T>(value: Option<&T>, spelled: fn(&T) -> &str) -> String {
    value.map_or("", spelled).into()
}

fn alpha3(country: &Sensitive<Country>) -> &str {
    country.reveal().alpha3()
}

fn birth_date(person: &Person) -> String {
    let date = person.birth_date.as_ref();
    date.map(|birth| birth.date().to_text()).unwrap_or_default()
}

fn type_date(draft: &mut Draft, date: &str, of: impl Fn(PersonField) -> Field) {
    let mut parts = date.splitn(3, '-');
    for part in [
        PersonField::BirthYear,
        PersonField::BirthMonth,
        PersonField::BirthDay,
    ] {
        draft.set(of(part), parts.next().unwrap_or_default().to_owned());
    }
}

/// The undocumented format of `address.country`: alpha-3, like its neighbours. Change it here if a sandbox key shows otherwise.
fn residence_on_the_wire(country: &Sensitive<Country>) -> &str {
    alpha3(country)
}
