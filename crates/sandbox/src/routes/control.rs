use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use serde_json::{Value, json};

use crate::event;
use crate::journal::Entry;
use crate::json_body::JsonBody;
use crate::problem::Problem;
use crate::query::Query;
use crate::scenario::Scenario;
use crate::state::Sandbox;

/// `PUT /_sandbox/scenarios/{identifier or *}`: a line that it lets open is announced.
pub(crate) async fn play(
    State(sandbox): State<Sandbox>,
    Path(identifier): Path<String>,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let scenario = Scenario::parse(&body).map_err(Problem::invalid)?;
    let mut world = sandbox.world();
    world.play(&identifier, body, scenario);
    world.recall(&identifier, sandbox.clock());
    drop(world);
    event::announce(&sandbox);
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /_sandbox/scenarios/{identifier or *}`: `playing` as it was put, and the speed of every wait.
pub(crate) async fn playing(
    State(sandbox): State<Sandbox>,
    Path(identifier): Path<String>,
) -> Json<Value> {
    let playing = sandbox.world().playing(&identifier);
    Json(json!({"playing": playing, "speed": sandbox.config().speed}))
}

/// `GET /_sandbox/requests`, of one borrower with `?identifier=`.
pub(crate) async fn requests(State(sandbox): State<Sandbox>, uri: Uri) -> Json<Vec<Entry>> {
    let query = Query::of(&uri);
    Json(sandbox.journal().entries(query.first("identifier")))
}

/// `DELETE /_sandbox/requests`
pub(crate) async fn forget(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.journal().clear();
    StatusCode::NO_CONTENT
}
