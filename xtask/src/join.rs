//! Joins the element's modules and the wasm-bindgen glue into one script, without a bundler.
//!
//! The modules in `embed/` are small and use few forms, so that putting their texts one after the
//! other is all it takes; any other form is refused rather than guessed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::shipment::{Assets, Fetched};
use crate::source::{self, Line};

/// The module that stands for what is known only after the build; its text is never shipped.
pub(crate) const BUILD_MODULE: &str = "build.js";

const HEADER_NAMES: [&str; 2] = ["BUILD", "createGlue"];

/// What the script carries that no module holds.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    pub(crate) version: &'a str,
    /// What the script fetches, by its name and its `sha256-…`.
    pub(crate) assets: &'a Assets,
    /// The style sheet of the skeleton.
    pub(crate) skeleton: &'a str,
    /// wasm-bindgen's output for the target `no-modules`: a script that defines `wasm_bindgen`.
    pub(crate) glue: &'a str,
}

/// Why the modules cannot be joined.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// An import or export of a form that the joiner does not know.
    UnknownForm {
        file: String,
        line: usize,
        text: String,
    },
    /// No file of the entry's name.
    MissingEntry(String),
    /// An import of a file that is not there.
    MissingFile { file: String, imported: String },
    /// An import of a name that its file does not export.
    MissingName {
        file: String,
        name: String,
        from: String,
    },
    /// Modules that import each other.
    Cycle { file: String },
    /// Two top-level declarations of one name.
    Duplicate {
        name: String,
        first: String,
        second: String,
    },
}

/// One module with the texts of `entry` and of all it imports, dependencies first.
///
/// `files` maps a file name to its text. The exports of the entry remain; all others go.
pub(crate) fn join(
    entry: &str,
    files: &BTreeMap<String, String>,
    header: &Header<'_>,
) -> Result<String, Problem> {
    if !files.contains_key(entry) {
        return Err(Problem::MissingEntry(entry.to_owned()));
    }
    let mut joined = Joined {
        files,
        entry,
        text: preamble(header),
        names: HEADER_NAMES
            .map(|name| (name.to_owned(), BUILD_MODULE.to_owned()))
            .into(),
        exports: BTreeMap::from([(
            BUILD_MODULE.to_owned(),
            HEADER_NAMES.map(str::to_owned).into(),
        )]),
        open: BTreeSet::new(),
    };
    joined.add(entry)?;
    Ok(joined.text)
}

fn preamble(header: &Header<'_>) -> String {
    let text = |text: &str| serde_json::Value::from(text);
    // Each address is written out, so that a bundler finds the file and takes it along.
    let file = |file: &Fetched| {
        let (name, integrity) = (text(&file.name), text(&file.integrity()));
        format!("[{name}, {integrity}, () => new URL({name}, import.meta.url)]")
    };
    let texts = header.assets.texts.iter();
    let texts: Vec<_> = texts
        .map(|(language, texts)| format!("{language}: {}", file(texts)))
        .collect();
    // A factory, since a fresh instance needs fresh glue after a panic.
    format!(
        "const BUILD = Object.freeze({{ version: {}, wasm: {}, values: {}, css: {}, texts: {{ {} }}, skeleton: {} }});\n\
         function createGlue() {{\n{}\nreturn wasm_bindgen;\n}}\n",
        text(header.version),
        file(&header.assets.wasm),
        file(&header.assets.values),
        file(&header.assets.css),
        texts.join(", "),
        text(header.skeleton),
        header.glue.trim_end()
    )
}

struct Joined<'a> {
    files: &'a BTreeMap<String, String>,
    entry: &'a str,
    text: String,
    /// Each top-level name with the file that declares it.
    names: BTreeMap<String, String>,
    /// What each file exports, as far as it is known.
    exports: BTreeMap<String, BTreeSet<String>>,
    /// The files being joined at this moment, from the entry down.
    open: BTreeSet<String>,
}

