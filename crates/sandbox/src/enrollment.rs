use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tokio::time::Instant;

use crate::application::Application;
use crate::conduct::{self, DEADLINE, Pace};
use crate::event;
use crate::missing_data::missing_values;
use crate::scenario::Scenario;
use crate::state::Sandbox;

/// Answers `POST /borrowers`.
///
/// What happens is decided, and remembered, before the wait: a caller that hangs up has
/// enrolled its borrower all the same.
pub(crate) async fn answer(sandbox: &Sandbox, application: &Application) -> Response {
    let (at, response) = decide(sandbox, application);
    tokio::time::sleep_until(at).await;
    response
}

fn decide(sandbox: &Sandbox, application: &Application) -> (Instant, Response) {
    let identifier = application.identifier();
    let mut world = sandbox.world();
    world.recall(identifier, sandbox.clock());
    let scenario = world.scenario(Some(identifier));
    let soon = conduct::soon(sandbox, &mut world.random);

    // Not documented: a POST for a borrower that exists answers with it, unchanged.
    if let Some(borrower) = world.by_company(identifier) {
        let seen = borrower.seen(&world.scenario(Some(&borrower.identifier)), soon);
        return (soon, conduct::whole(StatusCode::CREATED, &seen));
    }
    if let Some(refusal) = refusal(&scenario, application) {
        return (soon, refusal);
    }
    if matches!(scenario, Scenario::TimeoutLost) {
        return (sandbox.at(DEADLINE), conduct::timed_out());
    }

    let waits = application.waits_for_ready() && application.signed_at().is_some();
    let pace = Pace::drawn(sandbox, &scenario, waits, &mut world.random);
    let borrower = world.enroll(application, pace.decided_at);
    let seen = borrower.seen(&scenario, pace.answers_at);
    drop(world);
    event::announce_at(sandbox.clone(), pace.decided_at);
    let response = conduct::answer(&scenario, waits, StatusCode::CREATED, &seen);
    (pace.answers_at, response)
}

/// The list of what could not be obtained: as the scenario has it, or by the lender's own rule.
fn refusal(scenario: &Scenario, application: &Application) -> Option<Response> {
    if let Scenario::MissingData(missing) = scenario
        && let Some(refusal) = missing.refusal(application)
    {
        return Some(refusal);
    }
    let missing = application.missing();
    (!missing.is_empty())
        .then(|| missing_values(StatusCode::BAD_REQUEST, missing.iter()).into_response())
}
