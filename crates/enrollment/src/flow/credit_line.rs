use alloc::{string::String, vec::Vec};

use super::borrower::Borrower;
use crate::{
    time::Timestamp,
    wire::{
        self,
        credit_lines::{CreditLine as WireLine, CreditLinePage},
    },
};

/// A credit line that this version understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditLine {
    /// What can be requested now, in cents.
    pub available: u64,
    /// What can be requested at most, in cents.
    pub maximum: u64,
    /// The currency of both.
    pub currency: Currency,
    /// Whether loans on it are collected from the borrower's account.
    pub(super) is_debited: bool,
    starts: Timestamp,
    ends: Option<Timestamp>,
    owner: Option<String>,
}

/// The currencies of the lending API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "ISO 4217")]
pub enum Currency {
    Eur,
    Gbp,
}

/// What was read of a borrower's lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreditLines {
    lines: Vec<CreditLine>,
    /// The borrower itself, where the proxy adds it.
    pub borrower: Option<Borrower>,
    /// Whether the answer was held back until there was something to tell.
    pub held: bool,
}

/// What a borrower's lines amount to.
pub(super) enum Offer {
    /// No line has opened yet.
    NotYet,
    /// The largest line that can be used now.
    Usable(CreditLine),
    /// Lines are open and nothing is available on them.
    Nothing,
}

/// How far ahead of the browser's clock a line may start and count as started, in milliseconds: the clock is anchored by an
/// answer that took its time, and a line that opens this moment must not wait for the next poll.
const CLOCK_LAG: i64 = 2_000;

impl CreditLine {
    pub(super) const fn is_open(&self, now: Timestamp) -> bool {
        now.millis_since(self.starts) >= -CLOCK_LAG
            && match self.ends {
                Some(ends) => now.millis_since(ends) < 0,
                None => true,
            }
    }

    /// Whether it names `company` as its borrower; none where it names nobody.
    fn is_of(&self, company: &str) -> Option<bool> {
        let owner = self.owner.as_deref()?;
        Some(company_key(owner) == company_key(company))
    }
}

impl CreditLines {
    /// What the lines that belong to `company` amount to. A line that names nobody belongs to it, unless another
    /// company's line stands beside it: then the filter was not heeded, and it could be anyone's.
    pub(super) fn offer(&self, company: &str, now: Timestamp) -> Offer {
        let mixed = self
            .lines
            .iter()
            .any(|line| line.is_of(company) == Some(false));
        let open = self
            .lines
            .iter()
            .filter(|line| line.is_of(company).unwrap_or(!mixed) && line.is_open(now));
        match open.max_by_key(|line| line.available) {
            None => Offer::NotYet,
            Some(line) if line.available == 0 => Offer::Nothing,
            Some(line) => Offer::Usable(line.clone()),
        }
    }

    /// What the lines amount to, whoever they belong to: a planted fault.
    pub(super) fn offer_of_anybody(&self, now: Timestamp) -> Offer {
        let open = self.lines.iter().find(|line| line.is_open(now));
        open.map_or(Offer::NotYet, |line| Offer::Usable(line.clone()))
    }
}

impl Currency {
    /// The ISO 4217 code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
        }
    }

    /// The currency of that ISO 4217 code, if the lender lends in it.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        [Self::Eur, Self::Gbp]
            .into_iter()
            .find(|currency| currency.as_str() == code)
    }
}

impl From<CreditLinePage> for CreditLines {
    /// Lines that can't be understood are left out: what is unknown never unlocks anything.
    fn from(page: CreditLinePage) -> Self {
        Self {
            lines: page.data.into_iter().filter_map(understood).collect(),
            borrower: page
                .borrower
                .and_then(|borrower: wire::borrowers::Borrower| borrower.try_into().ok()),
            held: false,
        }
    }
}

/// What all numbers of one company share: a SIRET, the only number of 14 digits, begins with the company's SIREN.
pub(super) fn company_key(number: &str) -> &str {
    let is_siret = number.len() == 14 && number.bytes().all(|byte| byte.is_ascii_digit());
    number.get(..9).filter(|_| is_siret).unwrap_or(number)
}

fn understood(line: WireLine) -> Option<CreditLine> {
    let cents = |amount: Option<i64>| amount.map(|amount| u64::try_from(amount).unwrap_or(0));
    let maximum = cents(line.pool_amount);
    let available = cents(line.balance_available).or(maximum)?;
    let ends = match line.end_date {
        Some(date) => Some(date.parse().ok()?),
        None => None,
    };
    Some(CreditLine {
        available,
        maximum: maximum.unwrap_or(available),
        currency: Currency::named(&line.currency)?,
        is_debited: line.default_repayment_method == "DIRECT_DEBIT",
        starts: line.start_date.parse().ok()?,
        ends,
        owner: line
            .default_borrower
            .and_then(|business| business.identifier),
    })
}
