use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, Lender, SIREN, french, german, with};

async fn refused(body: &Value) -> Answer {
    let answer = Lender::open().post("/borrowers", body).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.text
    );
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_eq!(answer.json["status"], 422);
    assert_eq!(answer.json["instance"], "/borrowers");
    assert!(answer.json["title"].is_string() && answer.json["detail"].is_string());
    answer
}

#[tokio::test(start_paused = true)]
async fn every_lender_route_wants_the_key() {
    let lender = Lender::open();
    for (method, path) in [
        (Method::GET, "/hello"),
        (Method::POST, "/borrowers"),
        (Method::GET, "/borrowers"),
        (Method::GET, "/borrower/x"),
        (Method::POST, "/borrower/x/sign"),
        (Method::GET, "/credit_lines"),
        (Method::GET, "/credit-lines"),
        (Method::GET, "/webhooks"),
        (Method::POST, "/webhooks"),
        (Method::GET, "/sandbox/business-generator"),
        (Method::GET, "/sandbox/iban-generator"),
        (Method::POST, "/sandbox/business-eligible"),
    ] {
        for key in [None, Some("wrong")] {
            let answer = lender.call(method.clone(), path, key, None).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(answer.json["status"], 401, "{path}");
            assert_eq!(answer.json["instance"], path);
        }
    }
    assert_eq!(lender.get("/hello").await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn a_field_the_lender_does_not_know_is_named() {
    let answer = refused(&with(french(), "/iban", json!("x"))).await;
    assert_eq!(answer.named(), ["iban"]);
    let answer = refused(&with(german(), "/directors/0/email", json!("x"))).await;
    assert_eq!(answer.named(), ["directors.0.email"]);
    let answer = refused(&with(german(), "/directors/0/address/zip", json!("x"))).await;
    assert_eq!(answer.named(), ["directors.0.address.zip"]);
}

#[tokio::test(start_paused = true)]
async fn values_of_the_wrong_kind_are_named_and_not_repeated() {
    for (pointer, value) in [
        ("/identifier_type", json!("passport")),
        ("/identifier", json!("HRB 12345")),
        ("/wait_for_ready", json!("true")),
        ("/signed_at", json!("2024-05-06 07:08")),
        ("/signed_at", json!("2024-05-06T07:08:09")),
        ("/directors", json!([])),
        ("/account_number", json!(12_345)),
        (
            "/address",
            json!({"address_line_1": "secret", "city": "x", "country": "DEU", "postal_code": "12345678901"}),
        ),
        ("/directors/0/birth_date", json!("31/12/1980")),
        ("/directors/0/birth_date", json!("1981-02-29")),
        ("/directors/0/business_email", json!("secret at example")),
        ("/directors/0/role", json!("secret")),
        ("/directors/0/address/postal_code", json!("secret-secret")),
    ] {
        let answer = refused(&with(german(), pointer, value)).await;
        let name = pointer.trim_start_matches('/').replace('/', ".");
        let [named] = answer.named()[..] else {
            panic!("{}", answer.text)
        };
        assert!(named.starts_with(&name), "{named} {name}");
        for value in ["secret", "HRB", "passport", "31/12", "12345678901"] {
            assert!(!answer.text.contains(value), "{}", answer.text);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_address_lacks_nothing_or_is_refused() {
    let answer = refused(&with(french(), "/address", json!({"city": "Paris"}))).await;
    let mut named = answer.named();
    named.sort_unstable();
    assert_eq!(
        named,
        [
            "address.address_line_1",
            "address.country",
            "address.postal_code"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn values_that_cannot_be_true_are_refused() {
    for (pointer, value) in [
        ("/account_number", json!("DE89370400440532013001")),
        ("/account_number", json!("DE89 3704 0044 0532 0130 00")),
        ("/signed_at", json!("2999-01-01T00:00:00Z")),
        ("/directors/0/nationality", json!("DE")),
        ("/directors/0/address/country", json!("Germany")),
    ] {
        let answer = refused(&with(german(), pointer, value)).await;
        assert_eq!(
            answer.named(),
            [pointer.trim_start_matches('/').replace('/', ".")]
        );
    }
    let answer = refused(&with(french(), "/identifier", json!("732829321"))).await;
    assert_eq!(answer.named(), ["identifier"]);
}

#[tokio::test(start_paused = true)]
async fn an_owner_must_be_a_director_too() {
    let owner = json!({"first_name": "Lukas", "last_name": "Vogel", "email": "lukas@example.com"});
    let body = with(german(), "/owner", owner);
    assert_eq!(refused(&body).await.named(), ["owner"]);

    let mut body = body;
    body["directors"].as_array_mut().unwrap().push(json!({
        "first_name": "lukas", "last_name": "VOGEL", "role": "NON_DIRECTOR",
    }));
    let answer = Lender::open().post("/borrowers", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    assert_eq!(answer.json["owner"]["email"], "lukas@example.com");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_found_is_listed_in_a_400() {
    let lender = Lender::open();
    let body = with(french(), "/account_number", Value::Null);
    let answer = lender.post("/borrowers", &body).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.named(), ["account_number"]);

    let body = with(german(), "/directors/0/birth_date", Value::Null);
    let body = with(body, "/directors/0/address", Value::Null);
    let answer = lender.post("/borrowers", &body).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        answer.named(),
        ["directors.0.birth_date", "directors.0.address.country"]
    );

    let found = lender
        .get(&format!("/borrowers?borrower_identifier={SIREN}"))
        .await;
    assert_eq!(found.json["count"], 0);
}

#[tokio::test(start_paused = true)]
async fn unknown_paths_and_methods_are_problems_too() {
    let lender = Lender::open();
    let answer = lender.get("/loan").await;
    assert_eq!(
        (answer.status, &answer.json["status"]),
        (StatusCode::NOT_FOUND, &json!(404))
    );
    let answer = lender
        .call(Method::DELETE, "/borrowers", Some("sandbox-key"), None)
        .await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.json["status"], 405);
}
