//! A page with a mounted widget, a host that takes notes and a proxy behind `fetch`.

use std::{
    cell::RefCell,
    rc::Rc,
    sync::atomic::{AtomicBool, Ordering},
};

use enrollment_widget::{Handle, add_texts, mount};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, ShadowRoot};

pub(crate) const SESSION: &str = r#"{
    "now": "2026-03-02T09:00:00.000Z", "identifier": "732829320", "identifier_type": "siren",
    "repayment": "direct-debit", "lender": "Defacto", "limits": {"minimum_age": 18}
}"#;

/// A widget on a page; what it asked the proxy and told the host.
pub(crate) struct Page {
    pub(crate) root: ShadowRoot,
    pub(crate) handle: Option<Handle>,
    pub(crate) requests: Rc<RefCell<Vec<String>>>,
    pub(crate) events: Rc<RefCell<Vec<(String, String)>>>,
    place: HtmlElement,
    _fetch: Closure<dyn FnMut(JsValue, JsValue) -> JsValue>,
    _host: Vec<JsValue>,
}

/// What the page's `fetch` gives back for a path.
pub(crate) type Proxy = fn(&str) -> JsValue;

impl Page {
    /// Mounts a widget whose proxy answers as `proxy` says.
    pub(crate) fn open(proxy: Proxy) -> Self {
        Self::open_with(&[], proxy)
    }

    /// The same with some options replaced.
    pub(crate) fn open_with(changes: &[(&str, &str)], proxy: Proxy) -> Self {
        let document = document();
        let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&place).unwrap();
        let root = place
            .attach_shadow(&web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open))
            .unwrap();
        let inside = document.create_element("div").unwrap();
        root.append_child(&inside).unwrap();

        let requests: Rc<RefCell<Vec<String>>> = Rc::default();
        let seen = Rc::clone(&requests);
        let fetch =
            Closure::<dyn FnMut(JsValue, JsValue) -> JsValue>::new(move |request: JsValue, _| {
                let url = request.as_string().unwrap();
                let path = url.split("/proxy").last().unwrap().to_owned();
                seen.borrow_mut().push(path.clone());
                proxy(&path)
            });
        Reflect::set(&web_sys::window().unwrap(), &"fetch".into(), fetch.as_ref()).unwrap();

        let events: Rc<RefCell<Vec<(String, String)>>> = Rc::default();
        let (host, kept) = host(&events);
        let handle = mount(&inside, &options(changes), host.unchecked_into()).ok();
        Self {
            root,
            handle,
            requests,
            events,
            place,
            _fetch: fetch,
            _host: kept,
        }
    }

    /// The input with this label.
    pub(crate) fn input(&self, label: &str) -> HtmlInputElement {
        self.labelled(label).unchecked_into()
    }

    pub(crate) fn select(&self, label: &str) -> HtmlSelectElement {
        self.labelled(label).unchecked_into()
    }

    pub(crate) fn button(&self, words: &str) -> HtmlElement {
        self.all("button")
            .into_iter()
            .find(|button| text(button) == words)
            .unwrap()
            .unchecked_into()
    }

    /// Whether these words can be read somewhere.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.all("p, li, legend, label, button")
            .iter()
            .any(|element| is_shown(element) && text(element).contains(words))
    }

    pub(crate) fn type_into(&self, label: &str, text: &str) {
        let input = self.input(label);
        input.set_value(text);
        input
            .dispatch_event(&web_sys::Event::new("input").unwrap())
            .unwrap();
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().unchecked_into())
            .collect()
    }

    pub(crate) fn event(&self, event_type: &str) -> Option<String> {
        let events = self.events.borrow();
        events
            .iter()
            .rev()
            .find(|(known, _)| known == event_type)
            .map(|(_, detail)| detail.clone())
    }

    /// Waits until the page is as it should be; fails loudly when it never is.
    pub(crate) async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        for _ in 0..500 {
            if condition(self) {
                return;
            }
            turn().await;
        }
        panic!("never came: {what}; events {:?}", self.events.borrow());
    }

    fn labelled(&self, words: &str) -> Element {
        let label = self
            .all("label")
            .into_iter()
            .find(|label| text(label) == words);
        let id = label
            .unwrap_or_else(|| panic!("no label {words}"))
            .get_attribute("for")
            .unwrap();
        self.root.get_element_by_id(&id).unwrap()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.unmount();
        }
        self.place.remove();
    }
}

/// The element's options, with some replaced; the texts of every language are there.
pub(crate) fn options(changes: &[(&str, &str)]) -> JsValue {
    static ADDED: AtomicBool = AtomicBool::new(false);
    if !ADDED.swap(true, Ordering::Relaxed) {
        assert!(texts::LANGUAGES.iter().all(|texts| add_texts(texts.pack())));
    }
    let object = Object::new();
    let usual = [
        ("proxyUrl", "https://shop.example/proxy"),
        ("termsUrl", "https://lender.example/terms"),
        ("privacyUrl", "https://lender.example/privacy"),
        ("locale", "en"),
        ("auth", "cookie"),
    ];
    for (name, value) in usual.iter().chain(changes) {
        Reflect::set(&object, &(*name).into(), &(*value).into()).unwrap();
    }
    object.into()
}

/// An answer of the proxy.
pub(crate) fn answer(status: u16, body: &str) -> JsValue {
    let init = web_sys::ResponseInit::new();
    init.set_status(status);
    let response = web_sys::Response::new_with_opt_str_and_init(Some(body), &init).unwrap();
    Promise::resolve(&response).into()
}

pub(crate) fn is_shown(element: &Element) -> bool {
    element
        .closest("[hidden], [data-loading]")
        .unwrap()
        .is_none()
}

pub(crate) fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

fn host(events: &Rc<RefCell<Vec<(String, String)>>>) -> (JsValue, Vec<JsValue>) {
    let notes = Rc::clone(events);
    let emit = Closure::<dyn FnMut(String, String)>::new(move |event_type, detail| {
        notes.borrow_mut().push((event_type, detail));
    });
    let nothing = Function::new_no_args("return Promise.resolve()");
    let fetch = Function::new_with_args(
        "url, init",
        "const answer = [performance.now(), Date.now()];
        const ask = async () => {
            const response = await fetch(url, init);
            answer.push(performance.now(), Date.now(), response);
            return response.text();
        };
        answer.unshift(ask());
        return answer;",
    );
    let host = Object::new();
    let emit = emit.into_js_value();
    Reflect::set(&host, &"emit".into(), &emit).unwrap();
    Reflect::set(&host, &"requestLoan".into(), &nothing).unwrap();
    Reflect::set(&host, &"session".into(), &nothing).unwrap();
    Reflect::set(&host, &"fetch".into(), &fetch).unwrap();
    let none = Function::new_no_args("");
    Reflect::set(&host, &"ahead".into(), &none).unwrap();
    (host.into(), vec![emit])
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// One turn of the browser's event loop.
async fn turn() {
    let promise = Promise::new(&mut |resolve, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback_and_timeout_and_arguments(&resolve, 0, &Array::new())
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}
