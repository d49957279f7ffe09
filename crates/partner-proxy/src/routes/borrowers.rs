use std::sync::Arc;

use axum::{Json, extract::State, http::Uri};
use enrollment::wire::borrowers::BorrowerPage;

use crate::{Proxy, caller::Caller, problem::Problem};

/// The session's borrower, where the lender has it.
pub(super) async fn list(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    uri: Uri,
) -> Result<Json<BorrowerPage>, Problem> {
    let company = caller.asks_for("borrower_identifier", &uri, &proxy.bindings)?;
    let data = proxy
        .lender
        .borrowers(&company, proxy.lender.read_deadline())
        .await?;
    Ok(Json(BorrowerPage {
        count: u32::try_from(data.len()).unwrap_or(u32::MAX),
        data,
    }))
}
