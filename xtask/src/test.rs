//! Every check of the project, one after the other.

use std::env;
use std::process::{Command, ExitCode};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::args::TestOptions;
use crate::browsers::{self, Browser};
use crate::count::{self, Runner, Tally};
use crate::process::{self, Failure};
use crate::repo::{self, Repo};
use crate::report::{Outcome, Report};
use crate::{core, dist, node, shop, size, tools};

/// A check, or a suite of them under one runner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Format,
    NativeLints,
    BrowserLints,
    BareCore,
    CoreTests,
    NativeTests,
    BrowserTests(Browser),
    Build,
    Size,
    Types,
    Entries,
    EndToEnd,
    Order(Browser),
}

/// Runs every step, whatever became of the ones before it, and prints the sum last.
pub(crate) fn run(repo: &Repo, options: TestOptions) -> ExitCode {
    let mut report = Report::default();
    let mut built = false;
    for step in steps(options.all_browsers) {
        let tally = report.check(&step.title(), || {
            if step.needs_dist() && !built {
                return Err(Failure::new(
                    "there is nothing to look at, since the build failed",
                ));
            }
            step.run(repo, options)
        });
        if step == Step::Build {
            built = tally.failed == 0;
        }
    }
    report.finish()
}

fn steps(all_browsers: bool) -> Vec<Step> {
    let mut steps = vec![
        Step::Format,
        Step::NativeLints,
        Step::BrowserLints,
        Step::BareCore,
        Step::CoreTests,
        Step::NativeTests,
        Step::BrowserTests(Browser::Chromium),
    ];
    if all_browsers {
        steps.push(Step::BrowserTests(Browser::Firefox));
        steps.push(Step::BrowserTests(Browser::WebKit));
    }
    steps.extend([
        Step::Build,
        Step::Size,
        Step::Types,
        Step::Entries,
        Step::EndToEnd,
    ]);
    if all_browsers {
        steps.push(Step::Order(Browser::Firefox));
        steps.push(Step::Order(Browser::WebKit));
    }
    steps
}

impl Step {
    fn title(self) -> String {
        match self {
            Self::Format => "format".to_owned(),
            Self::NativeLints => "lints of the native crates".to_owned(),
            Self::BrowserLints => "lints of the widget".to_owned(),
            Self::BareCore => "the core without a standard library".to_owned(),
            Self::NativeTests => "tests of the other native crates".to_owned(),
            Self::CoreTests => "tests of the core, and their coverage".to_owned(),
            Self::BrowserTests(browser) => format!("widget tests in {}", browser.name()),
            Self::Build => "build of dist/".to_owned(),
            Self::Size => "size of dist/".to_owned(),
            Self::Types => "types of the package".to_owned(),
            Self::Entries => "entry points of the package".to_owned(),
            Self::EndToEnd => "end to end in Chromium".to_owned(),
            Self::Order(browser) => format!("end to end in {}", browser.name()),
        }
    }

    fn needs_dist(self) -> bool {
        matches!(
            self,
            Self::Size | Self::Types | Self::Entries | Self::EndToEnd | Self::Order(_)
        )
    }

    fn run(self, repo: &Repo, options: TestOptions) -> Result<Outcome, Failure> {
        let cargo = |line: &str| {
            let mut command = repo.command("cargo");
            command.args(line.split(' '));
            command
        };
        let check = |command| watch(command, Runner::Check, options);
        match self {
            Self::Format => {
                tools::ensure_lint_tools(repo)?;
                check(cargo("fmt --all --check"))
            }
            Self::NativeLints => check(cargo(
                "clippy --workspace --exclude enrollment-widget --all-targets --locked -- -D warnings",
            )),
            Self::BrowserLints => {
                tools::ensure_target(repo, tools::BROWSER_TARGET)?;
                check(cargo(
                    "clippy -p enrollment-widget --all-targets --target wasm32-unknown-unknown \
                     --locked -- -D warnings",
                ))
            }
            Self::BareCore => {
                tools::ensure_target(repo, tools::BARE_TARGET)?;
                check(cargo("build -p enrollment --target wasm32v1-none --locked"))
            }
            Self::NativeTests => {
                let line = "test --workspace --exclude enrollment-widget --exclude enrollment --locked \
                            --no-fail-fast";
                watch(cargo(line), Runner::Libtest, options)
            }
            Self::CoreTests => watch(core::tests(repo)?, Runner::Libtest, options),
            Self::BrowserTests(browser) => widget_tests(repo, browser, options),
            Self::Build => dist::build(repo).map(|()| Tally::PASSED.into()),
            Self::Size => size::check(repo).map(|()| Tally::PASSED.into()),
            Self::Types => node_tests(repo, "tests/types", options),
            Self::Entries => node_tests(repo, "tests/package", options),
            Self::EndToEnd => end_to_end(repo, options),
            Self::Order(browser) => order(repo, browser, options),
        }
    }
}

fn widget_tests(repo: &Repo, browser: Browser, options: TestOptions) -> Result<Outcome, Failure> {
    tools::ensure_target(repo, tools::BROWSER_TARGET)?;
    tools::ensure(repo, &tools::WASM_BINDGEN)?;
    tools::ensure(repo, &tools::WASM_PACK)?;
    browser.ensure(repo)?;
    let mut command = match browser {
        Browser::Chromium => wasm_pack(repo, &["--chrome"]),
        Browser::Firefox => wasm_pack(repo, &["--firefox"]),
        Browser::WebKit => {
            let driver = repo.which("WebKitWebDriver").unwrap_or_default();
            let mut command = repo.command("xvfb-run");
            command
                .args([
                    "--auto-servernum",
                    "wasm-pack",
                    "test",
                    "--headless",
                    "--safari",
                ])
                .arg("--safaridriver")
                .arg(driver)
                .args(WASM_PACK_OPTIONS);
            command
        }
    };
    // Short, since a browser puts sockets there, and empty, since it puts its profile there too.
    let scratch = env::temp_dir().join(format!("widget-{}", std::process::id()));
    repo::empty(&scratch)?;
    command
        .env("TMPDIR", &scratch)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30");
    let tally = watch(command, Runner::Libtest, options);
    // A browser that is still closing may hold on to it; the system cleans up its own folder.
    let _ = std::fs::remove_dir_all(&scratch);
    tally
}

