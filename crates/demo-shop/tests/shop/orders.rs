use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use enrollment::time::Timestamp;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, KEY, ORIGIN, Shop};

/// What the widget does: reads the session, then enrolls the company that it names, and waits for its line.
async fn enroll(browser: &mut Browser<'_>) -> String {
    let token = browser.token().await;
    let session = proxied(browser, "GET", "/defacto/session", &token, Value::Null).await;
    assert_eq!(session.status, StatusCode::OK, "{}", session.body);
    let session = session.json();
    let data = browser.get("/shop/test-data").await.json();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let signed_at = Timestamp::from_millis(now.as_millis().try_into().unwrap()).unwrap();
    let application = json!({
        "identifier": session["identifier"],
        "identifier_type": session["identifier_type"],
        "name": "Atelier SAS",
        "account_number": data["iban"],
        "directors": [{
            "first_name": data["director"]["first_name"],
            "last_name": data["director"]["last_name"],
            "birth_date": data["director"]["birth_date"],
            "nationality": data["director"]["nationality"],
            "business_email": data["director"]["business_email"],
            "address": {"country": "FRA"},
            "role": "DIRECTOR",
        }],
        "owner": null,
        "signed_at": signed_at.to_string(),
        "preferred_language": "fr",
        "wait_for_ready": true,
        "metadata": {"consent": {
            "signed_at": signed_at.to_string(),
            "clock": "proxy",
            "terms_url": format!("{ORIGIN}/legal/terms.fr.html"),
            "terms_version": "demo-1",
            "terms_sha256": null,
            "language": "fr",
            "label": "J’accepte",
            "texts_version": "1",
            "signatory": "directors.0",
            "widget_version": "0.1.0",
        }},
    });
    let answer = proxied(browser, "POST", "/defacto/borrowers", &token, application).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    answer.json()["id"].as_str().unwrap().to_owned()
}

async fn proxied(
    browser: &mut Browser<'_>,
    method: &str,
    path: &str,
    token: &str,
    body: Value,
) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::ORIGIN, ORIGIN)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json");
    browser
        .send(request.body(Body::from(body.to_string())).unwrap())
        .await
}

fn order(borrower: &str) -> Value {
    json!({ "borrowerId": borrower })
}

const SOMEONE: &str = "0b0b1bd4-6e7f-4a6e-9e0e-3f4c1f1e7a55";

#[tokio::test]
async fn an_order_is_placed_once_the_company_has_a_line_that_covers_it() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let borrower = enroll(&mut browser).await;
    let placed = browser.post("/shop/orders", order(&borrower)).await;
    assert_eq!(placed.status, StatusCode::CREATED, "{}", placed.body);
    let number = placed.json()["orderNumber"].as_str().unwrap().to_owned();
    assert!(number.starts_with("FH-"));
    let page = browser.get("/").await;
    assert_eq!(page.attribute("data-order"), number);
}

#[tokio::test]
async fn an_order_is_placed_once_however_often_it_is_asked_for() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let borrower = enroll(&mut browser).await;
    let first = browser.post("/shop/orders", order(&borrower)).await;
    // Not even the lender is asked again.
    shop.play("never_ready").await;
    let second = browser.post("/shop/orders", order(&borrower)).await;
    assert_eq!(second.status, StatusCode::CREATED);
    assert_eq!(first.body, second.body);
}

#[tokio::test]
async fn the_server_decides_whatever_the_browser_says() {
    let shop = Shop::open().await;
    let mut enrolled = shop.browser();
    let borrower = enroll(&mut enrolled).await;
    let mut browser = shop.browser();
    browser.get("/?lang=fr").await;
    let refused = browser.post("/shop/orders", order(&borrower)).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    let problem = refused.json();
    assert_eq!(problem["code"], "not_covered");
    assert!(
        problem["title"]
            .as_str()
            .unwrap()
            .contains("ligne de crédit")
    );
}

#[tokio::test]
async fn lines_of_others_and_empty_lines_cover_nothing() {
    for scenario in ["foreign_lines", "zero_balance"] {
        let shop = Shop::open().await;
        let mut browser = shop.browser();
        if scenario == "zero_balance" {
            shop.play(scenario).await;
            enroll(&mut browser).await;
        } else {
            browser.get("/").await;
            shop.play(scenario).await;
        }
        let refused = browser.post("/shop/orders", order(SOMEONE)).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{scenario}");
    }
}

#[tokio::test]
async fn a_lender_that_gives_no_answer_places_no_order() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.get("/").await;
    shop.play("flaky").await;
    let answer = browser.post("/shop/orders", order(SOMEONE)).await;
    assert_eq!(answer.status, StatusCode::BAD_GATEWAY, "{}", answer.body);
    assert_eq!(answer.json()["code"], "lender_silent");
}

#[tokio::test]
async fn what_is_no_order_is_refused() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.get("/").await;
    for body in [json!({}), order(""), order("1"), json!({"borrowerId": 7})] {
        let answer = browser.post("/shop/orders", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["code"], "not_an_order");
    }
}

#[tokio::test]
async fn nobody_acts_without_signing_in() {
    let shop = Shop::open().await;
    for path in ["/shop/enrollment-session", "/shop/orders"] {
        let answer = shop.browser().post(path, order(SOMEONE)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(answer.json()["code"], "not_signed_in");
    }
}

#[tokio::test]
async fn only_the_shops_own_pages_may_post() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.get("/").await;
    for path in ["/shop/enrollment-session", "/shop/orders", "/shop/restart"] {
        for origin in [
            None,
            Some("null"),
            Some("https://evil.example"),
            Some("http://localhost"),
        ] {
            let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
            if let Some(origin) = origin {
                request = request.header(header::ORIGIN, origin);
            }
            let body = Body::from(order(SOMEONE).to_string());
            let answer = browser.send(request.body(body).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {origin:?}");
            assert_eq!(answer.json()["code"], "origin_not_allowed");
        }
    }
}

#[tokio::test]
async fn the_token_names_the_company_that_is_signed_in() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let token = browser.token().await;
    let session = proxied(&mut browser, "GET", "/defacto/session", &token, Value::Null).await;
    let number = session.json()["identifier"].as_str().unwrap().to_owned();
    let page = browser.get("/").await;
    assert!(page.body.replace('\u{a0}', "").contains(&number));
    let answer = browser.post("/shop/enrollment-session", Value::Null).await;
    assert!(answer.header("content-type").starts_with("text/plain"));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_ne!(answer.body, token);
}

#[tokio::test]
async fn the_proxy_is_told_what_it_may_be_told() {
    let other = Shop::open().await;
    let shop = Shop::with(other.lending_url.clone(), &[("REPAYMENT", "transfer")]);
    let mut browser = shop.browser();
    let token = browser.token().await;
    let session = proxied(&mut browser, "GET", "/defacto/session", &token, Value::Null).await;
    assert_eq!(session.json()["repayment"], "transfer");
}

#[tokio::test]
async fn the_key_never_reaches_a_browser() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    let token = browser.token().await;
    for path in [
        "/",
        "/shop/test-data",
        "/defacto/session",
        "/defacto/credit-lines",
    ] {
        let answer = proxied(&mut browser, "GET", path, &token, Value::Null).await;
        assert!(!answer.body.contains(KEY), "{path}");
        assert!(!format!("{:?}", answer.headers).contains(KEY));
    }
}
