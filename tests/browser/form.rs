use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, SESSION, answer, is_shown, text};

async fn open() -> Page {
    let page = Page::open(|_| answer(200, SESSION));
    page.until("the form", |page| page.says("IBAN")).await;
    page
}

#[wasm_bindgen_test]
async fn an_empty_form_comes_back_with_a_focused_summary_in_field_order() {
    let page = open().await;
    page.button("Accept and continue").click();
    page.until("the summary", |page| page.says("There are 8 problems"))
        .await;
    let links: Vec<_> = page.all(".summary-list a").iter().map(text).collect();
    let fields: Vec<_> = page
        .all(".error")
        .iter()
        .filter(|error| is_shown(error))
        .map(text)
        .collect();
    assert_eq!(links, fields, "the same words in the same order");
    let focused = page.root.active_element().unwrap();
    assert_eq!(focused.class_name(), "summary");
    assert_eq!(*page.requests.borrow(), ["/session"], "nothing was sent");
}

#[wasm_bindgen_test]
async fn a_link_of_the_summary_leads_to_the_first_wrong_part() {
    let page = open().await;
    page.type_into("Day", "27");
    page.type_into("Year", "1975");
    page.button("Accept and continue").click();
    page.until("the summary", |page| {
        page.says("Complete the date of birth: Month")
    })
    .await;
    let link = page
        .all(".summary-list a")
        .into_iter()
        .find(|link| text(link).contains("Month"))
        .unwrap();
    link.unchecked_into::<web_sys::HtmlElement>().click();
    assert_eq!(
        page.root.active_element().unwrap().id(),
        page.input("Month").id()
    );
}

#[wasm_bindgen_test]
async fn a_problem_goes_away_while_it_is_mended_and_no_other_field_is_scolded() {
    let page = open().await;
    page.type_into("IBAN", "FR14 2004 1010");
    assert!(
        !page.says("characters short"),
        "a field left half-typed is not scolded"
    );
    page.button("Accept and continue").click();
    page.until("the problem", |page| {
        page.says("The IBAN is 15 characters short")
    })
    .await;
    assert_eq!(
        page.input("IBAN").get_attribute("aria-invalid").as_deref(),
        Some("true")
    );
    page.type_into("IBAN", "FR14 2004 1010 0505 0001 3M02 606");
    page.until("its end", |page| !page.says("characters short"))
        .await;
    assert_eq!(page.input("IBAN").get_attribute("aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn an_iban_is_grouped_when_its_field_is_left() {
    let page = open().await;
    page.type_into("IBAN", "iban: fr1420041010050500013m02606");
    page.input("IBAN")
        .dispatch_event(&web_sys::Event::new("change").unwrap())
        .unwrap();
    assert_eq!(
        page.input("IBAN").value(),
        "FR14 2004 1010 0505 0001 3M02 606"
    );
}

#[wasm_bindgen_test]
async fn every_input_has_a_label_and_masks_for_session_replays() {
    let page = open().await;
    let inputs = page.all("input:not([type=checkbox]), select");
    // Ten of every form, the kind of company number, and eleven that the lender may ask for.
    assert_eq!(inputs.len(), 22);
    for input in inputs {
        let label = page
            .root
            .query_selector(&["label[for=\"", &input.id(), "\"]"].concat())
            .unwrap();
        assert!(label.is_some(), "{}", input.id());
        assert_eq!(
            input.get_attribute("data-dd-privacy").as_deref(),
            Some("mask"),
            "{}",
            input.id()
        );
        assert!(input.has_attribute("data-sentry-mask"), "{}", input.id());
    }
}

#[wasm_bindgen_test]
async fn countries_are_named_in_the_readers_language_and_sent_as_alpha_3() {
    let page = open().await;
    let select = page.select("Nationality");
    // They come by and by, and at once to who comes to them.
    select
        .dispatch_event(&web_sys::Event::new("focus").unwrap())
        .unwrap();
    let options = select.query_selector_all("option").unwrap();
    assert_eq!(options.length(), 250);
    let names: Vec<_> = (1..options.length())
        .map(|index| options.get(index).unwrap().text_content().unwrap())
        .collect();
    let place = |name: &str| names.iter().position(|known| known == name).unwrap();
    assert!(
        place("Åland Islands") < place("Albania"),
        "sorted as readers expect"
    );
    assert!(place("Guinea") < place("Guinea-Bissau"));
    page.select("Nationality").set_value("FRA");
    assert_eq!(page.select("Nationality").value(), "FRA");
}

#[wasm_bindgen_test]
async fn the_kinds_of_company_number_are_those_that_the_session_names() {
    const NAMED: &str =
        r#"{"now": "2026-03-02T09:00:00.000Z", "limits": {"identifier_types": ["cif", "kvk"]}}"#;
    // Options are made by and by, and the session may take longer.
    let page = Page::open(|_| {
        let session = answer(200, NAMED);
        let late = js_sys::Promise::new(&mut |resolve, _| {
            web_sys::window()
                .unwrap()
                .set_timeout_with_callback_and_timeout_and_arguments_1(&resolve, 1_200, &session)
                .unwrap();
        });
        late.into()
    });
    page.until("the form", |page| page.says("IBAN")).await;
    let options = page.all("#identifier_type option");
    let values: Vec<_> = options
        .iter()
        .map(|option| option.get_attribute("value").unwrap())
        .collect();
    assert_eq!(values, ["cif", "kvk"]);
}
