//! What a check of a value costs, here and elsewhere, how fast the button unlocks and how soon the form can be typed into.
//! Figures to look at: none of them fails anything.

mod form;
mod unlock;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::args::Bench;
use crate::process::{self, Failure};
use crate::repo::{self, Repo};
use crate::{dist, shipment};

/// The most that a native check of an IBAN may take.
const NATIVE_LIMIT: f64 = 1_000.0;

/// Runs a benchmark and prints its table.
pub(crate) fn run(repo: &Repo, bench: Bench) -> Result<(), Failure> {
    match bench {
        Bench::Values => values(repo),
        Bench::Unlock { runs } => unlock::run(repo, runs),
        Bench::Form { runs } => form::run(repo, runs),
    }
}

/// The same IBANs judged natively, by the shipped WebAssembly and by two JavaScript libraries.
fn values(repo: &Repo) -> Result<(), Failure> {
    // Whatever is in dist/ already could be of other sources.
    dist::build(repo)?;
    let figures = repo.path("target/bench/values.json");
    repo::write(&figures, b"")?;
    let mut native = repo.command("cargo");
    native
        .args(["run", "--quiet", "--locked", "--release"])
        .args(["--package", "enrollment", "--example", "bench_values", "--"])
        .arg(&figures);
    process::run(&mut native)?;
    let mut javascript = repo.command("node");
    javascript
        .arg(repo.path("tests/bench/values.mjs"))
        .arg(&figures)
        .arg(shipped(&repo.path("dist"), shipment::VALUES)?)
        .arg(shipped(&repo.path("dist"), "enrollment-texts-en")?);
    let natively = read(&repo::read(&figures)?, "/native", "nanoseconds", 1.0)?;
    let in_javascript = read(
        &process::output(&mut javascript)?,
        "",
        "microseconds",
        1_000.0,
    )?;
    print!("{}", table(&natively, &in_javascript));
    println!("{}", verdict(&natively));
    Ok(())
}

/// One way to judge values.
#[derive(Debug, PartialEq)]
struct Row {
    name: String,
    /// How many values were judged, and how many of them rightly.
    count: u64,
    right: u64,
    /// Of one check.
    nanoseconds: f64,
}

/// The rows that a benchmark wrote as JSON: at `pointer`, with their times as `unit`.
fn read(text: &str, pointer: &str, unit: &str, nanoseconds: f64) -> Result<Vec<Row>, Failure> {
    let row = |row: &Value| {
        Some(Row {
            name: row.get("name")?.as_str()?.to_owned(),
            count: row.get("count")?.as_u64()?,
            right: row.get("right")?.as_u64()?,
            nanoseconds: row.get(unit)?.as_f64()? * nanoseconds,
        })
    };
    serde_json::from_str::<Value>(text)
        .ok()
        .as_ref()
        .and_then(|value| value.pointer(pointer)?.as_array())
        .and_then(|rows| rows.iter().map(row).collect())
        .ok_or_else(|| Failure::new("the benchmark did not write the figures it should"))
}

fn table(natively: &[Row], in_javascript: &[Row]) -> String {
    let native = natively.iter().map(|row| {
        let time = format!("{:.0} ns", row.nanoseconds);
        (format!("native: {}", row.name), row, time)
    });
    let javascript = in_javascript.iter().map(|row| {
        let time = format!("{:.2} µs", row.nanoseconds / 1_000.0);
        (row.name.clone(), row, time)
    });
    let lines: Vec<_> = native.chain(javascript).collect();
    let width = lines.iter().map(|(name, ..)| name.chars().count()).max();
    let width = width.unwrap_or_default();
    let head = format!("{:width$}  IBANs  right  one check\n", "");
    let lines = lines
        .into_iter()
        .map(|(name, Row { count, right, .. }, time)| {
            format!("{name:width$} {count:>6} {right:>6} {time:>10}\n")
        });
    std::iter::once(head).chain(lines).collect()
}

/// Whether each kind of value keeps to the limit.
fn verdict(natively: &[Row]) -> String {
    let slowest = natively
        .iter()
        .max_by(|a, b| a.nanoseconds.total_cmp(&b.nanoseconds));
    let slow = slowest.filter(|row| row.nanoseconds > NATIVE_LIMIT);
    let outcome = match slow {
        Some(row) => format!("not held by \"{}\"", row.name),
        None => "held".to_owned(),
    };
    format!("An IBAN check costs at most 1 µs natively: {outcome}")
}

/// The file of this kind, or the first where there are several.
fn shipped(dist: &Path, begin: &str) -> Result<PathBuf, Failure> {
    let mut names = dist::file_names(dist)?.into_iter();
    names
        .find(|name| name.starts_with(begin))
        .map(|name| dist.join(name))
        .ok_or_else(|| Failure::new(format!("dist/ has no {begin}-…: run `cargo xtask build`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, nanoseconds: f64) -> Row {
        Row {
            name: name.to_owned(),
            count: 500,
            right: 499,
            nanoseconds,
        }
    }

    #[test]
    fn rows_are_read_in_either_unit() {
        let native = r#"{"native":[{"name":"valid","count":500,"right":499,"nanoseconds":380.5}]}"#;
        assert_eq!(
            read(native, "/native", "nanoseconds", 1.0).unwrap(),
            [row("valid", 380.5)]
        );
        let javascript = r#"[{"name":"x","count":500,"right":499,"microseconds":2.5}]"#;
        assert_eq!(
            read(javascript, "", "microseconds", 1_000.0).unwrap(),
            [row("x", 2_500.0)]
        );
    }

    #[test]
    fn figures_that_lack_something_are_no_figures() {
        for text in ["", "{}", r#"[{"name":"x"}]"#] {
            assert!(read(text, "", "microseconds", 1.0).is_err(), "{text}");
        }
    }

    #[test]
    fn the_table_names_each_row_with_its_unit() {
        let table = table(&[row("valid", 380.5)], &[row("library", 2_500.0)]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].starts_with("native: valid ") && lines[1].ends_with(" 380 ns"));
        assert!(lines[2].starts_with("library ") && lines[2].ends_with(" 2.50 µs"));
        assert!(lines[2].contains(" 500    499 "));
    }

    #[test]
    fn the_limit_is_broken_by_the_slowest() {
        assert!(verdict(&[row("a", 1_000.0), row("b", 20.0)]).ends_with(": held"));
        let line = verdict(&[row("a", 20.0), row("b", 1_000.1)]);
        assert!(line.ends_with("not held by \"b\""));
    }
}
