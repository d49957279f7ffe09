use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::time::Instant;

use crate::interference;
use crate::page::Page;
use crate::problem::Problem;
use crate::query::Query;
use crate::scenario::Scenario;
use crate::state::Sandbox;

/// `GET /credit_lines`, filtered by company number or id.
///
/// Without a filter it lists everyone's, the partner's own included, as the lender does. Lines
/// are filed under company numbers: a SIRET finds nothing, its SIREN does.
pub(crate) async fn list(State(sandbox): State<Sandbox>, uri: Uri) -> Result<Response, Problem> {
    let query = Query::of(&uri);
    let numbers = query.all("borrower");
    if let Some(answer) = interference::of_read(&sandbox, numbers.first().copied()) {
        return Ok(answer);
    }
    let page = Page::asked(&query)?;
    let ids = query.all("id");
    let now = Instant::now();
    let mut world = sandbox.world();
    for number in &numbers {
        world.recall(number, sandbox.clock());
    }
    let leaks = numbers
        .iter()
        .any(|number| matches!(world.scenario(Some(number)), Scenario::ForeignLines));
    let asked = |number: Option<&str>, line: &Value| {
        let by_number =
            numbers.is_empty() || number.is_some_and(|number| numbers.contains(&number));
        let by_id = ids.is_empty()
            || line
                .get("id")
                .and_then(Value::as_str)
                .is_some_and(|id| ids.contains(&id));
        by_number && by_id
    };
    let foreign =
        |number: Option<&str>| number.is_none_or(|number| world.by_company(number).is_none());
    let found = world
        .lines(now, sandbox.clock())
        .into_iter()
        .filter(|(number, line)| asked(*number, line) || (leaks && foreign(*number)))
        .map(|(_, line)| line);
    Ok(Json(page.of(found.collect())).into_response())
}
