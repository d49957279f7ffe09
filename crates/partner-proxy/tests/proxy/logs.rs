//! The log: what is in it, and above all what is not.

use std::sync::Arc;

use axum::{Router, http::StatusCode, routing::post};
use enrollment::time::Timestamp;
use serde_json::json;
use tokio::sync::Notify;
use tracing::Level;

use crate::log::Log;
use crate::support::{
    KEY, SIREN, Stand, WEBHOOK_SECRET, body, fast_sandbox, send, signature, token, token_for,
};

#[tokio::test]
async fn no_personal_data_no_token_and_no_key_is_ever_logged() {
    let (mut log, _guard) = Log::capture(Level::TRACE);
    let secrets = [("WEBHOOK_SECRETS", WEBHOOK_SECRET)];
    let stand = Stand::with_lender(sandbox::app(fast_sandbox()), &secrets).await;
    let sent = body();
    let bearers = [token(), token_for(None, "")];
    for bearer in &bearers {
        let requests = [
            stand.get("/session", bearer),
            stand.get(
                &format!("/credit-lines?borrower={SIREN}&marker=QUERY-7f3a"),
                bearer,
            ),
            stand.post(bearer, &sent),
            stand.get("/borrowers", bearer),
            stand.get("/credit-lines", bearer),
            stand.get("/no/PATH-7f3a", bearer),
            stand.sign(bearer, BORROWER_ID),
            stand.sign(bearer, "PATH-7f3a"),
            stand.held(bearer, 1),
            stand.event(WEBHOOK_SECRET),
            stand.event("PATH-7f3a"),
            stand.event("").body("BODY-7f3a"),
        ];
        for request in requests {
            send(request).await;
        }
    }
    stand.play(json!({"scenario": "kyb"})).await;
    let reasoned = send(stand.get("/session", &token())).await;
    assert!(reasoned.text.contains(REASON), "{reasoned:?}");
    stand
        .play(json!({"scenario": "missing_data", "fields": ["vat_number"]}))
        .await;
    let mut under_age = body();
    under_age["directors"][0]["birth_date"] = json!("2020-03-14");
    send(stand.post(&token(), &under_age)).await;

    let text = log.text();
    assert!(
        text.contains("\"enrolled\""),
        "nothing was captured: {text}"
    );
    let token_parts = bearers.iter().flat_map(|token| token.split('.').skip(1));
    let director = &sent["directors"][0];
    let personal = [
        &sent["account_number"],
        &sent["name"],
        &director["first_name"],
        &director["last_name"],
        &director["birth_date"],
        &director["business_email"],
    ];
    let personal = personal.into_iter().map(|value| value.as_str().unwrap());
    let markers = [
        "QUERY-7f3a",
        "PATH-7f3a",
        "BODY-7f3a",
        WEBHOOK_SECRET,
        BORROWER_ID,
        "2020-03-14",
        SIREN,
        KEY,
        "jeanne",
        REASON,
        "KYB_PENDING",
    ];
    for marker in personal.chain(token_parts).chain(markers) {
        assert!(!text.contains(marker), "{marker} in {text}");
    }
}

/// The sandbox's text for the reason of its `kyb`.
const REASON: &str = "Some documents about the company are still needed.";
const BORROWER_ID: &str = "0b0b1bd4-6e7f-4a6e-9e0e-3f4c1f1e7a55";

#[tokio::test]
async fn a_request_is_one_line_with_four_facts() {
    let (mut log, _guard) = Log::capture(Level::INFO);
    let stand = Stand::with_sandbox().await;
    let answer = send(stand.get("/borrowers?borrower_identifier=732829320", &token())).await;
    let lines = log.lines();
    let [line] = lines.as_slice() else {
        panic!("{lines:?}");
    };
    let mut names: Vec<_> = line.as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(
        names,
        [
            "latency_ms",
            "level",
            "message",
            "request_id",
            "route",
            "status",
            "target",
            "timestamp"
        ]
    );
    assert_eq!(line["request_id"], answer.header("x-request-id"));
    assert_eq!(line["route"], "GET /borrowers");
    assert_eq!(line["status"], 200);
}

