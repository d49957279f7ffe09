//! Assembles the package in `dist/`.

use std::fs;
use std::path::Path;

use crate::node;
use crate::process::{self, Failure};
use crate::repo::{self, Repo};
use crate::shipment::Assets;
use crate::slim::{self, Slim};
use crate::trunk;
use crate::{script, shipment};

/// Where the texts are as they were before they were minified.
const JOINED: &str = "target/join";
/// What is in `dist/`, but for the entry points, with WebAssembly that panics when a test asks it to.
const PANICKING: &str = "target/panicking";
/// What is in `embed/` as it ships.
const AS_THEY_ARE: [&str; 5] = [
    "custom-elements.json",
    "defacto-enrollment.d.ts",
    "mock.d.ts",
    "react.d.ts",
    "vue.d.ts",
];
/// The oldest browsers that run the widget.
const BROWSERS: &str = "--target=chrome111,firefox115,safari16.4";

/// Builds the widget, optimizes it and writes `dist/` afresh.
pub(crate) fn build(repo: &Repo) -> Result<(), Failure> {
    node::ensure_packages(repo)?;
    let workspace = trunk::build(repo)?;
    let version = &workspace.version;
    let values = slim::alone(repo, &trunk::build_values(repo, &workspace)?)?;
    let Slim {
        glue,
        wasm,
        panicking,
    } = slim::slim(
        repo,
        &script::raw_glue(repo)?,
        &script::raw_wasm(repo)?,
        &script::modules(repo)?,
    )?;
    let css = minified(repo, "widget.css", &script::style_sheet(repo)?)?;
    let skeleton = minified(repo, "skeleton.css", &script::skeleton_sheet(repo)?)?;
    let css = css.trim_end().as_bytes();
    let write = |folder: &Path, wasm: Vec<u8>| -> Result<Assets, Failure> {
        let assets = Assets::new(wasm, values.clone(), css.to_vec());
        let joined = script::assemble(repo, version, skeleton.trim_end(), &glue, &assets)?;
        let script = minified(repo, shipment::SCRIPT, &joined)?;
        shipment::write(folder, version, script.as_bytes(), &assets)?;
        Ok(assets)
    };
    write(&repo.path(PANICKING), panicking)?;
    let dist = repo.path("dist");
    let assets = write(&dist, wasm)?;
    for (name, text) in script::entries(repo, version, &assets)? {
        let entry = minified(repo, name, &text)?;
        repo::write(&dist.join(name), entry.as_bytes())?;
    }
    for name in AS_THEY_ARE {
        let bytes = repo::read_bytes(&repo.path("embed").join(name))?;
        repo::write(&dist.join(name), &bytes)?;
    }
    let package = repo::read(&repo.path("embed/package.json"))?;
    let package = with_version(&package, version)
        .ok_or_else(|| Failure::new("embed/package.json needs a line `\"version\": \"0.0.0\"`"))?;
    repo::write(&dist.join("package.json"), package.as_bytes())?;
    write_integrity(&dist)?;
    println!("The package is in dist/");
    Ok(())
}

/// A style sheet or a script, told apart by the name, as short as it can be said to the [`BROWSERS`]: esbuild brings it down to what they know,
/// and of a script terser makes some hundred bytes less, compressed, than esbuild does.
fn minified(repo: &Repo, name: &str, text: &str) -> Result<String, Failure> {
    let input = repo.path(JOINED).join(name);
    repo::write(&input, text.as_bytes())?;
    let mut command = node::program(repo, "esbuild");
    command
        .arg(&input)
        .args(["--minify", "--charset=utf8", "--legal-comments=none"])
        .args(["--log-level=warning", BROWSERS]);
    if input.extension().is_none_or(|extension| extension != "js") {
        return process::output(&mut command);
    }
    let lowered = input.with_extension("min.js");
    command
        .args(["--format=esm", "--tree-shaking=true"])
        .arg(format!("--outfile={}", lowered.display()));
    process::run(&mut command)?;
    let mut command = node::program(repo, "terser");
    command
        .arg(&lowered)
        .args(["--module", "--ecma", "2020", "--mangle"])
        .args(["--compress", "passes=3"]);
    process::output(&mut command)
}

/// The text with its version filled in; the order of its keys means something, so it stays text.
fn with_version(package: &str, version: &str) -> Option<String> {
    const PLACEHOLDER: &str = "\"version\": \"0.0.0\"";
    let (before, after) = package.split_once(PLACEHOLDER)?;
    Some(format!("{before}\"version\": \"{version}\"{after}"))
}

fn write_integrity(dist: &Path) -> Result<(), Failure> {
    let mut entries = serde_json::Map::new();
    for name in file_names(dist)? {
        let bytes = repo::read_bytes(&dist.join(&name))?;
        let brotli = shipment::brotli_length(&bytes)
            .map_err(|error| Failure::new(format!("{name} cannot be compressed: {error}")))?;
        let entry = serde_json::json!({
            "integrity": shipment::integrity(&bytes),
            "bytes": bytes.len(),
            "brotli": brotli,
        });
        entries.insert(name, entry);
    }
    let text = format!("{:#}\n", serde_json::Value::Object(entries));
    repo::write(&dist.join("integrity.json"), text.as_bytes())
}

/// The names of the files in a folder, sorted.
pub(crate) fn file_names(folder: &Path) -> Result<Vec<String>, Failure> {
    let entries = fs::read_dir(folder)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", folder.display())))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_filled_in_and_nothing_else_moves() {
        let package = "{\n  \"name\": \"x\",\n  \"version\": \"0.0.0\",\n  \"exports\": {}\n}\n";
        assert_eq!(
            with_version(package, "1.2.3").unwrap(),
            "{\n  \"name\": \"x\",\n  \"version\": \"1.2.3\",\n  \"exports\": {}\n}\n"
        );
        assert_eq!(with_version("{}", "1.2.3"), None);
    }
}
