//! Imports as arrow functions, which esbuild makes shorter than `function`.

use super::glue::Glue;
use crate::source;

/// What a function has and an arrow function takes from around it.
const OWN: [&str; 3] = ["arguments", "super", "this"];

/// The glue with arrow functions for imports, where that changes nothing: WebAssembly calls them
/// without `this`.
pub(super) fn arrows(glue: &mut Glue) {
    for import in &mut glue.imports {
        if let Some(text) = arrow(&import.text) {
            import.text = text;
        }
    }
}

fn arrow(text: &str) -> Option<String> {
    let (parameters, body) = text.strip_prefix("function(")?.split_once(") {\n")?;
    let is_plain = parameters.is_empty() || parameters.split(", ").all(source::is_name);
    let is_own = source::words(body).any(|word| OWN.contains(&word)) || body.contains("new.target");
    (is_plain && !is_own).then(|| format!("({parameters}) => {{\n{body}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_import_becomes_an_arrow_function() {
        let text = "function(arg0, arg1) {\n                arg0.set(arg1);\n            },\n";
        assert_eq!(
            arrow(text).unwrap(),
            "(arg0, arg1) => {\n                arg0.set(arg1);\n            },\n"
        );
        assert_eq!(arrow("function() {\n},\n").unwrap(), "() => {\n},\n");
    }

    #[test]
    fn what_an_arrow_function_lacks_stays_a_function() {
        for text in [
            "function() { return handleError(function () {\n}, arguments); },\n",
            "function() {\nreturn arguments.length;\n},\n",
            "function() {\nreturn this;\n},\n",
            "function() {\nreturn new.target;\n},\n",
            "function(a = 1) {\n},\n",
            "async function() {\n},\n",
        ] {
            assert_eq!(arrow(text), None, "{text}");
        }
    }

    #[test]
    fn the_glue_keeps_its_imports() {
        let mut glue = Glue::parse(include_str!("sample.js")).unwrap();
        arrows(&mut glue);
        let text = glue.text();
        assert!(text.contains("__wbg_close_294d3f727cb7a844: (arg0) => {"));
        assert!(text.contains("__wbg_call_40b008ba32f73991: function() { return handleError("));
    }
}
