//! What a WebAssembly asks of its glue and offers to it.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::glue::Glue;
use crate::process::{self, Failure};
use crate::repo::Repo;

/// Node compiles the file, so that it is also known to be valid.
const PRINT: &str = "const { Module } = WebAssembly;
const module = new Module(require('fs').readFileSync(process.argv[1]));
console.log(JSON.stringify({ imports: Module.imports(module), exports: Module.exports(module) }));";

/// The names on either side.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Boundary {
    imports: BTreeSet<(String, String)>,
    exports: BTreeSet<String>,
}

impl Boundary {
    pub(super) fn of(repo: &Repo, wasm: &Path) -> Result<Self, Failure> {
        let printed = process::output(repo.command("node").args(["--eval", PRINT]).arg(wasm))?;
        serde_json::from_str(&printed)
            .ok()
            .and_then(|value| Self::read(&value))
            .ok_or_else(|| Failure::new(format!("{}: an import is no function", wasm.display())))
    }

    fn read(printed: &Value) -> Option<Self> {
        let field = |entry: &Value, name| Some(entry.get(name)?.as_str()?.to_owned());
        let imports = printed.get("imports")?.as_array()?.iter();
        let exports = printed.get("exports")?.as_array()?.iter();
        Some(Self {
            imports: imports
                .map(|entry| {
                    let is_function = field(entry, "kind")? == "function";
                    is_function.then_some((field(entry, "module")?, field(entry, "name")?))
                })
                .collect::<Option<_>>()?,
            exports: exports
                .map(|entry| field(entry, "name"))
                .collect::<Option<_>>()?,
        })
    }

    /// Fails unless the glue offers each import and uses each export, and no others.
    pub(super) fn check(&self, glue: &Glue) -> Result<(), Failure> {
        let offered = glue.imports.iter();
        let offered = offered.map(|import| (glue.module.clone(), import.name.clone()));
        let used = glue.exports().into_iter().map(str::to_owned);
        differ("the glue's imports", &self.imports, &offered.collect())?;
        differ(
            "the exports that the glue uses",
            &self.exports,
            &used.collect(),
        )
    }
}

fn differ<T: Ord + std::fmt::Debug>(
    what: &str,
    wasm: &BTreeSet<T>,
    glue: &BTreeSet<T>,
) -> Result<(), Failure> {
    if wasm == glue {
        return Ok(());
    }
    let only =
        |a: &BTreeSet<T>, b: &BTreeSet<T>| format!("{:?}", a.difference(b).collect::<Vec<_>>());
    Err(Failure::new(format!(
        "{what} do not fit the WebAssembly: only there {}, only in the glue {}",
        only(wasm, glue),
        only(glue, wasm)
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORTS: [&str; 6] = [
        "mount",
        "__wbg_sink_free",
        "sink_write",
        "__wbindgen_exn_store",
        "__wbindgen_externrefs",
        "__wbindgen_start",
    ];

    fn boundary() -> Boundary {
        let glue = Glue::parse(include_str!("sample.js")).unwrap();
        let imports = glue.imports.iter();
        Boundary {
            imports: imports
                .map(|import| (glue.module.clone(), import.name.clone()))
                .collect(),
            exports: EXPORTS.map(str::to_owned).into(),
        }
    }

    fn checked(boundary: &Boundary) -> Result<(), String> {
        let glue = Glue::parse(include_str!("sample.js")).unwrap();
        boundary.check(&glue).map_err(|failure| failure.to_string())
    }

    #[test]
    fn glue_and_wasm_fit_when_both_name_the_same() {
        assert_eq!(checked(&boundary()), Ok(()));
    }

    #[test]
    fn an_import_without_an_entry_is_named() {
        let mut boundary = boundary();
        let import = ("./enrollment-widget_bg.js".to_owned(), "new".to_owned());
        boundary.imports.insert(import);
        assert!(checked(&boundary).unwrap_err().contains("\"new\""));
    }

    #[test]
    fn an_export_that_is_gone_or_not_used_is_named() {
        let mut fewer = boundary();
        fewer.exports.remove("sink_write");
        assert!(
            checked(&fewer)
                .unwrap_err()
                .contains("only in the glue [\"sink_write\"]")
        );
        let mut more = boundary();
        more.exports.insert("spare".to_owned());
        assert!(
            checked(&more)
                .unwrap_err()
                .contains("only there [\"spare\"]")
        );
    }

    #[test]
    fn imports_are_functions_or_nothing_is_read() {
        let mut printed = serde_json::json!({
            "imports": [{"module": "a", "name": "b", "kind": "function"}],
            "exports": [{"name": "c", "kind": "memory"}],
        });
        let expected = Boundary {
            imports: [("a".to_owned(), "b".to_owned())].into(),
            exports: ["c".to_owned()].into(),
        };
        assert_eq!(Boundary::read(&printed), Some(expected));
        printed["imports"][0]["kind"] = "memory".into();
        assert_eq!(Boundary::read(&printed), None);
    }
}
