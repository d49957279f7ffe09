//! The focus: where it is, and where it goes when what has it goes.

use enrollment::draft::Field;
use js_sys::{Function, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node, ShadowRoot};

use super::field::id_of;

/// Puts the focus on a field's input, wherever the widget's root is.
pub(super) fn focus_field(node: &Node, field: Field) {
    focus_id(node, &id_of(field));
}

/// Puts the focus on the element with that id, and hands it back.
pub(crate) fn focus_id(node: &Node, id: &str) -> Option<HtmlElement> {
    let element: HtmlElement = root_of(node)?.get_element_by_id(id)?.unchecked_into();
    let _ = element.focus();
    Some(element)
}

/// What has the focus among a widget's elements.
pub(super) fn focus_of(node: &Node) -> Option<HtmlElement> {
    Some(get(&*root_of(node)?, "activeElement")?.unchecked_into())
}

/// Whether an element has the focus.
pub(super) fn has_focus(element: &HtmlElement) -> bool {
    focus_of(element).as_ref() == Some(element)
}

/// Whether an element cannot keep the focus: it is off the page, or hidden.
pub(super) fn is_gone(element: &HtmlElement) -> bool {
    root_of(element).is_none() || is_within(element, "[hidden]")
}

/// Whether an element is one of these, or stands in one.
pub(super) fn is_within(element: &Element, selector: &str) -> bool {
    element.closest(selector).is_ok_and(|found| found.is_some())
}

/// Moves the focus here by itself: from within the widget or from nowhere, and never from the page's own fields.
pub(super) fn take_focus(element: &HtmlElement) {
    if focus_of(element).is_some() || page_has_no_focus(element) == Some(true) {
        let _ = element.focus();
    }
}

/// Whether nothing on the page has the focus: then its body is said to have it. Asked of the document, which knows of a focus
/// outside the tree that the widget lies in.
fn page_has_no_focus(node: &Node) -> Option<bool> {
    let document = node.owner_document()?;
    let focused = get(&document, "activeElement");
    Some(focused.is_none() || focused == get(&document, "body"))
}

/// Scrolls no further than it takes to see an element.
pub(super) fn scroll_to(element: &HtmlElement) {
    let nearest = JSON::parse(r#"{"block":"nearest"}"#);
    if let (Some(scroll), Ok(nearest)) = (get(element, "scrollIntoView"), nearest) {
        let _ = scroll.unchecked_into::<Function>().call1(element, &nearest);
    }
}

fn root_of(node: &Node) -> Option<ShadowRoot> {
    node.get_root_node().dyn_into().ok()
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(of, &name.into()).ok()?;
    (!value.is_null() && !value.is_undefined()).then_some(value)
}
