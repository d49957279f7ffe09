//! What a browser sees and what a page may do.

use axum::{
    Json, Router,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
    routing::get,
};
use reqwest::Method;
use serde_json::json;

use crate::support::{
    Answer, KEY, ORIGIN, Stand, body, fast_sandbox, problem, send, token, token_for,
};

#[tokio::test]
async fn a_page_of_another_origin_changes_nothing() {
    let stand = Stand::with_sandbox().await;
    for origin in [
        "https://evil.example",
        "null",
        "http://shop.example",
        "https://shop.example:444",
    ] {
        let post = stand
            .bare(Method::POST, "/borrowers")
            .header("origin", origin)
            .bearer_auth(token())
            .json(&body());
        let answer = send(post).await;
        assert_eq!(
            answer.problem(),
            problem(403, "origin_not_allowed"),
            "{origin}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
    assert!(stand.received().await.is_empty());
}

#[tokio::test]
async fn a_bearer_token_needs_no_page() {
    let stand = Stand::with_sandbox().await;
    let post = stand
        .bare(Method::POST, "/borrowers")
        .bearer_auth(token())
        .json(&body());
    assert_eq!(send(post).await.status, 201);
}

#[tokio::test]
async fn a_preflight_names_what_is_allowed_and_nothing_more() {
    let stand = Stand::with_sandbox().await;
    let preflight = |origin: &str| {
        stand
            .bare(Method::OPTIONS, "/borrowers")
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header(
                "access-control-request-headers",
                "authorization,content-type,x-other",
            )
    };
    let answer = send(preflight(ORIGIN)).await;
    assert!(answer.status.is_success());
    assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
    assert_eq!(
        words(&answer, "access-control-allow-methods"),
        ["get", "post"]
    );
    assert_eq!(
        words(&answer, "access-control-allow-headers"),
        ["authorization", "content-type", "prefer"]
    );
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    assert!(words(&answer, "vary").contains(&"origin".to_owned()));
    let answer = send(preflight("https://evil.example")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn an_allowed_page_may_read_answers_and_the_contracts_headers() {
    let stand = Stand::with_sandbox().await;
    let answer = send(stand.get("/session", &token()).header("origin", ORIGIN)).await;
    assert_eq!(answer.header("access-control-allow-origin"), ORIGIN);
    assert_eq!(
        words(&answer, "access-control-expose-headers"),
        ["preference-applied", "retry-after", "x-request-id"]
    );
    assert!(words(&answer, "vary").contains(&"origin".to_owned()));
    let refused = stand.bare(Method::GET, "/session").header("origin", ORIGIN);
    let refused = send(refused).await;
    assert_eq!(refused.header("access-control-allow-origin"), ORIGIN);
}

#[tokio::test]
async fn every_answer_bears_its_id_and_is_never_stored() {
    let stand = Stand::with_sandbox().await;
    let mut ids = Vec::new();
    for request in [
        stand.get("/session", &token()),
        stand.bare(Method::GET, "/session"),
        stand.bare(Method::GET, "/healthz"),
        stand.bare(Method::GET, "/nowhere"),
        stand.bare(Method::DELETE, "/borrowers"),
        stand.bare(Method::OPTIONS, "/borrowers"),
        stand.post(&token(), &json!({})),
        stand
            .get("/session", &token())
            .header("x-request-id", "chosen-by-the-browser"),
    ] {
        let answer = send(request).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{answer:?}");
        let id = answer.header("x-request-id").to_owned();
        assert_eq!(id.len(), 36, "{answer:?}");
        if answer.status.is_client_error() {
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.json()["request_id"], id);
            assert_eq!(answer.json()["status"], answer.status.as_u16());
        }
        assert!(!ids.contains(&id));
        ids.push(id);
    }
}

#[tokio::test]
async fn nothing_but_the_contracts_routes_is_there() {
    let stand = Stand::with_sandbox().await;
    for path in [
        "/",
        "/hello",
        "/loans",
        "/borrower/b-1",
        "/credit_lines",
        "/_sandbox/requests",
    ] {
        let answer = send(stand.get(path, &token())).await;
        assert_eq!(answer.problem(), problem(404, "not_found"), "{path}");
    }
    let answer = send(stand.bare(Method::PUT, "/session").header("origin", ORIGIN)).await;
    assert_eq!(answer.problem(), problem(405, "method_not_allowed"));
    assert!(stand.received().await.is_empty());
}

#[tokio::test]
async fn the_routes_lie_under_the_base_path() {
    let lender = sandbox::app(fast_sandbox());
    let stand = Stand::with_lender(lender, &[("BASE_PATH", "/defacto/")]).await;
    assert_eq!(
        send(stand.get("/defacto/session", &token())).await.status,
        200
    );
    assert_eq!(send(stand.get("/defacto/healthz", "")).await.status, 200);
    let outside = send(stand.get("/session", &token())).await;
    assert_eq!(outside.problem(), problem(404, "not_found"));
    let inside = send(stand.get("/defacto/nowhere", &token())).await;
    assert_eq!(inside.problem(), problem(404, "not_found"));
    assert_eq!(inside.header("cache-control"), "no-store");
}

#[tokio::test]
async fn the_key_is_in_no_answer_even_if_the_lender_tells_it() {
    let echo = async |headers: HeaderMap| {
        let key = headers.get("authorization").unwrap().clone();
        let body = json!({
            "title": KEY, "detail": KEY, "data": [], "invalid_params": [{"name": KEY, "reason": KEY}],
        });
        (StatusCode::BAD_REQUEST, [("x-echo", key)], Json(body)).into_response()
    };
    let lender = Router::new().route("/borrowers", get(echo).post(echo));
    let echoing = Stand::with_lender(lender, &[]).await;
    let stand = Stand::with_sandbox().await;
    for request in [
        echoing.post(&token(), &body()),
        echoing.get("/session", &token()),
        echoing.get("/borrowers", &token()),
        stand.post(&token(), &body()),
        stand.get("/session", &token()),
        stand.get("/borrowers", &token()),
        stand.get("/credit-lines", &token()),
        stand.get("/credit-lines", &token_for(None, "")),
        stand.get("/nowhere", &token()),
        stand.bare(Method::GET, "/healthz"),
    ] {
        let answer = send(request).await;
        assert!(!answer.text.contains(KEY), "{answer:?}");
        assert!(!format!("{:?}", answer.headers).contains(KEY), "{answer:?}");
    }
}

/// The words of a header, in order.
fn words(answer: &Answer, name: &str) -> Vec<String> {
    let values = answer.headers.get_all(name).iter();
    let mut words: Vec<_> = values
        .flat_map(|value| value.to_str().unwrap().split(','))
        .map(|word| word.trim().to_lowercase())
        .collect();
    words.sort();
    words
}
