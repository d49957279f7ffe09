use super::Field;
use crate::domain::{
    IdentifierType, address::AddressError, birth_date::BirthDateError, company_id::CompanyIdError,
    country::CountryError, email::EmailError, iban::IbanError, language::LanguageError,
    name::NameError, phone::PhoneError, vat::VatError,
};

/// A value that can't be sent as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The first input to look at.
    pub field: Field,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why a value can't be sent. The words for people live in the shells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the first ten are the values' own errors")]
pub enum Reason {
    Iban(IbanError),
    CompanyId(IdentifierType, CompanyIdError),
    Name(NameError),
    Email(EmailError),
    BirthDate(BirthDateError),
    Country(CountryError),
    Vat(VatError),
    Phone(PhoneError),
    Address(AddressError),
    Language(LanguageError),
    /// The kind of company number is none that the lender knows.
    IdentifierType,
    /// The T&Cs box is not ticked.
    NotAccepted,
    /// The T&Cs box was ticked where nothing was said of direct debit, by which the loan is to be repaid.
    NoticeNotAccepted,
    /// The T&Cs box was not ticked by a person's own click.
    NotAPersonsClick,
    /// The instant of the tick can't be taken any more; it has to be ticked again.
    SignedAtOutOfRange,
    /// The value can be sent as it is, but looks like a slip: national check digits that do not match, or a domain that is nearly a
    /// well-known one.
    Doubtful,
    /// The lender could not find this value.
    NotFoundByLender,
    /// The lender needs this value, and there is none.
    NeededByLender,
    /// The proxy refused the value for a reason that this version does not know.
    Refused,
}

impl Problem {
    /// The problem that `reason` makes at `field`.
    #[must_use]
    pub const fn new(field: Field, reason: Reason) -> Self {
        Self { field, reason }
    }

    /// Whether this input holds what can't be sent: of a birth date the parts that are to be put right. A doubt is about none.
    #[must_use]
    pub fn makes_wrong(&self, input: Field) -> bool {
        let is_part = |error: BirthDateError| match input {
            Field::Director(_, part) | Field::Owner(part) => {
                part.date_part().is_none_or(|part| error.is_about(part))
            }
            _ => true,
        };
        self.field.shares_value_with(input)
            && match self.reason {
                Reason::Doubtful => false,
                Reason::BirthDate(error) => is_part(error),
                _ => true,
            }
    }
}

impl Reason {
    /// The place, from 1, of the character to look at, where one is known.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        match self {
            Self::Iban(error) => error.position(),
            _ => None,
        }
    }

    /// Whether it was found out elsewhere than in the draft, or is no more than a doubt.
    pub(crate) const fn is_told(&self) -> bool {
        matches!(
            self,
            Self::NotAPersonsClick
                | Self::SignedAtOutOfRange
                | Self::Doubtful
                | Self::NotFoundByLender
                | Self::Refused
        )
    }

    /// The stable name of the reason, for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Iban(error) => error.code(),
            Self::CompanyId(_, error) => error.code(),
            Self::Name(error) => error.code(),
            Self::Email(error) => error.code(),
            Self::BirthDate(error) => error.code(),
            Self::Country(error) => error.code(),
            Self::Vat(error) => error.code(),
            Self::Phone(error) => error.code(),
            Self::Address(error) => error.code(),
            Self::Language(error) => error.code(),
            Self::IdentifierType => "identifier_type_unknown",
            Self::NotAccepted => "not_accepted",
            Self::NoticeNotAccepted => "notice_not_accepted",
            Self::NotAPersonsClick => "not_a_persons_click",
            Self::SignedAtOutOfRange => "signed_at_out_of_range",
            Self::Doubtful => "doubtful",
            Self::NotFoundByLender => "not_found_by_lender",
            Self::NeededByLender => "needed_by_lender",
            Self::Refused => "refused",
        }
    }
}
