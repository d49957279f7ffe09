//! The routes: what a browser asks and what it is told.

mod borrowers;
mod credit_lines;
mod json_body;
mod post_borrower;
mod session;
mod sign;
mod webhooks;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::map_response,
    routing::{MethodRouter, get, post},
};

use crate::{
    Proxy, language,
    problem::{Code, Problem},
};

/// Every route of the proxy and no other.
pub(crate) fn router() -> Router<Arc<Proxy>> {
    table()
        .into_iter()
        .fold(Router::new(), |router, (_, path, handler)| {
            router.route(path, handler)
        })
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
}

/// Where no route is.
pub(crate) async fn not_found() -> Problem {
    Code::NotFound.into()
}

/// Where a route takes other methods.
pub(crate) async fn method_not_allowed() -> Problem {
    Code::MethodNotAllowed.into()
}

/// Where the lender's events arrive.
pub(crate) const WEBHOOKS: &str = "/webhooks/{secret}";

/// The longest body of a request, in bytes.
const LONGEST_BODY: usize = 64 * 1024;

type Route = (&'static str, &'static str, MethodRouter<Arc<Proxy>>);

fn table() -> [Route; 7] {
    [
        ("get", "/session", told(get(session::read))),
        ("post", "/borrowers", told(post(post_borrower::enroll))),
        ("get", "/borrowers", told(get(borrowers::list))),
        ("post", "/borrowers/{id}/sign", told(post(sign::sign))),
        ("get", "/credit-lines", told(get(credit_lines::list))),
        ("post", WEBHOOKS, post(webhooks::receive)),
        ("get", "/healthz", get(healthz)),
    ]
}

/// A route that answers with a borrower, and so with texts in the browser's language.
fn told(route: MethodRouter<Arc<Proxy>>) -> MethodRouter<Arc<Proxy>> {
    route.route_layer(map_response(language::vary))
}

/// The process runs; the lender is not asked.
async fn healthz() -> StatusCode {
    StatusCode::OK
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    #[test]
    fn the_openapi_description_lists_exactly_these_routes() {
        let text = include_str!("../../../docs/proxy-openapi.json");
        let described: Value = serde_json::from_str(text).unwrap();
        let described: BTreeSet<(String, String)> = described["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, item)| {
                let methods = item.as_object().unwrap().keys();
                methods.map(|method| (method.clone(), path.clone()))
            })
            .collect();
        let routed: BTreeSet<(String, String)> = table()
            .into_iter()
            .map(|(method, path, _)| (method.to_owned(), path.to_owned()))
            .collect();
        assert_eq!(routed, described);
    }
}
