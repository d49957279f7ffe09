//! What becomes of an enrollment that has left, when all does not go well.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::post,
};
use partner_proxy::config::Patience;
use serde_json::json;
use tokio::{io::AsyncReadExt, net::TcpListener, sync::Notify};

use crate::support::{
    OTHER_SIREN, SIREN, Stand, body, body_for, impatient, problem, send, serve, token, token_for,
};

#[tokio::test]
async fn values_that_the_lender_lacks_are_named_by_their_paths() {
    let stand = Stand::with_sandbox().await;
    for status in [400, 422] {
        stand
            .play(json!({"scenario": "missing_data", "fields": ["vat_number"], "status": status}))
            .await;
        let answer = send(stand.post(&token(), &body())).await;
        assert_eq!(answer.problem(), problem(422, "missing_data"));
        assert_eq!(answer.paths(), ["vat_number"]);
        assert_eq!(answer.json()["fields"][0]["code"], "not_found_by_lender");
    }
}

#[tokio::test]
async fn an_answer_that_tells_nothing_leaves_the_outcome_unknown() {
    for scenario in [
        "timeout_created",
        "timeout_lost",
        "reset_created",
        "malformed",
    ] {
        let stand = Stand::with_sandbox().await;
        stand.play(json!({"scenario": scenario})).await;
        let answer = send(stand.post(&token(), &body())).await;
        assert_eq!(
            answer.problem(),
            problem(504, "outcome_unknown"),
            "{scenario}"
        );
        let posts = stand.received().await.len();
        assert_eq!(posts, 1, "{scenario} was sent again");
    }
}

#[tokio::test]
async fn only_a_readable_2xx_or_4xx_about_this_borrower_is_an_outcome() {
    let borrower = |id: &str, identifier: &str| json!({"id": id, "identifier": identifier});
    for (status, content_type, text, expected) in [
        (500, "application/json", "{}".to_owned(), 504),
        (200, "text/html", "<html>".to_owned(), 504),
        (400, "text/html", "<html>".to_owned(), 504),
        (302, "application/json", "{}".to_owned(), 504),
        (408, "application/json", "{}".to_owned(), 504),
        (201, "application/json", "{}".to_owned(), 504),
        (
            201,
            "application/json",
            borrower("", SIREN).to_string(),
            504,
        ),
        (
            201,
            "application/json",
            borrower("b-1", OTHER_SIREN).to_string(),
            504,
        ),
        (
            201,
            "application/json",
            borrower("b-1", SIREN).to_string(),
            201,
        ),
        (
            200,
            "application/json",
            borrower("b-1", SIREN).to_string(),
            201,
        ),
        (402, "application/json", "{}".to_owned(), 403),
        (429, "text/html", "<html>".to_owned(), 503),
    ] {
        let answer = text.clone();
        let lender = answering(move || {
            let status = StatusCode::from_u16(status).unwrap();
            (
                status,
                [(header::CONTENT_TYPE, content_type)],
                answer.clone(),
            )
                .into_response()
        });
        let stand = Stand::with_lender(lender, &[]).await;
        let answer = send(stand.post(&token(), &body())).await;
        assert_eq!(answer.status, expected, "{status} {text}");
    }
}

#[tokio::test]
async fn an_answer_that_never_comes_leaves_the_outcome_unknown() {
    let lender = Router::new().route("/borrowers", post(std::future::pending::<Response>));
    let patience = Patience {
        enrolling: Duration::from_millis(50),
        ..impatient()
    };
    let stand = Stand::before(serve(lender).await, &[], patience).await;
    let answer = send(stand.post(&token(), &body())).await;
    assert_eq!(answer.problem(), problem(504, "outcome_unknown"));
}

#[tokio::test]
async fn a_connection_that_ends_without_an_answer_leaves_the_outcome_unknown() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let lender = listener.local_addr().unwrap();
    let hangs_up = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let mut received = [0; 4];
        connection.read_exact(&mut received).await.unwrap();
        received
    });
    let stand = Stand::before(lender, &[], impatient()).await;
    let answer = send(stand.post(&token(), &body())).await;
    assert_eq!(answer.problem(), problem(504, "outcome_unknown"));
    assert_eq!(&hangs_up.await.unwrap(), b"POST");
}

