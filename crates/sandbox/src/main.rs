//! Serves the sandbox until it is interrupted.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::process::ExitCode;

use sandbox::Settings;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
    match serve().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("sandbox: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), String> {
    let Settings { addr, mut config } =
        Settings::from_vars(var).map_err(|error| error.to_string())?;
    // Numbers of an earlier run would come back otherwise, and a proxy may remember those.
    config.seed = uuid::Uuid::new_v4().as_u64_pair().0;
    let listener = TcpListener::bind(addr)
        .await
        .map_err(|error| refused(addr, &error))?;
    let addr = listener
        .local_addr()
        .map_err(|error| refused(addr, &error))?;
    if !addr.ip().is_loopback() {
        tracing::warn!("beyond loopback anyone can read /_sandbox/requests");
    }
    tracing::info!("the lending API's sandbox is at http://{addr}");
    axum::serve(listener, sandbox::app(config))
        .with_graceful_shutdown(interrupted())
        .await
        .map_err(|error| error.to_string())
}

/// A value that is not Unicode is kept, mangled, so that it is refused rather than overlooked.
fn var(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

fn refused(addr: SocketAddr, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!("SANDBOX_ADDR: {addr} is in use"),
        _ => format!("SANDBOX_ADDR: cannot listen on {addr}: {error}"),
    }
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
