//! Serves the demo checkout: the widget, the partner proxy and the sandbox on one port.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use crate::process::Failure;
use crate::repo::{self, Repo};
use crate::shipment::Assets;
use crate::{script, shipment, trunk};

/// Builds what is not up to date, then becomes the shop until it is stopped.
pub(crate) fn run(repo: &Repo, port: u16) -> Result<(), Failure> {
    // Before the builds: nobody should wait minutes to learn this.
    ensure_free(port)?;
    let workspace = trunk::build(repo)?;
    let version = &workspace.version;
    let assets = Assets::new(
        script::raw_wasm(repo)?,
        repo::read_bytes(&trunk::build_values(repo, &workspace)?)?,
        script::style_sheet(repo)?.into_bytes(),
    );
    let skeleton = script::skeleton_sheet(repo)?;
    let glue = script::raw_glue(repo)?;
    let script = script::assemble(repo, version, &skeleton, &glue, &assets)?;
    let folder = repo.path("target/demo");
    shipment::write(&folder, version, script.as_bytes(), &assets)?;
    println!("Starting the demo shop on http://127.0.0.1:{port}/ (Ctrl+C stops it)");
    let mut shop = repo.command("cargo");
    shop.args(["run", "--quiet", "--locked", "--package", "demo-shop"])
        .env("SHOP_ADDR", format!("127.0.0.1:{port}"))
        .env("SHOP_PAGE_DIR", repo.path("target/trunk"))
        .env("SHOP_ASSETS_DIR", folder);
    become_program(&mut shop)
}

fn ensure_free(port: u16) -> Result<(), Failure> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Failure::new(match error.kind() {
            ErrorKind::AddrInUse => {
                format!("port {port} is in use: choose another with `cargo xtask demo --port N`")
            }
            _ => format!(
                "port {port} cannot be used ({error}): choose another with `cargo xtask demo \
                 --port N`"
            ),
        })),
    }
}

/// Replaces this process, so that a signal sent to it reaches the shop.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(Failure::new(format!(
        "the demo shop could not be started: {error}"
    )))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<(), Failure> {
    crate::process::run(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_named_with_the_way_out() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let line = ensure_free(port).unwrap_err().to_string();
        assert!(line.contains(&format!("port {port} is in use")));
        assert!(line.contains("--port"));
        drop(taken);
        assert!(ensure_free(port).is_ok());
    }
}
