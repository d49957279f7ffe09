use std::net::SocketAddr;
use std::time::Duration;

use axum::routing::post;
use axum::{Json, Router};
use sandbox::{Config, app};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::support::{SIREN, french};

/// Waits are real here, so they are made very short.
fn hasty() -> Config {
    Config {
        speed: 1_000.0,
        ..Config::default()
    }
}

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    addr
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

async fn play(addr: SocketAddr, scenario: &str) {
    let url = format!("http://{addr}/_sandbox/scenarios/{SIREN}");
    let body = json!({ "scenario": scenario });
    assert!(
        client()
            .put(url)
            .json(&body)
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
}

#[tokio::test]
async fn a_reset_cuts_the_connection_in_the_middle_of_the_answer() {
    let addr = serve(app(hasty())).await;
    play(addr, "reset_created").await;

    let body = french().to_string();
    let mut stream = TcpStream::connect(addr).await.unwrap();
    let request = format!(
        "POST /borrowers HTTP/1.1\r\nhost: {addr}\r\nauthorization: Bearer sandbox-key\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // The end may arrive as a reset or as a plain close: what matters is that it comes early.
    let _ended = stream.read_to_end(&mut bytes).await;
    let answer = String::from_utf8(bytes).unwrap();
    let (head, partial) = answer.split_once("\r\n\r\n").unwrap();
    let promised: usize = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .unwrap()
        .parse()
        .unwrap();
    assert!(head.starts_with("HTTP/1.1 201"), "{head}");
    assert!(
        partial.starts_with('{') && partial.len() < promised,
        "{partial}"
    );

    let found: Value = client()
        .get(format!(
            "http://{addr}/borrowers?borrower_identifier={SIREN}"
        ))
        .bearer_auth("sandbox-key")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(found["count"], 1);
}

/// A receiver of webhooks, and what it receives.
async fn receiver() -> (String, mpsc::UnboundedReceiver<Value>) {
    let (sender, received) = mpsc::unbounded_channel();
    let router = Router::new().route(
        "/hook",
        post(move |Json(event): Json<Value>| async move {
            let _ignored = sender.send(event);
        }),
    );
    (format!("http://{}/hook", serve(router).await), received)
}

#[tokio::test]
async fn a_webhook_tells_of_the_line_and_gives_another_id_than_the_borrowers() {
    let (url, mut received) = receiver().await;
    let addr = serve(app(Config {
        webhook_url: Some(url),
        ..hasty()
    }))
    .await;
    let borrower: Value = client()
        .post(format!("http://{addr}/borrowers"))
        .bearer_auth("sandbox-key")
        .json(&french())
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let event = tokio::time::timeout(Duration::from_secs(30), received.recv())
        .await
        .unwrap()
        .unwrap();
    let mut keys: Vec<&String> = event.as_object().unwrap().keys().collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "borrower_id",
            "entity_state",
            "entity_type",
            "event_type",
            "id",
            "status",
            "timestamp",
            "transition_name",
        ]
    );
    assert_eq!(event["event_type"], "CreditLine.CREATED");
    assert_eq!(
        event["entity_state"]["default_borrower"]["identifier"],
        SIREN
    );
    assert_ne!(event["borrower_id"], borrower["id"]);
}

#[tokio::test]
async fn a_registered_webhook_hears_of_a_line_that_a_new_scenario_lets_open() {
    let (url, mut received) = receiver().await;
    let addr = serve(app(hasty())).await;
    play(addr, "never_ready").await;
    let to_lender = |path: &str| {
        client()
            .post(format!("http://{addr}{path}"))
            .bearer_auth("sandbox-key")
    };
    let subscription =
        json!({"event_types": ["CreditLine.CREATED"], "name": "shop", "to_url": url});
    let subscribed = to_lender("/webhooks")
        .json(&subscription)
        .send()
        .await
        .unwrap();
    assert_eq!(subscribed.status(), 201);
    let enrolled = to_lender("/borrowers")
        .json(&french())
        .send()
        .await
        .unwrap();
    assert_eq!(enrolled.status(), 201);
    play(addr, "ready").await;
    let event = tokio::time::timeout(Duration::from_secs(30), received.recv()).await;
    assert_eq!(event.unwrap().unwrap()["event_type"], "CreditLine.CREATED");
    assert!(received.try_recv().is_err(), "announced once");
}
