use enrollment::wire::problem::{FieldProblem, ProblemBody};

/// The values that the lender could not find, by its paths. `None` where the body is no JSON object: then nobody knows
/// who answered.
///
/// Reads the documented `invalid_params`. The other shapes that such a list may have belong here too.
pub(super) fn values(body: &[u8]) -> Option<Vec<FieldProblem>> {
    let body: ProblemBody = serde_json::from_slice(body).ok()?;
    let mut paths: Vec<&str> = body.paths().filter(|path| is_path(path)).collect();
    paths.dedup();
    let fields = paths.into_iter().map(|path| FieldProblem {
        path: path.to_owned(),
        code: NOT_FOUND.to_owned(),
    });
    Some(fields.collect())
}

/// The code of a value that the lender could not find.
const NOT_FOUND: &str = "not_found_by_lender";

/// A text of the lender's could be anything; a path can't.
fn is_path(text: &str) -> bool {
    let is_plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._".contains(&byte);
    (1..=80).contains(&text.len()) && text.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(body: &str) -> Option<Vec<String>> {
        let fields = values(body.as_bytes())?;
        Some(fields.into_iter().map(|field| field.path).collect())
    }

    #[test]
    fn the_documented_list_is_read() {
        let body = r#"{"title": "Bad Request", "invalid_params": [
            {"name": "directors.0.birth_date", "reason": "could not be obtained"},
            {"name": "The director Jane Doe is not known", "reason": ""}
        ]}"#;
        assert_eq!(paths(body), Some(vec!["directors.0.birth_date".to_owned()]));
    }

    #[test]
    fn a_body_that_is_no_object_is_not_the_lenders() {
        assert_eq!(paths("<html>Bad Request</html>"), None);
        assert_eq!(paths(""), None);
    }
}
