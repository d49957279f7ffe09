use enrollment_widget::{add_texts, mount};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, SESSION, answer, options};

#[wasm_bindgen_test]
async fn two_widgets_of_one_instance_speak_two_languages() {
    let english = Page::open(|_| answer(200, SESSION));
    let french = Page::open_with(&[("locale", "fr")], |_| answer(200, SESSION));
    english
        .until("the English form", |page| page.says("Given name"))
        .await;
    french
        .until("the French form", |page| page.says("Prénom"))
        .await;
    assert_eq!(
        french.all("[lang]")[0].get_attribute("lang").as_deref(),
        Some("fr")
    );
    assert!(!english.says("Prénom"));
}

#[wasm_bindgen_test]
fn texts_of_another_version_are_refused_and_leave_the_others_as_they_were() {
    let file = texts::LANGUAGES[0].pack();
    let (short, _) = file.rsplit_once('\n').unwrap();
    for other in ["", short, &(file.clone() + "\nmore")] {
        assert!(!add_texts(other.replacen("en\n", "sv\n", 1)));
    }
    assert!(refusal("sv").contains("no texts"));
}

#[wasm_bindgen_test]
fn without_the_texts_of_its_language_a_widget_is_refused_and_nothing_panics() {
    for locale in ["sv", "", "EN", "fr-CA"] {
        assert!(refusal(locale).contains("no texts"), "{locale}");
    }
}

/// What is said where no widget can be mounted, and nothing is there.
fn refusal(locale: &str) -> String {
    let document = web_sys::window().unwrap().document().unwrap();
    let place = document.create_element("div").unwrap();
    let options = options(&[("locale", locale)]);
    let error = mount(&place, &options, JsValue::NULL.unchecked_into()).unwrap_err();
    assert_eq!(place.child_element_count(), 0);
    error.as_string().unwrap()
}
