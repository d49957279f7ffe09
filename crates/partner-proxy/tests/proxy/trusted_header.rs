//! The partner's own session in front: a header from trusted proxies in the place of a token.

use reqwest::{Method, RequestBuilder};

use crate::support::{
    ORIGIN, OTHER_SIREN, SIREN, Stand, body, body_for, fast_sandbox, problem, send, token,
};

async fn behind(trusted: &str, types: &str) -> Stand {
    let variables = [
        ("SESSION_SECRETS", ""),
        ("TRUSTED_PROXIES", trusted),
        ("IDENTIFIER_TYPES", types),
    ];
    Stand::with_lender(sandbox::app(fast_sandbox()), &variables).await
}

fn vouched(stand: &Stand, method: Method, path: &str) -> RequestBuilder {
    stand
        .bare(method, path)
        .header("x-borrower-identifier", SIREN)
        .header("x-borrower-identifier-type", "siren")
}

#[tokio::test]
async fn a_trusted_peer_may_vouch_for_the_borrower() {
    let stand = behind("127.0.0.0/8", "").await;
    let session = send(vouched(&stand, Method::GET, "/session")).await;
    assert_eq!(session.json()["identifier"], SIREN, "{session:?}");
    let post = vouched(&stand, Method::POST, "/borrowers").header("origin", ORIGIN);
    assert_eq!(send(post.json(&body())).await.status, 201);
    let post = vouched(&stand, Method::POST, "/borrowers").header("origin", ORIGIN);
    let other = send(post.json(&body_for(OTHER_SIREN, "siren"))).await;
    assert_eq!(other.problem(), problem(403, "not_your_borrower"));
}

#[tokio::test]
async fn reads_have_to_name_the_borrower_that_is_vouched_for() {
    let stand = behind("127.0.0.1", "").await;
    for (query, expected) in [
        ("", problem(400, "filter_missing")),
        ("?borrower=", problem(400, "filter_missing")),
        ("?borrower=552100554", problem(403, "not_your_borrower")),
        ("?borrower=732829320", problem(200, "")),
    ] {
        let lines = vouched(&stand, Method::GET, &format!("/credit-lines{query}"));
        assert_eq!(send(lines).await.problem(), expected, "{query}");
        let query = query.replace("borrower", "borrower_identifier");
        let borrowers = vouched(&stand, Method::GET, &format!("/borrowers{query}"));
        assert_eq!(send(borrowers).await.problem(), expected, "{query}");
    }
}

#[tokio::test]
async fn a_post_needs_the_origin_that_a_browser_sends() {
    let stand = behind("127.0.0.1", "").await;
    let post = || vouched(&stand, Method::POST, "/borrowers").json(&body());
    assert_eq!(
        send(post()).await.problem(),
        problem(403, "origin_not_allowed")
    );
    let null = post().header("origin", "null");
    assert_eq!(
        send(null).await.problem(),
        problem(403, "origin_not_allowed")
    );
    let cookies = send(stand.bare(Method::GET, "/session").header("origin", ORIGIN)).await;
    assert_eq!(cookies.header("access-control-allow-credentials"), "true");
    assert_eq!(cookies.header("access-control-allow-origin"), ORIGIN);
}

#[tokio::test]
async fn a_request_for_which_nobody_vouches_has_no_session() {
    let stand = behind("127.0.0.1", "").await;
    let answer = send(stand.get("/session", &token())).await;
    assert_eq!(answer.problem(), problem(401, "session_missing"));
}

#[tokio::test]
async fn from_anybody_else_the_header_is_refused() {
    let elsewhere = behind("10.0.0.0/8", "").await;
    let tokens = Stand::with_sandbox().await;
    for (stand, path) in [
        (&elsewhere, "/session"),
        (&elsewhere, "/healthz"),
        (&tokens, "/session"),
        (&tokens, "/nowhere"),
    ] {
        let answer = send(vouched(stand, Method::GET, path).bearer_auth(token())).await;
        assert_eq!(
            answer.problem(),
            problem(400, "header_not_allowed"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_header_that_names_two_companies_or_none_is_refused() {
    let stand = behind("127.0.0.1", "").await;
    let twice =
        vouched(&stand, Method::GET, "/session").header("x-borrower-identifier", OTHER_SIREN);
    assert_eq!(
        send(twice).await.problem(),
        problem(400, "header_not_allowed")
    );
    for (name, value) in [
        ("x-borrower-identifier", SIREN),
        ("x-borrower-identifier", ""),
        ("x-borrower-identifier-type", "siren"),
    ] {
        let answer = send(stand.bare(Method::GET, "/session").header(name, value)).await;
        assert_eq!(
            answer.problem(),
            problem(400, "header_not_allowed"),
            "{name}: {value}"
        );
    }
}

#[tokio::test]
async fn the_kind_of_number_may_be_left_out_where_only_one_is_taken() {
    let stand = behind("127.0.0.1", "siren").await;
    let request = stand
        .bare(Method::GET, "/session")
        .header("x-borrower-identifier", SIREN);
    assert_eq!(send(request).await.json()["identifier_type"], "siren");
}
