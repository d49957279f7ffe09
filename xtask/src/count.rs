//! Counts what test runners say of themselves.

use std::ops::AddAssign;

/// Passed and failed checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Tally {
    pub(crate) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    pub(crate) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Who prints the summary, and so how it reads.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Runner {
    /// `cargo test`, natively and through wasm-bindgen-test-runner.
    Libtest,
    Playwright,
    /// `node --test`, reporting as `spec` or `tap`.
    Node,
    /// Anything that has no summary: one check.
    Check,
}

/// The tally of a runner that has ended.
///
/// An exit code that the summary does not explain is one more failure, and so is a summary
/// without a single test: a suite that did not run has shown nothing.
pub(crate) fn tally(runner: Runner, text: &str, success: bool) -> Tally {
    let summary = match runner {
        Runner::Libtest => libtest,
        Runner::Playwright => playwright,
        Runner::Node => node,
        Runner::Check => {
            return if success {
                Tally::PASSED
            } else {
                Tally::FAILED
            };
        }
    };
    let mut tally = Tally::default();
    for line in text.lines() {
        tally += summary(plain(line).trim()).unwrap_or_default();
    }
    if tally.failed == 0 && (!success || tally.passed == 0) {
        tally += Tally::FAILED;
    }
    tally
}

/// A test that failed, as its runner names it, and how what the runner says of it begins.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FailedTest {
    pub(crate) name: String,
    pub(crate) said: Vec<String>,
}

/// The tests that failed, each once.
pub(crate) fn failures(runner: Runner, text: &str) -> Vec<FailedTest> {
    let failed = match runner {
        Runner::Libtest => libtest_failure,
        Runner::Playwright => playwright_failure,
        Runner::Node => node_failure,
        Runner::Check => return Vec::new(),
    };
    let lines: Vec<String> = text.lines().map(|line| plain(line).trim().into()).collect();
    let mut tests: Vec<FailedTest> = Vec::new();
    for name in lines.iter().filter_map(|line| failed(line)) {
        if !tests.iter().any(|test| test.name == name) {
            let said = said_of(runner, &name, &lines);
            tests.push(FailedTest { name, said });
        }
    }
    tests
}

/// The first lines below the last heading of a test.
fn said_of(runner: Runner, name: &str, lines: &[String]) -> Vec<String> {
    const ENOUGH: usize = 12;
    let heads = |line: &String| heading(runner, line).is_some_and(|title| title.starts_with(name));
    let Some(at) = lines.iter().rposition(heads) else {
        return Vec::new();
    };
    let below = lines.iter().skip(at + 1).filter(|line| !line.is_empty());
    below
        .take_while(|line| heading(runner, line).is_none())
        .take(ENOUGH)
        .cloned()
        .collect()
}

/// What a line is the heading of, where it is one.
fn heading(runner: Runner, line: &str) -> Option<&str> {
    match runner {
        // `---- a::b stdout ----`, in wasm-bindgen's words `output`; `failures:` ends the last one.
        Runner::Libtest if line == "failures:" => Some(line),
        Runner::Libtest => line.strip_prefix("---- "),
        // `1) [chromium] › a.spec.mjs:3:1 › a title ───`; pictures come below what was said.
        Runner::Playwright if line.starts_with("attachment #") => Some(line),
        Runner::Playwright => {
            let (number, title) = line.split_once(") ")?;
            number.parse::<u32>().is_ok().then_some(title)
        }
        Runner::Node => line.strip_prefix("✖ ").or(line.strip_prefix("✔ ")),
        Runner::Check => None,
    }
}

/// `test a::b ... FAILED`, in wasm-bindgen's words `FAIL`.
fn libtest_failure(line: &str) -> Option<String> {
    let (name, verdict) = line.strip_prefix("test ")?.split_once(" ... ")?;
    verdict.starts_with("FAIL").then(|| name.to_owned())
}

/// `✘  12 [chromium] › a.spec.mjs:3:1 › a title (1.2s)`
fn playwright_failure(line: &str) -> Option<String> {
    let (_, title) = line.strip_prefix('✘')?.trim().split_once(' ')?;
    untimed(title)
}

/// `✖ a title (3.1ms)`; the list of all of them has a title too, and no time.
fn node_failure(line: &str) -> Option<String> {
    untimed(line.strip_prefix("✖ ")?)
}

