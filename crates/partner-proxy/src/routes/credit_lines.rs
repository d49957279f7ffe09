use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{Extensions, HeaderMap, Uri},
    response::{IntoResponse, Response},
};

use crate::{
    Proxy, address,
    caller::Caller,
    language::Reading,
    problem::Problem,
    waiting::{PREFERENCE_APPLIED, Wait},
};

/// The credit lines of the session's borrower, and the borrower itself: now, or once there is something to tell.
pub(super) async fn list(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    uri: Uri,
    Reading(language): Reading,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let company = caller.asks_for("borrower", &uri, &proxy.bindings)?;
    let place = Wait::preferred(&headers).and_then(|wait| {
        let address = address::of_browser(&extensions, &headers);
        let place = proxy.places.take(caller.session(), address)?;
        Some((wait, place))
    });
    let Some((wait, _place)) = place else {
        let found = proxy.credit_lines(&company).await?;
        return Ok(Json(found.told_in(language)).into_response());
    };
    let told = proxy.awaited_credit_lines(&company, wait).await?;
    let mut response = Json(told.found.told_in(language)).into_response();
    if let Some(applied) = wait.applied().filter(|_| told.was_held) {
        response.headers_mut().insert(PREFERENCE_APPLIED, applied);
    }
    Ok(response)
}
