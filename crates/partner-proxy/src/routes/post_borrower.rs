use std::sync::Arc;

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
};
use enrollment::{
    domain::Language,
    draft::{Field, Problem as Fault, Reason, Rules},
    enrollment::Enrollment,
    time::Timestamp,
    wire::{
        borrowers::{Borrower, PostBorrower, PostDirector},
        problem::FieldProblem,
    },
};

use crate::{
    Proxy,
    caller::Caller,
    clock,
    config::{Config, MINIMUM_AGE},
    problem::{Code, Problem},
};

/// Enrolls the session's borrower: only what the core parsed goes on to the lender.
pub(super) async fn enroll(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, Json<Borrower>), Problem> {
    if !is_json(&headers) {
        return Err(Code::NotJson.into());
    }
    let body = body.map_err(|error| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        _ => Code::Invalid,
    })?;
    let body: PostBorrower = serde_json::from_slice(&body).map_err(|_| Code::Invalid)?;
    let now = clock::now();
    let enrollment = parse(&body, &proxy.config, now)?;
    if !caller.may_enroll(enrollment.company(), &proxy.bindings, now) {
        return Err(Code::NotYourBorrower.into());
    }
    let jti = caller.jti().map(str::to_owned);
    let borrower = proxy.enroll(enrollment, jti).await?;
    Ok((StatusCode::CREATED, Json(borrower)))
}

/// Far more than a form holds; the core counts directors in a byte.
const MOST_DIRECTORS: usize = 50;

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|text| text.to_str().ok());
    let essence = content_type.and_then(|text| text.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

fn parse(body: &PostBorrower, config: &Config, now: Timestamp) -> Result<Enrollment, Problem> {
    let language = body.preferred_language.as_deref();
    let rules = Rules {
        today: now.date(),
        minimum_age: MINIMUM_AGE,
        repayment: config.repayment(),
        language: language
            .and_then(|language| language.parse().ok())
            .unwrap_or(Language::ENGLISH),
        wait_for_ready: body.wait_for_ready,
    };
    if body.directors.len() > MOST_DIRECTORS {
        return Err(refused("directors", "too_many"));
    }
    let mut people = body.directors.iter();
    if let Some(index) = people.position(|person| !is_director_or_owner(person, body)) {
        return Err(refused(&format!("directors.{index}.role"), "not_supported"));
    }
    let consent = body.consent().ok();
    let enrollment = body
        .to_draft()
        .parse(&rules, consent.as_ref())
        .map_err(|faults| invalid(&faults))?;
    if !config
        .identifier_types()
        .contains(&enrollment.company().kind())
    {
        let fault = Fault::new(Field::IdentifierType, Reason::IdentifierType);
        return Err(invalid(&[fault]));
    }
    enrollment.consent().check_age(now).map_err(|_| {
        let fault = Fault::new(Field::SignedAt, Reason::SignedAtOutOfRange);
        Problem::from(Code::SignedAtOutOfRange).with_fields(fields(&[fault]))
    })?;
    Ok(enrollment)
}

fn invalid(faults: &[Fault]) -> Problem {
    Problem::from(Code::Invalid).with_fields(fields(faults))
}

/// The core enrolls directors, and the owner among them: anyone else must not become one on the way.
fn is_director_or_owner(person: &PostDirector, body: &PostBorrower) -> bool {
    let is_owner = || body.owner.as_ref().is_some_and(|owner| person.is(owner));
    matches!(&*person.role, "" | "DIRECTOR") || (person.is_no_director() && is_owner())
}

fn refused(path: &str, code: &str) -> Problem {
    Problem::from(Code::Invalid).with_fields(vec![FieldProblem {
        path: path.to_owned(),
        code: code.to_owned(),
    }])
}

/// Each value once: three inputs make one birth date.
fn fields(faults: &[Fault]) -> Vec<FieldProblem> {
    let mut fields: Vec<FieldProblem> = Vec::new();
    for fault in faults {
        let path = fault.field.path();
        if fields.iter().all(|field| field.path != path) {
            fields.push(FieldProblem {
                path,
                code: fault.reason.code().to_owned(),
            });
        }
    }
    fields
}
