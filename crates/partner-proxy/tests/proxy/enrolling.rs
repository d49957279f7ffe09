//! `POST /borrowers`: what goes on to the lender, and what comes back.

use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    ORIGIN, OTHER_SIREN, SIREN, SIRET, Stand, body, body_for, problem, rfc3339, send, token,
    token_for,
};

#[tokio::test]
async fn enrolls_a_borrower_and_answers_with_what_a_browser_may_know() {
    let stand = Stand::with_sandbox().await;
    let body = body();
    let answer = send(stand.post(&token(), &body)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let borrower = answer.json();
    let mut names: Vec<_> = borrower.as_object().unwrap().keys().collect();
    names.retain(|name| *name != "reason");
    names.sort();
    assert_eq!(
        names,
        ["id", "identifier", "next_actions", "signed_at", "status"]
    );
    assert_eq!(borrower["identifier"], SIREN);
    assert_eq!(borrower["signed_at"], body["signed_at"]);
    assert_eq!(stand.received().await.len(), 1);
}

#[tokio::test]
async fn only_known_fields_in_the_cores_spelling_reach_the_lender() {
    let stand = Stand::with_sandbox().await;
    let mut sent = body();
    sent["unknown"] = json!("x");
    sent["metadata"]["consent"]["colour"] = json!("x");
    sent["directors"][0]["shoe_size"] = json!(41);
    sent["identifier"] = json!("732 829 320");
    sent["account_number"] = json!("fr88 1111 1015 5936 0301 8280 926");
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.status, 201, "{answer:?}");

    let received = stand.received().await;
    let received = &received.first().unwrap()["body"];
    let text = received.to_string();
    for dropped in ["unknown", "colour", "shoe_size"] {
        assert!(!text.contains(dropped), "{dropped} in {text}");
    }
    assert_eq!(received["identifier"], SIREN);
    assert_eq!(received["account_number"], "FR8811111015593603018280926");
    assert_eq!(received["owner"]["first_name"], "Jeanne");
    assert_eq!(received["metadata"]["consent"]["terms_version"], "2025-01");
}

#[tokio::test]
async fn the_partners_own_metadata_reaches_the_lender_as_it_is() {
    let stand = Stand::with_sandbox().await;
    let mut sent = body();
    let own = json!({"order": "A-42", "lines": [{"sku": "x", "count": 2}], "express": true});
    for (name, value) in own.as_object().unwrap() {
        sent["metadata"][name] = value.clone();
    }
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let received = stand.received().await;
    let metadata = &received.first().unwrap()["body"]["metadata"];
    for (name, value) in own.as_object().unwrap() {
        assert_eq!(&metadata[name], value);
    }
    assert_eq!(metadata["consent"]["signed_at"], sent["signed_at"]);
}

#[tokio::test]
async fn a_director_under_age_never_reaches_the_lender() {
    let stand = Stand::with_sandbox().await;
    let mut sent = body();
    let seventeen = Timestamp::now() - SignedDuration::from_hours(24 * 365 * 17);
    let birth_date = rfc3339(seventeen).get(..10).unwrap().to_owned();
    sent["directors"][0]["birth_date"] = json!(birth_date);
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.problem(), problem(422, "invalid"));
    assert_eq!(answer.paths(), ["directors.0.birth_date"]);
    assert_eq!(answer.json()["fields"][0]["code"], "birth_date_too_young");
    assert!(stand.received().await.is_empty());
}

#[tokio::test]
async fn every_value_that_can_not_be_sent_is_named_once() {
    let stand = Stand::with_sandbox().await;
    let sent = json!({"identifier": SIREN, "identifier_type": "siren"});
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.problem(), problem(422, "invalid"));
    let mut paths = answer.paths();
    assert!(paths.contains(&"directors.0.birth_date".to_owned()));
    assert!(paths.contains(&"signed_at".to_owned()));
    let named = paths.len();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), named);
}

#[tokio::test]
async fn another_companys_enrollment_is_refused() {
    let stand = Stand::with_sandbox().await;
    let answer = send(stand.post(&token(), &body_for(OTHER_SIREN, "siren"))).await;
    assert_eq!(answer.problem(), problem(403, "not_your_borrower"));
    assert!(stand.received().await.is_empty());
}

#[tokio::test]
async fn the_companys_siret_is_taken_for_its_siren() {
    let stand = Stand::with_sandbox().await;
    let answer = send(stand.post(&token(), &body_for(SIRET, "siret"))).await;
    assert_eq!(answer.status, 201, "{answer:?}");
}