/// The title of a test before the time that it took.
fn untimed(title: &str) -> Option<String> {
    let (title, _) = title.strip_suffix(')')?.rsplit_once(" (")?;
    Some(title.to_owned())
}

/// `test result: ok. 3 passed; 0 failed; 0 ignored; …`
fn libtest(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |what| {
        counts
            .split("; ")
            .find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
    };
    Some(Tally {
        passed: count("passed")?,
        failed: count("failed")?,
    })
}

/// `3 passed (1.2s)`, `1 failed`, `2 did not run`, each on a line of its own.
fn playwright(line: &str) -> Option<Tally> {
    let (number, rest) = line.split_once(' ')?;
    let number = number.parse().ok()?;
    let what = rest.split_once(" (").map_or(rest, |(what, _)| what);
    match what {
        "passed" => Some(Tally {
            passed: number,
            failed: 0,
        }),
        // A test that was left out, or that passed only once, is no proof.
        "failed" | "skipped" | "flaky" | "did not run" | "interrupted" => Some(Tally {
            passed: 0,
            failed: number,
        }),
        _ => None,
    }
}

/// `ℹ pass 2` or `# pass 2`, and likewise `fail`, `cancelled`, `skipped` and `todo`.
fn node(line: &str) -> Option<Tally> {
    let line = line
        .strip_prefix("ℹ ")
        .or_else(|| line.strip_prefix("# "))?;
    let (what, number) = line.split_once(' ')?;
    let number = number.parse().ok()?;
    match what {
        "pass" => Some(Tally {
            passed: number,
            failed: 0,
        }),
        "fail" | "cancelled" | "skipped" | "todo" => Some(Tally {
            passed: 0,
            failed: number,
        }),
        _ => None,
    }
}

