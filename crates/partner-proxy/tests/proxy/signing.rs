//! `POST /borrowers/{id}/sign`: the signature of a borrower that the lender has.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{
    Json, Router,
    http::StatusCode,
    response::IntoResponse,
    routing::{get, post},
};
use jiff::{SignedDuration, Timestamp};
use partner_proxy::config::Patience;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Notify, time::Duration};

use crate::support::{
    ORIGIN, OTHER_SIREN, SIREN, Stand, body, impatient, problem, rfc3339, send, signature, token,
    token_for,
};

const ID: &str = "0b0b1bd4-6e7f-4a6e-9e0e-3f4c1f1e7a55";
const OTHER_ID: &str = "6f1a3c7e-1f0e-4a35-8d39-58fb8a1c2a10";

#[tokio::test]
async fn signs_for_the_sessions_borrower_and_answers_with_what_a_browser_may_know() {
    let stand = to_sign().await;
    let id = borrower(&stand, &token()).await;
    let sent = signature();
    let answer = send(stand.sign(&token(), &id).json(&sent)).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let signed = answer.json();
    let mut names: Vec<_> = signed.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(
        names,
        ["id", "identifier", "next_actions", "signed_at", "status"]
    );
    assert_eq!(signed["id"], id);
    assert_eq!(signed["status"], "SIGNED");
    assert_eq!(signed["signed_at"], sent["signed_at"]);
}

#[tokio::test]
async fn only_the_instant_reaches_the_lender() {
    let stand = to_sign().await;
    let id = borrower(&stand, &token()).await;
    let mut sent = signature();
    sent["account_number"] = json!("FR8811111015593603018280926");
    sent["wait_for_ready"] = json!(true);
    send(stand.sign(&token(), &id).json(&sent)).await;
    let posts = posts(&stand).await;
    let [post] = posts.as_slice() else {
        panic!("{posts:?}");
    };
    assert_eq!(post["path"], format!("/borrower/{id}/sign"));
    let expected = json!({"signed_at": sent["signed_at"], "wait_for_ready": true});
    assert_eq!(post["body"], expected);
}

#[tokio::test]
async fn a_borrower_that_signed_gets_its_line() {
    let stand = to_sign().await;
    let id = borrower(&stand, &token()).await;
    assert_eq!(send(stand.sign(&token(), &id)).await.status, 200);
    stand.play(json!({"scenario": "ready"})).await;
    let page = send(stand.held(&token(), 25)).await.json();
    assert_eq!(page["count"], 1, "{page}");
}

#[tokio::test]
async fn another_companys_borrower_is_not_signed_for() {
    let stand = to_sign().await;
    let other = token_for(Some(OTHER_SIREN), "siren");
    let others = borrower(&stand, &other).await;
    borrower(&stand, &token()).await;
    for (token, id) in [
        (token(), others.as_str()),
        (token(), ID),
        (token_for(None, ""), &others),
    ] {
        let answer = send(stand.sign(&token, id)).await;
        assert_eq!(answer.problem(), problem(403, "not_your_borrower"));
    }
    assert_eq!(posts(&stand).await, Vec::<Value>::new());
}

#[tokio::test]
async fn an_id_that_is_no_uuid_is_nobodys() {
    let stand = to_sign().await;
    for id in ["b-1", "..%2f..%2floans", "1", &format!("{ID}0")] {
        let answer = send(stand.sign(&token(), id)).await;
        assert_eq!(answer.problem(), problem(404, "not_found"), "{id}");
    }
    assert!(stand.received().await.is_empty());
}

