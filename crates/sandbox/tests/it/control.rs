use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Lender, SIREN, french, german};

#[tokio::test(start_paused = true)]
async fn requests_are_kept_as_they_came_with_the_answered_status() {
    let lender = Lender::open();
    lender.post("/borrowers", &french()).await;
    lender.get(&format!("/credit_lines?borrower={SIREN}")).await;
    let seen = lender
        .call(Method::GET, "/_sandbox/requests", None, None)
        .await;
    let seen = seen.json.as_array().unwrap();
    assert_eq!(seen.len(), 2);
    assert_eq!(
        (&seen[0]["method"], &seen[0]["path"]),
        (&json!("POST"), &json!("/borrowers"))
    );
    assert_eq!(
        (&seen[0]["body"], &seen[0]["status"]),
        (&french(), &json!(201))
    );
    assert_eq!(seen[0]["query"], Value::Null);
    assert_eq!(seen[1]["query"], format!("borrower={SIREN}"));
    let at = seen[0]["at"].as_str().unwrap();
    assert!(
        at.ends_with('Z') && at.len() == "2024-01-01T00:00:00.000Z".len(),
        "{at}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_key_is_never_kept() {
    let lender = Lender::open();
    lender.get("/hello").await;
    let seen = lender
        .call(Method::GET, "/_sandbox/requests", None, None)
        .await;
    assert!(seen.text.contains("/hello") && !seen.text.contains("sandbox-key"));
}

#[tokio::test(start_paused = true)]
async fn requests_can_be_asked_for_by_borrower_and_forgotten() {
    let lender = Lender::open();
    let made = lender.post("/borrowers", &french()).await.json;
    lender.post("/borrowers", &german()).await;
    lender
        .get(&format!("/borrower/{}", made["id"].as_str().unwrap()))
        .await;
    let path = format!("/_sandbox/requests?identifier={SIREN}");
    let seen = lender.call(Method::GET, &path, None, None).await;
    assert_eq!(seen.json.as_array().unwrap().len(), 2);
    let cleared = lender
        .call(Method::DELETE, "/_sandbox/requests", None, None)
        .await;
    assert_eq!(cleared.status, StatusCode::NO_CONTENT);
    let seen = lender
        .call(Method::GET, "/_sandbox/requests", None, None)
        .await;
    assert_eq!(seen.json, json!([]));
}

#[tokio::test(start_paused = true)]
async fn an_unknown_scenario_is_answered_with_the_known_ones() {
    let lender = Lender::open();
    let body = json!({"scenario": "redy"});
    let answer = lender
        .call(Method::PUT, "/_sandbox/scenarios/*", None, Some(&body))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("foreign_lines"), "{}", answer.text);
}

#[tokio::test(start_paused = true)]
async fn the_scenario_that_plays_can_be_read_back_with_the_speed() {
    let lender = Lender::open();
    let of = async |identifier: &str| {
        let path = format!("/_sandbox/scenarios/{identifier}");
        lender.call(Method::GET, &path, None, None).await.json
    };
    assert_eq!(
        of(SIREN).await,
        json!({"playing": {"scenario": "ready"}, "speed": 1.0})
    );
    let put = async |identifier: &str, body: &Value| {
        let path = format!("/_sandbox/scenarios/{identifier}");
        lender.call(Method::PUT, &path, None, Some(body)).await
    };
    let missing = json!({"scenario": "missing_data", "shape": "detail"});
    put("*", &missing).await;
    assert_eq!(of(SIREN).await["playing"], missing);
    put(SIREN, &json!({"scenario": "kyb"})).await;
    assert_eq!(of(SIREN).await["playing"]["scenario"], "kyb");
    assert_eq!(of("900000001").await["playing"], missing);
    put(SIREN, &json!({"scenario": "redy"})).await;
    assert_eq!(of(SIREN).await["playing"]["scenario"], "kyb");
}

#[tokio::test(start_paused = true)]
async fn two_sandboxes_share_nothing() {
    let (one, other) = (Lender::open(), Lender::open());
    one.post("/borrowers", &french()).await;
    assert_eq!(one.get("/borrowers").await.json["count"], 1);
    assert_eq!(other.get("/borrowers").await.json["count"], 0);
}

#[tokio::test(start_paused = true)]
async fn webhooks_are_registered_and_listed() {
    let lender = Lender::open();
    let body = json!({"event_types": ["CreditLine.CREATED"], "name": "shop", "to_url": "http://127.0.0.1:9/hook"});
    let made = lender.post("/webhooks", &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert!(made.json["id"].is_string());
    assert_eq!(lender.get("/webhooks").await.json["data"][0], made.json);
    let wrong = json!({"event_types": [], "name": "shop", "to_url": "nowhere"});
    let refused = lender.post("/webhooks", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.named().len(), 2, "{}", refused.text);
}
