//! The short names that binaryen gives to imports and exports, put into the glue.

use std::collections::BTreeMap;

use serde_json::Value;

use super::glue::{Glue, Import, export_uses};
use crate::process::Failure;

/// Old names with their new ones.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

impl Names {
    /// Reads what `wasm-opt --minify-imports-and-exports-and-modules` prints: a `[module, old, new]`
    /// for each import and an `[old, new]` for each export.
    pub(super) fn parse(printed: &str, module: &str) -> Result<Self, Failure> {
        serde_json::from_str(printed)
            .ok()
            .and_then(|value| Self::read(&value, module))
            .ok_or_else(|| Failure::new("wasm-opt's list of short names is not understood"))
    }

    fn read(printed: &Value, module: &str) -> Option<Self> {
        let mut names = Self::default();
        for import in printed.get("imports")?.as_array()? {
            let [from, old, new] = import.as_array()?.as_slice() else {
                return None;
            };
            let new = new.as_str()?.to_owned();
            let old = Some(old.as_str()?).filter(|_| from == module)?;
            names.imports.insert(old.to_owned(), new);
        }
        for export in printed.get("exports")?.as_array()? {
            let [old, new] = export.as_array()?.as_slice() else {
                return None;
            };
            names
                .exports
                .insert(old.as_str()?.to_owned(), new.as_str()?.to_owned());
        }
        Some(names)
    }

    /// The short name of an export.
    pub(super) fn export(&self, name: &str) -> Result<&str, Failure> {
        short(&self.exports, name)
    }

    /// The glue with short names, for imports from `module`.
    pub(super) fn apply(&self, glue: &Glue, module: &str) -> Result<Glue, Failure> {
        let mut renamed = glue.clone();
        module.clone_into(&mut renamed.module);
        for statement in &mut renamed.statements {
            statement.text = self.exports_renamed(&statement.text)?;
        }
        for Import { name, text } in &mut renamed.imports {
            *name = short(&self.imports, name)?.to_owned();
            *text = self.exports_renamed(text)?;
        }
        Ok(renamed)
    }

    fn exports_renamed(&self, text: &str) -> Result<String, Failure> {
        let mut renamed = String::new();
        let mut done = 0;
        for (start, name) in export_uses(text) {
            renamed.push_str(text.get(done..start).unwrap_or_default());
            renamed.push_str(short(&self.exports, name)?);
            done = start + name.len();
        }
        renamed.push_str(text.get(done..).unwrap_or_default());
        Ok(renamed)
    }
}

fn short<'a>(names: &'a BTreeMap<String, String>, old: &str) -> Result<&'a str, Failure> {
    names.get(old).map(String::as_str).ok_or_else(|| {
        Failure::new(format!(
            "the glue names `{old}`, which the WebAssembly does not have"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: &str = "./enrollment-widget_bg.js";
    const PRINTED: &str = r#"{
 "imports": [
  ["./enrollment-widget_bg.js", "__wbg_close_294d3f727cb7a844", "a"],
  ["./enrollment-widget_bg.js", "__wbg_call_40b008ba32f73991", "b"]
 ],
 "exports": [
  ["mount", "c"],
  ["__wbg_sink_free", "d"],
  ["sink_write", "e"],
  ["__wbindgen_exn_store", "f"],
  ["__wbindgen_externrefs", "g"],
  ["__wbindgen_start", "h"]
 ]
}
"#;

    fn glue() -> Glue {
        Glue::parse(include_str!("sample.js")).unwrap()
    }

    #[test]
    fn imports_exports_and_the_module_get_their_short_names() {
        let names = Names::parse(PRINTED, MODULE).unwrap();
        let renamed = names.apply(&glue(), "m").unwrap();
        let text = renamed.text();
        assert!(text.contains("            a: function(arg0) {"));
        assert!(text.contains("            \"m\": import0,"));
        assert!(text.contains("const ret = wasm.c(place);"));
        assert!(text.contains("exports.mount = mount;"));
        assert_eq!(
            renamed.exports(),
            ["c", "d", "e", "f", "g", "h"].into_iter().collect()
        );
    }

    #[test]
    fn a_name_that_the_list_lacks_is_refused() {
        for line in ["  [\"sink_write\", \"e\"],\n", "  [\"mount\", \"c\"],\n"] {
            let names = Names::parse(&PRINTED.replace(line, ""), MODULE).unwrap();
            assert!(names.apply(&glue(), "m").is_err(), "{line}");
        }
        let fewer = PRINTED.replace("__wbg_call_40b008ba32f73991", "__wbg_other");
        let names = Names::parse(&fewer, MODULE).unwrap();
        let failure = names.apply(&glue(), "m").unwrap_err();
        assert!(
            failure
                .to_string()
                .contains("`__wbg_call_40b008ba32f73991`")
        );
    }

    #[test]
    fn a_list_of_another_form_or_module_is_refused() {
        assert!(Names::parse("", MODULE).is_err());
        assert!(Names::parse("{\"imports\": []}", MODULE).is_err());
        assert!(
            Names::parse(
                &PRINTED.replace("[\"mount\", \"c\"]", "[\"mount\"]"),
                MODULE
            )
            .is_err()
        );
        assert!(Names::parse(PRINTED, "./other.js").is_err());
    }
}
