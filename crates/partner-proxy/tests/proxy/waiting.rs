//! `Prefer: wait`: who is held, by what, and how often the lender is asked meanwhile.

mod ends;
mod limits;
mod sharing;

use std::time::Duration;

use partner_proxy::config::Waiting;
use reqwest::Response;
use serde_json::{Value, json};
use tokio::{task::JoinHandle, time::timeout};

use crate::support::{Answer, Stand, body, read, send, token};

/// More than any test takes: a hold that ends before was ended.
pub(crate) const LONG: u32 = 25;

/// One read and then none, unless something else asks for it.
pub(crate) fn one_read() -> Waiting {
    let hour = Duration::from_hours(1);
    Waiting {
        first_pause: hour,
        longest_pause: hour,
        between_wakes: Duration::from_millis(1),
        ..Waiting::default()
    }
}

pub(crate) type Browser = JoinHandle<reqwest::Result<Response>>;

/// A browser that waits as long as it may.
fn hold(stand: &Stand, token: &str) -> Browser {
    tokio::spawn(stand.held(token, LONG).send())
}

/// What the browser is told: before its wait is over by itself.
pub(crate) async fn answer_of(browser: Browser) -> Answer {
    let response = timeout(Duration::from_secs(20), browser).await;
    read(response.unwrap().unwrap().unwrap()).await
}

fn is_held(answer: &Answer) -> bool {
    assert_eq!(answer.status, 200, "{answer:?}");
    !answer.header("preference-applied").is_empty()
}

/// With the sandbox, where the session's borrower has signed and no line opens.
pub(crate) async fn enrolled(waiting: Waiting) -> Stand {
    let stand = Stand::waiting(waiting).await;
    stand.play(json!({"scenario": "never_ready"})).await;
    assert_eq!(send(stand.post(&token(), &body())).await.status, 201);
    stand
}

/// Until the lender has answered the first read: what changes afterwards is news.
pub(crate) async fn first_read(stand: &Stand) {
    let answered = |entry: &Value| entry["method"] == "GET" && entry["status"] == 200;
    let both = async {
        while stand
            .received()
            .await
            .iter()
            .filter(|it| answered(it))
            .count()
            < 2
        {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(10), both).await.unwrap();
}
