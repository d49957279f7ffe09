use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;
use tokio::time::Instant;
use uuid::Uuid;

use crate::application::{signature_problem, text};
use crate::conduct::{self, DEADLINE, Pace};
use crate::event;
use crate::interference;
use crate::json_body::JsonBody;
use crate::problem::Problem;
use crate::scenario::Scenario;
use crate::schema::Schema;
use crate::state::Sandbox;

/// `GET /borrower/{id}`
pub(crate) async fn show(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (id, identifier) = known(&sandbox, &id)?;
    if let Some(answer) = interference::of_read(&sandbox, Some(&identifier)) {
        return Ok(answer);
    }
    let world = sandbox.world();
    let borrower = world.by_id(id).ok_or_else(unknown)?;
    let seen = borrower.seen(&world.scenario(Some(&identifier)), Instant::now());
    Ok(conduct::whole(StatusCode::OK, &seen))
}

/// `POST /borrower/{id}/sign`: a borrower that has signed before stays as it is.
pub(crate) async fn sign(
    State(sandbox): State<Sandbox>,
    Path(id): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let (id, identifier) = known(&sandbox, &id)?;
    let mut problems = Schema::SignedInput.problems(&body);
    if problems.is_empty() {
        problems.extend(signature_problem(&body, sandbox.clock().now()));
    }
    let signed_at = match text(&body, "signed_at") {
        Some(signed_at) if problems.is_empty() => signed_at,
        _ => return Err(Problem::invalid(problems)),
    };
    let waits = body.get("wait_for_ready") == Some(&Value::Bool(true));
    let (at, response) = record(&sandbox, id, &identifier, signed_at, waits)?;
    tokio::time::sleep_until(at).await;
    Ok(response)
}

/// Writes the signature down; says when to answer, and what.
fn record(
    sandbox: &Sandbox,
    id: Uuid,
    identifier: &str,
    signed_at: &str,
    waits: bool,
) -> Result<(Instant, Response), Problem> {
    let mut world = sandbox.world();
    let scenario = world.scenario(Some(identifier));
    let soon = conduct::soon(sandbox, &mut world.random);
    let pace = Pace::drawn(sandbox, &scenario, waits, &mut world.random);
    let borrower = world.by_id_mut(id).ok_or_else(unknown)?;
    if borrower.has_signed() {
        let seen = borrower.seen(&scenario, soon);
        return Ok((soon, conduct::whole(StatusCode::OK, &seen)));
    }
    if matches!(scenario, Scenario::TimeoutLost) {
        return Ok((sandbox.at(DEADLINE), conduct::timed_out()));
    }
    borrower.sign(signed_at, pace.decided_at);
    let seen = borrower.seen(&scenario, pace.answers_at);
    drop(world);
    event::announce_at(sandbox.clone(), pace.decided_at);
    let response = conduct::answer(&scenario, waits, StatusCode::OK, &seen);
    Ok((pace.answers_at, response))
}

fn known(sandbox: &Sandbox, id: &str) -> Result<(Uuid, String), Problem> {
    let id: Uuid = id.parse().map_err(|_| unknown())?;
    let world = sandbox.world();
    let borrower = world.by_id(id).ok_or_else(unknown)?;
    Ok((id, borrower.identifier.clone()))
}

fn unknown() -> Problem {
    Problem::not_found("There is no borrower with this id.")
}
