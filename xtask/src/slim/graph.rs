//! What in the glue needs what: the graph that `wasm-metadce` completes with the WebAssembly's own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::glue::{Glue, ROOTS, export_uses};
use super::statement::{Form, Refusal, Statement};
use crate::source;

/// Drops the exports that nobody names, and leaves those whose names occur among `words`.
pub(super) fn keep_exports(glue: &mut Glue, words: &BTreeSet<&str>) {
    glue.statements.retain(|statement| match &statement.form {
        Form::Export(name) => words.contains(name.as_str()),
        _ => true,
    });
}

/// The graph: one node for each declaration, import and export, the root being what the glue does
/// by itself.
pub(super) fn graph(glue: &Glue) -> Result<Value, Refusal> {
    let declared = declared(glue);
    let mut root: BTreeSet<String> = ROOTS.map(declaration).into();
    let mut edges = Vec::new();
    for statement in &glue.statements {
        match &statement.form {
            Form::Export(name) => {
                root.insert(declaration(name));
            }
            _ => edges.push((
                declaration(subject(statement, &declared)?),
                reaches(&statement.text, &declared),
            )),
        }
    }
    let mut nodes = vec![json!({"name": "glue", "root": true, "reaches": root})];
    let names: BTreeSet<&String> = edges.iter().map(|(name, _)| name).collect();
    for name in names {
        // A declaration and the statements about it stand and fall together.
        let own = edges.iter().filter(|(of, _)| of == name);
        let reaches: BTreeSet<&String> = own.flat_map(|(_, reaches)| reaches).collect();
        nodes.push(json!({"name": name, "reaches": reaches}));
    }
    for import in &glue.imports {
        nodes.push(json!({
            "name": imported(&import.name),
            "import": [glue.module, import.name],
            "reaches": reaches(&import.text, &declared),
        }));
    }
    for name in glue.exports() {
        nodes.push(json!({"name": exported(name), "export": name}));
    }
    Ok(Value::Array(nodes))
}

/// Drops the nodes that `wasm-metadce` found unused; `report` is what it prints.
pub(super) fn without_unused(glue: &Glue, report: &str) -> Result<Glue, Refusal> {
    let unused: BTreeSet<&str> = report
        .lines()
        .filter_map(|line| line.strip_prefix("unused: "))
        .collect();
    let declared = declared(glue);
    let mut rest = glue.clone();
    rest.statements.clear();
    for statement in &glue.statements {
        let is_used = match &statement.form {
            Form::Export(_) => true,
            _ => !unused.contains(declaration(subject(statement, &declared)?).as_str()),
        };
        if is_used {
            rest.statements.push(statement.clone());
        }
    }
    rest.imports
        .retain(|import| !unused.contains(imported(&import.name).as_str()));
    Ok(rest)
}

fn declaration(name: &str) -> String {
    format!("js:{name}")
}

fn imported(name: &str) -> String {
    format!("import:{name}")
}

fn exported(name: &str) -> String {
    format!("export:{name}")
}

/// Each declared name with the first name of its declaration, which stands for all of them.
fn declared(glue: &Glue) -> BTreeMap<&str, &str> {
    let names = glue.statements.iter().filter_map(|statement| {
        let Form::Declaration(names) = &statement.form else {
            return None;
        };
        let first = names.first()?;
        Some(
            names
                .iter()
                .map(move |name| (name.as_str(), first.as_str())),
        )
    });
    names.flatten().collect()
}

/// The declaration that a statement is, or is about.
fn subject<'a>(
    statement: &'a Statement,
    declared: &BTreeMap<&str, &'a str>,
) -> Result<&'a str, Refusal> {
    let subjects: BTreeSet<&str> = match &statement.form {
        Form::Declaration(names) => names.iter().take(1).map(String::as_str).collect(),
        _ => source::words(&statement.text)
            .filter_map(|word| declared.get(word).copied())
            .collect(),
    };
    match subjects.first() {
        Some(subject) if subjects.len() == 1 => Ok(subject),
        _ => Err(statement.refusal("an `if` or a call is about one declaration")),
    }
}

/// The nodes that a text names. Any word counts, even in a comment: too much is kept rather than
/// too little.
fn reaches(text: &str, declared: &BTreeMap<&str, &str>) -> BTreeSet<String> {
    let declarations = source::words(text).filter_map(|word| declared.get(word).copied());
    declarations
        .map(declaration)
        .chain(export_uses(text).map(|(_, name)| exported(name)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Glue {
        let mut glue = Glue::parse(include_str!("sample.js")).unwrap();
        keep_exports(&mut glue, &BTreeSet::from(["mount", "place"]));
        glue
    }

    fn node<'a>(graph: &'a Value, name: &str) -> &'a Value {
        let mut nodes = graph.as_array().unwrap().iter();
        nodes.find(|node| node["name"] == name).unwrap()
    }

    #[test]
    fn the_root_is_the_start_and_what_the_element_names() {
        let graph = graph(&sample()).unwrap();
        assert_eq!(
            *node(&graph, "glue"),
            json!({"name": "glue", "root": true, "reaches": ["js:__wbg_finalize_init", "js:mount"]})
        );
        let roots = graph.as_array().unwrap().iter();
        assert_eq!(roots.filter(|node| node["root"] == true).count(), 1);
    }

    #[test]
    fn declarations_imports_and_exports_are_nodes() {
        let graph = graph(&sample()).unwrap();
        assert_eq!(
            node(&graph, "js:mount")["reaches"],
            json!([
                "export:mount",
                "js:mount",
                "js:takeFromTable",
                "js:wasmModule"
            ])
        );
        let import = node(&graph, "import:__wbg_call_40b008ba32f73991");
        assert_eq!(import["reaches"], json!(["js:handleError"]));
        assert_eq!(
            import["import"],
            json!(["./enrollment-widget_bg.js", "__wbg_call_40b008ba32f73991"])
        );
        assert_eq!(node(&graph, "export:mount")["export"], "mount");
    }

    #[test]
    fn a_name_stands_for_all_of_its_declaration() {
        let graph = graph(&sample()).unwrap();
        let finalize = &node(&graph, "js:__wbg_finalize_init")["reaches"];
        let reaches: Vec<_> = finalize.as_array().unwrap().iter().collect();
        assert_eq!(
            reaches,
            [
                "export:__wbindgen_start",
                "js:__wbg_finalize_init",
                "js:wasmModule"
            ]
        );
    }

    #[test]
    fn the_unused_goes_with_the_statements_about_it() {
        let report = "unused: js:Sink\nunused: js:script_src\nunused: func$write\n\
                      unused: import:__wbg_close_294d3f727cb7a844\nother: js:mount\n";
        let text = without_unused(&sample(), report).unwrap().text();
        for gone in [
            "class Sink",
            "Symbol.dispose",
            "exports.Sink",
            "currentScript",
            "__wbg_close",
        ] {
            assert!(!text.contains(gone), "{gone}");
        }
        for left in [
            "function mount",
            "exports.mount",
            "cachedTextDecoder.decode();",
            "__wbg_call",
        ] {
            assert!(text.contains(left), "{left}");
        }
    }

    #[test]
    fn a_statement_about_two_declarations_is_refused() {
        let text = include_str!("sample.js").replace(
            "    cachedTextDecoder.decode();",
            "    cachedTextDecoder.decode(script_src);",
        );
        let refusal = graph(&Glue::parse(&text).unwrap()).unwrap_err();
        assert!(
            refusal
                .to_string()
                .contains("cachedTextDecoder.decode(script_src);")
        );
    }
}
