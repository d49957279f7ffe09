//! How many may wait.

use std::time::Duration;

use partner_proxy::config::Waiting;
use reqwest::{Method, RequestBuilder};
use tokio::{
    task::JoinHandle,
    time::{sleep, timeout},
};

use super::{LONG, enrolled, is_held, one_read};
use crate::support::{
    OTHER_SIREN, SIREN, Stand, config, fast_sandbox, send, serve, token, token_for,
};

#[tokio::test]
async fn a_third_wait_of_one_session_is_answered_at_once() {
    let stand = enrolled(one_read()).await;
    let token = token();
    let browsers = [(); 2].map(|()| stay(stand.held(&token, LONG)));
    until_full(|| stand.held(&token, 1)).await;
    let others = send(stand.held(&token_for(Some(OTHER_SIREN), "siren"), 1)).await;
    assert_eq!(others.header("preference-applied"), "wait=1");

    let [one, _other] = browsers;
    one.abort();
    let again = async { while !is_held(&send(stand.held(&token, 1)).await) {} };
    timeout(Duration::from_secs(10), again).await.unwrap();
}

#[tokio::test]
async fn an_address_and_everybody_together_have_a_limit_too() {
    let of_address = Waiting {
        of_address: 1,
        ..one_read()
    };
    let in_all = Waiting {
        in_all: 1,
        ..one_read()
    };
    for (limits, is_anothers_held) in [(of_address, true), (in_all, false)] {
        let stand = enrolled(limits).await;
        let from = |token: &str, address: &str, seconds| {
            let request = stand.held(token, seconds);
            request.header("x-forwarded-for", address)
        };
        let browser = stay(from(&token(), "203.0.113.1", LONG));
        until_full(|| from(&token(), "203.0.113.1", 1)).await;
        let anothers = send(from(&token(), "203.0.113.2", 1)).await;
        assert_eq!(is_held(&anothers), is_anothers_held);
        browser.abort();
    }
}

#[tokio::test]
async fn without_tokens_a_company_has_two_places() {
    let lender = serve(sandbox::app(fast_sandbox())).await;
    let variables = [("SESSION_SECRETS", ""), ("TRUSTED_PROXIES", "127.0.0.1")];
    let config = config(lender, &variables).with_waiting(one_read());
    let stand = Stand::behind(lender, partner_proxy::app(config)).await;
    let held = |number: &str, seconds: u32| {
        stand
            .bare(Method::GET, &format!("/credit-lines?borrower={number}"))
            .header("x-borrower-identifier", number)
            .header("x-borrower-identifier-type", "siren")
            .header("prefer", format!("wait={seconds}"))
    };
    let browsers = [(); 2].map(|()| stay(held(OTHER_SIREN, LONG)));
    until_full(|| held(OTHER_SIREN, 1)).await;
    assert!(is_held(&send(held(SIREN, 1)).await));
    for browser in browsers {
        browser.abort();
    }
}

/// A browser that asks until it is held, and then stays.
fn stay(request: RequestBuilder) -> JoinHandle<()> {
    tokio::spawn(async move {
        while !is_held(&send(request.try_clone().unwrap()).await) {
            sleep(Duration::from_millis(10)).await;
        }
    })
}

/// Until there is no place left for such a request. One that finds a place takes it for its second.
async fn until_full(request: impl Fn() -> RequestBuilder) {
    for _ in 0..20 {
        // Whoever stays is to come first.
        sleep(Duration::from_millis(100)).await;
        if !is_held(&send(request()).await) {
            return;
        }
    }
    panic!("always a place left");
}
