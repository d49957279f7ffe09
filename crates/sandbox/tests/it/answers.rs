use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::advance;

use crate::support::{Lender, SIREN, french, german};

/// What the lender's own description says of its answers, with no unknown field let through.
fn assert_is(name: &str, answer: &Value) {
    let mut schema: Value = serde_json::from_str(include_str!("data/answers.schema.json")).unwrap();
    schema["$ref"] = json!(format!("#/$defs/{name}"));
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let problems: Vec<String> = validator
        .iter_errors(answer)
        .map(|error| format!("{} {error}", error.instance_path()))
        .collect();
    assert!(problems.is_empty(), "{name}: {problems:?}");
}

#[tokio::test(start_paused = true)]
async fn every_answer_is_as_the_lender_describes_it() {
    let lender = Lender::open();
    let owner = json!({"first_name": "Jana", "last_name": "Vogel", "email": "jana@example.com"});
    let body = crate::support::with(german(), "/owner", owner);
    assert_is("APIBorrower", &lender.post("/borrowers", &body).await.json);
    assert_is(
        "APIBorrower",
        &lender.post("/borrowers", &french()).await.json,
    );
    advance(Duration::from_secs(4)).await;
    assert_is("TypedApiPage12", &lender.get("/borrowers").await.json);
    let lines = lender.get("/credit_lines").await.json;
    assert_eq!(lines["count"], 4);
    assert_is("TypedApiPage8", &lines);
    let code = "/translation/denial-code/NOT_ENOUGH_DATA";
    assert_is("TranslationResult", &lender.get(code).await.json);
    let iban = lender.get("/sandbox/iban-generator").await.json;
    assert_is("GenerateIbanResponse", &iban);
}

#[tokio::test(start_paused = true)]
async fn every_scenario_answers_in_the_same_shapes() {
    for scenario in [
        "blocked",
        "kyb",
        "existing",
        "to_sign",
        "zero_balance",
        "foreign_lines",
    ] {
        let lender = Lender::open();
        lender.play(SIREN, scenario).await;
        assert_is(
            "APIBorrower",
            &lender.post("/borrowers", &french()).await.json,
        );
        advance(Duration::from_secs(4)).await;
        assert_is("TypedApiPage12", &lender.get("/borrowers").await.json);
        let lines = lender.get(&format!("/credit_lines?borrower={SIREN}")).await;
        assert_is("TypedApiPage8", &lines.json);
    }
}
