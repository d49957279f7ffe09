//! How a scenario has a write answered, once the write is remembered.

mod broken;

use std::time::Duration;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::time::Instant;

use crate::problem::Problem;
use crate::random::Random;
use crate::scenario::Scenario;
use crate::state::Sandbox;

/// The lender's own deadline.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// When the answer leaves, and when the lender will have decided about the line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    pub(crate) answers_at: Instant,
    pub(crate) decided_at: Instant,
}

impl Pace {
    /// The pace of a write that waits for the line, or does not.
    pub(crate) fn drawn(
        sandbox: &Sandbox,
        scenario: &Scenario,
        waits: bool,
        random: &mut Random,
    ) -> Self {
        let seconds = Duration::from_secs;
        let soon = soon(sandbox, random);
        let later = soon + sandbox.config().scaled(sandbox.config().line_delay);
        let (answers_at, decided_at) = match scenario {
            Scenario::TimeoutCreated => (sandbox.at(DEADLINE), later),
            Scenario::NeverReady if waits => (sandbox.at(DEADLINE), later),
            Scenario::Slow if waits => (sandbox.at(seconds(25)), sandbox.at(seconds(25))),
            Scenario::Slow => (sandbox.at(seconds(10)), sandbox.at(seconds(40))),
            _ if waits => {
                let ready = sandbox.at(random.millis(4_000, 8_000));
                (ready, ready)
            }
            _ => (soon, later),
        };
        Self {
            answers_at,
            decided_at,
        }
    }
}

/// When an answer leaves that waits for nothing.
pub(crate) fn soon(sandbox: &Sandbox, random: &mut Random) -> Instant {
    sandbox.at(random.millis(300, 1_500))
}

/// The answer to a write that shows the borrower, whole or as the scenario spoils it.
pub(crate) fn answer(
    scenario: &Scenario,
    waits: bool,
    status: StatusCode,
    seen: &Value,
) -> Response {
    match scenario {
        Scenario::TimeoutCreated => timed_out(),
        Scenario::NeverReady if waits => timed_out(),
        // Of `wait_for_ready` the documentation says: "or returns an error".
        Scenario::Blocked { .. } if waits => Problem::new(
            StatusCode::PAYMENT_REQUIRED,
            "The borrower cannot be made ready.",
        )
        .into_response(),
        Scenario::Malformed => broken::truncated(status, seen),
        Scenario::ResetCreated => broken::cut_off(status, seen),
        _ => whole(status, seen),
    }
}

/// The borrower as it is.
pub(crate) fn whole(status: StatusCode, seen: &Value) -> Response {
    (status, Json(seen)).into_response()
}

/// 504, for the caller to wonder what happened.
pub(crate) fn timed_out() -> Response {
    Problem::new(StatusCode::GATEWAY_TIMEOUT, "The request took too long.").into_response()
}
