use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use serde_json::{Value, json};

use crate::json_body::JsonBody;
use crate::page::Page;
use crate::problem::Problem;
use crate::query::Query;
use crate::schema::Schema;
use crate::state::Sandbox;

/// `POST /webhooks`
pub(crate) async fn subscribe(
    State(sandbox): State<Sandbox>,
    JsonBody(mut body): JsonBody,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let problems = Schema::CreateWebhook.problems(&body);
    if !problems.is_empty() {
        return Err(Problem::invalid(problems));
    }
    let mut world = sandbox.world();
    let id = world.random.uuid();
    if let Some(members) = body.as_object_mut() {
        members.insert("id".to_owned(), json!(id));
    }
    world.subscribe(body.clone());
    Ok((StatusCode::CREATED, Json(body)))
}

/// `GET /webhooks`
pub(crate) async fn list(State(sandbox): State<Sandbox>, uri: Uri) -> Result<Json<Value>, Problem> {
    let page = Page::asked(&Query::of(&uri))?;
    Ok(Json(page.of(sandbox.world().webhooks().to_vec())))
}
