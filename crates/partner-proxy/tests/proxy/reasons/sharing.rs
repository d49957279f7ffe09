//! One text for many browsers, and one read for browsers of many languages.

use std::{sync::Arc, time::Duration};

use partner_proxy::config::Waiting;
use serde_json::{Value, json};
use tokio::{sync::Semaphore, task::JoinHandle, time::Instant};

use super::{Reasoned, in_language, ok, reason, reason_in, stand, texts};
use crate::{
    support::{Answer, Stand, WEBHOOK_SECRET, config, reads_of_lines, send, serve, token},
    waiting::{LONG, answer_of, enrolled, first_read, one_read},
};

#[tokio::test]
async fn browsers_of_two_languages_share_a_read_and_each_is_told_in_its_own() {
    let stand = enrolled(one_read()).await;
    let browsers = ["fr", "de", "nl"].map(|language| {
        let request = in_language(stand.held(&token(), LONG), language);
        tokio::spawn(request.send())
    });
    first_read(&stand).await;
    stand.play(json!({"scenario": "kyb"})).await;
    assert_eq!(send(stand.event(WEBHOOK_SECRET)).await.status, 204);
    let mut languages = Vec::new();
    for browser in browsers {
        let answer = answer_of(browser).await;
        assert_eq!(answer.header("preference-applied"), "wait=25");
        languages.push(answer.json()["borrower"]["reason"]["lang"].clone());
    }
    assert_eq!(languages, ["fr", "de", "en"]);
    let received = stand.received().await;
    assert_eq!(reads_of_lines(&received), 2, "{received:?}");
    assert_eq!(translations(&received), 1, "{received:?}");
}

#[tokio::test]
async fn another_language_is_no_news() {
    let lender = Arc::new(Reasoned::default());
    let router = lender.router("KYB_PENDING", async || ok(&texts()));
    let quick = Waiting {
        first_pause: Duration::from_millis(1),
        longest_pause: Duration::from_millis(1),
        ..Waiting::default()
    };
    let address = serve(router).await;
    let config = config(address, &[]).with_waiting(quick);
    let stand = Stand::behind(address, partner_proxy::app(config)).await;
    let [one, two] = [(); 2].map(|()| token());
    let began = Instant::now();
    let answers = tokio::join!(
        send(in_language(stand.held(&one, 1), "fr")),
        send(in_language(stand.held(&two, 1), "de")),
    );
    assert!(began.elapsed() >= Duration::from_secs(1));
    for (answer, language) in <[Answer; 2]>::from(answers).iter().zip(["fr", "de"]) {
        assert_eq!(answer.header("preference-applied"), "wait=1");
        assert_eq!(reason_in(answer)["text"], texts()[language], "{answer:?}");
    }
    assert_eq!(lender.asked(), 1);
}

#[tokio::test]
async fn the_lender_is_asked_for_a_text_once_for_many_answers() {
    let lender = Arc::new(Reasoned::default());
    let router = lender.router("KYB_PENDING", async || ok(&texts()));
    let stand = stand(router, Duration::from_mins(1)).await;
    for accept in ["fr", "de", "es", "nl", "fr"] {
        assert!(reason(&stand, accept).await["text"].is_string());
    }
    for path in ["/borrowers", "/credit-lines"] {
        let answer = send(stand.get(path, &token())).await;
        assert!(answer.text.contains("Documents are missing."), "{path}");
    }
    assert_eq!(lender.asked(), 1);
}

#[tokio::test]
async fn browsers_that_ask_at_once_wait_for_one_text() {
    let lender = Arc::new(Reasoned::default());
    let answers = Arc::new(Semaphore::new(0));
    let stand = Arc::new(held_back(&lender, &answers).await);
    let languages = ["fr", "de", "es", "en"];
    let browsers = languages.map(|language| ask(&stand, language));
    lender.begun.acquire().await.unwrap().forget();
    answers.add_permits(1);
    for (browser, language) in browsers.into_iter().zip(languages) {
        assert_eq!(browser.await.unwrap()["lang"], language);
    }
    assert_eq!(lender.asked(), 1);
}

#[tokio::test]
async fn a_browser_that_leaves_takes_no_text_from_the_next() {
    let lender = Arc::new(Reasoned::default());
    let answers = Arc::new(Semaphore::new(0));
    let stand = Arc::new(held_back(&lender, &answers).await);
    let first = ask(&stand, "fr");
    lender.begun.acquire().await.unwrap().forget();
    let second = ask(&stand, "de");
    first.abort();
    assert!(first.await.is_err());
    answers.add_permits(10);
    assert_eq!(second.await.unwrap()["lang"], "de");
}

/// With a lender that answers a text only when it is let.
async fn held_back(lender: &Arc<Reasoned>, answers: &Arc<Semaphore>) -> Stand {
    let answers = Arc::clone(answers);
    let router = lender.router("KYB_PENDING", async move || {
        answers.acquire().await.unwrap().forget();
        ok(&texts())
    });
    stand(router, Duration::from_mins(1)).await
}

/// A browser that reads the reason.
fn ask(stand: &Arc<Stand>, language: &'static str) -> JoinHandle<Value> {
    let stand = Arc::clone(stand);
    tokio::spawn(async move { reason(&stand, language).await })
}

/// How often the sandbox was asked for the text of a reason.
fn translations(received: &[Value]) -> usize {
    let is_translation = |entry: &&Value| {
        let path = entry["path"].as_str().unwrap_or_default();
        path.starts_with("/translation/")
    };
    received.iter().filter(is_translation).count()
}
