use std::sync::Arc;

use axum::{Json, extract::State};
use enrollment::wire::session::{Limits, Session};

use crate::{
    Proxy, caller::Caller, clock, config::MINIMUM_AGE, language::Reading, problem::Problem,
};

/// What this browser may do.
///
/// A borrower that can't be looked up is an error, and not a session without a borrower: the widget would let it sign
/// a second time.
pub(super) async fn read(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    Reading(language): Reading,
) -> Result<Json<Session>, Problem> {
    let company = caller.company(&proxy.bindings);
    let borrower = match &company {
        Some(company) => {
            let until = proxy.lender.read_deadline();
            proxy.lender.borrower(company, until).await?
        }
        None => None,
    };
    let config = &proxy.config;
    Ok(Json(Session {
        identifier: company.as_ref().map(|company| company.as_str().to_owned()),
        identifier_type: company.map(|company| company.kind().as_str().to_owned()),
        borrower: borrower.map(|borrower| borrower.told_in(language)),
        repayment: Some(config.repayment().as_str().to_owned()),
        director_details: Some(config.director_details().as_str().to_owned()),
        lender: config.lender_name().map(str::to_owned),
        terms: config.terms().cloned(),
        limits: Some(Limits {
            minimum_age: Some(MINIMUM_AGE),
            identifier_types: config
                .identifier_types()
                .iter()
                .map(|kind| kind.as_str().to_owned())
                .collect(),
        }),
        push: true,
        // Last, since the browser sets its clock by it.
        now: clock::now().to_string(),
    }))
}
