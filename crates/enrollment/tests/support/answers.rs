//! Answers of the proxy as they come over the wire.

use enrollment::{
    flow::{Borrower, CallError, Cause, CreditLines, FieldFault},
    wire::{Json, answer::Answer, from_json, session::Session},
};
use serde_json::{Value, json};

use super::sample::SIREN;

pub(crate) const BORROWER_ID: &str = "5f0c2d4e-8a37-4c5b-9d1e-6b7a8c9d0e1f";

pub(crate) fn answer(status: u16, body: &str) -> Answer {
    Answer {
        status,
        retry_after: None,
        body: Json::parse(body),
        held: false,
    }
}

pub(crate) fn failed(cause: Cause) -> CallError {
    CallError {
        cause,
        ..CallError::NO_ANSWER
    }
}

/// A refusal that misses these values.
pub(crate) fn missing(paths: &[&str]) -> CallError {
    let fault = |path: &&str| FieldFault {
        path: (*path).into(),
        missing: true,
    };
    failed(Cause::Fields(paths.iter().map(fault).collect()))
}

/// A session of the company with this SIREN.
pub(crate) fn of(number: &str) -> Value {
    json!({"identifier": number, "identifier_type": "siren"})
}

/// A borrower of that status, signed at that instant.
pub(crate) fn borrower_body(status: &str, signed_at: Option<&str>) -> Value {
    json!({
        "id": BORROWER_ID,
        "identifier": SIREN,
        "status": status,
        "next_actions": null,
        "signed_at": signed_at,
    })
}

#[expect(clippy::unwrap_used, reason = "tests write valid bodies")]
pub(crate) fn borrower(body: &Value) -> Borrower {
    answer(201, &body.to_string()).enrolled().unwrap()
}

/// A line that can be used: 2500 euros of 4000.
pub(crate) fn usable_line() -> Value {
    json!({
        "balance_available": 250_000,
        "pool_amount": 400_000,
        "currency": "EUR",
        "start_date": "2026-01-01T00:00:00Z",
        "end_date": "2027-01-01T00:00:00Z",
        "default_repayment_method": "DIRECT_DEBIT",
        "default_borrower": {"identifier": SIREN},
    })
}

/// Such a line, whose loans the borrower transfers back.
pub(crate) fn transfer_line() -> Value {
    line_with(&json!({"default_repayment_method": "SCT"}))
}

/// That line with some of its values changed.
pub(crate) fn line_with(changes: &Value) -> Value {
    with(usable_line(), changes)
}

/// A body with some of its values changed.
pub(crate) fn with(mut body: Value, changes: &Value) -> Value {
    if let (Some(values), Some(changes)) = (body.as_object_mut(), changes.as_object()) {
        values.extend(changes.clone());
    }
    body
}

pub(crate) fn lines(data: &[Value]) -> CreditLines {
    lines_and(data, &Value::Null)
}

#[expect(clippy::unwrap_used, reason = "tests write valid bodies")]
pub(crate) fn lines_and(data: &[Value], borrower: &Value) -> CreditLines {
    let body = json!({"count": data.len(), "data": data, "borrower": borrower});
    answer(200, &body.to_string()).credit_lines().unwrap()
}

#[expect(clippy::unwrap_used, reason = "tests write valid bodies")]
pub(crate) fn session(body: &Value) -> Box<Session> {
    from_json(&body.to_string()).unwrap()
}
