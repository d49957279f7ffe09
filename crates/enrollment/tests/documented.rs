//! The documentation names every reason that a value can be refused or doubted for.

use std::{fs, path::Path};

/// The string literals to the right of an arrow in the sources of `code()`, as far as they look like a code.
#[expect(clippy::unwrap_used, reason = "the sources are there")]
fn codes(path: &Path, found: &mut Vec<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            codes(&entry.unwrap().path(), found);
        }
        return;
    }
    let source = fs::read_to_string(path).unwrap();
    let functions = source.split("fn code(").skip(1);
    for function in functions.map(|rest| rest.split("\n    }\n").next().unwrap_or(rest)) {
        let literals = function.split("=> \"").skip(1);
        found.extend(literals.filter_map(|rest| rest.split('"').next().map(str::to_owned)));
    }
}

#[test]
fn every_code_is_in_the_table_of_values() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = fs::read_to_string(root.join("../../docs/values.md")).unwrap();
    let mut found = Vec::new();
    for source in ["src/domain", "src/draft/problem.rs", "src/check.rs"] {
        codes(&root.join(source), &mut found);
    }
    assert!(found.len() > 60, "{found:?}");
    for code in found {
        assert!(
            table.contains(&format!("| `{code}` |")),
            "{code} is not documented"
        );
    }
}
