//! Builds the checkout page and the raw WebAssembly with trunk, and the other WebAssembly beside it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::process::{self, Failure};
use crate::repo::Repo;
use crate::tools;

const PACKAGE: &str = "enrollment-widget";
const VALUES: &str = "enrollment-values";
/// The same as Trunk.toml's.
const PROFILE: &str = "widget";

/// What cargo knows of the workspace.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The version of the widget's package.
    pub(crate) version: String,
    /// Where cargo puts its output.
    pub(crate) target: PathBuf,
    /// The folders that hold the sources of registry packages.
    registries: BTreeSet<PathBuf>,
}

/// Builds into `target/trunk`, installing first what that takes.
pub(crate) fn build(repo: &Repo) -> Result<Workspace, Failure> {
    tools::ensure_target(repo, tools::BROWSER_TARGET)?;
    tools::ensure(repo, &tools::WASM_BINDGEN)?;
    tools::ensure(repo, &tools::TRUNK)?;
    let workspace = fetch(repo)?;
    let mut command = repo.command("trunk");
    make_reproducible(&mut command, repo, &workspace)?;
    command
        .arg("build")
        // trunk takes this variable for a boolean and stops at `NO_COLOR=1`.
        .env_remove("NO_COLOR");
    process::run(&mut command)?;
    Ok(workspace)
}

/// Builds the WebAssembly behind `validate()`, which takes no glue, and hands back where it is.
pub(crate) fn build_values(repo: &Repo, workspace: &Workspace) -> Result<PathBuf, Failure> {
    let mut command = repo.command("cargo");
    make_reproducible(&mut command, repo, workspace)?;
    command
        .args(["build", "--quiet", "--locked", "--package", VALUES])
        .args(["--profile", PROFILE, "--target", tools::BROWSER_TARGET]);
    process::run(&mut command)?;
    let folder = workspace.target.join(tools::BROWSER_TARGET).join(PROFILE);
    Ok(folder.join("enrollment_values.wasm"))
}

/// Lets nothing of the machine's own flags and folders show in the bytes that a command's cargo makes.
pub(crate) fn make_reproducible(
    command: &mut Command,
    repo: &Repo,
    workspace: &Workspace,
) -> Result<(), Failure> {
    let flags = remap_flags(repo, workspace)?;
    command
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .env("CARGO_INCREMENTAL", "0");
    Ok(())
}

/// Downloads the locked packages, which trunk and its cargo then find without a network.
pub(crate) fn fetch(repo: &Repo) -> Result<Workspace, Failure> {
    let mut command = repo.command("cargo");
    command.args(["fetch", "--locked", "--quiet"]);
    process::run(&mut command).map_err(|_| {
        Failure::new(
            "the locked packages could not be downloaded: check the network and try again, or run \
             by hand: cargo fetch --locked",
        )
    })?;
    let mut command = repo.command("cargo");
    command.args(["metadata", "--format-version", "1", "--locked", "--offline"]);
    let text = process::output(&mut command)?;
    serde_json::from_str(&text)
        .ok()
        .and_then(|metadata| workspace(&metadata))
        .ok_or_else(|| Failure::new("`cargo metadata` says nothing of the widget's package"))
}

fn workspace(metadata: &Value) -> Option<Workspace> {
    let packages = metadata.get("packages")?.as_array()?;
    let field = |package: &Value, name| Some(package.get(name)?.as_str()?.to_owned());
    let widget = packages
        .iter()
        .find(|package| field(package, "name").as_deref() == Some(PACKAGE))?;
    let registries = packages
        .iter()
        .filter(|package| field(package, "source").is_some())
        .filter_map(|package| {
            let manifest = PathBuf::from(field(package, "manifest_path")?);
            Some(manifest.parent()?.parent()?.to_owned())
        })
        .collect();
    Some(Workspace {
        version: field(widget, "version")?,
        target: field(metadata, "target_directory")?.into(),
        registries,
    })
}

/// Flags that give every machine the same paths in panic messages; a later one wins.
fn remap_flags(repo: &Repo, workspace: &Workspace) -> Result<Vec<String>, Failure> {
    let sysroot = process::output(repo.command("rustc").args(["--print", "sysroot"]))?;
    let about = process::output(repo.command("rustc").arg("-vV"))?;
    let commit = about
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .unwrap_or("unknown");
    let sysroot = Path::new(sysroot.trim());
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let mut flags = vec![
        remap(sysroot, "rust"),
        // What the standard library calls itself where its sources are not installed.
        remap(
            &sysroot.join("lib/rustlib/src/rust"),
            &format!("/rustc/{commit}"),
        ),
        remap(repo.root(), "."),
        remap(&workspace.target, "target"),
    ];
    flags.extend(
        workspace
            .registries
            .iter()
            .map(|folder| remap(folder, "dep")),
    );
    Ok(flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_read_from_what_cargo_prints() {
        let metadata = serde_json::json!({
            "target_directory": "/repo/target",
            "packages": [
                {"name": "serde", "version": "1.0.0", "source": "registry+https://example.test",
                 "manifest_path": "/home/.cargo/registry/src/index/serde-1.0.0/Cargo.toml"},
                {"name": "enrollment-widget", "version": "1.2.3", "source": null,
                 "manifest_path": "/repo/Cargo.toml"},
            ],
        });
        let workspace = workspace(&metadata).unwrap();
        assert_eq!(workspace.version, "1.2.3");
        assert_eq!(workspace.target, PathBuf::from("/repo/target"));
        assert_eq!(
            workspace.registries,
            BTreeSet::from([PathBuf::from("/home/.cargo/registry/src/index")])
        );
    }

    #[test]
    fn a_workspace_without_the_widget_is_none() {
        let metadata = serde_json::json!({"target_directory": "/t", "packages": []});
        assert!(workspace(&metadata).is_none());
    }
}
