use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use serde_json::Value;

use crate::app::Shop;
use crate::problem::Problem;
use crate::sandbox_control::{Chosen, ControlError};
use crate::sessions::{Session, SignedIn};

/// `GET /shop/scenario`: `{playing, speed}`, how the sandbox behaves towards the signed-in company.
pub(crate) async fn show(
    State(shop): State<Arc<Shop>>,
    SignedIn(session): SignedIn,
) -> Result<Json<Value>, Problem> {
    let playing = shop.lender.playing(session.company().id()).await;
    playing.map(Json).map_err(|error| problem(error, &session))
}

/// `POST /shop/scenario`: sets it, and answers as the GET does. A lender without scenarios is a 409.
pub(crate) async fn play(
    State(shop): State<Arc<Shop>>,
    SignedIn(session): SignedIn,
    scenario: Result<Json<Chosen>, JsonRejection>,
) -> Result<Json<Value>, Problem> {
    let Json(scenario) = scenario
        .map_err(|error| Problem::new(error.status(), "not_a_scenario", session.language()))?;
    let company = session.company().id();
    let played = shop.lender.play(company, &scenario).await;
    played.map_err(|error| problem(error, &session))?;
    show(State(shop), SignedIn(session)).await
}

fn problem(error: ControlError, session: &Session) -> Problem {
    let (status, code) = match error {
        ControlError::NoSandbox => (StatusCode::CONFLICT, "no_sandbox"),
        ControlError::NotAScenario => (StatusCode::UNPROCESSABLE_ENTITY, "not_a_scenario"),
        ControlError::Silent => (StatusCode::BAD_GATEWAY, "lender_silent"),
    };
    Problem::new(status, code, session.language())
}
