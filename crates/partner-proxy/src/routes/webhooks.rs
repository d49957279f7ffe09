use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, to_bytes},
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
};
use tokio::time::timeout;

use super::LONGEST_BODY;
use crate::{
    Proxy,
    problem::{Code, Problem},
};

/// Takes an event of the lender's for a hint that something has changed, for whomever.
///
/// What it says is not read: the id in it is not the one that enrolling gave, and whoever knows the secret could have
/// written it. The lender is asked afterwards, so that nothing here waits for it.
pub(super) async fn receive(
    State(proxy): State<Arc<Proxy>>,
    secret: Result<Path<String>, PathRejection>,
    body: Body,
) -> Result<StatusCode, Problem> {
    let secrets = proxy.config.webhook_secrets();
    let is_known = |Path(secret): &Path<String>| secrets.is_some_and(|known| known.hold(secret));
    if !secret.is_ok_and(|secret| is_known(&secret)) {
        return Err(Code::NotFound.into());
    }
    proxy.wake_everybody();
    // A connection that ends with a body unread may take the answer with it.
    let _ = timeout(READING, to_bytes(body, LONGEST_BODY)).await;
    Ok(StatusCode::NO_CONTENT)
}

/// How long a body may take: the answer is promised within 50 milliseconds.
const READING: Duration = Duration::from_millis(20);
