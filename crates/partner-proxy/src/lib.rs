//! The reference partner proxy: stands between the borrower's browser and the lending API, and keeps the API key.
//!
//! [`app`] makes the router from a [`Config`]; a partner's server mints the browser's token with
//! [`session::SessionSecrets::mint`]. What it promises and how it is run is told in `docs/proxy.md`.

pub mod config;
pub mod logging;
pub mod session;

mod address;
mod audit;
mod caller;
mod clock;
mod company;
mod enrolling;
mod gate;
mod language;
mod lender;
mod observe;
mod problem;
mod routes;
mod submission;
mod waiting;

use std::sync::Arc;

use axum::{Router, middleware};
use tokio::sync::watch;

pub use config::Config;

use self::{
    enrolling::Flights,
    lender::Lender,
    session::Bindings,
    waiting::{Places, Polls, Wakes},
};

/// The proxy's routes, under the base path where one is set.
///
/// Where [`Config`] trusts proxies in front, serve it with `into_make_service_with_connect_info::<SocketAddr>()`:
/// a request whose peer is not known is never trusted.
pub fn app(config: Config) -> Router {
    let (_, never) = watch::channel(false);
    app_until(config, never)
}

/// As [`app`], and once `stopping` holds `true` no request waits any more: those that do are answered at once.
pub fn app_until(config: Config, stopping: watch::Receiver<bool>) -> Router {
    let cors = gate::cors(&config);
    let base_path = config.base_path().to_owned();
    let proxy = Arc::new(Proxy {
        lender: Lender::new(&config),
        bindings: Bindings::default(),
        flights: Flights::default(),
        polls: Arc::new(Polls::default()),
        places: Places::new(config.waiting()),
        wakes: Wakes::new(config.waiting().between_wakes),
        stopping,
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
    polls: Arc<Polls>,
    places: Arc<Places>,
    wakes: Arc<Wakes>,
    /// Whether the process is about to end.
    stopping: watch::Receiver<bool>,
}
