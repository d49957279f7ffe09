use std::sync::Arc;

use axum::{Json, extract::State, http::Uri};
use enrollment::wire::borrowers::BorrowerPage;

use crate::{Proxy, caller::Caller, language::Reading, problem::Problem};

/// The session's borrower, where the lender has it.
pub(super) async fn list(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    uri: Uri,
    Reading(language): Reading,
) -> Result<Json<BorrowerPage>, Problem> {
    let company = caller.asks_for("borrower_identifier", &uri, &proxy.bindings)?;
    let lender = &proxy.lender;
    let found = lender.borrowers(&company, lender.read_deadline()).await?;
    let until = lender.text_deadline();
    let mut data = Vec::new();
    for borrower in found {
        let borrower = lender.with_reason(borrower, until).await;
        data.push(borrower.told_in(language));
    }
    Ok(Json(BorrowerPage {
        count: u32::try_from(data.len()).unwrap_or(u32::MAX),
        data,
    }))
}
