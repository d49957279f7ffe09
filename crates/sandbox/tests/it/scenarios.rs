use std::time::Duration;

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::time::{Instant, advance};

use crate::support::{Answer, Lender, SIREN, french, with};

async fn borrowers(lender: &Lender) -> Answer {
    lender
        .get(&format!("/borrowers?borrower_identifier={SIREN}"))
        .await
}

#[tokio::test(start_paused = true)]
async fn a_scenario_for_everyone_yields_to_one_of_their_own() {
    let lender = Lender::open();
    lender.play("*", "timeout_lost").await;
    lender.play(SIREN, "ready").await;
    assert_eq!(
        lender.post("/borrowers", &french()).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test(start_paused = true)]
async fn slow_takes_its_time_and_gets_there() {
    let lender = Lender::open();
    lender.play(SIREN, "slow").await;
    let began = Instant::now();
    assert_eq!(
        lender.post("/borrowers", &french()).await.status,
        StatusCode::CREATED
    );
    assert!(began.elapsed() >= Duration::from_secs(10));
    assert!(lender.lines(SIREN).await.is_empty());
    advance(Duration::from_secs(31)).await;
    assert_eq!(lender.lines(SIREN).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn missing_data_comes_in_every_shape_until_it_is_sent() {
    let fields = json!(["directors.0.birth_date", "directors.0.business_email"]);
    for (shape, expected) in [
        ("missing", json!({"missing": fields})),
        (
            "message",
            json!({"message": "Missing: director.birth_date, director.email"}),
        ),
        (
            "errors",
            json!({"errors": {
                "directors.0.birth_date": ["This value is required."],
                "directors.0.business_email": ["This value is required."],
            }}),
        ),
    ] {
        let lender = Lender::open();
        let scenario =
            json!({"scenario": "missing_data", "shape": shape, "fields": fields, "status": 422});
        lender.play_with(SIREN, &scenario).await;
        let answer = lender.post("/borrowers", &french()).await;
        assert_eq!(
            (answer.status, &answer.json),
            (StatusCode::UNPROCESSABLE_ENTITY, &expected)
        );
        let directors = json!([{"birth_date": "1980-01-01", "business_email": "a@example.com"}]);
        let complete = with(french(), "/directors", directors);
        assert_eq!(
            lender.post("/borrowers", &complete).await.status,
            StatusCode::CREATED
        );
    }
}

#[tokio::test(start_paused = true)]
async fn missing_data_is_a_400_with_invalid_params_unless_told_otherwise() {
    let lender = Lender::open();
    lender.play(SIREN, "missing_data").await;
    let answer = lender.post("/borrowers", &french()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        answer.named(),
        ["directors.0.birth_date", "directors.0.nationality"]
    );

    lender
        .play_with(
            SIREN,
            &json!({"scenario": "missing_data", "shape": "detail"}),
        )
        .await;
    let answer = lender.post("/borrowers", &french()).await;
    assert_eq!(
        answer.json["detail"][0]["loc"],
        json!(["body", "directors", 0, "birth_date"])
    );
}

#[tokio::test(start_paused = true)]
async fn a_timeout_may_have_created_or_not() {
    for (scenario, created) in [("timeout_created", 1), ("timeout_lost", 0)] {
        let lender = Lender::open();
        lender.play(SIREN, scenario).await;
        let began = Instant::now();
        let answer = lender.post("/borrowers", &french()).await;
        assert_eq!(answer.status, StatusCode::GATEWAY_TIMEOUT);
        assert!(began.elapsed() >= Duration::from_secs(30));
        assert_eq!(
            borrowers(&lender).await.json["count"],
            created,
            "{scenario}"
        );
        assert_eq!(lender.lines(SIREN).await.len(), created, "{scenario}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_malformed_answer_has_created() {
    let lender = Lender::open();
    lender.play(SIREN, "malformed").await;
    let answer = lender.post("/borrowers", &french()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert!(answer.text.starts_with('{') && answer.json.is_null());
    assert_eq!(borrowers(&lender).await.json["count"], 1);
}

#[tokio::test(start_paused = true)]
async fn changing_the_scenario_tells_the_rest_of_the_story() {
    for waiting in ["never_ready", "kyb", "blocked"] {
        let lender = Lender::open();
        lender.play(SIREN, waiting).await;
        lender.post("/borrowers", &french()).await;
        advance(Duration::from_hours(1)).await;
        assert!(lender.lines(SIREN).await.is_empty(), "{waiting}");
        lender.play(SIREN, "ready").await;
        assert_eq!(lender.lines(SIREN).await.len(), 1, "{waiting}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_line_can_have_nothing_available() {
    let lender = Lender::open();
    lender.play(SIREN, "zero_balance").await;
    lender.post("/borrowers", &french()).await;
    advance(Duration::from_secs(4)).await;
    let lines = lender.lines(SIREN).await;
    assert_eq!(lines[0]["balance_available"], 0);
    assert!(lines[0]["pool_amount"].as_u64().unwrap() > 0);
}

#[tokio::test(start_paused = true)]
async fn a_borrower_is_blocked_after_a_moment_for_the_given_reason() {
    let lender = Lender::open();
    let scenario = json!({"scenario": "blocked", "reason": "BUSINESS_AML_EXTREME_RISK"});
    lender.play_with(SIREN, &scenario).await;
    assert_eq!(
        lender.post("/borrowers", &french()).await.json["status"],
        "SIGNED"
    );
    advance(Duration::from_secs(4)).await;
    let found = borrowers(&lender).await.json;
    assert_eq!(found["data"][0]["status"], "BLOCKED");
    assert_eq!(
        found["data"][0]["status_reason"],
        "BUSINESS_AML_EXTREME_RISK"
    );
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_line_that_cannot_come_is_an_error() {
    for (scenario, status) in [
        ("blocked", StatusCode::PAYMENT_REQUIRED),
        ("never_ready", StatusCode::GATEWAY_TIMEOUT),
    ] {
        let lender = Lender::open();
        lender.play(SIREN, scenario).await;
        let body = with(french(), "/wait_for_ready", json!(true));
        assert_eq!(
            lender.post("/borrowers", &body).await.status,
            status,
            "{scenario}"
        );
        assert_eq!(borrowers(&lender).await.json["count"], 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_case_to_fill_in_is_the_next_action() {
    let lender = Lender::open();
    lender.play(SIREN, "kyb").await;
    let answer = lender.post("/borrowers", &french()).await;
    assert_eq!(answer.json["next_actions"], json!(["FILL_KYB_CASE"]));
    assert_eq!(answer.json["status_reason"], "KYB_PENDING_USER_ACTION");
}

#[tokio::test(start_paused = true)]
async fn flaky_reads_fail_in_two_ways_and_then_work() {
    let lender = Lender::open();
    lender.play(SIREN, "flaky").await;
    let mut seen = Vec::new();
    for _ in 0..4 {
        let answer = borrowers(&lender).await;
        seen.push((answer.status.as_u16(), answer.text.starts_with("<html>")));
    }
    assert_eq!(
        seen,
        [(500, false), (502, true), (200, false), (500, false)]
    );
    assert_eq!(
        lender
            .get("/borrowers?borrower_identifier=other")
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_says_when_to_come_back_and_ends() {
    let lender = Lender::open();
    lender
        .play_with("*", &json!({"scenario": "rate_limited", "times": 2}))
        .await;
    for _ in 0..2 {
        let answer = lender.get("/credit_lines").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.headers["retry-after"], "2");
        assert_eq!(answer.json["status"], 429);
    }
    assert_eq!(lender.get("/credit_lines").await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_borrower_that_existed_was_signed_by_someone_else() {
    let lender = Lender::open();
    lender.play("*", "existing").await;
    let found = borrowers(&lender).await.json["data"][0].clone();
    assert_eq!(found["status"], "SIGNED");
    let answer = lender.post("/borrowers", &french()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.json, found);
    assert_ne!(answer.json["signed_at"], french()["signed_at"]);
    assert_eq!(lender.lines(SIREN).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn foreign_lines_come_first_in_a_filtered_list() {
    let lender = Lender::open();
    lender.play(SIREN, "foreign_lines").await;
    lender.post("/borrowers", &french()).await;
    assert!(
        !lender.lines(SIREN).await.is_empty(),
        "others' lines need no wait"
    );
    advance(Duration::from_secs(4)).await;
    let lines = lender.lines(SIREN).await;
    let numbers: Vec<&Value> = lines
        .iter()
        .map(|line| &line["default_borrower"]["identifier"])
        .collect();
    assert_eq!(numbers.len(), 3);
    assert!(numbers[..2].iter().all(|number| **number != SIREN));
    assert_eq!(numbers[2], SIREN);
}

#[tokio::test(start_paused = true)]
async fn the_reasons_that_scenarios_give_have_a_text() {
    for scenario in ["kyb", "blocked"] {
        let lender = Lender::open();
        lender.play(SIREN, scenario).await;
        lender.post("/borrowers", &french()).await;
        advance(Duration::from_secs(4)).await;
        let found = borrowers(&lender).await.json;
        let reason = found["data"][0]["status_reason"].as_str().unwrap();
        let text = lender
            .get(&format!("/translation/denial-code/{reason}"))
            .await;
        assert!(text.json["en"].is_string(), "{reason}");
    }
}
