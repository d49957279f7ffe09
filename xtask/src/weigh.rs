//! What the values and their parsers add to the WebAssembly that a borrower downloads.

use std::path::Path;

use crate::process::{self, Failure};
use crate::repo::{self, Repo};
use crate::tools::BROWSER_TARGET;
use crate::{node, shipment, slim, tools, trunk};

/// The most that the values may add.
const LIMIT: usize = 12_000;

/// Every parser behind one export.
const VALUES: &str = "weigh_values";
/// The same without a parser: what the widget holds anyway.
const NOTHING: &str = "weigh_nothing";

/// Prints what the values add and fails above the limit.
pub(crate) fn check(repo: &Repo) -> Result<(), Failure> {
    tools::ensure_target(repo, BROWSER_TARGET)?;
    node::ensure_packages(repo)?;
    let workspace = trunk::fetch(repo)?;
    let mut command = repo.command("cargo");
    command
        .args(["build", "--quiet", "--locked", "--package", "enrollment"])
        .args(["--profile", "widget", "--target", BROWSER_TARGET])
        .args(["--example", VALUES, "--example", NOTHING]);
    trunk::make_reproducible(&mut command, repo, &workspace)?;
    process::run(&mut command)?;
    let built = workspace
        .target
        .join(BROWSER_TARGET)
        .join("widget/examples");
    let weight = Weight {
        values: brotli(repo, &built, VALUES)?,
        nothing: brotli(repo, &built, NOTHING)?,
    };
    println!("{}", weight.line());
    weight.judge()
}

/// Both in bytes of brotli.
#[derive(Clone, Copy, Debug)]
struct Weight {
    values: usize,
    nothing: usize,
}

impl Weight {
    fn added(self) -> usize {
        self.values.saturating_sub(self.nothing)
    }

    fn line(self) -> String {
        let added = self.added();
        format!("the values add {added} bytes of brotli (limit {LIMIT})")
    }

    fn judge(self) -> Result<(), Failure> {
        match self.added() {
            // All parsers for nothing: then they were optimized away.
            0 => Err(Failure::new(format!(
                "{VALUES} weighs no more than {NOTHING}: what it exports must reach every parser"
            ))),
            added if added > LIMIT => Err(Failure::new(format!(
                "the values add {added} bytes of brotli, {} above the limit of {LIMIT}",
                added - LIMIT
            ))),
            _ => Ok(()),
        }
    }
}

fn brotli(repo: &Repo, built: &Path, example: &str) -> Result<usize, Failure> {
    let wasm = repo
        .path("target/weigh")
        .join(example)
        .with_extension("wasm");
    repo::write(
        &wasm,
        &repo::read_bytes(&built.join(example).with_extension("wasm"))?,
    )?;
    let slim = slim::slim_alone(repo, &wasm)?;
    shipment::brotli_length(&slim)
        .map_err(|error| Failure::new(format!("{example} cannot be compressed: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(values: usize, nothing: usize) -> Result<(), String> {
        let weight = Weight { values, nothing };
        weight.judge().map_err(|failure| failure.to_string())
    }

    #[test]
    fn only_what_comes_on_top_counts() {
        let weight = Weight {
            values: 14_000,
            nothing: 5_000,
        };
        assert_eq!(
            weight.line(),
            "the values add 9000 bytes of brotli (limit 12000)"
        );
    }

    #[test]
    fn one_byte_above_the_limit_fails() {
        assert_eq!(judged(17_000, 5_000), Ok(()));
        let line = judged(17_001, 5_000).unwrap_err();
        assert!(line.contains("12001") && line.contains("1 above"));
    }

    #[test]
    fn values_that_weigh_nothing_were_not_weighed() {
        assert!(judged(5_000, 5_000).is_err());
        assert!(judged(4_999, 5_000).is_err());
    }
}
