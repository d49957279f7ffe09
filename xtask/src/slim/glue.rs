//! wasm-bindgen's glue for the target `no-modules`, taken apart and written again.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::statement::{Form, Refusal, Statement, statements};
use crate::source;

const WASM: &str = "wasm.";
const FIRST: &str = "let wasm_bindgen = (function(exports) {";
const LAST: &str = "})({ __proto__: null });";
const RETURN: &str = "    return Object.assign(__wbg_init, { initSync }, exports);\n";
const FINALIZE: &str = "    function __wbg_finalize_init(instance, module) {";
const IMPORTS: &str = "    function __wbg_get_imports() {";
/// What goes around the entries and the module's name.
const IMPORTS_FRAME: [&str; 6] = [
    "        const import0 = {",
    "            __proto__: null,",
    "        };",
    "        return {",
    "            __proto__: null,",
    "        };",
];
const IMPORTS_VALUE: &str = ": import0,";

/// Ours instead of `__wbg_init`, which can also load from an address: `embed/loader.js` hands over
/// a compiled module, once, and looks after failures itself. It also puts something around what is
/// exported, through which every call goes, those of timers and listeners too.
const START: &str = "    async function start({ module_or_path, around }) {
        const { exports } = await WebAssembly.instantiate(module_or_path, __wbg_get_imports());
        __wbg_finalize_init({ exports: around(exports) }, module_or_path);
    }
    return Object.assign(start, exports);
";

/// The declarations that [`START`] uses.
pub(super) const ROOTS: [&str; 1] = ["__wbg_finalize_init"];

/// The glue, as far as this build takes it apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glue {
    /// All statements but the one that holds the imports and the last one.
    pub(super) statements: Vec<Statement>,
    /// What the WebAssembly imports.
    pub(super) imports: Vec<Import>,
    /// The name of the module from which it imports all that.
    pub(super) module: String,
}

/// One entry of the import object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) name: String,
    /// What follows `name: `, to its comma.
    pub(super) text: String,
}

impl Glue {
    pub(super) fn parse(text: &str) -> Result<Self, Refusal> {
        let indexed = (1..)
            .zip(text.lines())
            .find(|(_, line)| line.contains("wasm["));
        if let Some((number, line)) = indexed {
            return Err(Refusal::new(
                number,
                line,
                "an export is used as `wasm.name`",
            ));
        }
        let lines: Vec<_> = (1..).zip(text.trim_end().lines()).collect();
        let [(_, FIRST), body @ .., (_, LAST)] = lines.as_slice() else {
            return Err(Refusal::new(
                1,
                text.lines().next().unwrap_or_default(),
                "the glue is one function called with `{ __proto__: null }`",
            ));
        };
        let mut statements = statements(body)?;
        let end = statements.pop();
        if let Some(end) = end.filter(|end| end.text != RETURN) {
            return Err(end.refusal("the glue returns `__wbg_init`, `initSync` and the exports"));
        }
        let other_end = |statement: &&Statement| statement.form == Form::Return;
        if let Some(statement) = statements.iter().find(other_end) {
            return Err(statement.refusal("only the last statement returns"));
        }
        let mut imports = None;
        let mut rest = Vec::new();
        for statement in statements {
            if statement.first_line() == IMPORTS {
                imports = Some(parse_imports(&statement)?);
            } else {
                rest.push(statement);
            }
        }
        let starts = |statement: &Statement| statement.first_line() == FINALIZE;
        match imports {
            Some((imports, module)) if rest.iter().any(starts) => Ok(Self {
                statements: rest,
                imports,
                module,
            }),
            _ => Err(Refusal::new(
                1,
                FIRST,
                "it needs `__wbg_get_imports()` and `__wbg_finalize_init(instance, module)`",
            )),
        }
    }

    /// The script that defines `wasm_bindgen`: a function that starts a compiled module, with the exports as its properties.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{FIRST}\n");
        for statement in &self.statements {
            text.push_str(&statement.text);
        }
        let [head, prototype, close, open, inner, end] = IMPORTS_FRAME;
        let _ = writeln!(text, "{IMPORTS}\n{head}\n{prototype}");
        for Import { name, text: value } in &self.imports {
            let _ = write!(text, "            {name}: {value}");
        }
        let module = &self.module;
        let _ = writeln!(
            text,
            "{close}\n{open}\n{inner}\n            \"{module}\"{IMPORTS_VALUE}\n{end}\n    }}"
        );
        text + START + LAST + "\n"
    }

    /// The WebAssembly's exports that the glue uses.
    pub(super) fn exports(&self) -> BTreeSet<&str> {
        let statements = self.statements.iter().map(|statement| &statement.text);
        statements
            .chain(self.imports.iter().map(|import| &import.text))
            .flat_map(|text| export_uses(text).map(|(_, name)| name))
            .collect()
    }
}

/// The entries of the import object and the name of their module.
fn parse_imports(statement: &Statement) -> Result<(Vec<Import>, String), Refusal> {
    let lines: Vec<_> = (statement.line..).zip(statement.text.lines()).collect();
    let frame = "the imports are one object of functions";
    let [
        _,
        head,
        prototype,
        entries @ ..,
        close,
        open,
        inner,
        module,
        end,
        _,
    ] = lines.as_slice()
    else {
        return Err(statement.refusal(frame));
    };
    let quoted = module.1.trim_start().strip_suffix(IMPORTS_VALUE);
    let name = quoted.and_then(|text| text.strip_prefix('"')?.strip_suffix('"'));
    let name = name.ok_or_else(|| Refusal::new(module.0, module.1, frame))?;
    let found = [head, prototype, close, open, inner, end];
    for (line, expected) in found.into_iter().zip(IMPORTS_FRAME) {
        if line.1 != expected {
            return Err(Refusal::new(line.0, line.1, frame));
        }
    }
    Ok((import_entries(entries)?, name.to_owned()))
}

