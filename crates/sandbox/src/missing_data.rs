use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::application::Application;
use crate::problem::{InvalidParam, Problem};

/// "The API will return a 400 error and list the values that it could not obtain", in one of the
/// shapes that such a list can have: the documentation gives none.
#[derive(Clone, Debug)]
pub(crate) struct MissingData {
    pub(crate) shape: Shape,
    /// Dotted paths, such as `directors.0.birth_date`.
    pub(crate) fields: Vec<String>,
    pub(crate) status: StatusCode,
}

impl MissingData {
    /// The refusal, unless `application` carries every value.
    pub(crate) fn refusal(&self, application: &Application) -> Option<Response> {
        let absent: Vec<&String> = self
            .fields
            .iter()
            .filter(|field| application.lacks(field))
            .collect();
        (!absent.is_empty()).then(|| self.shape.render(self.status, &absent))
    }
}

/// How a refusal lists what is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The documented one: `{"invalid_params": [{"name", "reason"}]}`.
    #[default]
    InvalidParams,
    /// `{"missing": ["directors.0.birth_date"]}`.
    Missing,
    /// `{"detail": [{"loc": ["body", "directors", 0, "birth_date"], "msg"}]}`.
    Detail,
    /// `{"errors": {"account_number": ["..."]}}`.
    Errors,
    /// `{"message": "Missing: director.email, iban"}`.
    Message,
}

impl Shape {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "invalid_params" => Some(Self::InvalidParams),
            "missing" => Some(Self::Missing),
            "detail" => Some(Self::Detail),
            "errors" => Some(Self::Errors),
            "message" => Some(Self::Message),
            _ => None,
        }
    }

    pub(crate) fn render(self, status: StatusCode, fields: &[&String]) -> Response {
        let body = match self {
            Self::InvalidParams => {
                return missing_values(status, fields.iter().copied()).into_response();
            }
            Self::Missing => json!({ "missing": fields }),
            Self::Detail => json!({
                "detail": fields.iter().map(|field| json!({
                    "loc": location(field), "msg": "field required", "type": "value_error.missing",
                })).collect::<Vec<_>>(),
            }),
            Self::Errors => json!({
                "errors": fields.iter()
                    .map(|field| ((*field).clone(), json!(["This value is required."])))
                    .collect::<serde_json::Map<_, _>>(),
            }),
            Self::Message => {
                let names: Vec<String> = fields.iter().map(|field| spoken(field)).collect();
                json!({ "message": format!("Missing: {}", names.join(", ")) })
            }
        };
        (status, Json(body)).into_response()
    }
}

/// The documented shape, in which mandatory values are reported too.
pub(crate) fn missing_values<'a>(
    status: StatusCode,
    fields: impl Iterator<Item = &'a String>,
) -> Problem {
    let params = fields.map(|field| InvalidParam::new(field, "could not be obtained"));
    Problem::refusing(
        status,
        "Some mandatory values could not be obtained.",
        params.collect(),
    )
}

fn location(field: &str) -> Vec<Value> {
    let steps = field.split('.').map(|step| match step.parse::<u64>() {
        Ok(place) => json!(place),
        Err(_) => json!(step),
    });
    std::iter::once(json!("body")).chain(steps).collect()
}

/// A path in the words of a person: `director.email` for `directors.0.business_email`.
fn spoken(field: &str) -> String {
    let steps = field.split('.').filter(|step| step.parse::<u64>().is_err());
    let words = steps.map(|step| match step {
        "account_number" => "iban",
        "directors" => "director",
        "business_email" => "email",
        other => other,
    });
    words.collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_tells_places_from_names() {
        assert_eq!(
            location("directors.0.birth_date"),
            [
                json!("body"),
                json!("directors"),
                json!(0),
                json!("birth_date")
            ]
        );
    }

    #[test]
    fn a_message_uses_other_names_than_the_body() {
        assert_eq!(spoken("directors.0.business_email"), "director.email");
        assert_eq!(spoken("account_number"), "iban");
    }
}
