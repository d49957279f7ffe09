//! The lender's refusals list the values that could not be obtained. One shape is documented; the others are common.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use super::super::json::{Members, Value};

/// The paths that a refusal lists, each once, in the spelling of the lending API's fields.
///
/// - `{"invalid_params": [{"name": "directors.0.birth_date"}]}`, the documented one
/// - `{"missing": ["directors.0.birth_date"]}`
/// - `{"detail": [{"loc": ["body", "directors", 0, "birth_date"]}]}`
/// - `{"errors": {"account_number": ["…"]}}`
/// - `{"message": "Missing: director.email, iban"}`
pub(super) fn paths(members: &mut Members) -> Vec<String> {
    let mut paths = Vec::new();
    let mut list = |path: &str| {
        if let Some(path) = path_of(path)
            && !paths.contains(&path)
        {
            paths.push(path);
        }
    };
    for item in items(members.any("invalid_params")) {
        if let Value::Object(item) = item {
            member(&item, "name").iter().for_each(|name| list(name));
        }
    }
    for item in items(members.any("missing")) {
        if let Value::Text(path) = item {
            list(&path);
        }
    }
    for item in items(members.any("detail")) {
        if let Value::Object(item) = item
            && let Some((_, Value::Array(steps))) = item.iter().find(|(name, _)| name == "loc")
        {
            list(&joined(steps));
        }
    }
    if let Some(Value::Object(errors)) = members.any("errors") {
        errors.iter().for_each(|(path, _)| list(path));
    }
    if let Some(Value::Text(message)) = members.any("message")
        && let Some((head, tail)) = message.split_once(':')
        && head.eq_ignore_ascii_case("missing")
    {
        tail.split(',').for_each(|path| list(path.trim()));
    }
    paths
}

fn items(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn member<'a>(object: &'a [(String, Value)], name: &str) -> Option<&'a str> {
    object.iter().find_map(|(known, value)| match value {
        Value::Text(text) if known == name => Some(text.as_str()),
        _ => None,
    })
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
            Value::Integer(index) => path.push_str(&index.to_string()),
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
