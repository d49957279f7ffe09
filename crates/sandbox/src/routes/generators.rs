use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use serde_json::{Value, json};

use crate::application::text;
use crate::generator::{self, Country};
use crate::json_body::JsonBody;
use crate::problem::{InvalidParam, Problem};
use crate::query::Query;
use crate::scenario::Scenario;
use crate::schema::Schema;
use crate::state::Sandbox;

/// `GET /sandbox/business-generator`: a company that has not applied here yet.
pub(crate) async fn business(
    State(sandbox): State<Sandbox>,
    uri: Uri,
) -> Result<Json<Value>, Problem> {
    let query = Query::of(&uri);
    let country = country(&query)?;
    let is_borrower = match query.first("is_borrower") {
        None | Some("true") => true,
        Some("false") => false,
        Some(_) => return Err(refused("is_borrower", "neither true nor false")),
    };
    let mut world = sandbox.world();
    loop {
        let body = generator::business(country, is_borrower, &mut world.random);
        let identifier = text(&body, "identifier").unwrap_or_default();
        if world.by_company(identifier).is_none() {
            return Ok(Json(body));
        }
    }
}

/// `GET /sandbox/iban-generator`: a new account, whatever the scenario: nothing is debited here.
pub(crate) async fn iban(
    State(sandbox): State<Sandbox>,
    uri: Uri,
) -> Result<(StatusCode, Json<Value>), Problem> {
    const SCENARIOS: [&str; 5] = [
        "CANCEL",
        "FAIL",
        "REJECT",
        "SUCCESS",
        "SUCCESS_ONE_DAY_LATER",
    ];
    let query = Query::of(&uri);
    let country = country(&query)?;
    if !SCENARIOS.contains(&query.first("scenario").unwrap_or("SUCCESS")) {
        let known = format!("not one of: {}", SCENARIOS.join(" "));
        return Err(refused("scenario", &known));
    }
    let iban = generator::iban(country, &mut sandbox.world().random);
    Ok((StatusCode::CREATED, Json(json!({ "iban": iban }))))
}

/// `POST /sandbox/business-eligible`: `OK` is the scenario `ready`, `NOT_ELIGIBLE` is `blocked`.
pub(crate) async fn eligibility(
    State(sandbox): State<Sandbox>,
    JsonBody(body): JsonBody,
) -> Result<StatusCode, Problem> {
    let problems = Schema::BusinessEligible.problems(&body);
    if !problems.is_empty() {
        return Err(Problem::invalid(problems));
    }
    let identifier = text(&body, "business_identifier.identifier").unwrap_or_default();
    let asked = match text(&body, "scenario") {
        Some("OK") => json!({"scenario": "ready"}),
        _ => json!({"scenario": "blocked", "reason": "DOES_NOT_MATCH_ELIGIBILITY_CRITERIA"}),
    };
    let scenario = Scenario::parse(&asked).map_err(Problem::invalid)?;
    sandbox.world().play(identifier, asked, scenario);
    Ok(StatusCode::NO_CONTENT)
}

fn country(query: &Query) -> Result<Country, Problem> {
    let code = query.first("country").unwrap_or("FRA");
    Country::from_alpha_3(code).ok_or_else(|| {
        let known = Country::ALL.map(Country::alpha_3).join(" ");
        refused("country", &format!("not one of: {known}"))
    })
}

fn refused(name: &str, reason: &str) -> Problem {
    Problem::invalid(vec![InvalidParam::new(name, reason)])
}
