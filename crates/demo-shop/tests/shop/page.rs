use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Shop, serve};

#[tokio::test]
async fn the_page_shows_the_company_and_the_cart_and_leaves_no_placeholder() {
    let shop = Shop::open().await;
    let page = shop.browser().get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("{{") && !page.body.contains("}}"));
    assert!(page.body.contains("€1,040.50") && page.body.contains("€208.10"));
    assert_eq!(page.attribute("amount"), "124860");
    assert_eq!(page.attribute("terms-url"), "/legal/terms.{locale}.html");
    assert!(page.body.contains(page.attribute("company-name")));
    assert_eq!(page.attribute("data-order"), "");
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn the_language_of_the_page_is_the_widgets() {
    let shop = Shop::open().await;
    let page = shop.browser().get("/?lang=fr").await;
    assert_eq!(page.attribute("lang"), "fr");
    assert_eq!(page.attribute("locale"), "fr");
    assert!(page.body.contains("Mode de paiement"));
    assert!(page.body.contains("1\u{202f}248,60\u{a0}€"));
    for unknown in ["/?lang=it", "/?lang=", "/?lang=%22%3E"] {
        let page = shop.browser().get(unknown).await;
        assert_eq!(page.attribute("locale"), "en", "{unknown}");
    }
}

#[tokio::test]
async fn nothing_on_the_page_needs_a_looser_policy() {
    let shop = Shop::open().await;
    let page = shop.browser().get("/").await;
    assert!(!page.body.contains("<style") && !page.body.contains(" style="));
    assert!(!page.body.contains(" onclick=") && !page.body.contains("http://"));
    let scripts = page.body.matches("<script").count();
    assert_eq!(
        page.body.matches("<script type=\"module\" src=\"/").count(),
        scripts
    );
}

#[tokio::test]
async fn each_new_visitor_is_another_company_and_stays_it() {
    let shop = Shop::open().await;
    let (mut one, mut other) = (shop.browser(), shop.browser());
    let first = one.get("/").await;
    let number = |body: &str| body.split("<dd>").nth(5).unwrap().to_owned();
    assert!(first.header("set-cookie").contains("HttpOnly"));
    assert!(first.header("set-cookie").contains("SameSite=Lax"));
    let again = one.get("/").await;
    assert_eq!(again.header("set-cookie"), "");
    assert_eq!(again.body, first.body);
    assert_ne!(number(&other.get("/").await.body), number(&first.body));
    assert_ne!(one.cookie, other.cookie);
}

#[tokio::test]
async fn starting_again_brings_another_company_in_the_same_language() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.get("/?lang=de").await;
    let before = browser.cookie.clone();
    let answer = browser.post("/shop/restart", Value::Null).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/?lang=de");
    browser.get("/?lang=de").await;
    assert_ne!(browser.cookie, before);
}

#[tokio::test]
async fn a_cookie_of_an_earlier_run_signs_in_anew() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.cookie = Some("shop_session=0b0b1bd4-6e7f-4a6e-9e0e-3f4c1f1e7a55".to_owned());
    let page = browser.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("set-cookie").starts_with("shop_session="));
}

#[tokio::test]
async fn without_the_lending_api_the_page_says_so() {
    let nothing = serve(axum::Router::new()).await;
    let shop = Shop::with(nothing, &[]);
    let page = shop.browser().get("/").await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    assert!(page.body.contains("The checkout is not available"));
    assert_eq!(page.header("set-cookie"), "");
    assert_ne!(page.header("content-security-policy"), "");
}

#[tokio::test]
async fn test_data_is_an_iban_and_the_generated_director() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    assert_eq!(
        browser.get("/shop/test-data").await.status,
        StatusCode::UNAUTHORIZED
    );
    browser.get("/").await;
    let data = browser.get("/shop/test-data").await.json();
    assert!(data["iban"].as_str().unwrap().starts_with("FR"));
    for name in [
        "first_name",
        "last_name",
        "birth_date",
        "business_email",
        "nationality",
    ] {
        assert!(data["director"][name].is_string(), "{name}");
    }
}
