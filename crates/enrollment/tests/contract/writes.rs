use enrollment::{
    flow::{CallError, Cause, FieldFault},
    wire::answer::Answer,
};
use serde_json::{Value, json};

use crate::support::{
    answers::{BORROWER_ID, answer, borrower_body},
    sample::SIREN,
};

const HTML: &str = "<html><body>It is not you, it is us</body></html>";

#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn error(answer: &Answer) -> CallError {
    answer.clone().enrolled().unwrap_err()
}

#[expect(clippy::panic, reason = "the test's own expectation")]
fn faults(body: &Value) -> Vec<(String, bool)> {
    match error(&answer(422, &body.to_string())).cause {
        Cause::Fields(faults) => faults
            .into_iter()
            .map(|FieldFault { path, missing }| (path, missing))
            .collect(),
        cause => panic!("{cause:?}"),
    }
}

#[test]
fn every_problem_of_the_contract_has_its_cause() {
    for (status, code, cause) in [
        (401, "session_missing", Cause::Session),
        (401, "session_expired", Cause::Session),
        (401, "session_invalid", Cause::Session),
        (403, "origin_not_allowed", Cause::Rejected),
        (403, "not_your_borrower", Cause::Rejected),
        (409, "already_enrolling", Cause::AlreadyEnrolling),
        (413, "too_large", Cause::Rejected),
        (415, "not_json", Cause::Rejected),
        (422, "invalid", Cause::Fields(Vec::new())),
        (422, "missing_data", Cause::Fields(Vec::new())),
        (422, "signed_at_out_of_range", Cause::SignedAtOutOfRange),
        (429, "slow_down", Cause::Busy(None)),
        (503, "upstream_busy", Cause::Busy(None)),
        (502, "upstream_auth", Cause::KeyRefused),
        (504, "outcome_unknown", Cause::OutcomeUnknown),
        (500, "internal", Cause::OutcomeUnknown),
        (502, "upstream_error", Cause::OutcomeUnknown),
        (402, "", Cause::LenderRefused),
        (403, "lender_refused", Cause::LenderRefused),
        (404, "", Cause::Rejected),
    ] {
        let body = json!({"title": "No", "status": status, "code": code, "request_id": "req-1"});
        let error = error(&answer(status, &body.to_string()));
        assert_eq!(error.cause, cause, "{status} {code}");
        assert_eq!(error.problem, code);
        assert_eq!(error.request_id.as_deref(), Some("req-1"));
    }
}

#[test]
fn whatever_cannot_be_read_leaves_the_outcome_unknown() {
    let body = borrower_body("SIGNED", None).to_string();
    let truncated = &body[..body.len() - 1];
    for unreadable in ["", HTML, truncated, "null", "[]", "{}", "\"created\""] {
        for status in [200, 201, 202, 204] {
            let error = error(&answer(status, unreadable));
            assert_eq!(error.cause, Cause::OutcomeUnknown, "{status} {unreadable}");
        }
    }
    for unreadable in ["", HTML, "{\"code\": \"upstream_auth", "null", "{}"] {
        for status in [0, 302, 500, 502, 503, 504, 520, 599] {
            let error = error(&answer(status, unreadable));
            assert_eq!(error.cause, Cause::OutcomeUnknown, "{status} {unreadable}");
        }
    }
    for unreadable in [
        "",
        HTML,
        "{\"code\": \"missing_data\", \"fie",
        "Bad Request",
    ] {
        for status in [400, 422] {
            let error = error(&answer(status, unreadable));
            assert_eq!(error.cause, Cause::OutcomeUnknown, "{status} {unreadable}");
        }
    }
}

#[test]
fn a_refusal_by_status_needs_no_body() {
    for body in ["", HTML, "{"] {
        for (status, cause) in [
            (401, Cause::Session),
            (403, Cause::Rejected),
            (404, Cause::Rejected),
            (409, Cause::AlreadyEnrolling),
            (413, Cause::Rejected),
            (429, Cause::Busy(None)),
        ] {
            assert_eq!(error(&answer(status, body)).cause, cause, "{status} {body}");
        }
    }
}

#[test]
fn a_busy_server_says_how_long() {
    let busy = Answer {
        retry_after: Some(7),
        ..answer(503, r#"{"code": "upstream_busy"}"#)
    };
    assert_eq!(error(&busy).cause, Cause::Busy(Some(7_000)));
}

#[test]
fn the_proxys_fields_say_whether_they_were_refused_or_missed() {
    let fields = json!([{"path": "account_number", "code": "iban_check_digits"}, {"path": "directors.0.birth_date"}]);
    let paths = ["account_number", "directors.0.birth_date"];
    let refused = faults(&json!({"code": "invalid", "fields": fields}));
    assert_eq!(refused, paths.map(|path| (path.to_owned(), false)));
    let missed = faults(&json!({"code": "missing_data", "fields": fields}));
    assert_eq!(missed, paths.map(|path| (path.to_owned(), true)));
}

#[test]
fn the_lenders_documented_list_is_read_behind_a_thin_proxy() {
    let body = json!({
        "title": "Unprocessable",
        "status": 422,
        "detail": "…",
        "instance": "/borrowers",
        "invalid_params": [{"name": "directors.0.business_email", "reason": "missing"}, {"name": "account_number"}],
    });
    let expected = ["directors.0.business_email", "account_number"];
    assert_eq!(faults(&body), expected.map(|path| (path.to_owned(), true)));
}

#[test]
fn every_shape_of_the_lenders_list_is_read_behind_a_thin_proxy() {
    for (body, paths) in [
        (
            json!({"missing": ["directors.0.birth_date", "directors.0.birth_date"]}),
            &["directors.0.birth_date"][..],
        ),
        (
            json!({"detail": [{"loc": ["body", "directors", 0, "birth_date"], "msg": "…"}]}),
            &["directors.0.birth_date"],
        ),
        (
            json!({"errors": {"account_number": ["…"], "address.city": ["…"]}}),
            &["account_number", "address.city"],
        ),
        (
            json!({"message": "Missing: director.email, iban"}),
            &["directors.0.business_email", "account_number"],
        ),
        (
            json!({"message": "missing: director.address.country,owner.email"}),
            &["directors.0.address.country", "owner.email"],
        ),
    ] {
        let expected: Vec<_> = paths
            .iter()
            .map(|path| ((*path).to_owned(), true))
            .collect();
        assert_eq!(faults(&body), expected, "{body}");
    }
}

#[test]
fn other_json_of_the_lender_says_that_something_is_missing_and_not_what() {
    for body in [
        json!({}),
        json!({"detail": "Jane Doe could not be found"}),
        json!({"message": "Missing: the birth date of Jane Doe"}),
        json!({"status": "error", "fields": "account_number"}),
        json!(["account_number"]),
    ] {
        assert_eq!(faults(&body), []);
    }
}

#[test]
fn a_created_borrower_is_read() {
    let body = borrower_body("SIGNED", Some("2026-03-02T09:00:00Z"));
    for status in [200, 201] {
        let borrower = answer(status, &body.to_string()).enrolled().unwrap();
        assert_eq!(borrower.id, BORROWER_ID);
        assert_eq!(borrower.identifier, SIREN);
    }
}

#[test]
fn a_gateway_that_timed_out_leaves_the_outcome_unknown() {
    assert_eq!(error(&answer(408, "")).cause, Cause::OutcomeUnknown);
}
