//! The reference partner proxy as a process: everything it is set to is in its environment.

use std::{
    io::{self, Write},
    net::SocketAddr,
    process::ExitCode,
};

use partner_proxy::{Config, logging};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            let _ = writeln!(io::stderr(), "{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until it is told to stop; requests that have begun then end first, those that wait at once.
async fn run() -> Result<(), String> {
    let config = Config::from_env(variable).map_err(|problems| problems.to_string())?;
    tracing::subscriber::set_global_default(logging::subscriber(config.log(), io::stdout))
        .map_err(|error| error.to_string())?;
    let address = config.listen_addr();
    let cannot_listen =
        |error: io::Error| format!("LISTEN_ADDR: can't listen on {address}: {error}");
    let listener = TcpListener::bind(address).await.map_err(cannot_listen)?;
    let address = listener.local_addr().map_err(cannot_listen)?;
    let mut terminated = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    let (stop, stopping) = watch::channel(false);
    let stopped = async move {
        tokio::select! {
            _ = terminated.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        tracing::info!("stopping");
        stop.send_replace(true);
    };
    tracing::info!(%address, "listening");
    let service = partner_proxy::app_until(config, stopping)
        .into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stopped)
        .await
        .map_err(|error| error.to_string())
}

/// A text that is not UTF-8 comes through marked, so that it is refused and not overlooked.
fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|text| text.to_string_lossy().into_owned())
}