#[tokio::test]
async fn each_enrollment_leaves_one_proof() {
    let (mut log, _guard) = Log::capture(Level::ERROR);
    let stand = Stand::with_sandbox().await;
    let sent = body();
    let enrolled = send(stand.post(&token(), &sent)).await.json();
    let proofs = log.lines();
    let [proof] = proofs.as_slice() else {
        panic!("{proofs:?}");
    };
    assert_eq!(proof["target"], "audit");
    assert_eq!(proof["borrower_id"], enrolled["id"]);
    assert_eq!(proof["outcome"], "enrolled");
    assert_eq!(proof["signed_at"], sent["signed_at"]);
    let lender_signed_at: Timestamp = enrolled["signed_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(proof["lender_signed_at"], lender_signed_at.to_string());
    assert_eq!(proof["received_at"].as_str().unwrap().len(), 24);
    assert_eq!(proof["jti"].as_str().unwrap().len(), 36);
    assert_eq!(proof["terms_version"], "2025-01");
    assert_eq!(proof["terms_sha256"], "a".repeat(64));
}

#[tokio::test]
async fn a_signature_whose_outcome_is_unknown_leaves_its_proof_too() {
    let (mut log, _guard) = Log::capture(Level::ERROR);
    let broken = async || StatusCode::INTERNAL_SERVER_ERROR;
    let lender = Router::new().route("/borrowers", post(broken));
    let stand = Stand::with_lender(lender, &[]).await;
    let sent = body();
    send(stand.post(&token(), &sent)).await;
    let proofs = log.lines();
    let [proof] = proofs.as_slice() else {
        panic!("{proofs:?}");
    };
    assert_eq!(proof["outcome"], "unknown");
    assert_eq!(proof["signed_at"], sent["signed_at"]);
    assert_eq!(proof.get("borrower_id"), None);
}

#[tokio::test]
async fn a_signature_of_a_borrower_leaves_its_proof_whatever_its_outcome() {
    for (scenario, outcome) in [("to_sign", "signed"), ("timeout_lost", "unknown")] {
        let (mut log, _guard) = Log::capture(Level::ERROR);
        let stand = Stand::with_sandbox().await;
        stand.play(json!({"scenario": "to_sign"})).await;
        let session = send(stand.get("/session", &token())).await.json();
        let id = session["borrower"]["id"].as_str().unwrap();
        stand.play(json!({"scenario": scenario})).await;
        let sent = signature();
        send(stand.sign(&token(), id).json(&sent)).await;
        let proofs = log.lines();
        let [proof] = proofs.as_slice() else {
            panic!("{proofs:?}");
        };
        assert_eq!(proof["outcome"], outcome);
        assert_eq!(proof["borrower_id"], id);
        assert_eq!(proof["signed_at"], sent["signed_at"]);
        assert_eq!(proof["terms_version"], "2025-01");
    }
}

#[tokio::test]
async fn a_proof_is_kept_although_the_browser_left() {
    let (mut log, _guard) = Log::capture(Level::ERROR);
    let arrived = Arc::new(Notify::new());
    let opened = Arc::new(Notify::new());
    let (at_gate, gate) = (Arc::clone(&arrived), Arc::clone(&opened));
    let enroll = async move || {
        at_gate.notify_one();
        gate.notified().await;
        (
            StatusCode::CREATED,
            json!({"id": "b-1", "identifier": SIREN}).to_string(),
        )
    };
    let lender = Router::new().route("/borrowers", post(enroll));
    let stand = Stand::with_lender(lender, &[]).await;
    let browser = tokio::spawn(stand.post(&token(), &body()).send());
    arrived.notified().await;
    browser.abort();
    let left = browser.await;
    assert!(left.is_err_and(|error| error.is_cancelled()));
    opened.notify_one();
    assert_eq!(log.next().await["borrower_id"], "b-1");
}

#[tokio::test]
async fn a_refused_key_is_an_alert() {
    let (mut log, _guard) = Log::capture(Level::ERROR);
    let lender = sandbox::app(crate::support::fast_sandbox());
    let stand = Stand::with_lender(lender, &[("DEFACTO_API_KEY", "marker-wrong-key")]).await;
    let answer = send(stand.get("/session", &token())).await;
    let alert = log.next().await;
    assert_eq!(alert["level"], "ERROR");
    assert_eq!(alert["code"], "upstream_auth");
    assert_eq!(alert["request_id"], answer.header("x-request-id"));
    assert!(!alert.to_string().contains("marker-wrong-key"));
}
