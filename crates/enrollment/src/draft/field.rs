use alloc::{string::String, vec::Vec};

use crate::{
    decimal::decimal,
    domain::{address::AddressPart, birth_date::DatePart},
};

/// One input of the form. Ordered as the form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The kind of company number, by the API's name.
    IdentifierType,
    /// The company number.
    Identifier,
    /// The company's name.
    CompanyName,
    /// The company's legal form.
    LegalForm,
    /// The company's VAT number.
    VatNumber,
    /// A part of the company's address.
    Address(AddressPart),
    /// A value of the director with this index.
    Director(u8, PersonField),
    /// A value of the person who subscribes for the company without being its first director.
    Owner(PersonField),
    /// The IBAN.
    AccountNumber,
    /// The T&Cs checkbox.
    SignedAt,
}

/// One input about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum PersonField {
    FirstName,
    LastName,
    BirthDay,
    BirthMonth,
    BirthYear,
    Nationality,
    Residence,
    Email,
    Phone,
    Title,
    BirthCity,
    BirthCountry,
}

impl Field {
    /// More directors than anybody fills in on one page.
    pub const MOST_DIRECTORS: u8 = 10;

    /// The lending API's path of the value, such as `directors.0.birth_date`.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::IdentifierType => "identifier_type".into(),
            Self::Identifier => "identifier".into(),
            Self::CompanyName => "name".into(),
            Self::LegalForm => "legal_form".into(),
            Self::VatNumber => "vat_number".into(),
            Self::Address(part) => ["address.", part.path()].concat(),
            Self::Director(index, field) => {
                ["directors.", &decimal(index.into()), ".", field.path()].concat()
            }
            Self::Owner(field) => ["owner.", field.owner_path()].concat(),
            Self::AccountNumber => "account_number".into(),
            Self::SignedAt => "signed_at".into(),
        }
    }

    /// The input at which a problem with the value at `path` belongs; `None` when the form has none.
    #[must_use]
    pub fn at_path(path: &str) -> Option<Self> {
        let (head, tail) = path.split_once('.').unwrap_or((path, ""));
        let (index, of_director) = tail.split_once('.').unwrap_or_default();
        Some(match (head, tail) {
            ("identifier_type", "") => Self::IdentifierType,
            ("identifier", "") => Self::Identifier,
            ("name", "") => Self::CompanyName,
            ("legal_form", "") => Self::LegalForm,
            ("vat_number", "") => Self::VatNumber,
            ("account_number", "") => Self::AccountNumber,
            ("signed_at", "") => Self::SignedAt,
            ("address", _) => {
                let mut parts = AddressPart::ALL.into_iter();
                Self::Address(parts.find(|part| part.path() == tail)?)
            }
            ("owner", _) if !tail.is_empty() => {
                let mut fields = PersonField::ALL.into_iter();
                Self::Owner(fields.find(|field| field.owner_path() == tail)?)
            }
            ("directors", _) if index.bytes().all(|byte| byte.is_ascii_digit()) => {
                let mut fields = PersonField::ALL.into_iter();
                let field = fields.find(|field| field.path() == of_director)?;
                Self::Director(index.parse().ok()?, field)
            }
            _ => return None,
        })
    }

    /// The inputs that a value of the lending API fills, each with its text. None where the form has no input for it.
    #[must_use]
    pub fn filled_by(path: &str, text: &str) -> Vec<(Self, String)> {
        match Self::at_path(path) {
            Some(Self::Director(0, PersonField::BirthDay)) => {
                let parts = [
                    PersonField::BirthYear,
                    PersonField::BirthMonth,
                    PersonField::BirthDay,
                ];
                let fields = parts.map(|part| Self::Director(0, part));
                fields
                    .into_iter()
                    .zip(text.split('-').map(Into::into))
                    .collect()
            }
            None | Some(Self::SignedAt | Self::Owner(_) | Self::Director(1.., _)) => Vec::new(),
            Some(field) => Vec::from([(field, text.into())]),
        }
    }

    /// The index of the director whose value this is.
    #[must_use]
    pub const fn director(self) -> Option<u8> {
        match self {
            Self::Director(index, _) => Some(index),
            _ => None,
        }
    }

    /// The same input once a director is gone: those after it move up. None where it is one of that director's own.
    pub(crate) fn without_director(self, removed: u8) -> Option<Self> {
        match self {
            Self::Director(index, _) if index == removed => None,
            Self::Director(index, field) if index > removed => {
                Some(Self::Director(index - 1, field))
            }
            other => Some(other),
        }
    }

    /// Whether both are inputs of one value: the three parts of a birth date are.
    #[must_use]
    pub fn shares_value_with(self, other: Self) -> bool {
        self == other
            || match (self, other) {
                (Self::Director(i, a), Self::Director(j, b)) => i == j && a.path() == b.path(),
                (Self::Owner(a), Self::Owner(b)) => a.path() == b.path(),
                _ => false,
            }
    }

    /// Whether a change of the other can settle a problem with this one: a company number is right or wrong for its kind, and a
    /// phone number for the country of residence.
    pub(crate) fn is_judged_with(self, other: Self) -> bool {
        let of_company = |field| matches!(field, Self::IdentifierType | Self::Identifier);
        self.shares_value_with(other)
            || (of_company(self) && of_company(other))
            || match (self, other) {
                (
                    Self::Director(i, PersonField::Phone),
                    Self::Director(j, PersonField::Residence),
                ) => i == j,
                _ => false,
            }
    }
}

impl PersonField {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 12] = [
        Self::FirstName,
        Self::LastName,
        Self::BirthDay,
        Self::BirthMonth,
        Self::BirthYear,
        Self::Nationality,
        Self::Residence,
        Self::Email,
        Self::Phone,
        Self::Title,
        Self::BirthCity,
        Self::BirthCountry,
    ];

    /// Whether it is part of one of the five values that direct debit needs of a director.
    #[must_use]
    pub const fn is_mandatory(self) -> bool {
        !matches!(
            self,
            Self::Phone | Self::Title | Self::BirthCity | Self::BirthCountry
        )
    }

    /// Which part of a birth date it is.
    pub(super) const fn date_part(self) -> Option<DatePart> {
        match self {
            Self::BirthDay => Some(DatePart::Day),
            Self::BirthMonth => Some(DatePart::Month),
            Self::BirthYear => Some(DatePart::Year),
            _ => None,
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::BirthDay | Self::BirthMonth | Self::BirthYear => "birth_date",
            Self::Nationality => "nationality",
            Self::Email => "business_email",
            Self::Residence => "address.country",
            Self::Phone => "business_phone_number",
            Self::Title => "title",
            Self::BirthCity => "birth_place.city",
            Self::BirthCountry => "birth_place.country",
        }
    }

    /// The lending API's name of an owner's value. What it has no name for an owner is not asked.
    pub(super) fn owner_path(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone_number",
            Self::Nationality
            | Self::Residence
            | Self::Title
            | Self::BirthCity
            | Self::BirthCountry => "",
            other => other.path(),
        }
    }
}

impl From<DatePart> for PersonField {
    fn from(part: DatePart) -> Self {
        match part {
            DatePart::Day => Self::BirthDay,
            DatePart::Month => Self::BirthMonth,
            DatePart::Year => Self::BirthYear,
        }
    }
}