const WASM_PACK_OPTIONS: [&str; 4] = ["--mode", "no-install", "--", "--locked"];

fn wasm_pack(repo: &Repo, browser: &[&str]) -> Command {
    let mut command = repo.command("wasm-pack");
    command
        .args(["test", "--headless"])
        .args(browser)
        .args(WASM_PACK_OPTIONS);
    command
}

/// Playwright against the package, served by shops that the tests start themselves.
fn end_to_end(repo: &Repo, options: TestOptions) -> Result<Outcome, Failure> {
    Browser::Chromium.ensure(repo)?;
    node::ensure_packages(repo)?;
    let mut command = node::program(repo, "playwright");
    command
        .arg("test")
        .env("CHROMIUM", browsers::chromium(repo)?);
    // One that the caller names stands for every Chromium.
    if env::var_os("CHROMIUM").is_none()
        && let Some(shell) = browsers::chromium_shell(repo)
    {
        command.env("CHROMIUM_SHELL", shell);
    }
    shop::serve_dist(repo, &mut command)?;
    watch(command, Runner::Playwright, options)
}

/// The tests in a folder that need no browser, against the package.
fn node_tests(repo: &Repo, folder: &str, options: TestOptions) -> Result<Outcome, Failure> {
    node::ensure_packages(repo)?;
    let mut command = repo.command("node");
    run_all(&mut command, repo, folder)?;
    command.env("SHOP_ASSETS_DIR", repo.path("dist"));
    watch(command, Runner::Node, options)
}

/// Has Node.js run every test of a folder.
fn run_all(command: &mut Command, repo: &Repo, folder: &str) -> Result<(), Failure> {
    let folder = repo.path(folder);
    let files = dist::file_names(&folder)?;
    let tests = files.iter().filter(|name| name.ends_with(".test.mjs"));
    command
        .args(["--test", "--test-reporter=spec"])
        .args(tests.map(|name| folder.join(name)));
    Ok(())
}

/// Orders in an engine that Playwright does not drive here.
fn order(repo: &Repo, browser: Browser, options: TestOptions) -> Result<Outcome, Failure> {
    browser.ensure(repo)?;
    node::ensure_packages(repo)?;
    let mut command = match browser {
        Browser::WebKit => {
            let mut command = repo.command("xvfb-run");
            command.args(["--auto-servernum", "node"]);
            command
        }
        Browser::Chromium | Browser::Firefox => repo.command("node"),
    };
    run_all(&mut command, repo, "tests/e2e-engines")?;
    command.env("ENGINE", browser.name().to_lowercase());
    shop::serve_dist(repo, &mut command)?;
    watch(command, Runner::Node, options)
}

/// No step is quiet for as long as this: one that is hangs, and the rest are to run all the same.
const SILENCE: Duration = Duration::from_mins(10);

fn watch(mut command: Command, runner: Runner, options: TestOptions) -> Result<Outcome, Failure> {
    if options.full {
        command.env("FULL", "1");
    } else if env::var_os("SLICE").is_none() {
        command.env("SLICE", day_of_year(today()).to_string());
    }
    let transcript = process::watch(&mut command, SILENCE)?;
    Ok(Outcome {
        tally: count::tally(runner, &transcript.text, transcript.success),
        failures: count::failures(runner, &transcript.text),
    })
}

/// Days since the first of January 1970.
fn today() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.unwrap_or_default().as_secs() / 86_400
}

/// 1 to 366, from days since the first of January 1970: which slice of a matrix has its turn.
fn day_of_year(mut days: u64) -> u64 {
    let mut year = 1970_u64;
    loop {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = if leap { 366 } else { 365 };
        if days < length {
            return days + 1;
        }
        days -= length;
        year += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_the_year_knows_leap_years() {
        assert_eq!(day_of_year(0), 1);
        assert_eq!(day_of_year(364), 365);
        assert_eq!(day_of_year(365), 1);
        // 2024-02-29, 2024-12-31 and 2025-01-01.
        assert_eq!(day_of_year(19_782), 60);
        assert_eq!(day_of_year(20_088), 366);
        assert_eq!(day_of_year(20_089), 1);
    }

    #[test]
    fn other_browsers_run_only_when_asked_for() {
        for browser in [Browser::Firefox, Browser::WebKit] {
            for step in [Step::BrowserTests(browser), Step::Order(browser)] {
                assert!(!steps(false).contains(&step), "{step:?}");
                assert!(steps(true).contains(&step), "{step:?}");
            }
        }
    }

    #[test]
    fn every_step_has_a_title_of_its_own() {
        let mut titles: Vec<_> = steps(true).into_iter().map(Step::title).collect();
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), steps(true).len());
    }

    #[test]
    fn what_looks_at_dist_comes_after_the_build() {
        let steps = steps(true);
        let build = steps.iter().position(|step| *step == Step::Build);
        let first = steps.iter().position(|step| step.needs_dist());
        assert!(first > build);
    }
}
