use std::time::Duration;

use axum::http::{Method, StatusCode};
use sandbox::{Config, CreditLinesSpelling};
use serde_json::Value;
use tokio::time::advance;

use crate::support::{Lender, SIREN, french, german};

#[tokio::test(start_paused = true)]
async fn without_a_filter_everyones_lines_are_listed() {
    let lender = Lender::open();
    lender.post("/borrowers", &french()).await;
    advance(Duration::from_secs(4)).await;
    for path in ["/credit_lines", "/credit-lines", "/credit_lines?borrower="] {
        let answer = lender.get(path).await;
        let owners: Vec<&Value> = answer.json["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| &line["default_borrower"])
            .collect();
        assert_eq!(owners.len(), 3, "{path}");
        assert!(owners.iter().any(|owner| owner.is_null()));
        assert_eq!(owners[2]["identifier"], SIREN);
    }
}

#[tokio::test(start_paused = true)]
async fn one_spelling_can_be_the_only_one() {
    for (spelling, served, absent) in [
        (
            CreditLinesSpelling::Underscore,
            "/credit_lines",
            "/credit-lines",
        ),
        (
            CreditLinesSpelling::Hyphen,
            "/credit-lines",
            "/credit_lines",
        ),
    ] {
        let lender = Lender::with(Config {
            credit_lines_spelling: spelling,
            ..Config::default()
        });
        assert_eq!(lender.get(served).await.status, StatusCode::OK);
        assert_eq!(lender.get(absent).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(start_paused = true)]
async fn pages_follow_one_another_to_the_end() {
    let lender = Lender::open();
    lender.post("/borrowers", &french()).await;
    lender.post("/borrowers", &german()).await;
    let first = lender.get("/borrowers?page_size=1").await.json;
    assert_eq!((&first["count"], &first["total"]), (&1.into(), &2.into()));
    assert_eq!(first["previous_page"], Value::Null);
    let next = first["next_page"].as_str().unwrap();
    let second = lender
        .get(&format!("/borrowers?page_size=1&cursor={next}"))
        .await
        .json;
    assert_eq!(second["data"][0]["identifier"], "HRB12345");
    assert_eq!(second["next_page"], Value::Null);
    for path in [
        "/borrowers?page_size=0",
        "/borrowers?cursor=nonsense",
        "/credit_lines?page_size=x",
    ] {
        assert_eq!(
            lender.get(path).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_borrower_is_found_by_number_and_by_id() {
    let lender = Lender::open();
    let made = lender.post("/borrowers", &french()).await.json;
    let found = lender
        .get(&format!("/borrowers?borrower_identifier={SIREN}"))
        .await
        .json;
    assert_eq!(found["data"][0], made);
    let id = made["id"].as_str().unwrap();
    assert_eq!(lender.get(&format!("/borrower/{id}")).await.json, made);
    for id in ["00000000-0000-4000-8000-000000000000", "nonsense"] {
        let answer = lender.get(&format!("/borrower/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test(start_paused = true)]
async fn denial_codes_are_translated_without_a_key() {
    let lender = Lender::open();
    let path = "/translation/denial-code/BUSINESS_AGE_BELOW_THRESHOLD";
    let answer = lender.call(Method::GET, path, None, None).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.json["fr"].is_string());
    let answer = lender
        .call(Method::GET, "/translation/denial-code/NO_SUCH", None, None)
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
