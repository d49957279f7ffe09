//! The statements of wasm-bindgen's glue, told apart by its fixed indentation.

use std::fmt;

use crate::process::Failure;
use crate::source;

/// One statement of the function that wraps the glue, four spaces in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) form: Form,
    /// Its lines as they were, without the comments above it.
    pub(super) text: String,
    /// Where it begins, counted from 1.
    pub(super) line: usize,
}

/// What a statement does for the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `class`, `function`, `const` or `let`, with the names it brings.
    Declaration(Vec<String>),
    /// `exports.name = name;`
    Export(String),
    /// An `if` or a call.
    Effect,
    /// The last statement.
    Return,
}

/// A line of the glue that this build does not understand.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) wanted: &'static str,
}

impl Refusal {
    pub(super) fn new(line: usize, text: &str, wanted: &'static str) -> Self {
        Self {
            line,
            text: text.trim().to_owned(),
            wanted,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, text, wanted } = self;
        write!(
            f,
            "wasm-bindgen's glue, line {line}: `{text}` is not understood: {wanted}"
        )
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.to_string())
    }
}

/// The statements between the first and the last line of the glue, given with their numbers.
pub(super) fn statements(lines: &[(usize, &str)]) -> Result<Vec<Statement>, Refusal> {
    let mut done = Vec::new();
    let mut open: Option<Statement> = None;
    let mut in_comment = false;
    for &(number, line) in lines {
        let code = line.trim();
        if in_comment {
            in_comment = !code.ends_with("*/");
            continue;
        }
        if code.is_empty() && open.is_none() {
            continue;
        }
        if line.matches('`').count() % 2 == 1 {
            return Err(Refusal::new(number, line, "a text over several lines"));
        }
        let statement = match open.take() {
            Some(mut statement) => {
                let goes_on = ["     ", "    }"]
                    .iter()
                    .any(|start| line.starts_with(start));
                if !goes_on && !code.is_empty() {
                    return Err(Refusal::new(
                        number,
                        line,
                        "the statement above has no end yet",
                    ));
                }
                statement.text.push_str(line);
                statement.text.push('\n');
                statement
            }
            None if line.starts_with("    /**") => {
                in_comment = !code.ends_with("*/");
                continue;
            }
            None if line.starts_with("    //") => continue,
            None => Statement {
                form: form(number, line)?,
                text: format!("{line}\n"),
                line: number,
            },
        };
        if statement.ends_with(line) {
            statement.refuse_second_name()?;
            done.push(statement);
        } else {
            open = Some(statement);
        }
    }
    match open {
        Some(statement) => Err(statement.refusal("it has no end")),
        None => Ok(done),
    }
}

impl Statement {
    pub(super) fn refusal(&self, wanted: &'static str) -> Refusal {
        Refusal::new(self.line, self.first_line(), wanted)
    }

    pub(super) fn first_line(&self) -> &str {
        self.text.lines().next().unwrap_or_default()
    }

    /// A block ends at its brace, any other statement at its semicolon.
    fn ends_with(&self, line: &str) -> bool {
        if self.first_line().ends_with('{') {
            line == "    }"
        } else {
            line.ends_with(';')
        }
    }

    /// `let a = 1, b = 2;` would hide the name `b`.
    fn refuse_second_name(&self) -> Result<(), Refusal> {
        let is_block = self.first_line().ends_with('{');
        if is_block || !self.text.contains('=') || !matches!(self.form, Form::Declaration(_)) {
            return Ok(());
        }
        let mut depth = 0_i32;
        for c in self.text.chars() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => return Err(self.refusal("one name to a declaration")),
                _ => {}
            }
        }
        Ok(())
    }
}

fn form(number: usize, line: &str) -> Result<Form, Refusal> {
    let refusal = |wanted| Refusal::new(number, line, wanted);
    let code = line
        .strip_prefix("    ")
        .filter(|code| !code.starts_with([' ', '}']))
        .ok_or_else(|| refusal("a statement is four spaces in"))?;
    if code.starts_with("return ") {
        return Ok(Form::Return);
    }
    if let Some(rest) = code.strip_prefix("exports.") {
        return exported(rest)
            .map(|name| Form::Export(name.to_owned()))
            .ok_or_else(|| refusal("an export is `exports.name = name;`"));
    }
    if let Some(names) = declared(code) {
        let names = names.into_iter().map(str::to_owned).collect();
        return Ok(Form::Declaration(names));
    }
    let is_call =
        code.ends_with(");") && code.split(['.', '(']).next().is_some_and(source::is_name);
    if code.starts_with("if (") || is_call {
        return Ok(Form::Effect);
    }
    Err(refusal("a declaration, an export, an `if` or a call"))
}