fn import_entries(lines: &[(usize, &str)]) -> Result<Vec<Import>, Refusal> {
    const INDENT: &str = "            ";
    let mut imports: Vec<Import> = Vec::new();
    let mut is_open = false;
    for &(number, line) in lines {
        let refusal = || Refusal::new(number, line, "an import is `name: function(…) {…},`");
        let code = line.strip_prefix(INDENT).ok_or_else(refusal)?;
        if is_open {
            let import = imports.last_mut().ok_or_else(refusal)?;
            let _ = writeln!(import.text, "{line}");
            is_open = !["},", "}, arguments); },"].contains(&code);
            if is_open && !code.starts_with(' ') {
                return Err(refusal());
            }
        } else {
            let (name, value) = code.split_once(": ").ok_or_else(refusal)?;
            if !source::is_name(name) || !value.starts_with("function(") || !value.ends_with('{') {
                return Err(refusal());
            }
            imports.push(Import {
                name: name.to_owned(),
                text: format!("{value}\n"),
            });
            is_open = true;
        }
    }
    match lines.last() {
        Some((number, line)) if is_open => {
            Err(Refusal::new(*number, line, "this import has no end"))
        }
        _ => Ok(imports),
    }
}

/// Each `name` of a `wasm.name`, with where it begins.
pub(super) fn export_uses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(WASM).filter_map(|(place, _)| {
        let start = place + WASM.len();
        let after = text.get(start..)?;
        let end = after.find(|c| !source::is_name_part(c));
        let name = after.get(..end.unwrap_or(after.len()))?;
        let is_inside = text
            .get(..place)?
            .ends_with(|c| source::is_name_part(c) || c == '.');
        (!is_inside && source::is_name(name)).then_some((start, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("sample.js");

    fn refusal(from: &str, to: &str) -> Refusal {
        assert!(SAMPLE.contains(from), "{from}");
        Glue::parse(&SAMPLE.replacen(from, to, 1)).unwrap_err()
    }

    #[test]
    fn only_the_start_is_written_otherwise_than_it_was_read() {
        let text = Glue::parse(SAMPLE).unwrap().text();
        assert!(text.ends_with(&format!("{START}{LAST}\n")));
        assert!(!text.contains("Object.assign(__wbg_init"));
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        let (before, after) = (lines(SAMPLE), lines(&text));
        let lost: Vec<_> = before.difference(&after).collect();
        assert!(
            lost.iter()
                .all(|line| line.is_empty() || line.contains('*') || **line == RETURN.trim_end()),
            "{lost:?}"
        );
    }

    #[test]
    fn imports_are_known_by_name_and_by_module() {
        let glue = Glue::parse(SAMPLE).unwrap();
        let names: Vec<_> = glue.imports.iter().map(|import| &import.name).collect();
        assert_eq!(
            names,
            [
                "__wbg_close_294d3f727cb7a844",
                "__wbg_call_40b008ba32f73991"
            ]
        );
        assert_eq!(glue.module, "./enrollment-widget_bg.js");
    }

    #[test]
    fn an_import_of_another_form_is_refused_with_its_line() {
        let name = "__wbg_close_294d3f727cb7a844: ";
        let refusal = refusal(
            &format!("{name}function(arg0) {{"),
            &format!("{name}Date.now,"),
        );
        assert_eq!(refusal.line, 33);
        assert_eq!(refusal.text, "__wbg_close_294d3f727cb7a844: Date.now,");
    }

    #[test]
    fn a_second_module_of_imports_is_refused() {
        let one = "            \"./enrollment-widget_bg.js\": import0,\n";
        refusal(
            one,
            &format!("{one}            \"./snippet.js\": import1,\n"),
        );
        refusal("const import0", "const import1");
        refusal("import0,\n        };", "import0,\n        }");
    }

    #[test]
    fn another_frame_is_refused() {
        refusal("let wasm_bindgen", "export default");
        refusal("})({ __proto__: null });", "})();");
        refusal("{ initSync }, exports", "exports");
        refusal(
            "__wbg_finalize_init(instance, module) {",
            "__wbg_finalize_init(instance) {",
        );
        refusal("__wbg_get_imports() {", "__wbg_get_imports(memory) {");
        refusal("    let script_src;", "    return 1;");
    }

    #[test]
    fn an_export_that_is_not_used_by_name_is_refused() {
        let refusal = refusal("wasm.mount(place)", "wasm['mount'](place)");
        assert_eq!(refusal.text, "const ret = wasm['mount'](place);");
    }

    #[test]
    fn uses_of_exports_are_told_from_lookalikes() {
        let names = |text| export_uses(text).map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(names("wasm.a(wasm.b_1, -wasm.$c);"), ["a", "b_1", "$c"]);
        for text in [
            "x.wasm.a",
            "mywasm.a",
            "\"_bg.wasm\".",
            "wasm = wasm;",
            "wasm.",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
