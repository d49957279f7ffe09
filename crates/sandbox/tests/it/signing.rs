use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::time::advance;

use crate::support::{Lender, SIREN, french};

async fn unsigned(lender: &Lender) -> String {
    lender.play(SIREN, "to_sign").await;
    let borrower = lender.post("/borrowers", &french()).await;
    assert_eq!(borrower.status, StatusCode::CREATED);
    assert_eq!(borrower.json["status"], "TO_SIGN");
    assert_eq!(borrower.json["signed_at"], Value::Null);
    format!("/borrower/{}/sign", borrower.json["id"].as_str().unwrap())
}

#[tokio::test(start_paused = true)]
async fn signing_opens_the_line_of_a_borrower_that_existed() {
    let lender = Lender::open();
    let path = unsigned(&lender).await;
    let signed = lender
        .post(&path, &json!({"signed_at": "2024-05-06T07:08:09Z"}))
        .await;
    assert_eq!(signed.status, StatusCode::OK, "{}", signed.text);
    assert_eq!(signed.json["status"], "SIGNED");
    assert!(lender.lines(SIREN).await.is_empty());
    advance(Duration::from_secs(4)).await;
    assert_eq!(lender.lines(SIREN).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn signing_can_wait_for_the_line() {
    let lender = Lender::open();
    let path = unsigned(&lender).await;
    let body = json!({"signed_at": "2024-05-06T07:08:09Z", "wait_for_ready": true});
    assert_eq!(lender.post(&path, &body).await.status, StatusCode::OK);
    assert_eq!(lender.lines(SIREN).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_signature_can_time_out_too_done_or_not() {
    for (scenario, status) in [("timeout_created", "SIGNED"), ("timeout_lost", "TO_SIGN")] {
        let lender = Lender::open();
        let path = unsigned(&lender).await;
        lender.play(SIREN, scenario).await;
        let answer = lender
            .post(&path, &json!({"signed_at": "2024-05-06T07:08:09Z"}))
            .await;
        assert_eq!(answer.status, StatusCode::GATEWAY_TIMEOUT);
        let found = lender
            .get(&format!("/borrowers?borrower_identifier={SIREN}"))
            .await;
        assert_eq!(found.json["data"][0]["status"], status);
    }
}

#[tokio::test(start_paused = true)]
async fn a_first_signature_is_not_overwritten() {
    let lender = Lender::open();
    let path = unsigned(&lender).await;
    lender
        .post(&path, &json!({"signed_at": "2024-05-06T07:08:09Z"}))
        .await;
    let again = lender
        .post(&path, &json!({"signed_at": "2025-05-06T07:08:09Z"}))
        .await;
    assert_eq!(again.json["signed_at"], "2024-05-06T07:08:09Z");
}

#[tokio::test(start_paused = true)]
async fn what_is_not_a_signature_is_refused() {
    let lender = Lender::open();
    let path = unsigned(&lender).await;
    for body in [
        json!({}),
        json!({"signed_at": "yesterday"}),
        json!({"signed_at": "2999-01-01T00:00:00Z"}),
        json!({"signed_at": "2024-05-06T07:08:09Z", "account_number": "x"}),
    ] {
        let answer = lender.post(&path, &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
    let path = "/borrower/00000000-0000-4000-8000-000000000000/sign";
    let body = json!({"signed_at": "2024-05-06T07:08:09Z"});
    assert_eq!(lender.post(path, &body).await.status, StatusCode::NOT_FOUND);
}