#[tokio::test]
async fn a_redirect_is_never_followed() {
    let followed = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&followed);
    let count = move || {
        counter.fetch_add(1, Ordering::SeqCst);
        StatusCode::CREATED.into_response()
    };
    let elsewhere = serve(answering(count)).await;
    let lender = answering(move || {
        let to = format!("http://{elsewhere}/borrowers");
        (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response()
    });
    let stand = Stand::with_lender(lender, &[]).await;
    let answer = send(stand.post(&token(), &body())).await;
    assert_eq!(answer.problem(), problem(504, "outcome_unknown"));
    assert_eq!(followed.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_refused_key_is_the_partners_to_mend() {
    for status in [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN] {
        let lender = answering(move || (status, Html("<html>")).into_response());
        let stand = Stand::with_lender(lender, &[]).await;
        let answer = send(stand.post(&token(), &body())).await;
        assert_eq!(answer.problem(), problem(502, "upstream_auth"));
    }
}

#[tokio::test]
async fn what_never_left_can_be_sent_again() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let lender = closed.local_addr().unwrap();
    drop(closed);
    let stand = Stand::before(lender, &[], impatient()).await;
    for _ in 0..2 {
        let answer = send(stand.post(&token(), &body())).await;
        assert_eq!(answer.problem(), problem(503, "upstream_busy"));
        assert_eq!(answer.header("retry-after"), "5");
    }
}

#[tokio::test]
async fn two_tabs_enroll_a_borrower_once() {
    let gate = Arc::new(Gate::default());
    let stand = Stand::with_lender(gate.lender(), &[]).await;
    let first = tokio::spawn(stand.post(&token(), &body()).send());
    gate.arrived.notified().await;

    let second = send(stand.post(&token(), &body())).await;
    assert_eq!(second.problem(), problem(409, "already_enrolling"));
    let other = token_for(Some(OTHER_SIREN), "siren");
    let others = tokio::spawn(stand.post(&other, &body_for(OTHER_SIREN, "siren")).send());
    gate.arrived.notified().await;

    gate.opened.notify_waiters();
    assert_eq!(first.await.unwrap().unwrap().status(), 201);
    others.await.unwrap().unwrap();
    assert_eq!(gate.passed.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn while_the_outcome_is_open_nobody_else_enrolls_the_borrower() {
    let stand = Stand::with_sandbox().await;
    stand.play(json!({"scenario": "timeout_lost"})).await;
    let answer = send(stand.post(&token(), &body())).await;
    assert_eq!(answer.problem(), problem(504, "outcome_unknown"));
    let answer = send(stand.post(&token(), &body())).await;
    assert_eq!(answer.problem(), problem(409, "already_enrolling"));
}

#[tokio::test]
async fn a_borrower_that_was_refused_can_try_again_at_once() {
    let stand = Stand::with_sandbox().await;
    stand
        .play(json!({"scenario": "missing_data", "fields": ["vat_number"]}))
        .await;
    send(stand.post(&token(), &body())).await;
    stand.play(json!({"scenario": "ready"})).await;
    assert_eq!(send(stand.post(&token(), &body())).await.status, 201);
}

/// A lender that holds enrollments until it is told to go on.
#[derive(Default)]
struct Gate {
    arrived: Notify,
    opened: Notify,
    passed: AtomicUsize,
}

impl Gate {
    fn lender(self: &Arc<Self>) -> Router {
        let gate = Arc::clone(self);
        let enroll = move || {
            let gate = Arc::clone(&gate);
            async move {
                let opened = gate.opened.notified();
                tokio::pin!(opened);
                opened.as_mut().enable();
                gate.arrived.notify_one();
                opened.await;
                gate.passed.fetch_add(1, Ordering::SeqCst);
                let borrower = json!({"id": "b-1", "identifier": SIREN});
                (StatusCode::CREATED, borrower.to_string())
            }
        };
        Router::new().route("/borrowers", post(enroll))
    }
}

fn answering(answer: impl Fn() -> Response + Clone + Send + Sync + 'static) -> Router {
    Router::new().route("/borrowers", post(move || async move { answer() }))
}
