use alloc::{format, string::String};

use crate::domain::birth_date::DatePart;

/// One input of the form. Ordered as the form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The kind of company number, by the API's name.
    IdentifierType,
    /// The company number.
    Identifier,
    /// The company's name.
    CompanyName,
    /// A value of the director with this index.
    Director(u8, PersonField),
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
}

impl Field {
    /// The lending API's path of the value, such as `directors.0.birth_date`.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::IdentifierType => "identifier_type".into(),
            Self::Identifier => "identifier".into(),
            Self::CompanyName => "name".into(),
            Self::Director(index, field) => format!("directors.{index}.{}", field.path()),
            Self::AccountNumber => "account_number".into(),
            Self::SignedAt => "signed_at".into(),
        }
    }

    /// The input at which a problem with the value at `path` belongs; `None` when the form has none.
    #[must_use]
    pub fn at_path(path: &str) -> Option<Self> {
        match path {
            "identifier_type" => Some(Self::IdentifierType),
            "identifier" => Some(Self::Identifier),
            "name" => Some(Self::CompanyName),
            "account_number" => Some(Self::AccountNumber),
            "signed_at" => Some(Self::SignedAt),
            _ => {
                let (index, path) = path.strip_prefix("directors.")?.split_once('.')?;
                let field = PersonField::ALL
                    .into_iter()
                    .find(|field| field.path() == path)?;
                Some(Self::Director(index.parse().ok()?, field))
            }
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

    /// Whether both are inputs of one value: the three parts of a birth date are.
    #[must_use]
    pub fn shares_value_with(self, other: Self) -> bool {
        self == other
            || matches!((self, other), (Self::Director(i, a), Self::Director(j, b)) if i == j && a.path() == b.path())
    }

    /// Whether a change of one can settle a problem with the other: a company number is right or wrong for its kind.
    pub(crate) fn is_judged_with(self, other: Self) -> bool {
        let of_company = |field| matches!(field, Self::IdentifierType | Self::Identifier);
        self.shares_value_with(other) || (of_company(self) && of_company(other))
    }
}

impl PersonField {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::FirstName,
        Self::LastName,
        Self::BirthDay,
        Self::BirthMonth,
        Self::BirthYear,
        Self::Nationality,
        Self::Residence,
        Self::Email,
    ];

    fn path(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::BirthDay | Self::BirthMonth | Self::BirthYear => "birth_date",
            Self::Nationality => "nationality",
            Self::Email => "business_email",
            Self::Residence => "address.country",
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
