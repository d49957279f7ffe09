//! The lender's refusals list the values that could not be obtained. One shape is documented; the others are common.

use alloc::{string::String, vec::Vec};

use super::super::json::{Members, Value};
use crate::decimal::decimal;

/// The paths that a refusal lists, each once, in the spelling of the lending API's fields; and `?` for what stands among
/// them and is no path.
///
/// - `{"invalid_params": [{"name": "directors.0.birth_date"}]}`, the documented one
/// - `{"missing": ["directors.0.birth_date"]}`
/// - `{"detail": [{"loc": ["body", "directors", 0, "birth_date"]}]}`
/// - `{"errors": {"account_number": ["…"]}}`
/// - `{"message": "Missing: director.email, iban"}`
pub(super) fn paths(members: &mut Members) -> Vec<String> {
    let mut paths = Vec::new();
    let mut has_others = false;
    let mut list = |path: &str| match path_of(path) {
        Some(path) if paths.contains(&path) => {}
        Some(path) => paths.push(path),
        None => has_others = true,
    };
    for name in ["invalid_params", "missing", "detail", "errors", "message"] {
        match members.any(name) {
            Some(Value::Array(items)) => {
                for item in &items {
                    list(&path_in(item));
                }
            }
            Some(Value::Object(errors)) => {
                for (path, _) in &errors {
                    list(path);
                }
            }
            Some(Value::Text(message)) => {
                if let Some((head, tail)) = message.split_once(':')
                    && head.eq_ignore_ascii_case("missing")
                {
                    tail.split(',').for_each(|path| list(path.trim()));
                }
            }
            _ => {}
        }
    }
    if has_others && !paths.is_empty() {
        paths.push(NO_PATH.into());
    }
    paths
}

/// Stands for what is listed beside paths and is none.
const NO_PATH: &str = "?";

/// The path that an item of a list is or has; empty where it has none.
fn path_in(item: &Value) -> String {
    match item {
        Value::Text(path) => path.clone(),
        Value::Object(members) => {
            let paths = members.iter().map(|(name, value)| match (&**name, value) {
                ("name", Value::Text(path)) => path.clone(),
                ("loc", Value::Array(steps)) => joined(steps),
                _ => String::new(),
            });
            paths.max_by_key(String::len).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The steps with dots between them.
fn joined(steps: &[Value]) -> String {
    let mut path = String::new();
    for step in steps {
        if !path.is_empty() {
            path.push('.');
        }
        match step {
            Value::Text(name) => path.push_str(name),
            Value::Integer(index) => match u64::try_from(*index) {
                Ok(index) => path.push_str(&decimal(index)),
                Err(_) => path.push('?'),
            },
            _ => path.push('?'),
        }
    }
    path
}

/// A path in the API's spelling. A text of the lender's could be anything, and about anybody; a path can't.
fn path_of(text: &str) -> Option<String> {
    let is_plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._".contains(&byte);
    if !(1..=80).contains(&text.len()) || !text.bytes().all(is_plain) {
        return None;
    }
    let path = text.strip_prefix("body.").unwrap_or(text);
    let mut spelled = String::new();
    for (place, step) in path.split('.').enumerate() {
        if place > 0 {
            spelled.push('.');
        }
        spelled.push_str(match (place, step) {
            (0, "iban") => "account_number",
            (0, "director") => "directors.0",
            (1 | 2, "email") if path.starts_with("director") => "business_email",
            (1 | 2, "phone_number") if path.starts_with("director") => "business_phone_number",
            _ => step,
        });
    }
    Some(spelled)
}
