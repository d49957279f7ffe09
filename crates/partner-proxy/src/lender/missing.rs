use enrollment::wire::problem::{FieldProblem, ProblemBody};

/// The values that the lender could not find, by its paths. `None` where the body is no JSON object: then nobody knows
/// who answered.
pub(super) fn values(body: &[u8]) -> Option<Vec<FieldProblem>> {
    let body: ProblemBody = serde_json::from_slice(body).ok()?;
    let fields = body.missing.into_iter().map(|path| FieldProblem {
        path,
        code: NOT_FOUND.to_owned(),
    });
    Some(fields.collect())
}

/// The code of a value that the lender could not find.
const NOT_FOUND: &str = "not_found_by_lender";

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
        let listed = ["directors.0.birth_date", "?"].map(str::to_owned);
        assert_eq!(
            paths(body),
            Some(listed.to_vec()),
            "what is no path is not told"
        );
    }

    #[test]
    fn every_other_shape_is_read_to_the_same_paths() {
        for body in [
            r#"{"missing": ["directors.0.birth_date", "account_number"]}"#,
            r#"{"detail": [{"loc": ["body", "directors", 0, "birth_date"], "msg": "field required"},
                {"loc": ["body", "account_number"]}]}"#,
            r#"{"errors": {"directors.0.birth_date": ["may not be null"], "account_number": []}}"#,
            r#"{"message": "Missing: director.birth_date, iban"}"#,
        ] {
            let expected = ["directors.0.birth_date", "account_number"].map(str::to_owned);
            assert_eq!(paths(body), Some(expected.to_vec()), "{body}");
        }
    }

    #[test]
    fn words_are_no_paths() {
        for body in [
            r#"{"detail": "Jane Doe could not be found", "message": "Missing: Jane Doe"}"#,
            r#"{"errors": {"Jane Doe": []}, "missing": [1, {"a": 2}], "invalid_params": "none"}"#,
        ] {
            assert_eq!(paths(body), Some(Vec::new()), "{body}");
        }
    }

    #[test]
    fn a_body_that_is_no_object_is_not_the_lenders() {
        assert_eq!(paths("<html>Bad Request</html>"), None);
        assert_eq!(paths(""), None);
    }
}
