//! The command-line tools, pinned, and the toolchain's targets.

use std::process::Command;

use crate::process::{self, Failure, typed};
use crate::repo::Repo;
use crate::version::Version;

/// A tool that cargo installs.
#[derive(Debug)]
pub(crate) struct Tool {
    program: &'static str,
    package: &'static str,
    version: Version,
    options: &'static [&'static str],
    minutes: u8,
}

pub(crate) const TRUNK: Tool = Tool {
    program: "trunk",
    package: "trunk",
    version: Version::new(0, 21, 14),
    options: &["--locked", "--no-default-features", "--features", "rustls"],
    minutes: 4,
};

/// Equal to the `wasm-bindgen` in Cargo.lock, or trunk refuses it; brings the test runner too.
pub(crate) const WASM_BINDGEN: Tool = Tool {
    program: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: Version::new(0, 2, 130),
    options: &[],
    minutes: 2,
};

pub(crate) const WASM_PACK: Tool = Tool {
    program: "wasm-pack",
    package: "wasm-pack",
    version: Version::new(0, 15, 1),
    options: &["--locked"],
    minutes: 2,
};

pub(crate) const GECKODRIVER: Tool = Tool {
    program: "geckodriver",
    package: "geckodriver",
    version: Version::new(0, 37, 1),
    options: &["--locked"],
    minutes: 4,
};

pub(crate) const LLVM_COV: Tool = Tool {
    program: "cargo-llvm-cov",
    package: "cargo-llvm-cov",
    version: Version::new(0, 9, 1),
    options: &["--locked"],
    minutes: 1,
};

/// The target of the widget.
pub(crate) const BROWSER_TARGET: &str = "wasm32-unknown-unknown";
/// A target without a standard library: the core must build for it.
pub(crate) const BARE_TARGET: &str = "wasm32v1-none";

/// Installs every tool and target that some command needs.
pub(crate) fn install_all(repo: &Repo) -> Result<(), Failure> {
    ensure_target(repo, BROWSER_TARGET)?;
    ensure_target(repo, BARE_TARGET)?;
    for tool in [WASM_BINDGEN, WASM_PACK, TRUNK, GECKODRIVER, LLVM_COV] {
        ensure(repo, &tool)?;
    }
    Ok(())
}

/// Installs a tool unless it is there in its pinned version.
pub(crate) fn ensure(repo: &Repo, tool: &Tool) -> Result<(), Failure> {
    if installed(repo, tool) == Some(tool.version) {
        return Ok(());
    }
    println!(
        "Installing {} {} into target/tools, once; this takes about {} minutes",
        tool.package, tool.version, tool.minutes
    );
    let mut command = install_command(repo, tool);
    process::run(&mut command).map_err(|_| {
        Failure::new(format!(
            "{} {} could not be installed: check the network and try again, or run by hand: {}",
            tool.package,
            tool.version,
            typed(&command)
        ))
    })
}

/// Adds a compilation target to the toolchain that rust-toolchain.toml names, unless it is there.
pub(crate) fn ensure_target(repo: &Repo, target: &str) -> Result<(), Failure> {
    let mut query = repo.command("rustc");
    query.args(["--print", "target-libdir", "--target", target]);
    let folder = process::output(&mut query)?;
    if std::path::Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    rustup(repo, &["target", "add", target])
}

/// Adds rustfmt and clippy to the toolchain, unless they are there.
pub(crate) fn ensure_lint_tools(repo: &Repo) -> Result<(), Failure> {
    for (program, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::version_line(repo.command("cargo").arg(program)).is_none() {
            rustup(repo, &["component", "add", component])?;
        }
    }
    Ok(())
}

/// Adds a component to the toolchain, unless it is there.
pub(crate) fn ensure_component(repo: &Repo, name: &str) -> Result<(), Failure> {
    let mut query = repo.command("rustup");
    query.args(["component", "list", "--installed"]);
    let installed = process::output(&mut query)?;
    if installed.lines().any(|line| line.starts_with(name)) {
        return Ok(());
    }
    rustup(repo, &["component", "add", name])
}

fn installed(repo: &Repo, tool: &Tool) -> Option<Version> {
    let line = process::version_line(&mut repo.command(tool.program))?;
    Version::find(&line)
}

/// A debug build: it installs in a third of the time, and what the tools produce is the same.
fn install_command(repo: &Repo, tool: &Tool) -> Command {
    let mut command = repo.command("cargo");
    command
        .arg("install")
        .arg(format!("{}@{}", tool.package, tool.version))
        .args(tool.options)
        .args(["--debug", "--force"])
        .args(["--root", "target/tools"])
        .args(["--target-dir", "target/tools/build"])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_INCREMENTAL", "0");
    command
}

fn rustup(repo: &Repo, args: &[&str]) -> Result<(), Failure> {
    if process::version_line(&mut repo.command("rustup")).is_none() {
        return Err(Failure::new(format!(
            "rustup is missing: install it as https://rustup.rs says, or give your toolchain what \
             `rustup {}` would",
            args.join(" ")
        )));
    }
    let mut command = repo.command("rustup");
    command.args(args);
    process::run(&mut command).map_err(|_| {
        Failure::new(format!(
            "the toolchain is incomplete: check the network and try again, or run by hand: {}",
            typed(&command)
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_bindgen_is_pinned_to_the_version_in_the_lock_file() {
        let lock = include_str!("../../Cargo.lock");
        let entry = format!(
            "name = \"wasm-bindgen\"\nversion = \"{}\"",
            WASM_BINDGEN.version
        );
        assert!(lock.contains(&entry));
    }
}
