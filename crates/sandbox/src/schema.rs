use std::sync::LazyLock;

use jsonschema::error::{ValidationError, ValidationErrorKind};
use jsonschema::{Draft, Validator};
use serde_json::Value;

use crate::problem::InvalidParam;

/// A request body of the lender's, transcribed from its OpenAPI description into JSON Schema.
///
/// Kept as data on purpose: a double that shared the client's types could not catch a wrong
/// field name. Unknown fields are refused everywhere but in `metadata`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Schema {
    PostBorrower,
    SignedInput,
    CreateWebhook,
    BusinessEligible,
}

impl Schema {
    /// Everything about `body` that the schema refuses; empty when it holds.
    pub(crate) fn problems(self, body: &Value) -> Vec<InvalidParam> {
        match self.validator() {
            Ok(validator) => validator
                .iter_errors(body)
                .flat_map(|error| refused(&error))
                .collect(),
            Err(reason) => vec![InvalidParam::new("", reason.clone())],
        }
    }

    fn validator(self) -> Result<&'static Validator, &'static String> {
        type Compiled = LazyLock<Result<Validator, String>>;
        static POST_BORROWER: Compiled =
            LazyLock::new(|| compile(include_str!("../data/post-borrower.schema.json")));
        static SIGNED_INPUT: Compiled =
            LazyLock::new(|| compile(include_str!("../data/signed-input.schema.json")));
        static CREATE_WEBHOOK: Compiled =
            LazyLock::new(|| compile(include_str!("../data/create-webhook.schema.json")));
        static BUSINESS_ELIGIBLE: Compiled =
            LazyLock::new(|| compile(include_str!("../data/business-eligible.schema.json")));
        match self {
            Self::PostBorrower => &POST_BORROWER,
            Self::SignedInput => &SIGNED_INPUT,
            Self::CreateWebhook => &CREATE_WEBHOOK,
            Self::BusinessEligible => &BUSINESS_ELIGIBLE,
        }
        .as_ref()
    }
}

fn compile(text: &str) -> Result<Validator, String> {
    let schema: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .build(&schema)
        .map_err(|error| error.to_string())
}

/// One error may name several fields; a reason describes the rule and never repeats the value.
fn refused(error: &ValidationError<'_>) -> Vec<InvalidParam> {
    let at = dotted(error.instance_path().as_str());
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
            .iter()
            .map(|field| InvalidParam::new(join(&at, field), "unknown field"))
            .collect(),
        ValidationErrorKind::Required { property } => {
            let field = property.as_str().unwrap_or_default();
            vec![InvalidParam::new(join(&at, field), "field required")]
        }
        kind => vec![InvalidParam::new(at, reason(kind))],
    }
}

fn reason(kind: &ValidationErrorKind) -> String {
    match kind {
        ValidationErrorKind::Type { .. } => "wrong type".to_owned(),
        ValidationErrorKind::Enum { .. } => "not one of the allowed values".to_owned(),
        ValidationErrorKind::Format { format } => format!("not a valid {format}"),
        ValidationErrorKind::MaxLength { limit } => format!("longer than {limit} characters"),
        ValidationErrorKind::MinItems { limit } => format!("fewer than {limit} items"),
        ValidationErrorKind::Pattern { .. } => "must not be empty or contain spaces".to_owned(),
        _ => "not valid".to_owned(),
    }
}

/// `/directors/0/birth_date` as `directors.0.birth_date`.
fn dotted(pointer: &str) -> String {
    pointer
        .trim_start_matches('/')
        .replace('/', ".")
        .replace("~1", "/")
        .replace("~0", "~")
}

fn join(parent: &str, field: &str) -> String {
    if parent.is_empty() {
        field.to_owned()
    } else {
        format!("{parent}.{field}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_transcribed_schema_compiles() {
        for schema in [
            Schema::PostBorrower,
            Schema::SignedInput,
            Schema::CreateWebhook,
            Schema::BusinessEligible,
        ] {
            assert!(schema.validator().is_ok(), "{schema:?}");
        }
    }

    #[test]
    fn no_object_but_metadata_takes_unknown_fields() {
        fn walk(schema: &Value, path: &str) {
            if let Some(fields) = schema.as_object() {
                if fields.contains_key("properties") {
                    assert_eq!(
                        fields.get("additionalProperties"),
                        Some(&Value::Bool(false)),
                        "{path}"
                    );
                }
                for (name, inner) in fields {
                    walk(inner, &format!("{path}/{name}"));
                }
            }
        }
        for text in [
            include_str!("../data/post-borrower.schema.json"),
            include_str!("../data/signed-input.schema.json"),
            include_str!("../data/create-webhook.schema.json"),
            include_str!("../data/business-eligible.schema.json"),
        ] {
            walk(&serde_json::from_str(text).unwrap(), "");
        }
    }
}
