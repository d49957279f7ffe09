use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::State,
    http::{Extensions, HeaderMap, HeaderValue, Uri, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};

use crate::{
    Proxy, address,
    caller::Caller,
    problem::Problem,
    waiting::{PREFERENCE_APPLIED, Wait},
};

/// The credit lines of the session's borrower, and the borrower itself: now, or once there is something to tell.
pub(super) async fn list(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    uri: Uri,
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
        return Ok(page(proxy.credit_lines(&company).await?));
    };
    let told = proxy.awaited_credit_lines(&company, wait).await?;
    let mut response = page(told.json);
    if let Some(applied) = wait.applied().filter(|_| told.was_held) {
        response.headers_mut().insert(PREFERENCE_APPLIED, applied);
    }
    Ok(response)
}

fn page(json: Bytes) -> Response {
    ([(CONTENT_TYPE, JSON)], json).into_response()
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");
