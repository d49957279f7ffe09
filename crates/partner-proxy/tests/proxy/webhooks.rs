//! `POST /webhooks/{secret}`: the lender's events.

use std::time::Duration;

use axum::{Router, response::Response, routing::get};
use partner_proxy::config::Waiting;
use reqwest::Method;
use serde_json::json;
use tokio::time::timeout;

use crate::support::{
    OTHER_SIREN, Stand, WEBHOOK_SECRET, body, body_for, fast_sandbox, problem, read,
    reads_of_lines, send, token, token_for,
};

const FORM: &str = "application/x-www-form-urlencoded";

/// One read for a company and no other, but for events.
fn only_events() -> Waiting {
    let hour = Duration::from_hours(1);
    Waiting {
        first_pause: hour,
        longest_pause: hour,
        ..Waiting::default()
    }
}

#[tokio::test]
async fn an_event_wakes_everybody_whomever_it_names() {
    let stand = Stand::waiting(only_events()).await;
    stand.play(json!({"scenario": "never_ready"})).await;
    let other = token_for(Some(OTHER_SIREN), "siren");
    send(stand.post(&token(), &body())).await;
    send(stand.post(&other, &body_for(OTHER_SIREN, "siren"))).await;
    let browsers = [token(), other].map(|token| tokio::spawn(stand.held(&token, 25).send()));
    let both_read = async { while reads_of_lines(&stand.received().await) < 2 {} };
    timeout(Duration::from_secs(10), both_read).await.unwrap();

    stand.play(json!({"scenario": "ready"})).await;
    assert_eq!(send(stand.event(WEBHOOK_SECRET)).await.status, 204);
    for browser in browsers {
        let told = timeout(Duration::from_secs(20), browser).await.unwrap();
        let told = read(told.unwrap().unwrap()).await;
        assert_eq!(told.json()["count"], 1, "{told:?}");
    }
}

#[tokio::test]
async fn whatever_the_event_says_is_taken() {
    let stand = Stand::waiting(only_events()).await;
    let post = || {
        let path = format!("/webhooks/{WEBHOOK_SECRET}");
        stand.bare(Method::POST, &path)
    };
    for (what, request) in [
        ("nothing", post()),
        ("no JSON", post().body("{")),
        ("a form", post().header("content-type", FORM).body("a=b")),
        ("too much", post().body(vec![b'x'; 70 * 1024])),
        ("of a page", post().header("origin", "https://evil.example")),
    ] {
        let answer = send(request).await;
        assert_eq!(answer.status, 204, "{what}: {answer:?}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn an_event_does_not_wait_for_the_lender() {
    let lender = Router::new()
        .route("/borrowers", get(std::future::pending::<Response>))
        .route("/credit-lines", get(std::future::pending::<Response>));
    let stand = Stand::with_lender(lender, &[("WEBHOOK_SECRETS", WEBHOOK_SECRET)]).await;
    let browser = tokio::spawn(stand.held(&token(), 25).send());
    for _ in 0..3 {
        let answer = timeout(Duration::from_secs(5), send(stand.event(WEBHOOK_SECRET))).await;
        assert_eq!(answer.unwrap().status, 204);
    }
    browser.abort();
}

#[tokio::test]
async fn an_event_whose_body_never_ends_is_taken_all_the_same() {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpStream,
    };
    let stand = Stand::waiting(only_events()).await;
    let mut connection = TcpStream::connect(stand.proxy).await.unwrap();
    let head = format!(
        "POST /webhooks/{WEBHOOK_SECRET} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{{"
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut status = [0; 12];
    let answer = timeout(Duration::from_secs(5), connection.read_exact(&mut status)).await;
    answer.unwrap().unwrap();
    assert_eq!(&status, b"HTTP/1.1 204");
}

#[tokio::test]
async fn a_wrong_secret_finds_nothing_and_wakes_nobody() {
    let stand = Stand::waiting(only_events()).await;
    let shorter = WEBHOOK_SECRET.get(1..).unwrap();
    for secret in ["", "x", shorter, &format!("{WEBHOOK_SECRET}0"), "%ff"] {
        let answer = send(stand.event(secret)).await;
        assert_eq!(answer.problem(), problem(404, "not_found"), "{secret}");
    }

    let browser = tokio::spawn(stand.held(&token(), 1).send());
    while !browser.is_finished() {
        send(stand.event(shorter)).await;
    }
    let told = read(browser.await.unwrap().unwrap()).await;
    assert_eq!(told.header("preference-applied"), "wait=1");
    assert_eq!(reads_of_lines(&stand.received().await), 1);

    let unset = Stand::with_lender(sandbox::app(fast_sandbox()), &[]).await;
    let answer = send(unset.event(WEBHOOK_SECRET)).await;
    assert_eq!(answer.problem(), problem(404, "not_found"));
}

#[tokio::test]
async fn either_of_two_secrets_is_taken() {
    let newer = "b".repeat(43);
    let secrets = format!("{newer},{WEBHOOK_SECRET}");
    let lender = sandbox::app(fast_sandbox());
    let variables = [("WEBHOOK_SECRETS", &*secrets), ("BASE_PATH", "/defacto")];
    let stand = Stand::with_lender(lender, &variables).await;
    for secret in [WEBHOOK_SECRET, &newer] {
        let path = format!("/defacto/webhooks/{secret}");
        let event = stand.bare(Method::POST, &path);
        let event = event.header("origin", "https://lender.example");
        assert_eq!(send(event).await.status, 204);
    }
}

#[tokio::test]
async fn only_events_are_spared_the_question_where_they_come_from() {
    let stand = Stand::waiting(only_events()).await;
    for path in ["/webhooks", "/webhooks/a/b", "/borrowers/webhooks/secret"] {
        let post = stand.bare(Method::POST, path);
        let post = post.header("origin", "https://evil.example");
        let answer = send(post).await;
        assert_eq!(
            answer.problem(),
            problem(403, "origin_not_allowed"),
            "{path}"
        );
    }
}