impl Joined<'_> {
    fn add(&mut self, file: &str) -> Result<(), Problem> {
        self.open.insert(file.to_owned());
        self.exports.insert(file.to_owned(), BTreeSet::new());
        let source = self.files.get(file).map_or("", String::as_str);
        let mut body = format!("\n// {file}\n");
        for (number, (text, line)) in (1..).zip(source::lines(source)) {
            if line == Line::Unknown {
                return Err(Problem::UnknownForm {
                    file: file.to_owned(),
                    line: number,
                    text: text.trim().to_owned(),
                });
            }
            if let Some(kept) = self.kept(file, text, line)? {
                body.push_str(&kept);
                body.push('\n');
            }
        }
        self.text.push_str(&body);
        self.open.remove(file);
        Ok(())
    }

    /// What remains of a line, after its imports were joined and its names noted.
    fn kept<'t>(
        &mut self,
        file: &str,
        text: &'t str,
        line: Line<'t>,
    ) -> Result<Option<Cow<'t, str>>, Problem> {
        let is_entry = file == self.entry;
        Ok(match line {
            Line::Import { names, file: from } => {
                self.import(file, &names, from)?;
                None
            }
            Line::ReExport { names, file: from } => {
                self.import(file, &names, from)?;
                self.export(file, &names);
                is_entry.then(|| format!("export {{ {} }};", names.join(", ")).into())
            }
            Line::ExportList(names) => {
                self.export(file, &names);
                is_entry.then_some(text.into())
            }
            Line::Export { name, statement } => {
                self.declare(file, name)?;
                self.export(file, &[name]);
                Some(if is_entry { text } else { statement }.into())
            }
            Line::Declaration(name) => {
                self.declare(file, name)?;
                Some(text.into())
            }
            Line::Other | Line::Unknown => Some(text.into()),
        })
    }

    fn export(&mut self, file: &str, names: &[&str]) {
        if let Some(exports) = self.exports.get_mut(file) {
            exports.extend(names.iter().map(|name| (*name).to_owned()));
        }
    }

    fn import(&mut self, file: &str, names: &[&str], from: &str) -> Result<(), Problem> {
        if self.open.contains(from) {
            return Err(Problem::Cycle {
                file: from.to_owned(),
            });
        }
        if !self.exports.contains_key(from) {
            if !self.files.contains_key(from) {
                return Err(Problem::MissingFile {
                    file: file.to_owned(),
                    imported: from.to_owned(),
                });
            }
            self.add(from)?;
        }
        let exports = self.exports.get(from);
        match names
            .iter()
            .find(|name| !exports.is_some_and(|known| known.contains(**name)))
        {
            Some(name) => Err(Problem::MissingName {
                file: file.to_owned(),
                name: (*name).to_owned(),
                from: from.to_owned(),
            }),
            None => Ok(()),
        }
    }

    fn declare(&mut self, file: &str, name: &str) -> Result<(), Problem> {
        match self.names.insert(name.to_owned(), file.to_owned()) {
            Some(first) => Err(Problem::Duplicate {
                name: name.to_owned(),
                first,
                second: file.to_owned(),
            }),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownForm { file, line, text } => write!(
                f,
                "{file}:{line}: `{text}` cannot be joined: write `import {{ name }} from \
                 \"./file.js\";` on one line, and export declarations by name"
            ),
            Self::MissingEntry(file) => write!(f, "{file} is not there"),
            Self::MissingFile { file, imported } => {
                write!(f, "{file} imports ./{imported}, which is not there")
            }
            Self::MissingName { file, name, from } => {
                write!(f, "{file} imports `{name}`, which ./{from} does not export")
            }
            Self::Cycle { file } => write!(f, "{file} imports itself through other modules"),
            Self::Duplicate {
                name,
                first,
                second,
            } => write!(
                f,
                "`{name}` is declared in both {first} and {second}, which end up in one scope"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(files: &[(&str, &str)]) -> Result<String, Problem> {
        let files = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        let header = Header {
            version: "1.2.3",
            assets: &Assets::new(b"abc".to_vec(), b"abc".to_vec(), b"abc".to_vec()),
            skeleton: ":host{content:\"\\\"\"}",
            glue: "let wasm_bindgen = 1;\n",
        };
        join("main.js", &files, &header)
    }

    #[test]
    fn dependencies_come_first_and_only_the_entry_exports() {
        let script = joined(&[
            (
                "main.js",
                "import { a } from \"./a.js\";\nimport { b } from './b.js';\nexport const m = a + b;\n",
            ),
            (
                "a.js",
                "import { b } from \"./b.js\";\nexport function a() {\n  return b;\n}\n",
            ),
            ("b.js", "const b = 1;\nexport { b };\n"),
        ])
        .unwrap();
        let body = script.split_once("\n// b.js\n").unwrap().1;
        assert_eq!(
            body,
            "const b = 1;\n\n// a.js\nfunction a() {\n  return b;\n}\n\n// main.js\nexport const m = a + b;\n"
        );
    }

    #[test]
    fn the_header_stands_for_the_build_module() {
        let script = joined(&[
            (
                "main.js",
                "import { BUILD, createGlue } from \"./build.js\";\nuse(BUILD, createGlue);\n",
            ),
            ("build.js", "export const BUILD = {};\n"),
        ])
        .unwrap();
        assert!(script.starts_with("const BUILD = Object.freeze({ version: \"1.2.3\""));
        assert!(script.contains(r#"skeleton: ":host{content:\"\\\"\"}""#));
        assert!(
            script.contains(r#"wasm: ["enrollment-widget-ba7816bf.wasm", "sha256-ungWv48Bz+pBQUD"#)
        );
        assert!(
            script
                .contains(r#"() => new URL("enrollment-widget-ba7816bf.wasm", import.meta.url)]"#)
        );
        assert!(script.contains(r#"fr: ["enrollment-texts-fr-"#));
        assert!(
            script.contains(
                "function createGlue() {\nlet wasm_bindgen = 1;\nreturn wasm_bindgen;\n}\n"
            )
        );
        assert!(!script.contains("import {"));
        assert!(!script.contains("BUILD = {}"));
    }

    #[test]
    fn the_entry_may_export_what_another_module_declares() {
        let script = joined(&[
            ("main.js", "export { a } from \"./a.js\";\n"),
            ("a.js", "export class a {}\n"),
        ])
        .unwrap();
        assert!(script.ends_with("// a.js\nclass a {}\n\n// main.js\nexport { a };\n"));
    }

    #[test]
    fn a_form_that_is_not_known_is_refused_with_its_place() {
        let problem = joined(&[("main.js", "\nimport x from \"./x.js\";\n")]).unwrap_err();
        assert_eq!(
            problem,
            Problem::UnknownForm {
                file: "main.js".to_owned(),
                line: 2,
                text: "import x from \"./x.js\";".to_owned()
            }
        );
    }

    #[test]
    fn missing_files_and_names_are_refused() {
        assert_eq!(
            joined(&[]),
            Err(Problem::MissingEntry("main.js".to_owned()))
        );
        assert!(matches!(
            joined(&[("main.js", "import { a } from \"./a.js\";")]),
            Err(Problem::MissingFile { .. })
        ));
        assert!(matches!(
            joined(&[
                ("main.js", "import { z } from \"./a.js\";"),
                ("a.js", "export const a = 1;")
            ]),
            Err(Problem::MissingName { .. })
        ));
    }

    #[test]
    fn one_name_in_two_modules_is_refused() {
        let clash = |text| {
            joined(&[
                ("main.js", "import \"./a.js\";\nconst a = 1;"),
                ("a.js", text),
            ])
        };
        for text in ["const a = 2;", "export function a() {}", "class a {}"] {
            assert!(
                matches!(clash(text), Err(Problem::Duplicate { .. })),
                "{text}"
            );
        }
        assert!(clash("  const a = 2;").is_ok());
        assert!(matches!(
            joined(&[("main.js", "const BUILD = 1;")]),
            Err(Problem::Duplicate { .. })
        ));
    }

    #[test]
    fn modules_that_import_each_other_are_refused() {
        assert_eq!(
            joined(&[
                ("main.js", "import \"./a.js\";"),
                ("a.js", "import \"./main.js\";")
            ]),
            Err(Problem::Cycle {
                file: "main.js".to_owned()
            })
        );
    }
}
