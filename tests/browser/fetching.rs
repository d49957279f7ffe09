use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, SESSION, answer};

#[wasm_bindgen_test]
async fn a_borrower_that_the_session_names_is_waited_for_in_cookie_mode_by_its_number() {
    let page = Page::open(|path| {
        match path {
        "/session" => answer(200, &SESSION.replace("\"lender\"", r#""borrower": {"id": "b1", "identifier": "732829320", "status": "SIGNED"}, "lender""#)),
        _ => answer(200, r#"{"count": 1, "data": [{"balance_available": 500000, "pool_amount": 500000, "currency": "EUR", "start_date": "2026-01-01T00:00:00Z", "default_repayment_method": "SCT"}]}"#),
    }
    });
    page.until("the unlocked button", |page| {
        page.says("You can request up to €5,000.00")
    })
    .await;
    assert_eq!(
        *page.requests.borrow(),
        ["/session", "/credit-lines?borrower=732829320"]
    );
    let ready = page.event("defacto-ready").unwrap();
    assert_eq!(
        ready,
        r#"{"borrowerId":"b1","creditLine":{"available":500000,"maximum":500000,"currency":"EUR"}}"#
    );
}

#[wasm_bindgen_test]
async fn a_patched_fetch_that_throws_rejects_or_answers_nonsense_is_tried_again() {
    let nonsense: [fn(&str) -> JsValue; 4] = [
        |_| wasm_bindgen::throw_str("not from the network"),
        |_| js_sys::Promise::reject(&"not an Error".into()).into(),
        |_| JsValue::from_f64(5.0),
        |_| js_sys::Promise::resolve(&js_sys::Object::new()).into(),
    ];
    for proxy in nonsense {
        let page = Page::open(proxy);
        page.until("the second try", |page| page.requests.borrow().len() == 2)
            .await;
        assert!(!page.says("IBAN"));
    }
}
