//! Which tokens are taken, and for whom.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{OTHER_SIREN, SIREN, Stand, body, body_for, problem, send, token_for};

const NEW: [u8; 32] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
    26, 27, 28, 29, 30, 31,
];
const OLD: [u8; 32] = [7; 32];

#[tokio::test]
async fn tokens_of_both_live_secrets_are_taken() {
    let secrets = format!("new:{},old:{}", hex(&NEW), hex(&OLD));
    let lender = sandbox::app(crate::support::fast_sandbox());
    let stand = Stand::with_lender(lender, &[("SESSION_SECRETS", &secrets)]).await;
    for (kid, secret) in [("new", &NEW), ("old", &OLD)] {
        let token = signed(&header(kid), &claims(), secret);
        assert_eq!(
            send(stand.get("/session", &token)).await.status,
            200,
            "{kid}"
        );
    }
}

#[tokio::test]
async fn a_request_without_a_token_is_asked_for_one() {
    let stand = Stand::with_sandbox().await;
    for path in ["/session", "/borrowers", "/credit-lines"] {
        let answer = send(stand.bare(Method::GET, path)).await;
        assert_eq!(answer.problem(), problem(401, "session_missing"), "{path}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    let post = stand.bare(Method::POST, "/borrowers").json(&body());
    assert_eq!(send(post).await.problem(), problem(401, "session_missing"));
}

#[tokio::test]
async fn an_expired_token_is_told_apart() {
    let stand = Stand::with_sandbox().await;
    let now = Timestamp::now().as_second();
    for (exp, expected) in [
        (now - 61, problem(401, "session_expired")),
        (now - 30, problem(200, "")),
    ] {
        let claims = with(claims(), &[("iat", json!(exp - 60)), ("exp", json!(exp))]);
        let token = signed(&header("new"), &claims, &NEW);
        assert_eq!(
            send(stand.get("/session", &token)).await.problem(),
            expected
        );
    }
}

#[tokio::test]
async fn a_token_with_anything_amiss_is_refused() {
    let stand = Stand::with_sandbox().await;
    let now = Timestamp::now().as_second();
    for (claim, value) in [
        ("aud", json!("another-audience")),
        ("aud", Value::Null),
        ("iss", json!("")),
        ("iss", Value::Null),
        ("iat", Value::Null),
        ("iat", json!(now + 120)),
        ("nbf", json!(now + 120)),
        ("exp", Value::Null),
        ("exp", json!(now + 7_300)),
        ("exp", json!(now - 10)),
        ("jti", json!("")),
        ("jti", Value::Null),
        ("sub", json!("732829321")),
        ("sub", json!("")),
        ("idt", json!("passport")),
        ("idt", Value::Null),
    ] {
        let token = signed(
            &header("new"),
            &with(claims(), &[(claim, value.clone())]),
            &NEW,
        );
        refuses(&stand, &token, &format!("{claim} {value}")).await;
    }
    for (name, header) in [
        ("no typ", json!({"alg": "HS256", "kid": "new"})),
        (
            "typ JWT",
            json!({"alg": "HS256", "kid": "new", "typ": "JWT"}),
        ),
        (
            "no kid",
            json!({"alg": "HS256", "typ": "defacto-enrollment+jwt"}),
        ),
        (
            "crit",
            json!({"alg": "HS256", "kid": "new", "typ": "defacto-enrollment+jwt", "crit": ["x"]}),
        ),
        (
            "unknown kid",
            json!({"alg": "HS256", "kid": "gone", "typ": "defacto-enrollment+jwt"}),
        ),
    ] {
        refuses(&stand, &hand_signed(&header, &claims()), name).await;
    }
    refuses(
        &stand,
        &signed(&header("new"), &claims(), &OLD),
        "wrong secret",
    )
    .await;
    refuses(&stand, "not.a.token", "nonsense").await;
}

#[tokio::test]
async fn only_hs256_is_taken() {
    let stand = Stand::with_sandbox().await;
    let intact = hand_signed(
        &json!({"alg": "HS256", "kid": "new", "typ": "defacto-enrollment+jwt"}),
        &claims(),
    );
    assert_eq!(send(stand.get("/session", &intact)).await.status, 200);
    for alg in ["none", "None", "HS384", "HS512", "RS256", "ES256", "hs256"] {
        let header = json!({"alg": alg, "kid": "new", "typ": "defacto-enrollment+jwt"});
        refuses(&stand, &hand_signed(&header, &claims()), alg).await;
        let unsigned = format!("{}.{}.", part(&header), part(&claims()));
        refuses(&stand, &unsigned, &format!("unsigned {alg}")).await;
    }
}

#[tokio::test]
async fn a_token_in_another_scheme_or_twice_is_refused() {
    let stand = Stand::with_sandbox().await;
    let token = signed(&header("new"), &claims(), &NEW);
    let basic = stand
        .bare(Method::GET, "/session")
        .header("authorization", format!("Basic {token}"));
    assert_eq!(send(basic).await.problem(), problem(401, "session_invalid"));
    let twice = stand.get("/session", &token).bearer_auth(&token);
    assert_eq!(send(twice).await.problem(), problem(401, "session_invalid"));
}

#[tokio::test]
async fn a_token_without_a_borrower_is_bound_by_the_first_enrollment() {
    let stand = Stand::with_sandbox().await;
    let unbound = token_for(None, "");
    let session = send(stand.get("/session", &unbound)).await;
    assert_eq!(session.status, 200);
    assert!(session.json().get("identifier").is_none());
    for path in ["/borrowers", "/credit-lines?borrower=732829320"] {
        let answer = send(stand.get(path, &unbound)).await;
        assert_eq!(
            answer.problem(),
            problem(403, "not_your_borrower"),
            "{path}"
        );
    }

    assert_eq!(send(stand.post(&unbound, &body())).await.status, 201);
    let session = send(stand.get("/session", &unbound)).await.json();
    assert_eq!(session["identifier"], SIREN);
    assert_eq!(
        send(stand.get("/borrowers", &unbound)).await.json()["count"],
        1
    );
    let other = send(stand.post(&unbound, &body_for(OTHER_SIREN, "siren"))).await;
    assert_eq!(other.problem(), problem(403, "not_your_borrower"));
}

async fn refuses(stand: &Stand, token: &str, what: &str) {
    let answer = send(stand.get("/session", token)).await;
    assert_eq!(answer.problem(), problem(401, "session_invalid"), "{what}");
}

fn header(kid: &str) -> Header {
    Header {
        typ: Some("defacto-enrollment+jwt".to_owned()),
        kid: Some(kid.to_owned()),
        ..Header::new(Algorithm::HS256)
    }
}

fn claims() -> Value {
    let now = Timestamp::now().as_second();
    json!({
        "iss": "shop", "aud": "defacto-enrollment", "iat": now, "exp": now + 1_800,
        "jti": "a-token", "sub": SIREN, "idt": "siren",
    })
}

/// The claims with some set otherwise; null takes one away.
fn with(mut claims: Value, changes: &[(&str, Value)]) -> Value {
    for (name, value) in changes {
        let claims = claims.as_object_mut().unwrap();
        claims.insert((*name).to_owned(), value.clone());
        claims.retain(|_, value| !value.is_null());
    }
    claims
}

fn signed(header: &Header, claims: &Value, secret: &[u8]) -> String {
    encode(header, claims, &EncodingKey::from_secret(secret)).unwrap()
}

/// A token with any header, signed with HS256 all the same.
fn hand_signed(header: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", part(header), part(claims));
    let key = EncodingKey::from_secret(&NEW);
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::HS256).unwrap();
    format!("{message}.{signature}")
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}
