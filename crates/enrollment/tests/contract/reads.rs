use enrollment::{
    flow::{CallError, Cause, CreditLines},
    wire::answer::Answer,
};
use serde_json::{Value, json};

use crate::support::answers::{answer, borrower, borrower_body, line_with, lines, usable_line};

const HTML: &str = "<!doctype html><title>502 Bad Gateway</title>";

/// What each of the three reads makes of an answer that is none.
#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn errors(answer: &Answer) -> [CallError; 3] {
    [
        answer.clone().session().err().unwrap(),
        answer.clone().borrowers().unwrap_err(),
        answer.clone().credit_lines().unwrap_err(),
    ]
}

fn problem(code: &str) -> String {
    json!({"title": "No", "code": code, "request_id": "req-1", "fields": []}).to_string()
}

#[test]
fn every_problem_of_the_contract_has_its_cause() {
    for (status, code, cause) in [
        (401, "session_missing", Cause::Session),
        (401, "session_expired", Cause::Session),
        (401, "session_invalid", Cause::Session),
        (403, "origin_not_allowed", Cause::Rejected),
        (403, "not_your_borrower", Cause::Rejected),
        (413, "too_large", Cause::Rejected),
        (415, "not_json", Cause::Rejected),
        (422, "invalid", Cause::Rejected),
        (429, "slow_down", Cause::Busy(None)),
        (503, "upstream_busy", Cause::Busy(None)),
        (502, "upstream_error", Cause::Upstream),
        (502, "upstream_auth", Cause::KeyRefused),
        (504, "outcome_unknown", Cause::Upstream),
    ] {
        for error in errors(&answer(status, &problem(code))) {
            assert_eq!(error.cause, cause, "{status} {code}");
            assert_eq!(error.problem, code);
            assert_eq!(error.request_id.as_deref(), Some("req-1"));
        }
    }
}

#[test]
fn the_status_alone_will_do_where_the_body_is_unreadable() {
    for body in ["", HTML, "{\"code\": \"session", "null", "[]", "7"] {
        for (status, cause) in [
            (0, Cause::Upstream),
            (302, Cause::Upstream),
            (401, Cause::Session),
            (403, Cause::Rejected),
            (429, Cause::Busy(None)),
            (500, Cause::Upstream),
            (502, Cause::Upstream),
            (503, Cause::Busy(None)),
            (504, Cause::Upstream),
        ] {
            for error in errors(&answer(status, body)) {
                assert_eq!(error.cause, cause, "{status} {body}");
                assert_eq!(error.problem, "");
                assert_eq!(error.request_id, None);
            }
        }
    }
}

#[test]
fn a_busy_server_says_how_long() {
    for status in [429, 503] {
        let busy = Answer {
            retry_after: Some(u32::MAX),
            ..answer(status, "")
        };
        for error in errors(&busy) {
            assert_eq!(error.cause, Cause::Busy(Some(4_294_967_295_000)));
        }
    }
}

#[test]
fn a_success_that_cannot_be_read_is_the_lenders_nonsense() {
    for body in [
        "",
        HTML,
        "{\"data\": [",
        "null",
        "\"ok\"",
        "{\"data\": null}",
    ] {
        let [_, lookup, poll] = [
            None,
            answer(200, body).borrowers().err(),
            answer(200, body).credit_lines().err(),
        ];
        for error in [lookup, poll] {
            assert_eq!(error.unwrap().cause, Cause::Upstream, "{body}");
        }
    }
    for body in ["", HTML, "{\"now\": ", "null", "{\"now\": 5}"] {
        let error = answer(200, body).session().err().unwrap();
        assert_eq!(error.cause, Cause::Upstream, "{body}");
    }
}

#[test]
fn a_proxy_without_sessions_is_not_an_error() {
    for body in ["", HTML, &problem("not_found")] {
        assert!(answer(404, body).session().unwrap().is_none());
        assert_eq!(
            answer(404, body).borrowers().unwrap_err().cause,
            Cause::Rejected
        );
    }
}

#[test]
fn a_session_is_read_with_all_that_it_says() {
    let body = json!({
        "now": "2026-03-02T09:00:00.000Z",
        "identifier": "732829320",
        "identifier_type": "siren",
        "repayment": "transfer",
        "director_details": "auto",
        "lender": "Defacto",
        "terms": {"fr": {"url": "https://lender.example/fr", "version": "3", "sha256": "ab"}, "en": {"url": "https://lender.example/en"}},
        "limits": {"minimum_age": 21, "identifier_types": ["siren"]},
        "push": true,
        "brand_new": {"a": 1},
    });
    let session = answer(200, &body.to_string()).session().unwrap().unwrap();
    assert_eq!(session.now, "2026-03-02T09:00:00.000Z");
    assert!(session.push);
    let terms = session.terms.unwrap();
    let found = |code: &str| {
        let (document, language) = terms.in_language(code.parse().unwrap()).unwrap();
        (document.url.clone(), language.as_str().to_owned())
    };
    assert_eq!(
        found("fr"),
        ("https://lender.example/fr".into(), "fr".into())
    );
    assert_eq!(
        found("de"),
        ("https://lender.example/en".into(), "en".into())
    );
    assert_eq!(
        found("pt"),
        ("https://lender.example/en".into(), "en".into())
    );
    assert_eq!(session.limits.unwrap().minimum_age, Some(21));
}

#[test]
fn not_found_is_said_by_an_empty_page_and_by_nothing_else() {
    let found = |body: Value| answer(200, &body.to_string()).borrowers();
    assert_eq!(found(json!({"count": 0, "data": []})), Ok(Vec::new()));
    assert_eq!(found(json!({"data": []})), Ok(Vec::new()));
    let known = borrower_body("SIGNED", None);
    assert_eq!(
        found(json!({"count": 1, "data": [known]})),
        Ok(vec![borrower(&known)])
    );
    for body in [json!({}), json!([]), json!({"message": "rate limited"})] {
        assert_eq!(found(body).unwrap_err().cause, Cause::Upstream);
    }
}

#[test]
fn lines_that_cannot_be_understood_are_left_out() {
    for changes in [
        json!({"currency": "USD"}),
        json!({"currency": ""}),
        json!({"start_date": "soon"}),
        json!({"end_date": "later"}),
        json!({"balance_available": null, "pool_amount": null}),
    ] {
        assert_eq!(lines(&[line_with(&changes)]), CreditLines::default());
        let both = lines(&[line_with(&changes), usable_line()]);
        assert_eq!(both, lines(&[usable_line()]));
    }
    assert_ne!(lines(&[usable_line()]), CreditLines::default());
}

#[test]
fn credit_lines_bring_the_borrower_where_the_proxy_adds_it() {
    let read = |borrower: &Value| {
        let body = json!({"count": 0, "data": [], "borrower": borrower});
        answer(200, &body.to_string()).credit_lines().unwrap()
    };
    let known = borrower_body("BLOCKED", None);
    assert_eq!(read(&known).borrower, Some(borrower(&known)));
    assert_eq!(read(&Value::Null).borrower, None);
    assert_eq!(read(&json!({"id": null})).borrower, None);
}
