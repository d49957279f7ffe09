//! Serves the demo checkout until it is interrupted. What is set by which variable: `demo_shop::Settings`.

use std::process::ExitCode;

use demo_shop::{Demo, Settings};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("demo-shop: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let settings =
        Settings::from_vars(|name| std::env::var(name).ok()).map_err(|error| error.to_string())?;
    let demo = Demo::start(settings)
        .await
        .map_err(|error| error.to_string())?;
    println!("{demo}");
    tokio::select! {
        served = demo.serve() => served.map_err(|error| error.to_string()),
        () = interrupted() => Ok(()),
    }
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
