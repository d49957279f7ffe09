use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, SESSION, answer};

// A trusted click can't be made from here; the end-to-end tests make it.

#[wasm_bindgen_test]
async fn a_scripted_click_gives_no_consent_and_says_why() {
    let page = Page::open(|_| answer(200, SESSION));
    page.until("the form", |page| page.says("IBAN")).await;
    let tick: web_sys::HtmlInputElement =
        wasm_bindgen::JsCast::unchecked_into(page.all("#signed_at").remove(0));
    tick.click();
    page.until("the reason", |page| page.says("Tick the box yourself"))
        .await;
    assert!(!tick.checked());
    assert_eq!(page.event("defacto-consent"), None);
}

#[wasm_bindgen_test]
async fn a_box_that_a_script_has_ticked_counts_for_nothing() {
    let page = Page::open(|_| answer(200, SESSION));
    page.until("the form", |page| page.says("IBAN")).await;
    let tick: web_sys::HtmlInputElement =
        wasm_bindgen::JsCast::unchecked_into(page.all("#signed_at").remove(0));
    tick.set_checked(true);
    tick.dispatch_event(&web_sys::Event::new("input").unwrap())
        .unwrap();
    tick.dispatch_event(&web_sys::Event::new("change").unwrap())
        .unwrap();
    page.button("Accept and continue").click();
    page.until("the question", |page| page.says("Tick the box to accept"))
        .await;
    assert!(!tick.checked(), "it shows what counts");
}
