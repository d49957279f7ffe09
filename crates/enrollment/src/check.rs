//! One value, judged: the form's own parsers for whoever asks about a single text.

use alloc::string::String;

use crate::{
    domain::{
        BirthDate, CompanyId, Country, Email, Iban, IdentifierType, Language, PersonName, Phone,
        VatNumber, birth_date::DateParts, iban::IbanError, text,
    },
    draft::Reason,
    time::Date,
};

/// What a text is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An IBAN as typed or pasted.
    Iban,
    /// An IBAN in its electronic form: upper case, nothing between the characters.
    IbanElectronic,
    /// A company number; without a type it is guessed from the country.
    CompanyId(Option<IdentifierType>),
    /// A European VAT number.
    Vat,
    /// An e-mail address.
    Email,
    /// A phone number: international, or as typed in the context's country.
    Phone,
    /// A birth date: year, month and day as typed, with tabs between them, or hyphens as in `YYYY-MM-DD`.
    BirthDate,
    /// A given or family name.
    PersonName,
    /// A country's alpha-2 or alpha-3 code.
    Country,
    /// A language's two-letter code or a tag that begins with one.
    Language,
}

/// What the verdict depends on besides the text.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The day on which ages count.
    pub on: Date,
    /// The least age for a birth date, in years.
    pub minimum_age: u8,
    /// The country of a phone number, a VAT number or a company number that does not name its own.
    pub country: Option<Country>,
    /// Whether the IBAN is to be debited: then SEPA has to reach it.
    pub direct_debit: bool,
}

/// A value that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The value in the one form in which it is sent.
    pub normalized: String,
    /// What a person should look at again before it is.
    pub warning: Option<Warning>,
}

/// A reason to ask again about a value that can be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The IBAN holds, but the country's own check digits inside it do not.
    NationalCheckDigits,
    /// The domain looks like a typing error for a well-known one: the address that may be meant.
    LikelyTypo(Email),
}

impl Kind {
    /// The kind with that name; `of_type` is the lending API's `identifier_type`, for company numbers alone.
    ///
    /// `None` for a name or a type that is not known.
    #[must_use]
    pub fn named(name: &str, of_type: Option<&str>) -> Option<Self> {
        Some(match name {
            "iban" => Self::Iban,
            "company_id" => Self::CompanyId(of_type.map(str::parse).transpose().ok()?),
            "vat" => Self::Vat,
            "email" => Self::Email,
            "phone" => Self::Phone,
            "birth_date" => Self::BirthDate,
            "person_name" => Self::PersonName,
            "country" => Self::Country,
            "language" => Self::Language,
            _ => return None,
        })
    }
}

impl Warning {
    /// The stable name of the warning.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NationalCheckDigits => "iban_national_check_digits",
            Self::LikelyTypo(_) => "email_likely_typo",
        }
    }
}

/// Reads `value` as a value of that kind.
///
/// # Errors
/// Why it is none.
pub fn check(kind: Kind, value: &str, context: &Context) -> Result<Checked, Reason> {
    let plain = |normalized: &str| Checked {
        normalized: normalized.into(),
        warning: None,
    };
    match kind {
        Kind::Iban => iban(Iban::parse(value), context),
        Kind::IbanElectronic => iban(Iban::parse_electronic(value), context),
        Kind::CompanyId(kind) => {
            let guessed = |country| IdentifierType::guess(value, country);
            let kind = match kind.or_else(|| context.country.map(guessed)) {
                Some(kind) => kind,
                None if text::trim(value).is_empty() => IdentifierType::Siren,
                None => return Err(Reason::IdentifierType),
            };
            CompanyId::parse_in(kind, value, context.country)
                .map(|id| plain(id.as_str()))
                .map_err(|error| Reason::CompanyId(kind, error))
        }
        Kind::Vat => VatNumber::parse(value, context.country)
            .map(|number| plain(number.as_str()))
            .map_err(Reason::Vat),
        Kind::Email => value
            .parse()
            .map(|address| email(&address))
            .map_err(Reason::Email),
        Kind::Phone => Phone::parse(value, context.country)
            .map(|phone| plain(phone.as_str()))
            .map_err(Reason::Phone),
        Kind::BirthDate => birth_date(value, context).map(|birth| plain(&birth.date().to_text())),
        Kind::PersonName => value
            .parse()
            .map(|name: PersonName| plain(name.as_str()))
            .map_err(Reason::Name),
        Kind::Country => value
            .parse()
            .map(|country: Country| plain(country.alpha3()))
            .map_err(Reason::Country),
        Kind::Language => value
            .parse()
            .map(|language: Language| plain(language.as_str()))
            .map_err(Reason::Language),
    }
}

fn iban(read: Result<Iban, IbanError>, context: &Context) -> Result<Checked, Reason> {
    let iban = if context.direct_debit {
        read.and_then(Iban::require_sepa)
    } else {
        read
    };
    let iban = iban.map_err(Reason::Iban)?;
    let doubtful = !iban.national_check_holds();
    Ok(Checked {
        normalized: iban.as_str().into(),
        warning: doubtful.then_some(Warning::NationalCheckDigits),
    })
}

fn email(email: &Email) -> Checked {
    Checked {
        normalized: email.as_str().into(),
        warning: email.suggestion().map(Warning::LikelyTypo),
    }
}

fn birth_date(value: &str, context: &Context) -> Result<BirthDate, Reason> {
    let separator = if value.contains('\t') { '\t' } else { '-' };
    let mut parts = value.splitn(3, separator);
    let mut part = || parts.next().unwrap_or_default();
    let parts = DateParts {
        year: part(),
        month: part(),
        day: part(),
    };
    BirthDate::parse(parts, context.on, context.minimum_age).map_err(Reason::BirthDate)
}
