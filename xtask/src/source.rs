//! Reads a JavaScript module line by line: its imports, its exports, its top-level names.

/// What a line of a module means to the joiner.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// `import { names } from "./file.js";`, or `import "./file.js";` with no names.
    Import { names: Vec<&'a str>, file: &'a str },
    /// `export { names } from "./file.js";`
    ReExport { names: Vec<&'a str>, file: &'a str },
    /// `export { names };`
    ExportList(Vec<&'a str>),
    /// `export function name(…`, and so on: the statement without `export `.
    Export { name: &'a str, statement: &'a str },
    /// A top-level declaration that is not exported.
    Declaration(&'a str),
    /// Anything else.
    Other,
    /// An import or export of a form that is not in the list above.
    Unknown,
}

/// Each line of a module with what it means.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (&str, Line<'_>)> {
    let mut in_comment = false;
    text.lines().map(move |line| {
        let began_in_comment = in_comment;
        let code = without_comments(line, &mut in_comment);
        let meaning = if began_in_comment {
            Line::Other
        } else {
            meaning(line, &code)
        };
        (line, meaning)
    })
}

fn meaning<'a>(line: &'a str, code: &str) -> Line<'a> {
    if code.contains("import(") {
        return Line::Unknown;
    }
    let statement = line.trim_end();
    if let Some(rest) = statement.strip_prefix("import") {
        return match rest.chars().next() {
            Some('.') => Line::Other,
            Some(c) if c.is_alphanumeric() || c == '_' || c == '$' => Line::Other,
            _ => import(rest).unwrap_or(Line::Unknown),
        };
    }
    if let Some(rest) = statement.strip_prefix("export ") {
        return export(rest).unwrap_or(Line::Unknown);
    }
    let code = code.trim_start();
    if code.starts_with("import ") || code.starts_with("export ") || code.starts_with("export{") {
        return Line::Unknown;
    }
    declared(statement).map_or(Line::Other, Line::Declaration)
}

fn import(rest: &str) -> Option<Line<'_>> {
    let rest = rest.strip_prefix(' ')?;
    let (names, from) = match rest.strip_prefix('{') {
        Some(rest) => {
            let (names, from) = rest.split_once('}')?;
            (
                plain_names(names)?,
                from.trim_start().strip_prefix("from ")?,
            )
        }
        None => (Vec::new(), rest),
    };
    let file = neighbour(from)?;
    Some(Line::Import { names, file })
}

fn export(rest: &str) -> Option<Line<'_>> {
    if let Some(rest) = rest.strip_prefix('{') {
        let (names, from) = rest.split_once('}')?;
        let names = plain_names(names)?;
        return match from.trim() {
            "" | ";" => Some(Line::ExportList(names)),
            from => Some(Line::ReExport {
                names,
                file: neighbour(from.strip_prefix("from ")?)?,
            }),
        };
    }
    let name = declared(rest)?;
    Some(Line::Export {
        name,
        statement: rest,
    })
}

/// `a, b`: an alias cannot survive in one scope, so it is not a plain name.
fn plain_names(list: &str) -> Option<Vec<&str>> {
    list.split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| is_name(name).then_some(name))
        .collect()
}

/// `"./file.js";` in either quotes: only a file of the same folder.
fn neighbour(from: &str) -> Option<&str> {
    let from = from.trim();
    let from = from.strip_suffix(';').unwrap_or(from).trim_end();
    let path = ['"', '\'']
        .into_iter()
        .find_map(|quote| from.strip_prefix(quote)?.strip_suffix(quote))?;
    let file = path.strip_prefix("./")?;
    let stem = file.strip_suffix(".js")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (!stem.is_empty() && stem.chars().all(plain)).then_some(file)
}

/// The name that a declaration at the beginning of a line brings.
fn declared(statement: &str) -> Option<&str> {
    let statement = statement.strip_prefix("async ").unwrap_or(statement);
    let rest = [
        "function* ",
        "function ",
        "class ",
        "const ",
        "let ",
        "var ",
    ]
    .into_iter()
    .find_map(|keyword| statement.strip_prefix(keyword))?;
    let end = rest.find(|c: char| !is_name_part(c)).unwrap_or(rest.len());
    rest.get(..end).filter(|name| is_name(name))
}

