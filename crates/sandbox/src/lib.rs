//! The lending API offline: a real HTTP server that refuses what the lender would refuse, and
//! that can be told to misbehave.
//!
//! [`app`] is the whole of it as an [`axum::Router`]; the binary serves it on a loopback address.
//! Every wait goes through tokio's clock, so a test with paused time never sleeps.

mod app;
mod application;
mod auth;
mod clock;
mod company_number;
mod conduct;
mod config;
mod enrollment;
mod event;
mod generator;
mod interference;
mod journal;
mod json_body;
mod missing_data;
mod page;
mod problem;
mod query;
mod random;
mod routes;
mod rules;
mod scenario;
mod schema;
mod settings;
mod state;
mod world;

pub use app::app;
pub use config::{Config, CreditLinesSpelling};
pub use settings::{Settings, SettingsError};
