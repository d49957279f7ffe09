//! The three reads.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    extract::RawQuery,
    http::{HeaderMap, StatusCode, header},
    routing::get,
};
use enrollment::{
    time::Timestamp,
    wire::{self, answer::Answer as WidgetAnswer},
};
use sandbox::CreditLinesSpelling;
use serde_json::{Value, json};

use crate::support::{
    OTHER_SIREN, SIREN, SIRET, Stand, body, body_for, fast_sandbox, impatient, problem, send,
    serve, token, token_for,
};

#[tokio::test]
async fn a_session_tells_what_the_browser_may_do() {
    let terms = r#"{"fr": {"url": "https://lender.example/cgu", "version": "3"}}"#;
    let variables = [
        ("TERMS", terms),
        ("LENDER_NAME", "Defacto"),
        ("REPAYMENT", "transfer"),
        ("DIRECTOR_DETAILS", "auto"),
        ("IDENTIFIER_TYPES", "siren,kvk"),
    ];
    let stand = Stand::with_lender(sandbox::app(fast_sandbox()), &variables).await;
    let mut session = send(stand.get("/session", &token())).await.json();
    let now = session.as_object_mut().unwrap().remove("now").unwrap();
    let now = now.as_str().unwrap();
    assert!(now.parse::<Timestamp>().is_ok() && now.len() == 24, "{now}");
    assert_eq!(
        session,
        json!({
            "identifier": SIREN,
            "identifier_type": "siren",
            "repayment": "transfer",
            "director_details": "auto",
            "lender": "Defacto",
            "terms": {"fr": {"url": "https://lender.example/cgu", "version": "3"}},
            "limits": {"minimum_age": 18, "identifier_types": ["siren", "kvk"]},
            "push": true,
        })
    );
}

#[tokio::test]
async fn a_borrower_that_exists_is_in_its_session() {
    let stand = Stand::with_sandbox().await;
    let enrolled = send(stand.post(&token(), &body())).await.json();
    let session = send(stand.get("/session", &token())).await;
    assert_eq!(session.json()["borrower"]["id"], enrolled["id"]);
    let read = WidgetAnswer {
        held: false,
        status: 200,
        retry_after: None,
        body: wire::Json::parse(&session.text),
    };
    assert!(read.session().unwrap().unwrap().borrower.is_some());
}

#[tokio::test]
async fn a_borrower_that_can_not_be_looked_up_is_not_hidden() {
    let lender = Router::new().route("/borrowers", get(async || StatusCode::BAD_REQUEST));
    let stand = Stand::with_lender(lender, &[]).await;
    let answer = send(stand.get("/session", &token())).await;
    assert_eq!(answer.problem(), problem(502, "upstream_error"));
}

#[tokio::test]
async fn the_sessions_borrower_is_listed_and_nobody_else() {
    let stand = Stand::with_sandbox().await;
    let empty = send(stand.get("/borrowers", &token())).await;
    assert_eq!(empty.json(), json!({"count": 0, "data": []}));
    send(stand.post(&token(), &body())).await;
    let listed = send(stand.get("/borrowers", &token())).await.json();
    assert_eq!(listed["count"], 1);
    assert_eq!(listed["data"][0]["identifier"], SIREN);
    let other = token_for(Some(OTHER_SIREN), "siren");
    assert_eq!(
        send(stand.get("/borrowers", &other)).await.json()["count"],
        0
    );
}

#[tokio::test]
async fn a_borrower_that_the_lender_lists_unasked_is_dropped() {
    let page = json!({"count": 2, "page_size": 100, "data": [
        {"id": "b-2", "identifier": OTHER_SIREN, "status_reason": "BUSINESS_AML_EXTREME_RISK"},
        {"id": "b-1", "identifier": SIRET, "status_reason": "BUSINESS_AML_EXTREME_RISK"},
    ]});
    let lender = Router::new().route("/borrowers", get(async || Json(page)));
    let stand = Stand::with_lender(lender, &[]).await;
    let answer = send(stand.get("/borrowers", &token())).await;
    assert_eq!(answer.json()["count"], 1);
    assert_eq!(answer.json()["data"][0]["id"], "b-1");
    assert_eq!(
        answer.json()["data"][0]["reason"],
        json!({"class": "not_eligible"})
    );
    assert!(!answer.text.contains("AML") && !answer.text.contains(OTHER_SIREN));
}

