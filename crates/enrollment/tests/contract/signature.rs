use enrollment::wire::{borrowers::PostSign, from_json, to_json};
use serde_json::{Value, json};

use crate::support::sample;

#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn sent() -> Value {
    serde_json::from_str(&to_json(&PostSign::of(&sample::consent(), true))).unwrap()
}

#[test]
fn a_signature_is_sent_with_its_receipt_and_nothing_typed() {
    let expected = json!({
        "signed_at": "2026-03-02T09:00:00.000Z",
        "wait_for_ready": true,
        "metadata": {"consent": {
            "signed_at": "2026-03-02T09:00:00.000Z",
            "clock": "proxy",
            "terms_url": "https://lender.example/terms/en",
            "terms_version": "2026-01",
            "terms_sha256": "9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f",
            "language": "en",
            "label": "I have read and accept the payment terms",
            "texts_version": "7",
            "signatory": "directors.0",
            "widget_version": "0.1.0",
        }},
    });
    assert_eq!(sent(), expected);
}

#[test]
fn the_other_end_reads_the_same_consent() {
    let mut body = sent();
    body["account_number"] = json!(sample::IBAN);
    let read: PostSign = from_json(&body.to_string()).unwrap();
    assert_eq!(read.consent(), Ok(sample::consent()));
    assert!(read.wait_for_ready);
    assert!(!to_json(&read).contains(sample::IBAN));
}

#[test]
fn nobody_waits_who_does_not_say_so() {
    let mut body = sent();
    body["wait_for_ready"] = Value::Null;
    let read: PostSign = from_json(&body.to_string()).unwrap();
    assert!(!read.wait_for_ready);
}

#[test]
fn a_signature_without_a_readable_instant_gives_no_consent() {
    for signed_at in ["", "today", "2026-03-02T09:00:00"] {
        let mut body = sent();
        body["signed_at"] = json!(signed_at);
        let read: PostSign = from_json(&body.to_string()).unwrap();
        assert!(read.consent().is_err(), "{signed_at:?}");
    }
}

#[test]
fn a_member_of_another_type_makes_it_no_signature() {
    for (name, value) in [
        ("signed_at", json!(1)),
        ("wait_for_ready", json!("yes")),
        ("metadata", json!([])),
    ] {
        let mut body = sent();
        body[name] = value;
        assert!(from_json::<PostSign>(&body.to_string()).is_err(), "{name}");
    }
}
