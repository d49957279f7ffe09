//! The proxy's log: JSON, one object a line.

use tracing::{Level, Subscriber, level_filters::LevelFilter};
use tracing_subscriber::{Layer, filter::Targets, fmt::MakeWriter, layer::SubscriberExt, registry};

use crate::audit;

/// A subscriber that writes what the proxy says from `level` on, and the audit whatever the level is.
///
/// Libraries are left out: what they log of a connection or a URL is beyond the proxy's promise.
pub fn subscriber<W>(level: Level, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let only_ours = Targets::new()
        .with_default(LevelFilter::OFF)
        .with_target(env!("CARGO_CRATE_NAME"), level)
        .with_target(audit::TARGET, LevelFilter::INFO);
    let json = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_writer(writer)
        .with_filter(only_ours);
    registry().with(json)
}
