//! What ends a wait, and what does not let one begin.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Json, Router, http::StatusCode, routing::get};
use partner_proxy::{app_until, config::Waiting};
use serde_json::{Value, json};
use tokio::{
    sync::watch,
    time::{Instant, timeout},
};

use super::{LONG, answer_of, enrolled, first_read, hold, is_held, one_read};
use crate::support::{
    Stand, WEBHOOK_SECRET, config, fast_sandbox, impatient, problem, reads_of_lines, send, serve,
    token,
};

#[tokio::test]
async fn a_line_that_opens_ends_the_wait() {
    let quick = Waiting {
        first_pause: Duration::from_millis(5),
        ..Waiting::default()
    };
    let stand = enrolled(quick).await;
    let browser = hold(&stand, &token());
    first_read(&stand).await;
    stand.play(json!({"scenario": "ready"})).await;
    let answer = answer_of(browser).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.header("preference-applied"), "wait=25");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.json()["count"], 1);
}

#[tokio::test]
async fn a_borrower_that_is_blocked_or_asked_to_act_ends_the_wait() {
    for (scenario, status) in [("blocked", "BLOCKED"), ("kyb", "SIGNED")] {
        let stand = enrolled(one_read()).await;
        let browser = hold(&stand, &token());
        first_read(&stand).await;
        stand.play(json!({"scenario": scenario})).await;
        assert_eq!(send(stand.event(WEBHOOK_SECRET)).await.status, 204);
        let answer = answer_of(browser).await;
        assert_eq!(answer.header("preference-applied"), "wait=25");
        assert_eq!(answer.json()["borrower"]["status"], status, "{answer:?}");
    }
}

#[tokio::test]
async fn what_there_is_to_tell_is_told_at_once() {
    for scenario in ["existing", "blocked", "kyb", "zero_balance"] {
        let stand = enrolled(one_read()).await;
        stand.play(json!({"scenario": scenario})).await;
        until_news(&stand).await;
        let answer = send(stand.held(&token(), LONG)).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(answer.header("preference-applied"), "", "{scenario}");
    }
}

#[tokio::test]
async fn a_wait_in_vain_ends_on_time() {
    let stand = enrolled(one_read()).await;
    let began = Instant::now();
    let answer = send(stand.held(&token(), 1)).await;
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(answer.header("preference-applied"), "wait=1");
    assert_eq!(answer.json()["count"], 0);
    assert_eq!(reads_of_lines(&stand.received().await), 1);
}

#[tokio::test]
async fn a_preference_that_is_none_is_ignored() {
    let stand = enrolled(one_read()).await;
    for preference in ["wait=0", "wait=soon", "respond-async", ""] {
        let request = stand.get("/credit-lines", &token());
        let answer = send(request.header("prefer", preference)).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("preference-applied"), "", "{preference}");
    }
}

#[tokio::test]
async fn a_lender_that_fails_ends_the_wait_with_the_reason() {
    let is_down = Arc::new(AtomicUsize::new(0));
    let down = Arc::clone(&is_down);
    let list = async move || match down.load(Ordering::SeqCst) {
        0 => Ok(Json(json!({"data": []}))),
        _ => Err(StatusCode::UNAUTHORIZED),
    };
    let lender = Router::new()
        .route("/borrowers", get(list.clone()))
        .route("/credit-lines", get(list));
    let address = serve(lender).await;
    let quick = Waiting {
        first_pause: Duration::from_millis(5),
        ..Waiting::default()
    };
    let config = config(address, &[]).with_waiting(quick);
    let stand = Stand::behind(address, partner_proxy::app(config)).await;
    let browser = hold(&stand, &token());
    assert!(is_held(&send(stand.held(&token(), 1)).await));
    is_down.store(1, Ordering::SeqCst);
    let answer = answer_of(browser).await;
    assert_eq!(answer.problem(), problem(502, "upstream_auth"));
    assert_eq!(answer.header("preference-applied"), "");
}

#[tokio::test]
async fn a_proxy_that_stops_lets_everybody_go() {
    let lender = serve(sandbox::app(fast_sandbox())).await;
    let config = config(lender, &[])
        .with_patience(impatient())
        .with_waiting(one_read());
    let (stop, stopping) = watch::channel(false);
    let stand = Stand::behind(lender, app_until(config, stopping)).await;
    let browser = hold(&stand, &token());
    first_read(&stand).await;
    stop.send_replace(true);
    let answer = answer_of(browser).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("preference-applied"), "");
    let late = send(stand.held(&token(), LONG)).await;
    assert_eq!(late.header("preference-applied"), "");
}

/// Until the sandbox tells more than that the borrower waits.
async fn until_news(stand: &Stand) {
    let is_news = |page: &Value| {
        let borrower = &page["borrower"];
        page["count"] != 0
            || borrower["status"] != "SIGNED"
            || borrower["next_actions"] != json!([])
    };
    let news = async {
        while !is_news(&send(stand.get("/credit-lines", &token())).await.json()) {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(10), news).await.unwrap();
}
