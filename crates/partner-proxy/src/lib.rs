//! The reference partner proxy: stands between the borrower's browser and the lending API, and keeps the API key.
//!
//! [`app`] makes the router from a [`Config`]; a partner's server mints the browser's token with
//! [`session::SessionSecrets::mint`]. What it promises and how it is run is told in `docs/proxy.md`.

pub mod config;
pub mod logging;
pub mod session;

mod audit;
mod caller;
mod clock;
mod company;
mod enrolling;
mod gate;
mod lender;
mod observe;
mod problem;
mod routes;

use std::sync::Arc;

use axum::{Router, middleware};

pub use config::Config;

use self::{enrolling::Flights, lender::Lender, session::Bindings};

/// The proxy's routes, under the base path where one is set.
///
/// Where [`Config`] trusts proxies in front, serve it with `into_make_service_with_connect_info::<SocketAddr>()`:
/// a request whose peer is not known is never trusted.
pub fn app(config: Config) -> Router {
    let cors = gate::cors(&config);
    let base_path = config.base_path().to_owned();
    let proxy = Arc::new(Proxy {
        lender: Lender::new(&config),
        bindings: Bindings::default(),
        flights: Flights::default(),
        config,
    });
    let routes = routes::router();
    let routes = if base_path.is_empty() {
        routes
    } else {
        Router::new().nest(&base_path, routes)
    };
    routes
        .fallback(routes::not_found)
        .method_not_allowed_fallback(routes::method_not_allowed)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&proxy),
            gate::guard,
        ))
        .layer(cors)
        .layer(middleware::from_fn(observe::observe))
        .with_state(proxy)
}

/// What every request shares.
struct Proxy {
    config: Config,
    lender: Lender,
    bindings: Bindings,
    flights: Flights,
}
