//! The reads that those who ask about a company share.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Json, Router, routing::get};
use partner_proxy::config::Waiting;
use serde_json::json;
use tokio::{sync::Semaphore, time::timeout};

use super::{answer_of, enrolled, first_read, hold, one_read};
use crate::support::{
    Answer, OTHER_SIREN, Stand, WEBHOOK_SECRET, config, reads_of_lines, send, serve, token,
    token_for,
};

#[tokio::test]
async fn three_browsers_wait_on_one_series_of_reads() {
    let stand = enrolled(one_read()).await;
    let [one, two, three] = [(); 3].map(|()| token());
    let answers = tokio::join!(
        send(stand.held(&one, 2)),
        send(stand.held(&two, 2)),
        send(stand.held(&three, 2)),
    );
    for answer in <[Answer; 3]>::from(answers) {
        assert_eq!(answer.header("preference-applied"), "wait=2");
    }
    let received = stand.received().await;
    assert_eq!(reads_of_lines(&received), 1, "{received:?}");
}

#[tokio::test]
async fn what_one_read_finds_is_told_to_everybody() {
    let lender = Arc::new(Slow::default());
    let stand = Stand::with_lender(lender.router(), &[]).await;
    let browsers: Vec<_> = (0..5)
        .map(|_| tokio::spawn(stand.get("/credit-lines", &token()).send()))
        .collect();
    lender.begun.acquire().await.unwrap().forget();
    // None of the five can have been answered; those that are still on their way begin one more read.
    lender.answers.add_permits(10);
    for browser in browsers {
        assert_eq!(answer_of(browser).await.status, 200);
    }
    let reads = lender.reads.load(Ordering::SeqCst);
    assert!((1..=2).contains(&reads), "{reads}");
}

#[tokio::test]
async fn a_request_that_does_not_wait_is_told_what_is_so_now() {
    let stand = enrolled(one_read()).await;
    let browser = hold(&stand, &token());
    first_read(&stand).await;
    stand.play(json!({"scenario": "ready"})).await;
    let plain = send(stand.get("/credit-lines", &token())).await;
    assert_eq!(plain.json()["count"], 1);
    let held = answer_of(browser).await;
    assert_eq!(held.json()["count"], 1, "it is told too");
}

#[tokio::test]
async fn a_company_hears_nothing_of_another() {
    let stand = enrolled(one_read()).await;
    let other = token_for(Some(OTHER_SIREN), "siren");
    let browser = hold(&stand, &token());
    first_read(&stand).await;
    let answer = send(stand.held(&other, 1)).await;
    assert!(answer.json().get("borrower").is_none(), "{answer:?}");
    browser.abort();
}

#[tokio::test]
async fn an_event_that_comes_while_a_read_is_out_has_it_read_again() {
    let lender = Arc::new(Slow::default());
    let address = serve(lender.router()).await;
    let config = config(address, &[("WEBHOOK_SECRETS", WEBHOOK_SECRET)]).with_waiting(one_read());
    let stand = Stand::behind(address, partner_proxy::app(config)).await;
    let browser = hold(&stand, &token());
    lender.begun.acquire().await.unwrap().forget();
    assert_eq!(send(stand.event(WEBHOOK_SECRET)).await.status, 204);
    lender.answers.add_permits(1);
    let again = timeout(Duration::from_secs(10), lender.begun.acquire()).await;
    again.unwrap().unwrap().forget();
    browser.abort();
}

#[tokio::test]
async fn nobody_is_asked_any_more_once_nobody_waits() {
    let lender = Arc::new(Slow::default());
    lender.answers.add_permits(Semaphore::MAX_PERMITS / 2);
    let address = serve(lender.router()).await;
    let quick = Waiting {
        first_pause: Duration::from_millis(1),
        longest_pause: Duration::from_millis(1),
        ..Waiting::default()
    };
    let config = config(address, &[]).with_waiting(quick);
    let stand = Stand::behind(address, partner_proxy::app(config)).await;
    let browser = hold(&stand, &token());
    for _ in 0..5 {
        lender.begun.acquire().await.unwrap().forget();
    }
    browser.abort();
    // The proxy learns of it when the connection ends: from then on no read begins.
    let quiet = async {
        while timeout(Duration::from_millis(500), lender.begun.acquire())
            .await
            .is_ok_and(|begun| {
                begun.unwrap().forget();
                true
            })
        {}
    };
    timeout(Duration::from_secs(20), quiet).await.unwrap();
}

/// A lender that counts the reads of lines and answers each only when it is told to.
struct Slow {
    begun: Semaphore,
    answers: Semaphore,
    reads: AtomicUsize,
}

impl Default for Slow {
    fn default() -> Self {
        Self {
            begun: Semaphore::new(0),
            answers: Semaphore::new(0),
            reads: AtomicUsize::new(0),
        }
    }
}

impl Slow {
    fn router(self: &Arc<Self>) -> Router {
        let slow = Arc::clone(self);
        let lines = async move || {
            slow.reads.fetch_add(1, Ordering::SeqCst);
            slow.begun.add_permits(1);
            slow.answers.acquire().await.unwrap().forget();
            Json(json!({"data": []}))
        };
        Router::new()
            .route("/credit-lines", get(lines))
            .route("/borrowers", get(async || Json(json!({"data": []}))))
    }
}