#[tokio::test]
async fn a_credit_line_opens_and_is_told_with_its_borrower() {
    let stand = Stand::with_sandbox().await;
    send(stand.post(&token(), &body())).await;
    let page = first_line(&stand, &token()).await;
    let mut names: Vec<_> = page["data"][0].as_object().unwrap().keys().collect();
    names.sort();
    assert_eq!(
        names,
        [
            "balance_available",
            "currency",
            "default_repayment_method",
            "end_date",
            "pool_amount",
            "start_date"
        ]
    );
    assert_eq!(page["borrower"]["identifier"], SIREN);
}

#[tokio::test]
async fn a_siret_finds_the_line_that_is_filed_under_its_siren() {
    let stand = Stand::with_sandbox().await;
    let token = token_for(Some(SIRET), "siret");
    let answer = send(stand.post(&token, &body_for(SIRET, "siret"))).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    assert_eq!(first_line(&stand, &token).await["count"], 1);
}

#[tokio::test]
async fn lines_of_others_are_dropped() {
    let stand = Stand::with_sandbox().await;
    stand.play(json!({"scenario": "foreign_lines"})).await;
    let page = send(stand.get("/credit-lines", &token())).await.json();
    assert_eq!(page["count"], 0, "{page}");
    assert_eq!(page["data"], json!([]));
}

#[tokio::test]
async fn an_empty_filter_is_refused_and_another_company_too() {
    let stand = Stand::with_sandbox().await;
    for path in [
        "/credit-lines?borrower=",
        "/borrowers?borrower_identifier=%20",
    ] {
        let answer = send(stand.get(path, &token())).await;
        assert_eq!(answer.problem(), problem(400, "filter_missing"), "{path}");
    }
    for path in [
        "/credit-lines?borrower=552100554",
        "/credit-lines?borrower=732829320&borrower=552100554",
        "/borrowers?borrower_identifier=552100554",
    ] {
        let answer = send(stand.get(path, &token())).await;
        assert_eq!(
            answer.problem(),
            problem(403, "not_your_borrower"),
            "{path}"
        );
    }
    assert!(stand.received().await.is_empty());
    let own = format!("/credit-lines?borrower={SIREN}");
    assert_eq!(send(stand.get(&own, &token())).await.status, 200);
}

#[tokio::test]
async fn the_spelling_that_answers_is_remembered() {
    for (spelling, expected) in [
        (
            CreditLinesSpelling::Underscore,
            ["/credit-lines", "/credit_lines", "/credit_lines"],
        ),
        (
            CreditLinesSpelling::Hyphen,
            ["/credit_lines", "/credit-lines", "/credit-lines"],
        ),
    ] {
        let lender = sandbox::app(sandbox::Config {
            credit_lines_spelling: spelling,
            ..fast_sandbox()
        });
        let first = expected.first().unwrap().trim_matches('/');
        let stand = Stand::with_lender(lender, &[("CREDIT_LINES_PATH", first)]).await;
        for _ in 0..2 {
            let answer = send(stand.get("/credit-lines", &token())).await;
            assert_eq!(answer.status, 200, "{answer:?}");
        }
        let received = stand.received().await;
        let paths = received.iter().filter_map(|entry| entry["path"].as_str());
        let paths: Vec<_> = paths.filter(|path| path.starts_with("/credit")).collect();
        assert_eq!(paths, expected);
    }
}

