use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post, put};
use axum::{Router, extract::Request};

use crate::config::{Config, CreditLinesSpelling};
use crate::problem::{self, Problem};
use crate::routes::{
    borrower, borrowers, control, credit_lines, generators, translation, webhooks,
};
use crate::state::Sandbox;
use crate::{auth, journal};

/// A sandbox of its own, with its memory inside: routers made by two calls share nothing.
///
/// The lender's routes want `Authorization: Bearer <api_key>`; `/translation` and `/_sandbox`
/// take no key. `/_sandbox` shows whatever was received: serve it on loopback only.
pub fn app(config: Config) -> Router {
    let sandbox = Sandbox::from_config(config);
    lender(&sandbox)
        .route(
            "/translation/denial-code/{code}",
            get(translation::denial_code),
        )
        .fallback(no_such_path)
        .method_not_allowed_fallback(no_such_method)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(sandbox.clone(), journal::note))
        .merge(control_room())
        .layer(from_fn(problem::render))
        .with_state(sandbox)
}

/// The routes that want the key.
fn lender(sandbox: &Sandbox) -> Router<Sandbox> {
    let mut router = Router::new()
        .route("/hello", get(hello))
        .route("/borrowers", post(borrowers::enroll).get(borrowers::list))
        .route("/borrower/{id}", get(borrower::show))
        .route("/borrower/{id}/sign", post(borrower::sign))
        .route("/sandbox/business-generator", get(generators::business))
        .route("/sandbox/iban-generator", get(generators::iban))
        .route("/sandbox/business-eligible", post(generators::eligibility))
        .route("/webhooks", post(webhooks::subscribe).get(webhooks::list));
    let spellings: &[&str] = match sandbox.config().credit_lines_spelling {
        CreditLinesSpelling::Both => &["/credit_lines", "/credit-lines"],
        CreditLinesSpelling::Underscore => &["/credit_lines"],
        CreditLinesSpelling::Hyphen => &["/credit-lines"],
    };
    for path in spellings {
        router = router.route(path, get(credit_lines::list));
    }
    router.route_layer(from_fn_with_state(sandbox.clone(), auth::require_key))
}

/// The sandbox's own routes, which the journal leaves out.
fn control_room() -> Router<Sandbox> {
    Router::new()
        .route(
            "/_sandbox/scenarios/{identifier}",
            put(control::play).get(control::playing),
        )
        .route(
            "/_sandbox/requests",
            get(control::requests).delete(control::forget),
        )
}

async fn hello() -> &'static str {
    "Hello"
}

async fn no_such_path() -> Problem {
    Problem::not_found("There is nothing at this path.")
}

async fn no_such_method(request: Request) -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("{} is not served at this path.", request.method()),
    )
}
