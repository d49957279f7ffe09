use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::json;

use crate::support::{Lender, with};

const COUNTRIES: [(&str, &str); 5] = [
    ("FRA", "siren"),
    ("BEL", "belgium_registration_number"),
    ("DEU", "hr_nummer"),
    ("ESP", "cif"),
    ("NLD", "kvk"),
];

#[tokio::test(start_paused = true)]
async fn a_generated_company_lacks_only_an_account_and_a_signature() {
    let lender = Lender::open();
    for (country, identifier_type) in COUNTRIES {
        let business = lender
            .get(&format!(
                "/sandbox/business-generator?country={country}&is_borrower=true"
            ))
            .await;
        assert_eq!(business.status, StatusCode::OK);
        assert_eq!(business.json["identifier_type"], identifier_type);
        let refused = lender.post("/borrowers", &business.json).await;
        assert_eq!(refused.named(), ["account_number"], "{country}");

        let iban = lender
            .get(&format!(
                "/sandbox/iban-generator?scenario=SUCCESS&country={country}"
            ))
            .await;
        assert_eq!(iban.status, StatusCode::CREATED);
        let body = with(business.json, "/account_number", iban.json["iban"].clone());
        let body = with(body, "/signed_at", json!("2024-05-06T07:08:09Z"));
        let answer = lender.post("/borrowers", &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        assert_eq!(answer.json["status"], "SIGNED");
    }
}

#[tokio::test(start_paused = true)]
async fn every_call_makes_a_new_company_and_a_new_account() {
    let lender = Lender::open();
    let (mut companies, mut accounts) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..20 {
        companies
            .insert(lender.get("/sandbox/business-generator").await.json["identifier"].to_string());
        accounts.insert(lender.get("/sandbox/iban-generator").await.json["iban"].to_string());
    }
    assert_eq!((companies.len(), accounts.len()), (20, 20));
}

#[tokio::test(start_paused = true)]
async fn a_company_that_does_not_borrow_comes_without_directors() {
    let business = Lender::open()
        .get("/sandbox/business-generator?is_borrower=false")
        .await;
    assert!(business.json["directors"].is_null());
}

#[tokio::test(start_paused = true)]
async fn unknown_countries_and_scenarios_are_refused() {
    let lender = Lender::open();
    for path in [
        "/sandbox/business-generator?country=USA",
        "/sandbox/business-generator?is_borrower=perhaps",
        "/sandbox/iban-generator?country=USA",
        "/sandbox/iban-generator?scenario=MAYBE",
    ] {
        assert_eq!(
            lender.get(path).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_company_can_be_made_not_eligible() {
    let lender = Lender::open();
    let body = json!({
        "business_identifier": {"identifier": "732829320", "identifier_type": "siren"},
        "scenario": "NOT_ELIGIBLE",
    });
    assert_eq!(
        lender
            .post("/sandbox/business-eligible", &body)
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    let body = with(crate::support::french(), "/wait_for_ready", json!(true));
    assert_eq!(
        lender.post("/borrowers", &body).await.status,
        StatusCode::PAYMENT_REQUIRED
    );
    let found = lender.get("/borrowers").await.json;
    assert_eq!(
        found["data"][0]["status_reason"],
        "DOES_NOT_MATCH_ELIGIBILITY_CRITERIA"
    );
}
