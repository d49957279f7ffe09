use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, SESSION, answer};

#[wasm_bindgen_test]
async fn the_form_appears_once_the_session_was_read() {
    let page = Page::open(|_| answer(200, SESSION));
    assert!(!page.says("IBAN"), "hidden while loading");
    page.until("the form", |page| page.says("IBAN")).await;
    assert_eq!(*page.requests.borrow(), ["/session"]);
    assert_eq!(
        page.event("defacto-stage").unwrap(),
        r#"{"from":"loading","to":"editing"}"#
    );
    assert_eq!(
        page.event("defacto-usable").unwrap(),
        r#"{"resumed":false}"#
    );
}

#[wasm_bindgen_test]
async fn the_company_of_the_session_is_shown_and_not_asked() {
    let page = Page::open(|_| answer(200, SESSION));
    page.until("the company", |page| page.says("SIREN 732829320"))
        .await;
    assert!(!page.says("Company number"));
}

#[wasm_bindgen_test]
async fn without_sessions_at_the_proxy_the_company_is_asked() {
    let page = Page::open(|_| answer(404, ""));
    page.until("the question", |page| page.says("Company number (SIREN)"))
        .await;
}

#[wasm_bindgen_test]
async fn a_widget_that_was_unmounted_leaves_nothing_and_hears_nothing() {
    let mut page = Page::open(|_| answer(200, SESSION));
    page.handle.take().unwrap().unmount();
    assert!(page.all("._widget").is_empty());
    let told = page.events.borrow().len();
    for event in ["online", "offline"] {
        web_sys::window()
            .unwrap()
            .dispatch_event(&web_sys::Event::new(event).unwrap())
            .unwrap();
    }
    let second = Page::open(|_| answer(200, SESSION));
    second
        .until("the other widget's form", |page| page.says("IBAN"))
        .await;
    assert_eq!(page.events.borrow().len(), told);
}

#[wasm_bindgen_test]
async fn fifty_mounts_leave_the_page_as_it_was() {
    let body = web_sys::window()
        .unwrap()
        .document()
        .unwrap()
        .body()
        .unwrap();
    let before = body.child_element_count();
    for _ in 0..50 {
        drop(Page::open(|_| answer(200, SESSION)));
    }
    assert_eq!(body.child_element_count(), before);
}