#[tokio::test]
async fn a_signature_out_of_range_or_without_an_instant_is_to_be_given_again() {
    let stand = to_sign().await;
    let id = borrower(&stand, &token()).await;
    let from_now = |offset| json!(rfc3339(Timestamp::now() + offset));
    for (signed_at, code) in [
        (
            from_now(SignedDuration::from_mins(3)),
            "signed_at_out_of_range",
        ),
        (
            from_now(SignedDuration::from_hours(-25)),
            "signed_at_out_of_range",
        ),
        (json!("today"), "invalid"),
        (Value::Null, "invalid"),
    ] {
        let mut sent = signature();
        sent["signed_at"] = signed_at;
        let answer = send(stand.sign(&token(), &id).json(&sent)).await;
        assert_eq!(answer.problem(), problem(422, code));
        assert_eq!(answer.paths(), ["signed_at"]);
    }
    assert_eq!(posts(&stand).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_signature_passes_the_same_gate_as_an_enrollment() {
    let stand = to_sign().await;
    let path = format!("/borrowers/{ID}/sign");
    let post = || stand.bare(Method::POST, &path);
    let foreign = post().header("origin", "https://evil.example");
    let foreign = foreign.bearer_auth(token()).json(&signature());
    assert_eq!(
        send(foreign).await.problem(),
        problem(403, "origin_not_allowed")
    );
    let nobody = post().header("origin", ORIGIN).json(&signature());
    assert_eq!(
        send(nobody).await.problem(),
        problem(401, "session_missing")
    );
    let plain = post().bearer_auth(token()).body(signature().to_string());
    assert_eq!(send(plain).await.problem(), problem(415, "not_json"));
    let mut long = signature();
    long["padding"] = json!("x".repeat(64 * 1024));
    let long = send(stand.sign(&token(), ID).json(&long)).await;
    assert_eq!(long.problem(), problem(413, "too_large"));
    assert!(stand.received().await.is_empty());
}

#[tokio::test]
async fn a_signature_whose_answer_is_lost_is_never_sent_again() {
    for scenario in [
        "timeout_created",
        "timeout_lost",
        "reset_created",
        "malformed",
    ] {
        let stand = to_sign().await;
        let id = borrower(&stand, &token()).await;
        stand.play(json!({"scenario": scenario})).await;
        let answer = send(stand.sign(&token(), &id)).await;
        assert_eq!(
            answer.problem(),
            problem(504, "outcome_unknown"),
            "{scenario}"
        );
        let again = send(stand.sign(&token(), &id)).await;
        assert_eq!(again.problem(), problem(409, "already_enrolling"));
        assert_eq!(posts(&stand).await.len(), 1, "{scenario}");
    }
}

#[tokio::test]
async fn only_a_readable_answer_about_this_borrower_is_an_outcome() {
    let signed = |id: &str, identifier: &str| json!({"id": id, "identifier": identifier});
    for (status, answer, expected) in [
        (200, signed(ID, SIREN), problem(200, "")),
        (
            200,
            signed(OTHER_ID, SIREN),
            problem(504, "outcome_unknown"),
        ),
        (
            200,
            signed(ID, OTHER_SIREN),
            problem(504, "outcome_unknown"),
        ),
        (200, json!({}), problem(504, "outcome_unknown")),
        (500, json!({}), problem(504, "outcome_unknown")),
        (404, json!({}), problem(403, "lender_refused")),
        (403, json!({}), problem(502, "upstream_auth")),
        (429, json!({}), problem(503, "upstream_busy")),
    ] {
        let status = StatusCode::from_u16(status).unwrap();
        let text = answer.to_string();
        let lender = lender(post(async move || (status, text).into_response()));
        let stand = Stand::with_lender(lender, &[]).await;
        let told = send(stand.sign(&token(), ID)).await;
        assert_eq!(told.problem(), expected, "{status} {answer}");
    }
}

#[tokio::test]
async fn a_lender_that_can_not_be_asked_whose_borrower_it_is_leaves_nothing_open() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let lender = closed.local_addr().unwrap();
    drop(closed);
    let patience = Patience {
        reading: Duration::from_millis(20),
        ..impatient()
    };
    let stand = Stand::before(lender, &[], patience).await;
    for _ in 0..2 {
        let answer = send(stand.sign(&token(), ID)).await;
        assert_eq!(answer.problem(), problem(503, "upstream_busy"));
        assert_eq!(answer.header("retry-after"), "5");
    }
}

#[tokio::test]
async fn a_company_enrolls_or_signs_but_not_both_at_once() {
    let gate = Arc::new(Gate::default());
    let stand = Stand::with_lender(gate.lender(), &[]).await;
    for is_signature_first in [true, false] {
        let enroll = stand.post(&token(), &body());
        let sign = stand.sign(&token(), ID);
        let (first, second) = if is_signature_first {
            (sign, enroll)
        } else {
            (enroll, sign)
        };
        let first = tokio::spawn(first.send());
        gate.arrived.notified().await;
        let second = send(second).await;
        assert_eq!(second.problem(), problem(409, "already_enrolling"));
        gate.opened.notify_one();
        assert!(first.await.unwrap().unwrap().status().is_success());
    }
    assert_eq!(gate.passed.load(Ordering::SeqCst), 2);
}

/// With the sandbox, where everybody has a borrower that has not signed.
async fn to_sign() -> Stand {
    let stand = Stand::with_sandbox().await;
    stand.play(json!({"scenario": "to_sign"})).await;
    stand
}

/// The id of the session's borrower.
async fn borrower(stand: &Stand, token: &str) -> String {
    let session = send(stand.get("/session", token)).await.json();
    assert_eq!(session["borrower"]["status"], "TO_SIGN", "{session}");
    session["borrower"]["id"].as_str().unwrap().to_owned()
}

async fn posts(stand: &Stand) -> Vec<Value> {
    let received = stand.received().await;
    let posts = received.into_iter();
    posts.filter(|entry| entry["method"] == "POST").collect()
}

/// A lender that has one borrower and answers its signature so.
fn lender(sign: axum::routing::MethodRouter) -> Router {
    let list = async || Json(json!({"data": [{"id": ID, "identifier": SIREN}]}));
    Router::new()
        .route("/borrowers", get(list))
        .route("/borrower/{id}/sign", sign)
}

/// A lender that holds signatures and enrollments until it is told to go on.
#[derive(Default)]
struct Gate {
    arrived: Notify,
    opened: Notify,
    passed: AtomicUsize,
}

impl Gate {
    fn lender(self: &Arc<Self>) -> Router {
        let gate = Arc::clone(self);
        let pass = async move || {
            gate.arrived.notify_one();
            gate.opened.notified().await;
            gate.passed.fetch_add(1, Ordering::SeqCst);
            json!({"id": ID, "identifier": SIREN}).to_string()
        };
        lender(post(pass.clone())).route("/borrowers", post(pass))
    }
}
