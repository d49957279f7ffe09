use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use enrollment::{
    domain::{Consent, Language},
    draft::{Field, Problem as Fault, Reason, Rules},
    enrollment::Enrollment,
    time::Timestamp,
    wire::{
        borrowers::{Borrower, PostBorrower, PostDirector},
        problem::FieldProblem,
    },
};
use serde::Deserialize;
use serde_json::Value;

use super::json_body::JsonBody;
use crate::{
    Proxy,
    caller::Caller,
    clock,
    config::{Config, MINIMUM_AGE},
    language::Reading,
    problem::{Code, Problem},
};

/// A body with the JSON of the partner's own part of `metadata`, which the lender takes as it is.
#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Posted {
    body: PostBorrower,
    metadata: String,
}

impl TryFrom<Value> for Posted {
    type Error = serde_json::Error;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        let mut own = value
            .get("metadata")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        // What was signed is written from what was parsed.
        own.remove("consent");
        Ok(Self {
            body: serde_json::from_value(value)?,
            metadata: Value::Object(own).to_string(),
        })
    }
}

/// Enrolls the session's borrower: only what the core parsed goes on to the lender, and the partner's own metadata.
pub(super) async fn enroll(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    Reading(language): Reading,
    JsonBody(Posted { body, metadata }): JsonBody<Posted>,
) -> Result<(StatusCode, Json<Borrower>), Problem> {
    let now = clock::now();
    let enrollment = parse(&body, &proxy.config, now)?;
    if !caller.may_enroll(enrollment.company(), &proxy.bindings, now) {
        return Err(Code::NotYourBorrower.into());
    }
    let jti = caller.jti().map(str::to_owned);
    let borrower = proxy.enroll(enrollment, metadata, jti).await?;
    Ok((StatusCode::CREATED, Json(borrower.told_in(language))))
}

/// Far more than a form holds; the core counts directors in a byte.
const MOST_DIRECTORS: usize = 50;

/// The proxy's rules for this body: all that decides which values are asked for, in one place.
fn rules(body: &PostBorrower, config: &Config, now: Timestamp) -> Rules {
    let language = body.preferred_language.as_deref();
    Rules {
        today: now.date(),
        minimum_age: MINIMUM_AGE,
        repayment: config.repayment(),
        director_details: config.director_details(),
        language: language
            .and_then(|language| language.parse().ok())
            .unwrap_or(Language::ENGLISH),
        wait_for_ready: body.wait_for_ready,
    }
}

fn parse(body: &PostBorrower, config: &Config, now: Timestamp) -> Result<Enrollment, Problem> {
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
        .parse(&rules(body, config, now), consent.as_ref())
        .map_err(|faults| invalid(&faults))?;
    if !config
        .identifier_types()
        .contains(&enrollment.company().kind())
    {
        let fault = Fault::new(Field::IdentifierType, Reason::IdentifierType);
        return Err(invalid(&[fault]));
    }
    check_age(enrollment.consent(), now)?;
    Ok(enrollment)
}

/// Refuses a signature from the future or of the day before.
pub(super) fn check_age(consent: &Consent, now: Timestamp) -> Result<(), Problem> {
    consent.check_age(now).map_err(|_| {
        let fault = Fault::new(Field::SignedAt, Reason::SignedAtOutOfRange);
        Problem::from(Code::SignedAtOutOfRange).with_fields(fields(&[fault]))
    })
}

/// Our own rules are not kept.
pub(super) fn invalid(faults: &[Fault]) -> Problem {
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
