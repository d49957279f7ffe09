//! From the moment the sandbox opens a line to the unlocked button, with the real widget, proxy and sandbox.

use serde_json::Value;

use crate::browsers::{self, Browser};
use crate::process::{self, Failure};
use crate::repo::Repo;
use crate::{dist, node, shop};

/// What may pass beside the time for which nobody asks the lender, in milliseconds.
const LIMIT: i64 = 300;

pub(super) fn run(repo: &Repo, runs: u32) -> Result<(), Failure> {
    // Whatever is in dist/ already could be of other sources.
    dist::build(repo)?;
    Browser::Chromium.ensure(repo)?;
    node::ensure_packages(repo)?;
    let mut command = repo.command("node");
    command
        .arg(repo.path("tests/bench/unlock.mjs"))
        .arg(runs.to_string())
        .env("CHROMIUM", browsers::chromium(repo)?);
    shop::serve_dist(repo, &mut command)?;
    let setups = read(&process::output(&mut command)?)?;
    print!("{}", table(&setups));
    for setup in &setups {
        println!("{}", verdict(setup));
    }
    Ok(())
}

/// One way for the news to reach the page, and what was measured of it.
#[derive(Debug)]
struct Setup {
    name: String,
    /// Whether the lender tells of the line by itself.
    pushes: bool,
    runs: Vec<Measured>,
}

/// In milliseconds.
#[derive(Clone, Copy, Debug)]
struct Measured {
    /// From the opening of the line to the unlocked button.
    delay: i64,
    /// Between the lender's last read before the opening and its first one after.
    interval: i64,
}

fn read(text: &str) -> Result<Vec<Setup>, Failure> {
    let measured = |run: &Value| {
        Some(Measured {
            delay: run.get("delay")?.as_i64()?,
            interval: run.get("interval")?.as_i64()?,
        })
    };
    let setup = |setup: &Value| {
        let runs = setup.get("runs")?.as_array()?.iter().map(measured);
        Some(Setup {
            name: setup.get("name")?.as_str()?.to_owned(),
            pushes: setup.get("pushes")?.as_bool()?,
            runs: runs.collect::<Option<_>>()?,
        })
    };
    serde_json::from_str::<Value>(text)
        .ok()
        .and_then(|setups| setups.as_array()?.iter().map(setup).collect())
        .filter(|setups: &Vec<Setup>| !setups.is_empty())
        .filter(|setups| setups.iter().all(|setup| !setup.runs.is_empty()))
        .ok_or_else(|| Failure::new("the benchmark did not write the figures it should"))
}

fn table(setups: &[Setup]) -> String {
    let head = Line {
        name: "from the open line to the unlocked button",
        cells: ["runs", "median", "p95", "max", "interval"].map(str::to_owned),
    };
    let lines = setups.iter().map(|Setup { name, runs, .. }| {
        let delays = sorted(runs.iter().map(|run| run.delay));
        let intervals = sorted(runs.iter().map(|run| run.interval));
        let ms = |value: i64| format!("{value} ms");
        Line {
            name,
            cells: [
                runs.len().to_string(),
                ms(percentile(&delays, 50)),
                ms(percentile(&delays, 95)),
                ms(percentile(&delays, 100)),
                ms(percentile(&intervals, 50)),
            ],
        }
    });
    let lines: Vec<Line<'_>> = std::iter::once(head).chain(lines).collect();
    let width = lines.iter().map(|line| line.name.chars().count()).max();
    let width = width.unwrap_or_default();
    let printed = lines.iter().map(|Line { name, cells }| {
        let [runs, median, p95, max, interval] = cells;
        format!("{name:width$} {runs:>5} {median:>8} {p95:>8} {max:>8} {interval:>9}\n")
    });
    printed.collect()
}

struct Line<'a> {
    name: &'a str,
    cells: [String; 5],
}

/// Whether every run kept to its limit, and how many did not.
fn verdict(Setup { name, pushes, runs }: &Setup) -> String {
    let limit = |run: &Measured| if *pushes { LIMIT } else { run.interval + LIMIT };
    let late = runs.iter().filter(|run| run.delay >= limit(run)).count();
    let promise = if *pushes {
        format!("under {LIMIT} ms")
    } else {
        format!("under the poll interval plus {LIMIT} ms")
    };
    let outcome = match late {
        0 => "held".to_owned(),
        late => format!("exceeded in {late} of {}", runs.len()),
    };
    format!("{name}: {promise}: {outcome}")
}

fn sorted(values: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut values: Vec<i64> = values.collect();
    values.sort_unstable();
    values
}

/// The least of the sorted values that so many per cent do not exceed.
fn percentile(sorted: &[i64], per_cent: usize) -> i64 {
    let rank = (sorted.len() * per_cent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(pushes: bool, runs: &[(i64, i64)]) -> Setup {
        let measured = |&(delay, interval): &(i64, i64)| Measured { delay, interval };
        Setup {
            name: "a way".to_owned(),
            pushes,
            runs: runs.iter().map(measured).collect(),
        }
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<i64> = (1..=15).collect();
        assert_eq!(percentile(&values, 50), 8);
        assert_eq!(percentile(&values, 95), 15);
        assert_eq!(percentile(&values, 100), 15);
        assert_eq!(percentile(&[7], 50), 7);
        assert_eq!(percentile(&(1..=20).collect::<Vec<_>>(), 95), 19);
    }

    #[test]
    fn pushed_news_has_no_interval_to_wait_for() {
        assert!(verdict(&setup(true, &[(299, 9_000)])).ends_with(": held"));
        let line = verdict(&setup(true, &[(300, 9_000), (20, 9_000)]));
        assert!(line.ends_with("exceeded in 1 of 2"), "{line}");
    }

    #[test]
    fn polled_news_may_take_the_interval_of_its_own_run() {
        let held = setup(false, &[(1_299, 1_000), (5_000, 5_000)]);
        assert!(verdict(&held).ends_with(": held"));
        let line = verdict(&setup(false, &[(1_300, 1_000), (20, 5_000)]));
        assert!(line.ends_with("exceeded in 1 of 2"), "{line}");
    }

    #[test]
    fn figures_that_lack_something_are_no_figures() {
        let run = r#"[{"name":"x","pushes":true,"runs":[{"delay":40,"interval":500}]}]"#;
        assert_eq!(read(run).unwrap().len(), 1);
        for text in [
            "",
            "[]",
            r#"[{"name":"x","pushes":true,"runs":[]}]"#,
            r#"[{"name":"x","pushes":true,"runs":[{"delay":40}]}]"#,
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_table_has_a_line_for_each_way() {
        let table = table(&[setup(true, &[(45, 900)]), setup(false, &[(1_000, 1_500)])]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].starts_with("a way "), "{table}");
        assert!(lines[2].contains(" 1000 ms"), "{table}");
        let length = lines[0].chars().count();
        assert!(
            lines.iter().all(|line| line.chars().count() == length),
            "{table}"
        );
    }
}
