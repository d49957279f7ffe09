//! Pictures of every stage of the widget, in each language, theme and width, and a page that shows them.

use std::process::Command;

use crate::args::GalleryOptions;
use crate::browsers::{self, Browser};
use crate::process::{self, Failure};
use crate::repo::{self, Repo};
use crate::{dist, node, shop};

pub(crate) fn run(repo: &Repo, options: &GalleryOptions) -> Result<(), Failure> {
    node::ensure_packages(repo)?;
    // Before the build: nobody should wait minutes to learn that a stage has another name.
    let mut check = repo.command("node");
    check.arg("tests/gallery/choice.mjs");
    process::run(narrow(&mut check, options))?;
    // Whatever is in dist/ already could be of other sources.
    dist::build(repo)?;
    Browser::Chromium.ensure(repo)?;
    // No picture is to be older than the widget.
    repo::empty(&repo.path("target/gallery"))?;
    let mut command = node::program(repo, "playwright");
    command
        .args(["test", "--config", "tests/gallery/playwright.config.mjs"])
        .env("CHROMIUM", browsers::chromium(repo)?);
    shop::serve_dist(repo, &mut command)?;
    process::run(narrow(&mut command, options))
        .map_err(|_| Failure::new("the gallery is not complete: what was not reached stands above"))
}

/// Tells a command which pictures are wanted.
fn narrow<'a>(command: &'a mut Command, options: &GalleryOptions) -> &'a mut Command {
    for (variable, chosen) in [("LOCALES", &options.locales), ("STAGES", &options.stages)] {
        if chosen.is_empty() {
            command.env_remove(variable);
        } else {
            command.env(variable, chosen.join(","));
        }
    }
    command
}
