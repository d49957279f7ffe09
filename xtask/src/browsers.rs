//! The browsers that the tests run in, and the drivers they take.

use std::path::PathBuf;

use crate::process::{self, Failure};
use crate::repo::Repo;
use crate::tools;

/// An engine to test in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
    WebKit,
}

impl Browser {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// Installs the browser and its driver unless they are there.
    pub(crate) fn ensure(self, repo: &Repo) -> Result<(), Failure> {
        let missing = self.missing(repo);
        if !missing.is_empty() {
            install(repo, &missing)?;
            if let Some(package) = self.missing(repo).first() {
                return Err(Failure::new(format!(
                    "{} is still missing after `{package}` was installed",
                    self.name()
                )));
            }
        }
        match self {
            Self::Firefox => tools::ensure(repo, &tools::GECKODRIVER),
            Self::Chromium | Self::WebKit => Ok(()),
        }
    }

    /// The Debian packages that are not there.
    fn missing(self, repo: &Repo) -> Vec<&'static str> {
        self.parts()
            .iter()
            .filter(|(programs, _)| !programs.iter().any(|name| repo.which(name).is_some()))
            .map(|(_, package)| *package)
            .collect()
    }

    /// Programs, of which one is enough, and the package that brings them.
    const fn parts(self) -> &'static [(&'static [&'static str], &'static str)] {
        match self {
            Self::Chromium => &[
                (
                    &["chromium", "chromium-browser", "google-chrome"],
                    "chromium",
                ),
                (&["chromedriver"], "chromium-driver"),
            ],
            Self::Firefox => &[(&["firefox", "firefox-esr"], "firefox-esr")],
            Self::WebKit => &[
                (&["WebKitWebDriver"], "webkit2gtk-driver"),
                (&["xvfb-run"], "xvfb"),
                (&["xauth"], "xauth"),
            ],
        }
    }
}

/// The Chromium that Playwright drives: `CHROMIUM`, or the one on the path.
pub(crate) fn chromium(repo: &Repo) -> Result<PathBuf, Failure> {
    std::env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| {
            ["chromium", "chromium-browser", "google-chrome"]
                .iter()
                .find_map(|name| repo.which(name))
        })
        .ok_or_else(|| Failure::new("Chromium is missing: install it or set CHROMIUM to its path"))
}

/// Chromium without the program around its pages, where it can be had: most tests are through in half the time in it.
pub(crate) fn chromium_shell(repo: &Repo) -> Option<PathBuf> {
    const SHELL: &str = "chromium-headless-shell";
    let found = || repo.which(SHELL);
    found().or_else(|| {
        apt_get(repo)?;
        install(repo, &[SHELL]).ok()?;
        found()
    })
}

fn install(repo: &Repo, packages: &[&str]) -> Result<(), Failure> {
    let by_hand = format!(
        "apt-get install -y --no-install-recommends {}",
        packages.join(" ")
    );
    let Some(apt) = apt_get(repo) else {
        return Err(Failure::new(format!(
            "these are missing and can be installed by root on Debian only; run as root: {by_hand}"
        )));
    };
    let apt = |args: &[&str]| {
        let mut words = apt.iter().copied().chain(args.iter().copied());
        let mut command = repo.command(words.next().unwrap_or("apt-get"));
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)
    };
    println!("Installing {}", packages.join(" "));
    let mut args = vec!["install", "-y", "--no-install-recommends"];
    args.extend(packages);
    apt(&["update", "-q"])
        .and_then(|()| apt(&args))
        .map_err(|failure| {
            Failure::new(format!(
                "{failure}: check the network and try again, or run as root: {by_hand}"
            ))
        })
}

/// How to run apt-get as root without a password, if that can be done.
fn apt_get(repo: &Repo) -> Option<&'static [&'static str]> {
    repo.which("apt-get")?;
    let is_root = process::output(repo.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let has_sudo = || {
        let mut command = repo.command("sudo");
        command.args(["-n", "true"]);
        repo.which("sudo").is_some() && process::run(&mut command).is_ok()
    };
    if is_root {
        Some(&["apt-get"])
    } else if has_sudo() {
        Some(&["sudo", "-n", "apt-get"])
    } else {
        None
    }
}
