use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::Json;
use axum::extract::Path;
use serde_json::Value;

use crate::problem::Problem;

/// `GET /translation/denial-code/{code}`: `{de, en, es, fr}`.
pub(crate) async fn denial_code(Path(code): Path<String>) -> Result<Json<Value>, Problem> {
    TEXTS
        .get(&code)
        .cloned()
        .map(Json)
        .ok_or_else(|| Problem::not_found("There is no such denial code."))
}

static TEXTS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/denial-codes.json")).unwrap_or_default()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_text_in_each_language() {
        assert!(!TEXTS.is_empty());
        for (code, texts) in TEXTS.iter() {
            for language in ["de", "en", "es", "fr"] {
                assert!(
                    texts[language]
                        .as_str()
                        .is_some_and(|text| !text.is_empty()),
                    "{code} {language}"
                );
            }
        }
    }

    #[test]
    fn no_text_promises_a_loan() {
        for (code, texts) in TEXTS.iter() {
            let texts = texts.to_string().to_lowercase();
            for promise in [
                "approv",
                "grant",
                "guarant",
                "garanti",
                "garantier",
                "garantiz",
                "accord",
                "aprob",
                "conced",
                "genehmig",
                "gewähr",
                "bewillig",
            ] {
                assert!(!texts.contains(promise), "{code}: {promise}");
            }
        }
    }
}
