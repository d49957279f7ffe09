//! `GET /credit-lines`, in the lender's own shape.

use alloc::{string::String, vec::Vec};

use serde::Serialize;

use super::{
    borrowers::Borrower,
    json::{Members, Read, readable},
};

/// The lines of a borrower; the proxy adds the borrower itself. Without `data` it is no page.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct CreditLinePage {
    pub count: u32,
    pub data: Vec<CreditLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borrower: Option<Borrower>,
}

/// A credit line. Amounts in cents.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct CreditLine {
    pub balance_available: Option<i64>,
    pub pool_amount: Option<i64>,
    pub currency: String,
    pub start_date: String,
    pub end_date: Option<String>,
    pub default_repayment_method: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_borrower: Option<LightBusiness>,
}

/// A company as the lender names it inside other things.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct LightBusiness {
    pub identifier: Option<String>,
}

readable!(CreditLinePage, CreditLine, LightBusiness);

impl Read for CreditLinePage {
    fn read(members: &mut Members) -> Self {
        Self {
            count: members
                .integer("count")
                .and_then(|count| count.try_into().ok())
                .unwrap_or(0),
            data: members.page("data"),
            borrower: members.object("borrower"),
        }
    }
}

impl Read for CreditLine {
    fn read(members: &mut Members) -> Self {
        Self {
            balance_available: members.integer("balance_available"),
            pool_amount: members.integer("pool_amount"),
            currency: members.text("currency").unwrap_or_default(),
            start_date: members.text("start_date").unwrap_or_default(),
            end_date: members.text("end_date"),
            default_repayment_method: members.text("default_repayment_method").unwrap_or_default(),
            default_borrower: members.object("default_borrower"),
        }
    }
}

impl Read for LightBusiness {
    fn read(members: &mut Members) -> Self {
        Self {
            identifier: members.text("identifier"),
        }
    }
}
