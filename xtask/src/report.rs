//! What the checks add up to, on the terminal.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::count::Tally;
use crate::process::Failure;

/// The checks so far, in order.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    title: String,
    tally: Tally,
    time: Duration,
}

impl Report {
    /// Runs a check under its header; a check that could not be run has failed.
    pub(crate) fn check(
        &mut self,
        title: &str,
        run: impl FnOnce() -> Result<Tally, Failure>,
    ) -> Tally {
        println!("\n━━━ {title} ━━━");
        let start = Instant::now();
        let tally = run().unwrap_or_else(|failure| {
            println!("{title} failed: {failure}");
            Tally::FAILED
        });
        self.rows.push(Row {
            title: title.to_owned(),
            tally,
            time: start.elapsed(),
        });
        tally
    }

    /// Prints every row, then the sum alone on the last line.
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
        let row = |Row { title, tally, time }: &Row| {
            let verdict = if tally.failed == 0 { "ok" } else { "FAILED" };
            format!(
                "{verdict:6} {title:width$} {:>5} passed, {:>3} failed {:>5} s",
                tally.passed,
                tally.failed,
                time.as_secs()
            )
        };
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        let Tally { passed, failed } = self.total();
        format!("{}\n\n{passed} passed, {failed} failed\n", rows.join("\n"))
    }

    fn total(&self) -> Tally {
        let mut total = Tally::default();
        for row in &self.rows {
            total += row.tally;
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
        report.check("format", || Ok(Tally::PASSED));
        report.check("tests", || {
            Ok(Tally {
                passed: 7,
                failed: 2,
            })
        });
        assert_eq!(report.summary().lines().last(), Some("8 passed, 2 failed"));
    }

    #[test]
    fn a_check_that_could_not_run_has_failed() {
        let mut report = Report::default();
        report.check("browser", || Err(Failure::new("no browser")));
        assert_eq!(report.total(), Tally::FAILED);
    }
}
