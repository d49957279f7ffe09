use core::str::FromStr;

use super::{CompanyId, CompanyIdError};
use crate::domain::{
    Country,
    vat::{VatError, VatNumber},
};

/// The kinds of company number that the lending API knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the name of a public register's number"
)]
pub enum IdentifierType {
    BelgiumRegistrationNumber,
    Bsn,
    Cif,
    HrNummer,
    Kvk,
    Nif,
    Siren,
    Siret,
    Steuernummer,
    VatNumber,
}

impl IdentifierType {
    /// All ten, in the API's order.
    pub const ALL: [Self; 10] = [
        Self::BelgiumRegistrationNumber,
        Self::Bsn,
        Self::Cif,
        Self::HrNummer,
        Self::Kvk,
        Self::Nif,
        Self::Siren,
        Self::Siret,
        Self::Steuernummer,
        Self::VatNumber,
    ];

    /// The API's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BelgiumRegistrationNumber => "belgium_registration_number",
            Self::Bsn => "bsn",
            Self::Cif => "cif",
            Self::HrNummer => "hr_nummer",
            Self::Kvk => "kvk",
            Self::Nif => "nif",
            Self::Siren => "siren",
            Self::Siret => "siret",
            Self::Steuernummer => "steuernummer",
            Self::VatNumber => "vat_number",
        }
    }

    /// The alpha-2 code of the country whose numbers these are; empty for those of several.
    #[must_use]
    pub const fn country(self) -> &'static str {
        match self {
            Self::BelgiumRegistrationNumber => "BE",
            Self::Bsn | Self::Kvk => "NL",
            Self::Cif | Self::Nif => "ES",
            Self::HrNummer | Self::Steuernummer => "DE",
            Self::Siren | Self::Siret => "FR",
            Self::VatNumber => "",
        }
    }

    /// The kind that a value of a company in `country` is written as, whether or not its digits hold; the usual kind
    /// there when it is written as none.
    ///
    /// A BSN is a person's: nine digits are one only when they hold.
    #[must_use]
    pub fn guess(value: &str, country: Country) -> Self {
        let kinds: &[Self] = match country.alpha2() {
            "BE" => &[Self::BelgiumRegistrationNumber],
            "DE" => &[Self::HrNummer, Self::VatNumber, Self::Steuernummer],
            "ES" => &[Self::Cif, Self::Nif],
            "FR" => &[Self::Siren, Self::Siret, Self::VatNumber],
            "NL" => &[Self::Kvk, Self::VatNumber, Self::Bsn],
            _ => &[Self::VatNumber],
        };
        let mut written = kinds.iter().filter(|kind| match kind {
            Self::VatNumber => match VatNumber::parse(value, Some(country)) {
                Ok(number) => number.country() == country,
                Err(error) => matches!(error, VatError::CheckDigits),
            },
            _ => match CompanyId::parse(**kind, value) {
                Ok(_) => true,
                Err(CompanyIdError::CheckDigits) => **kind != Self::Bsn,
                Err(error) => matches!(error, CompanyIdError::UnknownCourt),
            },
        });
        *written.next().or(kinds.first()).unwrap_or(&Self::VatNumber)
    }

    /// Shortest and longest number, and the prefix of its forms. A person may type the one in capitals.
    pub(super) const fn shape(self) -> (u8, u8, &'static str) {
        match self {
            Self::BelgiumRegistrationNumber => (9, 10, "BE"),
            Self::Bsn => (8, 9, "bs"),
            Self::Cif => (9, 9, "ci"),
            Self::Nif => (9, 9, "ES"),
            Self::Siren => (9, 9, "si"),
            Self::Siret => (14, 14, "st"),
            Self::Steuernummer => (10, 13, "sn"),
            Self::Kvk | Self::HrNummer | Self::VatNumber => (8, 8, "kv"),
        }
    }
}

impl FromStr for IdentifierType {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .ok_or(())
    }
}
