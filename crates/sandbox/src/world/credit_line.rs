use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::clock::{days_after, rfc3339};
use crate::random::Random;

/// The line that the lender would open for a borrower.
#[derive(Debug)]
pub(crate) struct CreditLine {
    id: Uuid,
    contract_number: String,
    pool_amount: u64,
}

impl CreditLine {
    /// Between 10,000 and 200,000 euros.
    pub(crate) fn decided(random: &mut Random) -> Self {
        Self {
            id: random.uuid(),
            contract_number: format!("SBX-{}", random.digits(8)),
            pool_amount: (20 + random.below(381)) * 50_000,
        }
    }

    /// The most that can be lent, in cents.
    pub(crate) fn pool_amount(&self) -> u64 {
        self.pool_amount
    }

    /// `APICreditLine`, open for a year, of `business` or of nobody (null).
    pub(crate) fn seen(&self, balance: u64, opened_at: Timestamp, business: &Value) -> Value {
        let start_date = rfc3339(opened_at);
        json!({
            "id": self.id,
            "contract_number": self.contract_number,
            "balance_available": balance,
            "balance_pending": 0,
            "balance_pending_validation": 0,
            "pool_amount": self.pool_amount,
            "currency": "EUR",
            "start_date": start_date,
            "end_date": rfc3339(days_after(opened_at, 365)),
            "signed_at": start_date,
            "default_borrower": business,
            "default_borrower_strategy": "BUYER",
            "default_guarantor": null,
            "default_loan_from": null,
            "default_repayment_from": null,
            "default_repayment_method": "DIRECT_DEBIT",
            "default_repayment_to": null,
            "distribution": "PARTNER",
            "fees_daily_rate": 0.0005,
            "fees_interest_daily_rate": 0.0003,
            "fees_operating_daily_rate": 0.0002,
            "fees_payer": null,
            "loan_contract_type": "CREDIT_OPERATION",
            "vat": 0.2,
        })
    }
}

/// Lines that are no borrower's of ours: an unfiltered list shows them all the same.
#[derive(Debug)]
pub(crate) struct Others {
    of_a_stranger: Value,
    of_the_partner: Value,
}

impl Others {
    const STRANGER: &str = "900000001";

    pub(crate) fn opened_before(now: Timestamp, random: &mut Random) -> Self {
        let mut line = |business: &Value| {
            let line = CreditLine::decided(random);
            line.seen(line.pool_amount(), days_after(now, -90), business)
        };
        Self {
            of_a_stranger: line(&json!({
                "identifier": Self::STRANGER, "identifier_type": "siren", "name": "Une Autre Maison",
            })),
            of_the_partner: line(&Value::Null),
        }
    }

    /// Each line with the number it is filed under.
    pub(crate) fn lines(&self) -> [(Option<&str>, Value); 2] {
        [
            (Some(Self::STRANGER), self.of_a_stranger.clone()),
            (None, self.of_the_partner.clone()),
        ]
    }
}