fn exported(rest: &str) -> Option<&str> {
    let (name, value) = rest.strip_suffix(';')?.split_once(" = ")?;
    (name == value && source::is_name(name)).then_some(name)
}

fn declared(code: &str) -> Option<Vec<&str>> {
    let code = code.strip_prefix("async ").unwrap_or(code);
    let names = if let Some(rest) = code.strip_prefix("function ") {
        vec![rest.split_once('(')?.0]
    } else if let Some(rest) = code.strip_prefix("class ") {
        vec![rest.strip_suffix(" {")?]
    } else {
        let rest = ["const ", "let "]
            .into_iter()
            .find_map(|keyword| code.strip_prefix(keyword))?;
        match rest.split_once(" = ") {
            Some((name, _)) => vec![name],
            None => rest.strip_suffix(';')?.split(", ").collect(),
        }
    };
    names
        .iter()
        .all(|name| source::is_name(name))
        .then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Statement>, Refusal> {
        let lines: Vec<_> = (1..).zip(text.lines()).collect();
        statements(&lines)
    }

    fn form_of(line: &str) -> Form {
        read(line).unwrap().remove(0).form
    }

    fn declaration(names: &[&str]) -> Form {
        Form::Declaration(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn each_form_is_told_from_the_others() {
        assert_eq!(form_of("    let a, b;"), declaration(&["a", "b"]));
        assert_eq!(form_of("    const a = [1, 2];"), declaration(&["a"]));
        assert_eq!(form_of("    function a(b) {\n    }"), declaration(&["a"]));
        assert_eq!(
            form_of("    async function a() {\n    }"),
            declaration(&["a"])
        );
        assert_eq!(form_of("    class A {\n    }"), declaration(&["A"]));
        assert_eq!(form_of("    exports.a = a;"), Form::Export("a".to_owned()));
        assert_eq!(form_of("    a.b(c);"), Form::Effect);
        assert_eq!(form_of("    if (a) b.c = d;"), Form::Effect);
        assert_eq!(form_of("    return a;"), Form::Return);
    }

    #[test]
    fn a_statement_goes_on_to_its_own_end() {
        let text = "    function a() {\n        b;\n\n    }\n    const c = (d)\n        ? 1\n        : 2;\n";
        let read = read(text).unwrap();
        let texts: Vec<_> = read
            .iter()
            .map(|statement| statement.text.as_str())
            .collect();
        assert_eq!(texts.concat(), text);
        assert_eq!(read.iter().map(|s| s.line).collect::<Vec<_>>(), [1, 5]);
    }

    #[test]
    fn comments_between_statements_go() {
        let text = "    /** a */\n    /**\n     * class B {\n     */\n    // c\n    let d;\n";
        let read = read(text).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].text, "    let d;\n");
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_line() {
        for text in [
            "    let a;\n  let b;",
            "    let a;\n        b;",
            "    let a;\n    }",
            "    let a;\n    var b = 1;",
            "    let a;\n    const { b } = c;",
            "    let a;\n    let b = 1, c = 2;",
            "    let a;\n    exports.b = c;",
            "    let a;\n    export { b };",
            "    let a;\n    b = c;",
            "    let a;\n    const b = `c",
            "    let a;\n    function b() {",
            "    let a;\n    const b = (c)",
        ] {
            assert_eq!(read(text).unwrap_err().line, 2, "{text}");
        }
        let refusal = read("    function a() {\n    let b;\n    }").unwrap_err();
        assert_eq!(refusal.line, 2);
        assert_eq!(
            refusal.to_string(),
            "wasm-bindgen's glue, line 2: `let b;` is not understood: the statement above has no end \
             yet"
        );
    }
}
