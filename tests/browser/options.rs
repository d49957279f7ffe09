use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::options;

fn problems(changes: &[(&str, &str)]) -> Vec<String> {
    let place = web_sys::window()
        .unwrap()
        .document()
        .unwrap()
        .create_element("div")
        .unwrap();
    let error = enrollment_widget::mount(&place, &options(changes), JsValue::NULL.unchecked_into())
        .err()
        .unwrap();
    error
        .unchecked_into::<Array>()
        .iter()
        .map(|problem| problem.as_string().unwrap())
        .collect()
}

#[wasm_bindgen_test]
fn every_problem_of_the_configuration_is_named_at_once() {
    let found = problems(&[
        ("termsUrl", ""),
        ("privacyUrl", ""),
        ("repayment", "cheque"),
        ("amount", "12.50"),
    ]);
    assert_eq!(found.len(), 4, "{found:?}");
    for words in [
        "terms-url",
        "privacy-url",
        "direct-debit, transfer",
        "whole number of cents",
    ] {
        assert!(
            found.iter().any(|problem| problem.contains(words)),
            "{words}: {found:?}"
        );
    }
}

#[wasm_bindgen_test]
fn a_company_number_that_does_not_hold_is_a_problem_of_the_configuration() {
    assert!(problems(&[("identifier", "732829321")])[0].contains("siren"));
    assert!(
        problems(&[("identifier", "732829320"), ("identifierType", "duns")])[0].contains("kvk")
    );
}