#[tokio::test]
async fn pages_are_followed_by_cursor_with_the_filter_kept() {
    let queries: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&queries);
    let list = async move |RawQuery(query): RawQuery| {
        let query = query.unwrap_or_default();
        let next = (!query.contains("cursor")).then_some("https://elsewhere.example/x?cursor=2");
        seen.lock().unwrap().push(query);
        let line = json!({"start_date": next.unwrap_or("2025-01-01T00:00:00Z"), "currency": "EUR"});
        Json(json!({"data": [line], "next_page": next}))
    };
    let nobody = async || Json(json!({"data": []}));
    let lender = Router::new()
        .route("/credit-lines", get(list))
        .route("/borrowers", get(nobody));
    let stand = Stand::with_lender(lender, &[]).await;
    let answer = send(stand.get("/credit-lines", &token())).await;
    assert_eq!(answer.json()["count"], 2, "{answer:?}");
    let queries = queries.lock().unwrap().clone();
    assert_eq!(
        queries,
        ["borrower=732829320", "borrower=732829320&cursor=2"]
    );
}

#[tokio::test]
async fn a_list_without_end_is_left_after_ten_pages() {
    let asked: Arc<Mutex<u32>> = Arc::default();
    let counter = Arc::clone(&asked);
    let list = async move || {
        let mut asked = counter.lock().unwrap();
        *asked += 1;
        Json(json!({"data": [], "next_page": asked.to_string()}))
    };
    let lender = Router::new().route("/borrowers", get(list));
    let stand = Stand::with_lender(lender, &[]).await;
    assert_eq!(send(stand.get("/borrowers", &token())).await.status, 200);
    assert_eq!(*asked.lock().unwrap(), 10);
}

#[tokio::test]
async fn a_read_that_fails_is_tried_again() {
    let stand = Stand::with_sandbox().await;
    stand.play(json!({"scenario": "flaky"})).await;
    let answer = send(stand.get("/borrowers", &token())).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let received = stand.received().await;
    let statuses: Vec<_> = received.iter().map(|entry| &entry["status"]).collect();
    assert_eq!(statuses, [500, 502, 200]);
}

#[tokio::test]
async fn a_lender_with_too_much_to_do_is_left_alone_for_as_long_as_it_says() {
    let busy = async || (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "60")]);
    let lender = Router::new().route("/borrowers", get(busy));
    let stand = Stand::with_lender(lender, &[]).await;
    let answer = send(stand.get("/borrowers", &token())).await;
    assert_eq!(answer.problem(), problem(503, "upstream_busy"));
    assert_eq!(answer.header("retry-after"), "60");
}

#[tokio::test]
async fn a_refused_key_is_told_apart_from_a_lender_in_trouble() {
    let lender = serve(sandbox::app(fast_sandbox())).await;
    let stand = Stand::before(lender, &[("DEFACTO_API_KEY", "wrong")], impatient()).await;
    let answer = send(stand.get("/borrowers", &token())).await;
    assert_eq!(answer.problem(), problem(502, "upstream_auth"));
}

#[tokio::test]
async fn every_request_to_the_lender_bears_the_key() {
    let keys: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&keys);
    let list = async move |headers: HeaderMap| {
        let key = headers.get("authorization").unwrap().to_str().unwrap();
        seen.lock().unwrap().push(key.to_owned());
        Json(json!({"data": []}))
    };
    let lender = Router::new()
        .route("/borrowers", get(list.clone()))
        .route("/credit-lines", get(list));
    let stand = Stand::with_lender(lender, &[]).await;
    send(stand.get("/credit-lines", &token())).await;
    let expected = format!("Bearer {}", crate::support::KEY);
    assert_eq!(*keys.lock().unwrap(), [expected.clone(), expected]);
}

/// The page of lines as soon as one is open: the sandbox opens it a few milliseconds after the answer.
async fn first_line(stand: &Stand, token: &str) -> Value {
    for _ in 0..1_000 {
        let page = send(stand.get("/credit-lines", token)).await;
        assert_eq!(page.status, 200, "{page:?}");
        if page.json()["count"] != 0 {
            return page.json();
        }
    }
    panic!("no line opened");
}
