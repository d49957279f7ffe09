//! The project's commands: `cargo xtask <command>`.

mod args;
mod bench;
mod browsers;
mod core;
mod count;
mod demo;
mod dist;
mod gallery;
mod join;
mod node;
mod process;
mod repo;
mod report;
mod script;
mod shipment;
mod shop;
mod size;
mod slim;
mod source;
mod test;
mod tools;
mod trunk;
mod version;
mod wasm;
mod weigh;

use std::process::ExitCode;

use args::Command;
use repo::Repo;

fn main() -> ExitCode {
    let command = match args::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(misuse) => {
            eprintln!("error: {misuse}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    let outcome = Repo::locate().and_then(|repo| match command {
        Command::Help => {
            print!("{}", args::USAGE);
            Ok(ExitCode::SUCCESS)
        }
        Command::Tools => tools::install_all(&repo).map(|()| ExitCode::SUCCESS),
        Command::Demo { port } => demo::run(&repo, port).map(|()| ExitCode::SUCCESS),
        Command::Build => dist::build(&repo).map(|()| ExitCode::SUCCESS),
        Command::Size => size::check(&repo).map(|()| ExitCode::SUCCESS),
        Command::Gallery(options) => gallery::run(&repo, &options).map(|()| ExitCode::SUCCESS),
        Command::Simulate { runs } => core::simulate(&repo, runs).map(|()| ExitCode::SUCCESS),
        Command::Coverage => core::coverage(&repo).map(|()| ExitCode::SUCCESS),
        Command::Bench(bench) => bench::run(&repo, bench).map(|()| ExitCode::SUCCESS),
        Command::Test(options) => Ok(test::run(&repo, options)),
    });
    outcome.unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        ExitCode::FAILURE
    })
}