/// Whether a text is one name.
pub(crate) fn is_name(text: &str) -> bool {
    let starts_well = text.chars().next().is_some_and(|c| !c.is_ascii_digit());
    starts_well && text.chars().all(is_name_part)
}

/// Every name and number of a text, those in strings and comments too.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_name_part(c))
        .filter(|word| !word.is_empty())
}

/// Whether a name may hold this character.
pub(crate) fn is_name_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The line without its comments; strings keep theirs, such as `"https://…"`.
fn without_comments(line: &str, in_comment: &mut bool) -> String {
    let mut code = String::new();
    let mut quote = None;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let mut step = c.len_utf8();
        if *in_comment {
            if rest.starts_with("*/") {
                *in_comment = false;
                step = 2;
            }
        } else if quote.is_none() && rest.starts_with("/*") {
            *in_comment = true;
            step = 2;
        } else if quote.is_none() && rest.starts_with("//") {
            break;
        } else {
            match quote {
                Some(open) if open == c => quote = None,
                None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
                _ => {}
            }
            if c == '\\' {
                step += rest.chars().nth(1).map_or(0, char::len_utf8);
            }
            code.push_str(rest.get(..step).unwrap_or_default());
        }
        rest = rest.get(step..).unwrap_or_default();
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(line: &str) -> Line<'_> {
        lines(line).next().unwrap().1
    }

    #[test]
    fn imports_of_neighbours_are_understood() {
        let expected = Line::Import {
            names: vec!["a", "$b"],
            file: "x-y.js",
        };
        assert_eq!(only(r#"import { a, $b } from "./x-y.js";"#), expected);
        assert_eq!(only("import {a,$b,} from './x-y.js'"), expected);
        assert_eq!(
            only(r#"import "./x.js";"#),
            Line::Import {
                names: vec![],
                file: "x.js"
            }
        );
    }

    #[test]
    fn exports_are_understood() {
        assert_eq!(
            only("export async function f(a) {"),
            Line::Export {
                name: "f",
                statement: "async function f(a) {"
            }
        );
        assert_eq!(
            only("export const LIMIT = 3;"),
            Line::Export {
                name: "LIMIT",
                statement: "const LIMIT = 3;"
            }
        );
        assert_eq!(only("export { a, b };"), Line::ExportList(vec!["a", "b"]));
        assert_eq!(
            only(r#"export { a } from "./x.js";"#),
            Line::ReExport {
                names: vec!["a"],
                file: "x.js"
            }
        );
    }

    #[test]
    fn forms_that_cannot_be_joined_are_unknown() {
        for line in [
            "import x from \"./x.js\";",
            "import * as x from \"./x.js\";",
            "import { a as b } from \"./x.js\";",
            "import { a } from \"x\";",
            "import { a } from \"../x.js\";",
            "import { a } from \"./x.json\";",
            "import {",
            "  import { a } from \"./x.js\";",
            "export default class {}",
            "export * from \"./x.js\";",
            "export { a as b };",
            "export const { a } = x;",
            "const x = await import(\"./x.js\");",
        ] {
            assert_eq!(only(line), Line::Unknown, "{line}");
        }
    }

    #[test]
    fn comments_and_lookalikes_are_left_alone() {
        for line in [
            "// import { a } from \"x\";",
            "/** @type {import(\"./types.js\").Build} */",
            "import.meta.url;",
            "importScripts(url);",
            "  const inner = 1;",
            "exported();",
        ] {
            assert_eq!(only(line), Line::Other, "{line}");
        }
        assert_eq!(
            only("const a = /** @type {import(\"./x.js\").A} */ (b);"),
            Line::Declaration("a")
        );
        assert_eq!(
            only("const docs = \"https://example.test/*\";"),
            Line::Declaration("docs")
        );
    }

    #[test]
    fn a_comment_over_several_lines_hides_what_it_holds() {
        let text = "/*\nimport x from \"y\";\n*/\nexport class A {}";
        let meanings: Vec<_> = lines(text).map(|(_, meaning)| meaning).collect();
        assert_eq!(
            meanings,
            [
                Line::Other,
                Line::Other,
                Line::Other,
                Line::Export {
                    name: "A",
                    statement: "class A {}"
                }
            ]
        );
    }
}
