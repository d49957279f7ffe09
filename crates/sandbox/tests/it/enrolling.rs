use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::time::{Instant, advance};

use crate::support::{Lender, SIREN, SIRET, french, german, with};

#[tokio::test(start_paused = true)]
async fn a_french_company_needs_no_director() {
    let lender = Lender::open();
    let answer = lender.post("/borrowers", &french()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    assert_eq!(answer.json["identifier"], SIREN);
    assert_eq!(answer.json["status"], "SIGNED");
    assert_eq!(answer.json["status_reason"], Value::Null);
    assert_eq!(answer.json["next_actions"], json!([]));
    assert_eq!(answer.json["signed_at"], "2024-05-06T07:08:09.123Z");
    assert_eq!(answer.json["metadata"]["order"]["id"], 7);
}

#[tokio::test(start_paused = true)]
async fn the_line_opens_a_moment_after_the_answer() {
    let lender = Lender::open();
    lender.post("/borrowers", &german()).await;
    assert!(lender.lines("HRB12345").await.is_empty());
    advance(Duration::from_secs(4)).await;
    let lines = lender.lines("HRB12345").await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["currency"], "EUR");
    assert_eq!(lines[0]["balance_available"], lines[0]["pool_amount"]);
    assert_eq!(lines[0]["default_borrower"]["identifier"], "HRB12345");
    for field in [
        "distribution",
        "fees_interest_daily_rate",
        "fees_operating_daily_rate",
        "loan_contract_type",
        "start_date",
        "end_date",
        "default_repayment_method",
    ] {
        assert!(!lines[0][field].is_null(), "{field}");
    }
}

#[tokio::test(start_paused = true)]
async fn waiting_for_ready_answers_with_the_line_there() {
    let lender = Lender::open();
    let began = Instant::now();
    let body = with(french(), "/wait_for_ready", json!(true));
    assert_eq!(
        lender.post("/borrowers", &body).await.status,
        StatusCode::CREATED
    );
    let took = began.elapsed();
    assert!(
        (Duration::from_secs(4)..=Duration::from_millis(8_100)).contains(&took),
        "{took:?}"
    );
    assert_eq!(lender.lines(SIREN).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn twice_the_speed_halves_every_wait() {
    let lender = Lender::with(sandbox::Config {
        speed: 2.0,
        ..sandbox::Config::default()
    });
    let began = Instant::now();
    lender.post("/borrowers", &french()).await;
    assert!(
        began.elapsed() <= Duration::from_millis(760),
        "{:?}",
        began.elapsed()
    );
    advance(Duration::from_millis(1_600)).await;
    assert_eq!(lender.lines(SIREN).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn enrolling_twice_answers_with_the_same_borrower_unchanged() {
    let lender = Lender::open();
    let first = lender.post("/borrowers", &french()).await;
    let again = with(french(), "/name", json!("Another name"));
    let again = lender
        .post(
            "/borrowers",
            &with(again, "/signed_at", json!("2025-01-01T00:00:00Z")),
        )
        .await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(again.json, first.json);
}

#[tokio::test(start_paused = true)]
async fn a_siret_is_the_same_borrower_as_its_siren() {
    let lender = Lender::open();
    let by_siret = with(french(), "/identifier", json!(SIRET));
    let by_siret = with(by_siret, "/identifier_type", json!("siret"));
    let first = lender.post("/borrowers", &by_siret).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    let second = lender.post("/borrowers", &french()).await;
    assert_eq!(second.json["id"], first.json["id"]);
    advance(Duration::from_secs(4)).await;
    assert!(lender.lines(SIRET).await.is_empty());
    assert_eq!(lender.lines(SIREN).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn without_a_signature_no_line_opens() {
    let lender = Lender::open();
    let mut body = french();
    body.as_object_mut().unwrap().remove("signed_at");
    let answer = lender.post("/borrowers", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.json["status"], "TO_SIGN");
    advance(Duration::from_mins(1)).await;
    assert!(lender.lines(SIREN).await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_hangs_up_has_enrolled_all_the_same() {
    let lender = Lender::open();
    let body = french();
    let hung_up =
        tokio::time::timeout(Duration::from_millis(1), lender.post("/borrowers", &body)).await;
    assert!(hung_up.is_err());
    let found = lender
        .get(&format!("/borrowers?borrower_identifier={SIREN}"))
        .await;
    assert_eq!(found.json["count"], 1);
}
