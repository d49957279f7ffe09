//! The one script that a partner's page loads, assembled from the sources and trunk's output.

use std::collections::BTreeMap;
use std::fs;

use crate::join::{self, Header};
use crate::process::Failure;
use crate::repo::{self, Repo};
use crate::shipment::Assets;

const ENTRY: &str = "defacto-enrollment.js";
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
    join::join(ENTRY, &modules(repo)?, &header)
        .map_err(|problem| Failure::new(format!("embed/: {problem}")))
}

/// The element's modules by file name.
pub(crate) fn modules(repo: &Repo) -> Result<BTreeMap<String, String>, Failure> {
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
    #[test]
    fn the_skeleton_has_its_word_in_every_language() {
        let skeleton = include_str!("../../embed/skeleton.js");
        for texts in texts::LANGUAGES {
            let word = format!(" {}: \"", texts.language);
            assert!(skeleton.contains(&word), "{}", texts.language);
        }
    }
}
