use enrollment::{
    domain::Language,
    flow::{Class, Standing},
};
use serde_json::json;

use crate::support::{
    answers::{answer, borrower, borrower_body},
    sample,
};

#[test]
fn a_status_says_where_a_borrower_stands() {
    for (status, standing) in [
        ("SIGNED", Standing::Enrolled),
        ("SDD_SETUP", Standing::Enrolled),
        ("ALL_PAYMENT_SETUP", Standing::Enrolled),
        ("READY", Standing::Enrolled),
        ("TO_SIGN", Standing::ToSign),
        ("BLOCKED", Standing::Blocked),
        ("DEACTIVATED", Standing::Blocked),
        ("PROHIBITED", Standing::Blocked),
        ("", Standing::Unknown),
        ("ready", Standing::Unknown),
        ("BRAND_NEW", Standing::Unknown),
    ] {
        assert_eq!(borrower(&borrower_body(status, None)).standing, standing);
    }
}

#[test]
fn an_action_that_is_asked_for_comes_before_all_but_a_block() {
    for (status, standing) in [
        (json!("SIGNED"), Standing::ActionNeeded),
        (json!("TO_SIGN"), Standing::ActionNeeded),
        (json!(null), Standing::ActionNeeded),
        (json!("BLOCKED"), Standing::Blocked),
    ] {
        let mut body = borrower_body("", None);
        body["status"] = status;
        body["next_actions"] = json!(["FILL_KYB_CASE"]);
        assert_eq!(borrower(&body).standing, standing);
    }
    let mut body = borrower_body("SIGNED", None);
    body["next_actions"] = json!([]);
    assert_eq!(borrower(&body).standing, Standing::Enrolled);
}

#[test]
fn a_reason_is_a_class_and_at_most_the_lenders_text() {
    for (name, class) in [
        ("not_eligible", Class::NotEligible),
        ("needs_action", Class::NeedsAction),
        ("needs_documents", Class::NeedsDocuments),
        ("under_review", Class::UnderReview),
        ("closed", Class::Closed),
        ("FRAUD_SUSPECTED", Class::NotEligible),
        ("", Class::NotEligible),
    ] {
        let mut body = borrower_body("BLOCKED", None);
        body["reason"] = json!({"class": name, "text": "Please write to us.", "lang": "en"});
        let reason = borrower(&body).reason.unwrap();
        assert_eq!(reason.class, class);
        assert_eq!(reason.text.as_deref(), Some("Please write to us."));
        assert_eq!(reason.language, Some(Language::ENGLISH));
    }
    let mut body = borrower_body("BLOCKED", None);
    body["status_reason"] = json!("BUSINESS_AML_EXTREME_RISK");
    assert_eq!(borrower(&body).reason, None, "a raw reason is not read");
}

#[test]
fn an_unreadable_signature_is_none() {
    let signed = |text| borrower(&borrower_body("SIGNED", text)).signed_at;
    let at = sample::at(sample::START);
    assert_eq!(signed(Some("2026-03-02T10:00:00+01:00")), Some(at));
    assert_eq!(signed(Some("2026-03-02")), None);
    assert_eq!(signed(None), None);
}

#[test]
fn a_borrower_without_an_id_is_none() {
    for id in [json!(null), json!("")] {
        let mut body = borrower_body("SIGNED", None);
        body["id"] = id;
        assert!(answer(201, &body.to_string()).enrolled().is_err());
        let page = json!({"count": 1, "data": [body]}).to_string();
        assert!(answer(200, &page).borrowers().is_err());
    }
}
