//! The lender's own text, in the language of the browser that asks.

use std::{sync::Arc, time::Duration};

use reqwest::header::VARY;
use serde_json::{Value, json};

use super::{Reasoned, in_language, ok, reason, reason_in, stand, texts};
use crate::support::{Answer, SIREN, Stand, body, send, token};

const LONG: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_reason_is_told_in_the_browsers_language_wherever_its_borrower_is() {
    for (language, text) in [
        (
            "fr",
            "Des documents sur l'entreprise sont encore nécessaires.",
        ),
        ("de", "Es fehlen noch Unterlagen zum Unternehmen."),
        ("es", "Aún faltan documentos de la empresa."),
    ] {
        let stand = Stand::with_sandbox().await;
        for answer in every_answer(&stand, language).await {
            assert_eq!(
                reason_in(&answer),
                json!({"class": "needs_action", "text": text, "lang": language}),
                "{answer:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_signature_is_answered_with_the_reason_too() {
    let stand = Stand::with_sandbox().await;
    stand.play(json!({"scenario": "to_sign"})).await;
    let session = send(stand.get("/session", &token())).await.json();
    let id = session["borrower"]["id"].as_str().unwrap();
    stand.play(json!({"scenario": "kyb"})).await;
    let signed = send(in_language(stand.sign(&token(), id), "es")).await;
    let reason = reason_in(&signed);
    assert_eq!(reason["text"], "Aún faltan documentos de la empresa.");
    assert_eq!(reason["lang"], "es");
}

#[tokio::test]
async fn a_language_that_the_lender_has_not_is_answered_in_english() {
    let lender = Arc::new(Reasoned::default());
    let router = lender.router("KYB_PENDING_USER_ACTION", async || ok(&texts()));
    let stand = stand(router, LONG).await;
    for (accept, lang) in [
        ("nl", "en"),
        ("nl-NL,nl;q=0.9,fr;q=0.8", "en"),
        ("pt-BR", "en"),
        ("*", "en"),
        ("", "en"),
        ("fry", "en"),
        ("f\u{fc}", "en"),
        ("fr", "fr"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("FR-CA;q=0.7, de", "fr"),
        ("de, fr", "de"),
        ("es-419", "es"),
        (" es", "es"),
    ] {
        let told = reason(&stand, accept).await;
        let expected = json!({"class": "needs_action", "text": texts()[lang], "lang": lang});
        assert_eq!(told, expected, "{accept}");
    }
    let bare = send(stand.get("/session", &token())).await;
    assert_eq!(reason_in(&bare)["lang"], "en");
}

#[tokio::test]
async fn a_text_that_is_none_gives_way_to_english() {
    for french in [
        json!(""),
        json!(" \u{a0}"),
        json!("x".repeat(501)),
        json!("Il manque\u{7}."),
        json!("Il manque\ndes documents."),
        json!(["Il manque des documents."]),
        Value::Null,
    ] {
        let mut texts = texts();
        texts["fr"] = french;
        let lender = Arc::new(Reasoned::default());
        let answer = texts.clone();
        let router = lender.router("KYB_PENDING", move || {
            let answer = ok(&answer);
            async move { answer }
        });
        let stand = stand(router, LONG).await;
        let told = reason(&stand, "fr").await;
        assert_eq!(told["text"], "Documents are missing.", "{texts}");
        assert_eq!(told["lang"], "en");
        assert_eq!(reason(&stand, "de").await["lang"], "de");
    }
}

#[tokio::test]
async fn five_hundred_characters_are_a_text_however_many_bytes_they_are() {
    let lender = Arc::new(Reasoned::default());
    let router = lender.router("KYB_PENDING", async || {
        ok(&json!({"fr": format!(" {} ", "é".repeat(500))}))
    });
    let stand = stand(router, LONG).await;
    let told = reason(&stand, "fr").await;
    assert_eq!(told["text"], "é".repeat(500));
}

#[tokio::test]
async fn an_answer_says_that_it_depends_on_the_language_and_the_origin() {
    let stand = Stand::with_sandbox().await;
    for answer in every_answer(&stand, "fr").await {
        let varies = answer.headers.get_all(VARY).iter();
        let varies: Vec<_> = varies
            .flat_map(|value| value.to_str().unwrap().split(','))
            .map(|name| name.trim().to_lowercase())
            .collect();
        for name in ["accept-language", "origin"] {
            assert!(varies.contains(&name.to_owned()), "{name}: {varies:?}");
        }
    }
}

#[tokio::test]
async fn every_listed_reason_has_its_class_and_the_lenders_text() {
    let stand = Stand::with_sandbox().await;
    assert_eq!(send(stand.post(&token(), &body())).await.status, 201);
    for (class, codes) in [
        (
            "needs_action",
            &[
                "KYB_PENDING_USER_ACTION",
                "KYC_PENDING_USER_ACTION",
                "NEED_BANKING_INTEGRATION",
                "PLEASE_RECONNECT_BANK_ACCOUNTS",
            ][..],
        ),
        (
            "needs_documents",
            &[
                "ACTIVITY_DOCUMENTS_REQUIRED",
                "BUSINESS_MISSING_INFORMATION",
                "REQUIRED_FINANCIAL_STATEMENT",
            ],
        ),
        (
            "under_review",
            &[
                "DATA_STILL_REFRESHING",
                "KYB_PENDING",
                "KYC_PENDING",
                "WAITING_FOR_THIRD_PARTY_PROVIDER",
            ],
        ),
        (
            "closed",
            &[
                "BUSINESS_RADIATED",
                "REMOVED_FROM_COMMERCIAL_REGISTER_BORROWER",
                "REMOVED_FROM_COMMERCIAL_REGISTER_BUSINESS",
            ],
        ),
        (
            "not_eligible",
            &[
                "BUSINESS_AGE_BELOW_THRESHOLD",
                "BUSINESS_LEGAL_FORM_NOT_ELIGIBLE",
                "LEGAL_FORM_NOT_ELIGIBLE_BORROWER",
            ],
        ),
    ] {
        for code in codes {
            stand
                .play(json!({"scenario": "blocked", "reason": code}))
                .await;
            let told = blocked(&stand).await;
            assert_eq!(told["class"], class, "{code}");
            let text = told["text"].as_str().unwrap_or_default();
            assert!(text.len() > 10, "{code}: {text}");
        }
    }
}

/// The reason of the session's borrower, once the sandbox has blocked it.
async fn blocked(stand: &Stand) -> Value {
    for _ in 0..1_000 {
        let told = reason(stand, "en").await;
        if !told.is_null() {
            return told;
        }
    }
    panic!("nobody was blocked");
}

/// Every answer that has a borrower, where the sandbox asks for papers; a signature aside.
async fn every_answer(stand: &Stand, language: &str) -> [Answer; 4] {
    stand.play(json!({"scenario": "kyb"})).await;
    let token = token();
    let lines = format!("/credit-lines?borrower={SIREN}");
    [
        send(in_language(stand.post(&token, &body()), language)).await,
        send(in_language(stand.get("/session", &token), language)).await,
        send(in_language(stand.get("/borrowers", &token), language)).await,
        send(in_language(stand.get(&lines, &token), language)).await,
    ]
}
