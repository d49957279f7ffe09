use std::sync::Arc;

use axum::{Json, extract::State, http::Uri};
use enrollment::wire::credit_lines::CreditLinePage;

use crate::{Proxy, caller::Caller, problem::Problem};

/// The credit lines of the session's borrower, and the borrower itself.
pub(super) async fn list(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    uri: Uri,
) -> Result<Json<CreditLinePage>, Problem> {
    let company = caller.asks_for("borrower", &uri, &proxy.bindings)?;
    let until = proxy.lender.read_deadline();
    let (data, borrowers) = tokio::try_join!(
        proxy.lender.credit_lines(&company, until),
        proxy.lender.borrowers(&company, until),
    )?;
    Ok(Json(CreditLinePage {
        count: u32::try_from(data.len()).unwrap_or(u32::MAX),
        data,
        borrower: borrowers.into_iter().next(),
    }))
}
