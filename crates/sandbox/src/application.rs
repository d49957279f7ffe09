use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::problem::InvalidParam;
use crate::rules;
use crate::schema::Schema;

/// A body of `POST /borrowers` that holds: by the schema first, then by rules of the lender's own.
#[derive(Clone, Debug)]
pub(crate) struct Application(Value);

impl Application {
    /// Clocks differ: a signature may lie this far ahead.
    const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

    /// Everything that is wrong with `body`, or the application.
    pub(crate) fn parse(body: Value, now: Timestamp) -> Result<Self, Vec<InvalidParam>> {
        let mut problems = Schema::PostBorrower.problems(&body);
        if problems.is_empty() {
            problems = rules::problems(&body);
            problems.extend(signature_problem(&body, now));
        }
        if problems.is_empty() {
            Ok(Self(body))
        } else {
            Err(problems)
        }
    }

    pub(crate) fn identifier(&self) -> &str {
        text(&self.0, "identifier").unwrap_or_default()
    }

    pub(crate) fn identifier_type(&self) -> Option<&str> {
        text(&self.0, "identifier_type")
    }

    pub(crate) fn signed_at(&self) -> Option<&str> {
        text(&self.0, "signed_at")
    }

    pub(crate) fn waits_for_ready(&self) -> bool {
        self.0.get("wait_for_ready") == Some(&Value::Bool(true))
    }

    /// The mandatory values that are absent and that the lender cannot find by itself.
    pub(crate) fn missing(&self) -> Vec<String> {
        rules::missing(&self.0)
    }

    /// Whether the value at a dotted path such as `directors.0.birth_date` is absent or empty.
    pub(crate) fn lacks(&self, path: &str) -> bool {
        text(&self.0, path).is_none()
            && !value(&self.0, path).is_some_and(|value| !value.is_null() && !value.is_string())
    }

    /// A field of the body as it was sent, or null.
    pub(crate) fn field(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

/// A `signed_at` is refused when it is ahead of the clock.
pub(crate) fn signature_problem(body: &Value, now: Timestamp) -> Option<InvalidParam> {
    let signed_at: Timestamp = match text(body, "signed_at")?.parse() {
        Ok(signed_at) => signed_at,
        Err(_) => return Some(InvalidParam::new("signed_at", "not a valid date-time")),
    };
    (signed_at.duration_since(now) > Application::CLOCK_SKEW)
        .then(|| InvalidParam::new("signed_at", "lies in the future"))
}

/// The text at a dotted path, when there is one and it is not blank.
pub(crate) fn text<'a>(body: &'a Value, path: &str) -> Option<&'a str> {
    value(body, path)?
        .as_str()
        .filter(|text| !text.trim().is_empty())
}

fn value<'a>(body: &'a Value, path: &str) -> Option<&'a Value> {
    body.pointer(&format!("/{}", path.replace('.', "/")))
}
