//! The one script that a partner's page loads, assembled from the sources and trunk's output, and the package's other
//! entry points.

use std::collections::BTreeMap;
use std::fs;

use crate::join::{self, Header};
use crate::process::Failure;
use crate::repo::{self, Repo};
use crate::shipment::Assets;

const ENTRY: &str = "defacto-enrollment.js";
/// The entry point that shares modules with the script, but neither glue nor styles.
const MOCK: &str = "mock.js";
/// Entry points that import the script.
const FRAMEWORKS: [&str; 2] = ["react.js", "vue.js"];
const STYLES: [&str; 2] = ["style/tokens.css", "style/widget.css"];
const SKELETON: &str = "style/skeleton.css";

/// The style sheet of the widget: the tokens, then the rules that use them.
pub(crate) fn style_sheet(repo: &Repo) -> Result<String, Failure> {
    STYLES
        .iter()
        .map(|file| repo::read(&repo.path(file)))
        .collect()
}

/// The style sheet of what stands there before anything is downloaded.
pub(crate) fn skeleton_sheet(repo: &Repo) -> Result<String, Failure> {
    repo::read(&repo.path(SKELETON))
}

/// The WebAssembly as trunk left it.
pub(crate) fn raw_wasm(repo: &Repo) -> Result<Vec<u8>, Failure> {
    repo::read_bytes(&repo.path("target/trunk/enrollment-widget_bg.wasm"))
}

/// wasm-bindgen's glue as trunk left it.
pub(crate) fn raw_glue(repo: &Repo) -> Result<String, Failure> {
    let glue = repo::read(&repo.path("target/trunk/enrollment-widget.js"))?;
    if glue.contains("let wasm_bindgen") {
        return Ok(glue);
    }
    Err(Failure::new(
        "trunk's glue is no classic script: index.html needs \
         data-bindgen-target=\"no-modules\" on its link to the Rust code",
    ))
}

/// The joined module for these very assets, not minified.
pub(crate) fn assemble(
    repo: &Repo,
    version: &str,
    skeleton: &str,
    glue: &str,
    assets: &Assets,
) -> Result<String, Failure> {
    let header = Header {
        version,
        assets,
        skeleton,
        glue,
    };
    joined(ENTRY, &modules(repo)?, &header)
}

/// The package's other entry points by file name, not minified.
pub(crate) fn entries(
    repo: &Repo,
    version: &str,
    assets: &Assets,
) -> Result<BTreeMap<&'static str, String>, Failure> {
    let header = Header {
        version,
        assets,
        skeleton: "",
        glue: "const wasm_bindgen = undefined;",
    };
    let files = files(repo)?;
    let mut entries = BTreeMap::from([(MOCK, joined(MOCK, &files, &header)?)]);
    for name in FRAMEWORKS {
        let text = files.get(name).cloned();
        let text = text.ok_or_else(|| Failure::new(format!("embed/{name} is not there")))?;
        entries.insert(name, text);
    }
    Ok(entries)
}

/// The modules of the element by file name.
pub(crate) fn modules(repo: &Repo) -> Result<BTreeMap<String, String>, Failure> {
    let mut modules = files(repo)?;
    modules.retain(|name, _| name != MOCK && !FRAMEWORKS.contains(&name.as_str()));
    Ok(modules)
}

fn joined(
    entry: &str,
    files: &BTreeMap<String, String>,
    header: &Header<'_>,
) -> Result<String, Failure> {
    join::join(entry, files, header).map_err(|problem| Failure::new(format!("embed/: {problem}")))
}

/// Every script in `embed/` by file name.
fn files(repo: &Repo) -> Result<BTreeMap<String, String>, Failure> {
    let folder = repo.path("embed");
    let entries = fs::read_dir(&folder)
        .map_err(|error| Failure::new(format!("embed/ cannot be read: {error}")))?;
    let mut modules = BTreeMap::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let is_module = path.extension().is_some_and(|extension| extension == "js");
        if let Some(name) = path.file_name().filter(|_| is_module) {
            modules.insert(name.to_string_lossy().into_owned(), repo::read(&path)?);
        }
    }
    Ok(modules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_entry_points_are_no_part_of_the_script() {
        let repo = Repo::locate().unwrap();
        let (files, modules) = (files(&repo).unwrap(), modules(&repo).unwrap());
        for name in FRAMEWORKS.into_iter().chain([MOCK]) {
            assert!(
                files.contains_key(name) && !modules.contains_key(name),
                "{name}"
            );
        }
        assert!(modules.contains_key(ENTRY));
    }

    #[test]
    fn the_skeleton_has_its_word_in_every_language() {
        let skeleton = include_str!("../../embed/skeleton.js");
        for texts in texts::LANGUAGES {
            let word = format!(" {}: \"", texts.language);
            assert!(skeleton.contains(&word), "{}", texts.language);
        }
    }
}
