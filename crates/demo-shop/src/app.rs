use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::Redirect;
use axum::routing::{any, get, post};
use partner_proxy::config::ConfigProblems;
use tower_http::services::ServeDir;

use crate::cart::Cart;
use crate::lender::{Lender, Lending};
use crate::proxy::{self, Mint};
use crate::routes::{checkout, documents, orders, scenario, session, test_data};
use crate::sessions::Sessions;
use crate::{assets, headers, origin};

/// What one shop is set to.
#[derive(Clone, Debug)]
pub struct Config {
    /// The lending API that the shop's server and the proxy talk to.
    pub lending: Lending,
    /// The origins under which browsers reach this shop, as they send them.
    pub origins: Vec<String>,
    /// The folder with the built `index.html` and the page's other files.
    pub page_dir: PathBuf,
    /// The folder with the widget's script and WebAssembly.
    pub assets_dir: PathBuf,
    /// Names and values of the proxy's own variables, such as `REPAYMENT`.
    pub proxy: Vec<(String, String)>,
}

/// The whole shop, with the proxy under `/defacto`. Each call makes a shop without visitors.
///
/// # Errors
/// The proxy can't be set to this configuration, or TLS can't be set up.
pub fn app(config: Config) -> Result<Router, AppError> {
    let (proxy, mint) =
        proxy::of_shop(&config.lending, &config.origins, &config.proxy).map_err(AppError::Proxy)?;
    let lender = Lender::new(config.lending).ok_or(AppError::NoTls)?;
    let shop = Arc::new(Shop {
        lender,
        mint,
        cart: Cart::DEMO,
        origins: config.origins,
        index: config.page_dir.join("index.html"),
        sessions: Sessions::default(),
    });
    let page_files = ServeDir::new(&config.page_dir)
        .append_index_html_on_directories(false)
        .not_found_service(any(documents::not_found));
    let files = Router::new()
        .fallback_service(page_files)
        .layer(map_response(headers::revalidated));
    Ok(own_routes(&shop)
        .nest_service("/assets", assets::router(&config.assets_dir))
        .nest_service(proxy::PATH, proxy)
        .fallback_service(files)
        .layer(map_response(headers::secure)))
}

/// Why there is no shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppError {
    /// The proxy refuses its configuration.
    Proxy(ConfigProblems),
    /// TLS can't be set up on this machine.
    NoTls,
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Proxy(problems) => problems.fmt(f),
            Self::NoTls => f.write_str("TLS can't be set up: are the CA certificates installed?"),
        }
    }
}

impl std::error::Error for AppError {}

/// What the shop's own requests share.
pub(crate) struct Shop {
    pub(crate) lender: Lender,
    pub(crate) mint: Mint,
    pub(crate) cart: Cart,
    pub(crate) origins: Vec<String>,
    pub(crate) index: PathBuf,
    pub(crate) sessions: Sessions,
}

fn own_routes(shop: &Arc<Shop>) -> Router {
    let from_own_pages = Router::new()
        .route("/shop/enrollment-session", post(session::mint))
        .route("/shop/orders", post(orders::place))
        .route("/shop/restart", post(session::restart))
        .route("/shop/scenario", post(scenario::play))
        .route_layer(from_fn_with_state(Arc::clone(shop), origin::require_own));
    Router::new()
        .route("/", get(checkout::show))
        .route("/index.html", get(|| async { Redirect::permanent("/") }))
        .route("/shop/scenario", get(scenario::show))
        .route("/shop/test-data", get(test_data::show))
        .route("/legal/{file}", get(documents::legal))
        .merge(from_own_pages)
        .layer(map_response(headers::private))
        .with_state(Arc::clone(shop))
}
