//! Calls of the proxy.

use std::cell::{Cell, RefCell};

use enrollment::{domain::Language, flow::CallError, wire::answer::Answer};
use gloo_net::http::Headers;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

use super::{
    bare::bare,
    clock::{Moment, Trip},
    host::Host,
    json,
};
use crate::options::Auth;

/// What this browser may do.
pub(super) const SESSION: &str = "/session";

/// A request that is not yet a browser's.
pub(super) struct Call {
    path: String,
    /// Whether the answer may be held back until there is something to tell.
    hold: bool,
    filter: Option<(&'static str, String)>,
    body: Option<String>,
}

pub(super) struct Http {
    base: String,
    auth: Auth,
    credentials: &'static str,
    /// What the lender's own words are wanted in.
    language: Cell<Language>,
    host: Host,
    token: RefCell<Option<String>>,
    /// Whether the last token was refused.
    refused: Cell<bool>,
    /// When the session was last asked for and told.
    session_trip: Cell<Option<Trip>>,
}

impl Call {
    pub(super) fn get(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            hold: false,
            filter: None,
            body: None,
        }
    }

    pub(super) fn post(path: &str, body: String) -> Self {
        Self {
            body: Some(body),
            ..Self::get(path)
        }
    }

    pub(super) fn held(self, hold: bool) -> Self {
        Self { hold, ..self }
    }

    pub(super) fn about(self, filter: &'static str, number: &str) -> Self {
        Self {
            filter: Some((filter, number.to_owned())),
            ..self
        }
    }
}

impl Http {
    pub(super) fn new(
        base: String,
        auth: Auth,
        credentials: &'static str,
        language: Language,
        host: Host,
    ) -> Self {
        Self {
            base,
            auth,
            credentials,
            language: Cell::new(language),
            host,
            token: RefCell::new(None),
            refused: Cell::new(false),
            session_trip: Cell::new(None),
        }
    }

    /// Makes a call; nothing readable is [`CallError::NO_ANSWER`]. After a refused token the next call asks for another,
    /// and reading the session does so by itself: what else is called has to know first whose session the new one is.
    pub(super) async fn send(&self, call: Call) -> Result<Answer, CallError> {
        let is_session = call.path == SESSION;
        // A call that would wait for somebody to sign in would leave long after it was decided on.
        if self.auth == Auth::Token && !is_session && self.token.borrow().is_none() {
            return Err(CallError::LOST_SESSION);
        }
        let answer = self.attempt(&call).await?;
        if answer.status == 401 && self.auth == Auth::Token {
            self.token.replace(None);
            self.refused.set(true);
            if is_session {
                return self.attempt(&call).await;
            }
        }
        Ok(answer)
    }

    /// When the session was last asked for, with a token where one is needed, and told.
    pub(super) fn session_trip(&self) -> Option<Trip> {
        self.session_trip.get()
    }

    /// From now on the lender's own words are wanted in another language.
    pub(super) fn speak(&self, language: Language) {
        self.language.set(language);
    }

    /// The proxy's base.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    async fn attempt(&self, call: &Call) -> Result<Answer, CallError> {
        // Awaited before the deadline begins: a token may take as long as a person takes to sign in.
        let token = match self.auth {
            Auth::Token => Some(self.token().await?),
            Auth::Cookie => None,
        };
        let mut url = [&*self.base, &*call.path].concat();
        // A token names the borrower itself; without one the query does.
        if let Some((name, number)) = call.filter.as_ref().filter(|_| self.auth == Auth::Cookie) {
            let number = String::from(js_sys::encode_uri_component(number));
            url = [&*url, "?", name, "=", &number].concat();
        }
        let is_session = call.path == SESSION;
        let question = [token.as_deref().unwrap_or_default(), " ", &url].concat();
        let ahead = is_session.then(|| self.host.ahead(&question)).flatten();
        let answer = if let Some(answer) = ahead {
            answer
        } else {
            let is_read = call.body.is_none();
            self.host.fetch(&url, &self.init(call, token)?, is_read)
        };
        let body = text(&answer).await.ok_or(CallError::NO_ANSWER)?;
        if is_session {
            self.session_trip.set(trip(&answer));
        }
        // Not by its class: it may be of the page's own make, or of another frame's.
        let response: Response = answer.get(5).unchecked_into();
        let header = |name| response.headers().get(name).ok().flatten();
        Ok(Answer {
            status: response.status(),
            retry_after: header("Retry-After").and_then(|seconds| seconds.trim().parse().ok()),
            body: json::parse(&body),
            held: call.hold
                && header("Preference-Applied").is_some_and(|applied| applied.starts_with("wait")),
        })
    }

    /// How a call is made.
    fn init(&self, call: &Call, token: Option<String>) -> Result<RequestInit, CallError> {
        let headers = Headers::new();
        headers.set("Accept", "application/json");
        headers.set("Accept-Language", self.language.get().as_str());
        if call.hold {
            headers.set("Prefer", "wait=25");
        }
        if let Some(token) = token {
            headers.set("Authorization", &["Bearer ", &token].concat());
        }
        let init: RequestInit = bare().unchecked_into();
        if let Some(body) = &call.body {
            headers.set("Content-Type", "application/json");
            init.set_method("POST");
            init.set_body(&body.into());
        }
        // A plain object, and the address as text: scripts that stand between add headers of their own to these.
        let headers = js_sys::Object::from_entries(&headers.into_raw());
        init.set_headers(headers.map_err(|_| CallError::NO_ANSWER)?.as_ref());
        let _ = Reflect::set(&init, &"credentials".into(), &self.credentials.into());
        Ok(init)
    }

    async fn token(&self) -> Result<String, CallError> {
        let known = self.token.borrow().clone();
        if let Some(token) = known {
            return Ok(token);
        }
        let token = JsFuture::from(self.host.session(self.refused.take()))
            .await
            .ok()
            .and_then(|token| token.as_string())
            // Anything else is no token, and a header would not take it.
            .filter(|token| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
        self.token.replace(token.clone());
        token.ok_or(CallError::NO_SESSION)
    }
}

/// The first of what [`Host::fetch`] gives: a page's own `fetch` may reject with anything and answer with anything.
async fn text(answer: &js_sys::Array) -> Option<String> {
    let promise: js_sys::Promise = answer.get(0).unchecked_into();
    JsFuture::from(promise).await.ok()?.as_string()
}

/// When it was asked for and came.
fn trip(answer: &js_sys::Array) -> Option<Trip> {
    let at = |index| answer.get(index).as_f64();
    Some(Trip {
        asked: Moment::of(at(1)?, at(2)?),
        answered: Moment::of(at(3)?, at(4)?),
    })
}
