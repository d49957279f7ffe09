//! What is not told: reasons that are not listed, and texts that do not come.

use std::{future::pending, sync::Arc, time::Duration};

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use reqwest::RequestBuilder;
use serde_json::json;
use tokio::time::timeout;

use super::{Reasoned, in_language, ok, reason, reason_in, stand, texts};
use crate::support::{Stand, body, send, token};

/// Far less than the time that a read has.
const IN_TIME: Duration = Duration::from_secs(3);

#[tokio::test]
async fn a_reason_that_is_not_listed_is_not_told_although_the_lender_has_a_text() {
    for status_reason in [
        "BUSINESS_AML_EXTREME_RISK",
        "BUSINESS_COMPLIANCE_ISSUE_DETECTED",
        "LINKED_BUSINESS_IS_BLOCKED",
        "OTHER_BUSINESS_FROM_DIRECTOR_HAS_INSOLVENCY_PROCEDURE",
        "RED_FLAG_TRANSACTIONS",
        "BLACKLISTED_FACTORED_COUNTERPARTY",
        "REMOVED_FROM_COMMERCIAL_REGISTER_BUYER",
        "CREDIT_RISK_NOT_ELIGIBLE",
        "SOMETHING_NEW",
        "kyb_pending",
        "KYB_PENDING ",
        "",
    ] {
        let lender = Arc::new(Reasoned::default());
        let router = lender.router(status_reason, async || ok(&texts()));
        let stand = stand(router, IN_TIME).await;
        for path in ["/session", "/borrowers", "/credit-lines"] {
            let answer = send(in_language(stand.get(path, &token()), "fr")).await;
            let told = reason_in(&answer);
            assert_eq!(told, json!({"class": "not_eligible"}), "{status_reason}");
            assert!(status_reason.is_empty() || !answer.text.contains(status_reason));
        }
        assert_eq!(lender.asked(), 0, "{status_reason}");
    }
}

#[tokio::test]
async fn a_text_that_can_not_be_read_is_left_out() {
    let html = || Html("<html><body>Documents are missing.</body></html>").into_response();
    let redirect = || (StatusCode::FOUND, [("location", "/elsewhere")]).into_response();
    let answers: [fn() -> Response; 10] = [
        || StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        || StatusCode::UNAUTHORIZED.into_response(),
        || StatusCode::NOT_FOUND.into_response(),
        || StatusCode::NO_CONTENT.into_response(),
        || (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "1")]).into_response(),
        html,
        redirect,
        || r#"{"en": "Documents are"#.into_response(),
        || ok(&json!(["Documents are missing."])),
        || ok(&json!({"en": "", "fr": null, "detail": "Documents are missing."})),
    ];
    for (index, answer) in answers.into_iter().enumerate() {
        let lender = Arc::new(Reasoned::default());
        let router = lender.router("KYB_PENDING_USER_ACTION", async move || answer());
        let stand = stand(router, IN_TIME).await;
        for accept in ["fr", "en"] {
            let told = timeout(IN_TIME, reason(&stand, accept)).await.unwrap();
            assert_eq!(told, json!({"class": "needs_action"}), "answer {index}");
        }
        assert_eq!(lender.asked(), 1, "one try, and not with each answer");
    }
}

#[tokio::test]
async fn a_text_that_does_not_come_holds_nothing_up() {
    let enroll = |stand: &Stand| stand.post(&token(), &body());
    let session = |stand: &Stand| stand.get("/session", &token());
    let list = |stand: &Stand| stand.get("/borrowers", &token());
    let lines = |stand: &Stand| stand.get("/credit-lines", &token());
    let requests: [fn(&Stand) -> RequestBuilder; 4] = [enroll, session, list, lines];
    for request in requests {
        let lender = Arc::new(Reasoned::default());
        let router = lender.router("KYB_PENDING_USER_ACTION", pending);
        let stand = stand(router, Duration::from_millis(50)).await;
        for _ in 0..2 {
            let answer = timeout(IN_TIME, send(request(&stand))).await.unwrap();
            assert_eq!(reason_in(&answer), json!({"class": "needs_action"}));
        }
        assert_eq!(lender.asked(), 1);
    }
}
