//! The demo shop that scripts start to test or measure the package.

use std::env;
use std::process::Command;

use crate::process::{self, Failure};
use crate::repo::Repo;
use crate::trunk;

/// What they start.
const SERVERS: [(&str, &str); 2] = [
    ("demo-shop", "DEMO_SHOP_BIN"),
    ("partner-proxy", "PARTNER_PROXY_BIN"),
];

/// Builds the servers and tells a command where they, the page and the package are.
pub(crate) fn serve_dist(repo: &Repo, command: &mut Command) -> Result<(), Failure> {
    let target = trunk::fetch(repo)?.target;
    let mut build = repo.command("cargo");
    build.args(["build", "--locked"]);
    for (server, variable) in SERVERS {
        build.args(["--package", server]);
        let binary = target.join("debug").join(server);
        command.env(variable, binary.with_extension(env::consts::EXE_EXTENSION));
    }
    process::run(&mut build)?;
    command
        .env("SHOP_PAGE_DIR", repo.path("target/trunk"))
        .env("SHOP_ASSETS_DIR", repo.path("dist"));
    Ok(())
}
