use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::support::{Browser, Shop, serve};

async fn play(browser: &mut Browser<'_>, scenario: Value) -> Value {
    let answer = browser.post("/shop/scenario", scenario).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json()
}

/// What a choice of the page offers.
fn options<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let (_, select) = page.split_once(&format!("name=\"{name}\"")).unwrap();
    let (select, _) = select.split_once("</select>").unwrap();
    let options = select.split("<option>").skip(1);
    options.filter_map(|rest| rest.split('<').next()).collect()
}

#[tokio::test]
async fn the_page_sets_how_the_sandbox_treats_the_signed_in_company_and_nobody_else() {
    let shop = Shop::open().await;
    let (mut one, mut other) = (shop.browser(), shop.browser());
    one.get("/").await;
    other.get("/").await;
    let before = one.get("/shop/scenario").await.json();
    assert_eq!(
        before,
        json!({"playing": {"scenario": "ready"}, "speed": 1_000.0})
    );
    let missing = json!({"scenario": "missing_data", "shape": "detail"});
    assert_eq!(play(&mut one, missing.clone()).await["playing"], missing);
    assert_eq!(
        one.get("/shop/scenario").await.json()["playing"],
        missing,
        "it is the sandbox that remembers"
    );
    let others = other.get("/shop/scenario").await.json();
    assert_eq!(others["playing"]["scenario"], "ready");
}

#[tokio::test]
async fn every_scenario_that_the_page_offers_is_one_of_the_sandboxs() {
    let page = include_str!("../../../../index.html");
    let offered: Vec<&str> = page
        .split("<option value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.get("/").await;
    for scenario in &offered {
        play(&mut browser, json!({ "scenario": scenario })).await;
    }
    let unknown = reqwest::Client::new()
        .put(format!("{}/_sandbox/scenarios/*", shop.lending_url))
        .json(&json!({"scenario": "?"}));
    let known = unknown.send().await.unwrap().text().await.unwrap();
    let (_, known) = known.split_once("not one of: ").unwrap();
    let known = known.split('"').next().unwrap().split(' ');
    for name in known {
        assert!(offered.contains(&name), "{name} is not offered by the page");
    }
    for (setting, of) in [("shape", "missing_data"), ("reason", "blocked")] {
        for value in options(page, setting) {
            play(&mut browser, json!({"scenario": of, setting: value})).await;
        }
    }
    for paths in options(page, "fields") {
        let fields: Vec<&str> = paths.split(", ").collect();
        let missing = json!({"scenario": "missing_data", "fields": fields});
        assert_eq!(
            play(&mut browser, missing.clone()).await["playing"],
            missing
        );
    }
}

#[tokio::test]
async fn a_lender_without_scenarios_is_named_as_the_reason_in_the_visitors_language() {
    let company = json!({"name": "A", "identifier": "732829320", "identifier_type": "siren"});
    let lender = Router::new().route(
        "/sandbox/business-generator",
        get(|| async { Json(company) }),
    );
    let shop = Shop::with(serve(lender).await, &[]);
    let mut browser = shop.browser();
    browser.get("/?lang=fr").await;
    let read = browser.get("/shop/scenario").await;
    let set = browser
        .post("/shop/scenario", json!({"scenario": "ready"}))
        .await;
    for answer in [read, set] {
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let problem = answer.json();
        assert_eq!(problem["code"], "no_sandbox");
        let title = problem["title"].as_str().unwrap();
        assert!(title.contains("scénarios") && title.contains("DEFACTO_BASE_URL"));
    }
}

#[tokio::test]
async fn what_is_no_scenario_is_refused_and_changes_nothing() {
    let shop = Shop::open().await;
    let mut browser = shop.browser();
    browser.get("/").await;
    play(&mut browser, json!({"scenario": "kyb"})).await;
    for body in [
        json!({"scenario": "redy"}),
        json!({"scenario": "ready", "shape": "detail"}),
        json!({}),
    ] {
        let answer = browser.post("/shop/scenario", body.clone()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.json()["code"], "not_a_scenario");
    }
    let playing = browser.get("/shop/scenario").await.json();
    assert_eq!(playing["playing"]["scenario"], "kyb");
}

#[tokio::test]
async fn the_scenario_is_for_the_shops_own_signed_in_pages() {
    let shop = Shop::open().await;
    let mut stranger = shop.browser();
    let read = stranger.get("/shop/scenario").await;
    assert_eq!(read.status, StatusCode::UNAUTHORIZED);
    let scenario = json!({"scenario": "ready"});
    let set = stranger.post("/shop/scenario", scenario.clone()).await;
    assert_eq!(set.status, StatusCode::UNAUTHORIZED);
    stranger.get("/").await;
    let from_elsewhere = Request::builder()
        .method(Method::POST)
        .uri("/shop/scenario")
        .header(header::ORIGIN, "https://evil.example")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(scenario.to_string()));
    let answer = stranger.send(from_elsewhere.unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
