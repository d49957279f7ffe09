use enrollment::{
    flow::{
        Cause, Class, ErrorCode, FieldFault, HostEvent, Input, LoanOffer, LoanOutcome, StageName,
        Verdict,
    },
    wire::from_json,
};
use serde_json::{Value, json};

use crate::support::{
    answers::{BORROWER_ID, borrower, borrower_body, failed, lines_and},
    driver::Driver,
    sample::{self, PERSONAL},
};

#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn detail(event: &HostEvent) -> (&'static str, Value) {
    (event.event_type(), from_json(&event.detail()).unwrap())
}

/// The offer of the sample's line, by the one way to a line: an unlocked button.
#[expect(clippy::unwrap_used, reason = "the test's own expectation")]
fn offer() -> LoanOffer {
    let driver = Driver::ready();
    let offer = driver.events.iter().find_map(|event| match event {
        HostEvent::Ready(offer) => Some(offer.clone()),
        _ => None,
    });
    offer.unwrap()
}

fn verdict() -> Verdict {
    Verdict {
        borrower_id: BORROWER_ID.into(),
        class: Class::NeedsDocuments,
    }
}

#[test]
fn every_event_has_the_contracts_type_and_detail() {
    let line = json!({"available": 250_000, "maximum": 400_000, "currency": "EUR"});
    let ready = json!({"borrowerId": BORROWER_ID, "creditLine": line});
    let ended = json!({"borrowerId": BORROWER_ID, "class": "needs_documents"});
    let error = HostEvent::Error {
        code: ErrorCode::OutcomeUnknown,
        problem: "outcome_unknown".into(),
        retryable: true,
        request_id: Some("req-1".into()),
    };
    let stage = HostEvent::Stage {
        from: StageName::AlreadyEnrolled,
        to: StageName::NoFunds,
    };
    let enrolled = HostEvent::Enrolled {
        borrower_id: BORROWER_ID.into(),
        existing: true,
    };
    for (event, kind, expected) in [
        (
            HostEvent::Usable { resumed: true },
            "defacto-usable",
            json!({"resumed": true}),
        ),
        (
            stage,
            "defacto-stage",
            json!({"from": "already-enrolled", "to": "no-funds"}),
        ),
        (
            HostEvent::Validity(Vec::new()),
            "defacto-validity",
            json!({"valid": true, "remaining": []}),
        ),
        (
            HostEvent::Validity(vec!["directors.0.birth_date".into(), "signed_at".into()]),
            "defacto-validity",
            json!({"valid": false, "remaining": ["directors.0.birth_date", "signed_at"]}),
        ),
        (HostEvent::Consent(None), "defacto-consent", Value::Null),
        (
            enrolled,
            "defacto-enrolled",
            json!({"borrowerId": BORROWER_ID, "existing": true}),
        ),
        (HostEvent::Ready(offer()), "defacto-ready", ready.clone()),
        (
            HostEvent::Declined(verdict()),
            "defacto-declined",
            ended.clone(),
        ),
        (
            HostEvent::ActionRequired(verdict()),
            "defacto-action-required",
            ended.clone(),
        ),
        (
            HostEvent::NoFunds(verdict()),
            "defacto-no-funds",
            ended.clone(),
        ),
        (HostEvent::Stalled(verdict()), "defacto-stalled", ended),
        (
            error,
            "defacto-error",
            json!({"code": "outcome-unknown", "problem": "outcome_unknown", "retryable": true, "requestId": "req-1"}),
        ),
    ] {
        assert_eq!(detail(&event), (kind, expected));
    }
    let request: Value = from_json(&offer().detail()).unwrap();
    assert_eq!(request, ready, "the loan request says the same");
}

#[test]
fn the_consent_receipt_is_the_contracts() {
    let (kind, receipt) = detail(&HostEvent::Consent(Some(sample::consent())));
    assert_eq!(kind, "defacto-consent");
    assert_eq!(
        receipt,
        json!({
            "signed_at": "2026-03-02T09:00:00.000Z",
            "clock": "proxy",
            "terms_url": "https://lender.example/terms/en",
            "terms_version": "2026-01",
            "terms_sha256": "9f".repeat(32),
            "language": "en",
            "label": "I have read and accept the payment terms",
            "texts_version": "7",
            "signatory": "directors.0",
            "widget_version": "0.1.0",
        })
    );
}

#[test]
fn stages_and_codes_have_the_contracts_names() {
    use StageName as Stage;
    let stages = [
        Stage::Loading,
        Stage::Editing,
        Stage::Submitting,
        Stage::Reconciling,
        Stage::Waiting,
        Stage::Ready,
        Stage::Requested,
        Stage::AlreadyEnrolled,
        Stage::ActionRequired,
        Stage::Declined,
        Stage::NoFunds,
        Stage::Stalled,
        Stage::Failed,
    ];
    assert_eq!(
        stages.map(StageName::as_str).join(" "),
        "loading editing submitting reconciling waiting ready requested already-enrolled action-required declined no-funds stalled failed"
    );
    let codes = [
        ErrorCode::Network,
        ErrorCode::Session,
        ErrorCode::Rejected,
        ErrorCode::Upstream,
        ErrorCode::OutcomeUnknown,
        ErrorCode::Busy,
    ];
    assert_eq!(
        codes.map(ErrorCode::as_str).join(" "),
        "network session rejected upstream outcome-unknown busy"
    );
}

#[test]
fn no_detail_of_any_path_holds_personal_data() {
    let mut happy = Driver::ready();
    happy.send(Input::LoanRequested);
    let (_, offer) = happy.loan_request();

    let mut refused = Driver::submitting();
    let faults = ["account_number", "directors.0.last_name", "elsewhere"].map(|path| FieldFault {
        path: path.into(),
        missing: true,
    });
    let error = failed(Cause::Fields(faults.into()));
    refused.0.send(Input::Enrolled(refused.1, Err(error)));

    let mut declined = Driver::waiting();
    let blocked = lines_and(&[], &borrower_body("BLOCKED", None));
    declined.0.send(Input::CreditLines(declined.1, Ok(blocked)));

    let mut unknown = Driver::reconciling();
    let found = borrower(&borrower_body("SIGNED", None));
    unknown
        .0
        .send(Input::BorrowerFound(unknown.1, Ok(vec![found])));

    let mut settled = Driver::ready();
    settled.send(Input::LoanRequested);
    settled.settle(LoanOutcome::Failed);

    let mut details = vec![offer.detail()];
    for mut driver in [happy, refused.0, declined.0, unknown.0, settled] {
        details.extend(driver.told());
    }
    assert!(details.len() > 30, "{}", details.len());
    for detail in &details {
        for personal in PERSONAL {
            assert!(!detail.contains(personal), "{personal} in {detail}");
        }
    }
}
