//! The core alone: its simulation, and how much of it the tests run.

use std::process::Command;

use crate::process::{self, Failure};
use crate::repo::Repo;
use crate::tools;

/// The least part of the core's lines that its tests have to run, in percent.
const LEAST: &str = "95";

/// Enrollments in virtual time, optimised; prints how often every stage and step came up, and a zero fails.
pub(crate) fn simulate(repo: &Repo, runs: u32) -> Result<(), Failure> {
    let mut command = repo.command("cargo");
    command
        .args(["test", "--release", "--locked", "--package", "enrollment"])
        .args(["--test", "simulation", "--", "--nocapture"])
        .env("SIMULATION_RUNS", runs.to_string());
    process::run(&mut command)
}

/// Prints the part of each file that the core's tests run, and fails where the sum is too little.
pub(crate) fn coverage(repo: &Repo) -> Result<(), Failure> {
    process::run(&mut tests(repo)?)
}

/// The core's tests, which say what they run of it.
pub(crate) fn tests(repo: &Repo) -> Result<Command, Failure> {
    tools::ensure(repo, &tools::LLVM_COV)?;
    tools::ensure_component(repo, "llvm-tools")?;
    let mut command = repo.command("cargo");
    command
        .args(["llvm-cov", "--locked", "--package", "enrollment"])
        .args(["--lib", "--tests", "--no-fail-fast", "--summary-only"])
        .args(["--fail-under-lines", LEAST]);
    Ok(command)
}