/// The line without colours.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        text.push_str(before);
        rest = after
            .split_once(|c: char| c.is_ascii_alphabetic())
            .map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(passed: u32, failed: u32) -> Tally {
        Tally { passed, failed }
    }

    #[test]
    fn every_binary_of_cargo_test_is_counted() {
        let text = "\
running 2 tests
test a ... ok
test b ... ok

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
test result: ok. 40 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.00s
";
        assert_eq!(tally(Runner::Libtest, text, true), counted(42, 0));
    }

    #[test]
    fn the_summary_of_wasm_bindgen_is_read() {
        let text =
            "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 filtered out; finished in 0.05s";
        assert_eq!(tally(Runner::Libtest, text, false), counted(3, 1));
    }

    #[test]
    fn playwright_counts_what_was_left_out_as_failed() {
        let text = "\
  ✓  1 [chromium] › a.spec.ts:3:1 › 2 failed attempts are told apart (1.2s)
  1 failed
    [chromium] › b.spec.ts:3:1 › b
  2 skipped
  1 flaky
  3 did not run
  12 passed (20.1s)
";
        assert_eq!(tally(Runner::Playwright, text, false), counted(12, 7));
    }

    #[test]
    fn node_counts_what_was_left_out_as_failed() {
        let text = "\
✔ a page that says # pass 7 (12.5ms)
✖ another (3.1ms)
ℹ tests 6
ℹ suites 0
ℹ pass 2
ℹ fail 1
ℹ cancelled 1
ℹ skipped 1
ℹ todo 1
ℹ duration_ms 36211.591803
";
        assert_eq!(tally(Runner::Node, text, false), counted(2, 4));
        let text = "1..2\n# tests 2\n# pass 2\n# fail 0\n";
        assert_eq!(tally(Runner::Node, text, true), counted(2, 0));
        assert_eq!(tally(Runner::Node, "ℹ pass 0", true), counted(0, 1));
    }

    #[test]
    fn colours_do_not_hide_a_summary() {
        let text = "\u{1b}[32m  4 passed\u{1b}[39m\u{1b}[2m (1.0s)\u{1b}[22m\n";
        assert_eq!(tally(Runner::Playwright, text, true), counted(4, 0));
        let text = "test result: \u{1b}[31mFAILED\u{1b}[0m. 1 passed; 2 failed; 0 ignored";
        assert_eq!(tally(Runner::Libtest, text, false), counted(1, 2));
    }

    #[test]
    fn an_exit_code_without_a_failed_test_is_a_failure() {
        let text = "test result: ok. 5 passed; 0 failed; 0 ignored";
        assert_eq!(tally(Runner::Libtest, text, false), counted(5, 1));
        assert_eq!(tally(Runner::Libtest, "error: no", false), counted(0, 1));
    }

    #[test]
    fn a_runner_that_ran_no_test_has_failed() {
        for text in [
            "",
            "no tests to run!",
            "test result: ok. 0 passed; 0 failed; 0 ignored",
        ] {
            assert_eq!(tally(Runner::Libtest, text, true), counted(0, 1), "{text}");
        }
        let text = "Error: No tests found";
        assert_eq!(tally(Runner::Playwright, text, true), counted(0, 1));
    }

    fn names(runner: Runner, text: &str) -> Vec<String> {
        let tests = failures(runner, text).into_iter();
        tests.map(|test| test.name).collect()
    }

    #[test]
    fn failed_tests_are_named_once() {
        let text = "test a::b ... ok\ntest a::c ... \u{1b}[31mFAILED\u{1b}[0m\ntest d ... FAIL\n\
                    test src/lib.rs - e (line 3) ... FAILED\n";
        let expected = ["a::c", "d", "src/lib.rs - e (line 3)"];
        assert_eq!(names(Runner::Libtest, text), expected);
        let text = "\
  ✓  1 [chromium] › a.spec.mjs:3:1 › one (that passes) (1.2s)
  ✘  2 [chromium] › b.spec.mjs:4:1 › two (that fails) (15.2s)
";
        assert_eq!(
            names(Runner::Playwright, text),
            ["[chromium] › b.spec.mjs:4:1 › two (that fails)"]
        );
        let text = "\
✔ one (12.5ms)
✖ two (3.1ms)
✖ failing tests:
✖ two (3.1ms)
";
        assert_eq!(names(Runner::Node, text), ["two"]);
        assert!(names(Runner::Check, "test a ... FAILED").is_empty());
    }

    fn said(runner: Runner, text: &str) -> Vec<Vec<String>> {
        let tests = failures(runner, text).into_iter();
        tests.map(|test| test.said).collect()
    }

    #[test]
    fn what_playwright_says_of_a_failure_is_kept() {
        let text = "\
  ✘  2 [chromium] › b.spec.mjs:4:1 › two (15.2s)
  ✘  3 [chromium] › b.spec.mjs:9:1 › three (0.2s)

  1) [chromium] › b.spec.mjs:4:1 › two ─────

    Error: complaints of the page

    ) is no heading
    + Received  + 1

    attachment #1: screenshot (image/png) ─────
    target/playwright/b.png

  2) [chromium] › b.spec.mjs:9:1 › three ─────

    \u{1b}[31mTest timeout of 45000ms exceeded.\u{1b}[39m
";
        let expected = [
            vec![
                "Error: complaints of the page",
                ") is no heading",
                "+ Received  + 1",
            ],
            vec!["Test timeout of 45000ms exceeded."],
        ];
        assert_eq!(said(Runner::Playwright, text), expected);
    }

    #[test]
    fn what_the_other_runners_say_of_a_failure_is_kept() {
        let text = "\
test a::b ... FAILED

failures:

---- a::b stdout ----

thread 'a::b' panicked at src/a.rs:3:5:
left: 1

failures:
    a::b
";
        let expected = [["thread 'a::b' panicked at src/a.rs:3:5:", "left: 1"]];
        assert_eq!(said(Runner::Libtest, text), expected);
        let text = "\
✖ two (3.1ms)
✔ three (12.5ms)
ℹ fail 1
✖ failing tests:

test at tests/b.test.mjs:1:1
✖ two (3.1ms)
  AssertionError: 1 !== 2
";
        assert_eq!(said(Runner::Node, text), [["AssertionError: 1 !== 2"]]);
    }

    #[test]
    fn a_long_failure_is_cut() {
        let lines = "at somewhere\n".repeat(40);
        let text = format!("test a ... FAILED\n---- a stdout ----\n{lines}");
        assert_eq!(said(Runner::Libtest, &text)[0].len(), 12);
    }

    #[test]
    fn any_other_step_is_one_check() {
        assert_eq!(tally(Runner::Check, "9 failed", true), counted(1, 0));
        assert_eq!(tally(Runner::Check, "9 passed", false), counted(0, 1));
    }
}
