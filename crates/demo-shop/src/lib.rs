//! The demo checkout: a partner's shop, the reference partner proxy and the lending API's sandbox in one process.
//!
//! The shop does what a partner does and nothing more: it embeds the widget by one script tag, mints the
//! session token for the company that is signed in, mounts the proxy under its own origin, and lets its
//! server, not the browser, decide about an order. [`app`] is the shop as an [`axum::Router`];
//! [`Demo::start`] adds the listeners and the sandbox.

mod app;
mod assets;
mod cart;
mod company;
mod credit;
mod demo;
mod headers;
mod language;
mod lender;
mod money;
mod origin;
mod page;
mod problem;
mod proxy;
mod routes;
mod sandbox_control;
mod sessions;
mod settings;
mod template;
mod texts;

pub use app::{AppError, Config, app};
pub use demo::{Demo, StartError};
pub use lender::Lending;
pub use settings::{Settings, SettingsError, Upstream};