#[tokio::test]
async fn a_citizens_number_is_refused_unless_the_partner_lists_it() {
    let stand = Stand::with_sandbox().await;
    let unbound = token_for(None, "");
    let answer = send(stand.post(&unbound, &body_for("111222333", "bsn"))).await;
    assert_eq!(answer.problem(), problem(422, "invalid"));
    assert_eq!(answer.paths(), ["identifier_type"]);
    let bound = token_for(Some("111222333"), "bsn");
    let answer = send(stand.get("/session", &bound)).await;
    assert_eq!(answer.problem(), problem(401, "session_invalid"));
}

#[tokio::test]
async fn a_signature_from_the_future_or_of_the_day_before_is_to_be_given_again() {
    let stand = Stand::with_sandbox().await;
    for offset in [
        SignedDuration::from_mins(3),
        SignedDuration::from_hours(-25),
    ] {
        let mut sent = body();
        sent["signed_at"] = json!(rfc3339(Timestamp::now() + offset));
        let answer = send(stand.post(&token(), &sent)).await;
        assert_eq!(answer.problem(), problem(422, "signed_at_out_of_range"));
        assert_eq!(answer.paths(), ["signed_at"]);
    }
    assert!(stand.received().await.is_empty());
}

#[tokio::test]
async fn a_signature_within_the_day_is_passed_on_unchanged() {
    let stand = Stand::with_sandbox().await;
    let signed_at = rfc3339(Timestamp::now() - SignedDuration::from_hours(23));
    let mut sent = body();
    sent["signed_at"] = json!(signed_at);
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let received = stand.received().await;
    assert_eq!(received.first().unwrap()["body"]["signed_at"], signed_at);
}

#[tokio::test]
async fn what_is_no_json_is_refused() {
    let stand = Stand::with_sandbox().await;
    let post = || {
        stand
            .bare(Method::POST, "/borrowers")
            .header("origin", ORIGIN)
            .bearer_auth(token())
    };
    let plain = post()
        .header("content-type", "text/plain")
        .body(body().to_string());
    assert_eq!(send(plain).await.problem(), problem(415, "not_json"));
    let untyped = post().body(body().to_string());
    assert_eq!(send(untyped).await.problem(), problem(415, "not_json"));
    let broken = post()
        .header("content-type", "application/json; charset=utf-8")
        .body("{");
    assert_eq!(send(broken).await.problem(), problem(422, "invalid"));
}

#[tokio::test]
async fn a_body_over_64_kib_is_refused() {
    let stand = Stand::with_sandbox().await;
    let mut sent = body();
    sent["padding"] = Value::String("x".repeat(64 * 1024));
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.problem(), problem(413, "too_large"));
    assert!(stand.received().await.is_empty());
}

#[tokio::test]
async fn nobody_becomes_a_director_on_the_way() {
    let stand = Stand::with_sandbox().await;
    let mut sent = body();
    let nobody = json!({"first_name": "Ada", "last_name": "Nobody", "role": "NON_DIRECTOR"});
    sent["directors"].as_array_mut().unwrap().push(nobody);
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.paths(), ["directors.1.role"]);
}

#[tokio::test]
async fn an_owner_who_is_no_director_reaches_the_lender_as_such() {
    let stand = Stand::with_sandbox().await;
    let mut sent = body();
    let owner = json!({"first_name": "Ada", "last_name": "Einkauf", "email": "a@example.com"});
    sent["owner"] = owner.clone();
    let among_directors = json!({
        "first_name": "Ada", "last_name": "Einkauf", "business_email": "a@example.com",
        "role": "NON_DIRECTOR",
    });
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.status, 201);
    let received = stand.received().await;
    let posted = received.iter().find(|request| request["method"] == "POST");
    let posted = &posted.unwrap()["body"];
    assert_eq!(posted["owner"], owner);
    assert_eq!(
        posted["directors"][1], among_directors,
        "added by the proxy"
    );
}

#[tokio::test]
async fn a_body_with_more_directors_than_any_form_is_refused() {
    let stand = Stand::with_sandbox().await;
    let mut sent = body();
    sent["directors"] = json!(vec![json!({}); 20_000]);
    let answer = send(stand.post(&token(), &sent)).await;
    assert_eq!(answer.problem(), problem(422, "invalid"));
    assert_eq!(answer.paths(), ["directors"]);
}
