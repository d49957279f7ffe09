//! Made-up companies and accounts whose numbers hold.

mod account;
mod company;
mod number;

pub(crate) use account::iban;
pub(crate) use company::business;

/// The countries that the generators know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Country {
    Belgium,
    Germany,
    Spain,
    France,
    Netherlands,
}

impl Country {
    pub(crate) const ALL: [Self; 5] = [
        Self::Belgium,
        Self::Germany,
        Self::Spain,
        Self::France,
        Self::Netherlands,
    ];

    pub(crate) fn from_alpha_3(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|country| country.alpha_3() == code)
    }

    pub(crate) fn alpha_3(self) -> &'static str {
        match self {
            Self::Belgium => "BEL",
            Self::Germany => "DEU",
            Self::Spain => "ESP",
            Self::France => "FRA",
            Self::Netherlands => "NLD",
        }
    }

    fn alpha_2(self) -> &'static str {
        match self {
            Self::Belgium => "BE",
            Self::Germany => "DE",
            Self::Spain => "ES",
            Self::France => "FR",
            Self::Netherlands => "NL",
        }
    }
}
