use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use uuid::Uuid;

use crate::app::Shop;
use crate::company::Company;
use crate::language::Language;
use crate::problem::Problem;

/// The visitors who are signed in. Only the last [`MOST`] are remembered.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<Remembered>);

/// One visitor, signed in for one company.
pub(crate) struct Session {
    id: Uuid,
    company: Company,
    language: Mutex<Language>,
    order: tokio::sync::Mutex<Option<String>>,
}

const COOKIE: &str = "shop_session";
const MOST: usize = 1_000;

impl Sessions {
    /// Signs a visitor in.
    pub(crate) fn open(&self, company: Company) -> Arc<Session> {
        let session = Arc::new(Session {
            id: Uuid::new_v4(),
            company,
            language: Mutex::default(),
            order: tokio::sync::Mutex::default(),
        });
        let mut remembered = self.remembered();
        remembered.by_id.insert(session.id, Arc::clone(&session));
        remembered.oldest_first.push_back(session.id);
        if remembered.oldest_first.len() > MOST
            && let Some(oldest) = remembered.oldest_first.pop_front()
        {
            remembered.by_id.remove(&oldest);
        }
        session
    }

    /// The session that a request's cookie names.
    pub(crate) fn of(&self, headers: &HeaderMap) -> Option<Arc<Session>> {
        let id = session_id(headers)?;
        self.remembered().by_id.get(&id).cloned()
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    pub(crate) const fn company(&self) -> &Company {
        &self.company
    }

    /// The language in which the page was last asked for.
    pub(crate) fn language(&self) -> Language {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn speak(&self, language: Language) {
        *self.language.lock().unwrap_or_else(PoisonError::into_inner) = language;
    }

    /// The number of the order, once placed. Holding the lock keeps a second click waiting.
    pub(crate) const fn order(&self) -> &tokio::sync::Mutex<Option<String>> {
        &self.order
    }

    /// The `Set-Cookie` that signs a browser in. No `Secure`: the demo is served over plain http on loopback.
    pub(crate) fn cookie(&self) -> String {
        format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", self.id)
    }
}

/// The `Set-Cookie` that signs a browser out.
pub(crate) fn expired_cookie() -> String {
    format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

#[derive(Default)]
struct Remembered {
    by_id: HashMap<Uuid, Arc<Session>>,
    oldest_first: VecDeque<Uuid>,
}

/// A request of a signed-in visitor; any other is a 401.
pub(crate) struct SignedIn(pub(crate) Arc<Session>);

impl FromRequestParts<Arc<Shop>> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, shop: &Arc<Shop>) -> Result<Self, Problem> {
        let session = shop.sessions.of(&parts.headers);
        session
            .map(Self)
            .ok_or_else(|| Problem::new(StatusCode::UNAUTHORIZED, "not_signed_in", Language::En))
    }
}

impl OptionalFromRequestParts<Arc<Shop>> for SignedIn {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        shop: &Arc<Shop>,
    ) -> Result<Option<Self>, Self::Rejection> {
        Ok(shop.sessions.of(&parts.headers).map(Self))
    }
}

fn session_id(headers: &HeaderMap) -> Option<Uuid> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, value)| value.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use serde_json::json;

    fn company() -> Company {
        let body = json!({"name": "A", "identifier": "732829320", "identifier_type": "siren"});
        Company::generated(body).unwrap()
    }

    fn headers(session: &Session) -> HeaderMap {
        let pair = session.cookie();
        let pair = format!("theme=dark; {}", pair.split(';').next().unwrap());
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::try_from(pair).unwrap())])
    }

    #[test]
    fn a_cookie_finds_its_session_among_others() {
        let sessions = Sessions::default();
        let (first, second) = (sessions.open(company()), sessions.open(company()));
        assert_eq!(sessions.of(&headers(&first)).unwrap().id, first.id);
        assert_eq!(sessions.of(&headers(&second)).unwrap().id, second.id);
        assert!(sessions.of(&HeaderMap::new()).is_none());
    }

    #[test]
    fn the_oldest_session_goes_when_there_are_too_many() {
        let sessions = Sessions::default();
        let first = sessions.open(company());
        let second = sessions.open(company());
        for _ in 0..MOST - 1 {
            sessions.open(company());
        }
        assert!(sessions.of(&headers(&first)).is_none());
        assert!(sessions.of(&headers(&second)).is_some());
        assert_eq!(sessions.remembered().by_id.len(), MOST);
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let cookie = Sessions::default().open(company()).cookie();
        assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"));
    }
}
