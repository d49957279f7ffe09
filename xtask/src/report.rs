//! What the checks add up to, on the terminal.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::count::{FailedTest, Tally};
use crate::process::Failure;

/// What became of one check.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) tally: Tally,
    /// The tests that failed, where their runner names them.
    pub(crate) failures: Vec<FailedTest>,
}

impl From<Tally> for Outcome {
    fn from(tally: Tally) -> Self {
        Self {
            tally,
            failures: Vec::new(),
        }
    }
}

/// The checks so far, in order.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    title: String,
    outcome: Outcome,
    time: Duration,
}

impl Report {
    /// Runs a check under its header; a check that could not be run has failed.
    pub(crate) fn check(
        &mut self,
        title: &str,
        run: impl FnOnce() -> Result<Outcome, Failure>,
    ) -> Tally {
        println!("\n━━━ {title} ━━━");
        let start = Instant::now();
        let outcome = run().unwrap_or_else(|failure| {
            println!("{title} failed: {failure}");
            Tally::FAILED.into()
        });
        let tally = outcome.tally;
        self.rows.push(Row {
            title: title.to_owned(),
            outcome,
            time: start.elapsed(),
        });
        tally
    }

    /// Prints every failed test, then every row, then the sum alone on the last line.
    pub(crate) fn finish(&self) -> ExitCode {
        print!("\n{}", self.summary());
        if self.total().failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn summary(&self) -> String {
        let width = self.rows.iter().map(|row| row.title.len()).max();
        let width = width.unwrap_or_default();
        let failures = self.rows.iter().flat_map(|row| {
            let tests = row.outcome.failures.iter();
            tests.map(move |FailedTest { name, said }| {
                let said: String = said.iter().flat_map(|line| ["    ", line, "\n"]).collect();
                format!("{}: {name}\n{said}", row.title)
            })
        });
        let rows = self.rows.iter().map(|row| {
            let Tally { passed, failed } = row.outcome.tally;
            let verdict = if failed == 0 { "ok" } else { "FAILED" };
            format!(
                "{verdict:6} {:width$} {passed:>5} passed, {failed:>3} failed {:>5} s\n",
                row.title,
                row.time.as_secs()
            )
        });
        let lines: String = failures.chain(rows).collect();
        let Tally { passed, failed } = self.total();
        format!("{lines}\n{passed} passed, {failed} failed\n")
    }

    fn total(&self) -> Tally {
        let mut total = Tally::default();
        for row in &self.rows {
            total += row.outcome.tally;
        }
        total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_sum_alone() {
        let mut report = Report::default();
        report.check("format", || Ok(Tally::PASSED.into()));
        let tally = Tally {
            passed: 7,
            failed: 2,
        };
        report.check("tests", || Ok(tally.into()));
        assert_eq!(report.summary().lines().last(), Some("8 passed, 2 failed"));
    }

    #[test]
    fn failed_tests_and_why_stand_beside_the_sum() {
        let mut report = Report::default();
        report.check("tests", || {
            let test = FailedTest {
                name: "a::b".to_owned(),
                said: vec!["left: 1".to_owned(), "right: 2".to_owned()],
            };
            Ok(Outcome {
                tally: Tally::FAILED,
                failures: vec![test],
            })
        });
        let expected = "tests: a::b\n    left: 1\n    right: 2\n";
        assert!(report.summary().starts_with(expected));
    }

    #[test]
    fn a_check_that_could_not_run_has_failed() {
        let mut report = Report::default();
        report.check("browser", || Err(Failure::new("no browser")));
        assert_eq!(report.total(), Tally::FAILED);
    }
}
