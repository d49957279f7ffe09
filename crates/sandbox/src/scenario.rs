use axum::http::StatusCode;
use serde_json::{Map, Value};

use crate::missing_data::{MissingData, Shape};
use crate::problem::InvalidParam;

/// How the lender behaves towards one borrower, or towards all of them.
#[derive(Clone, Debug, Default)]
pub(crate) enum Scenario {
    /// All goes well.
    #[default]
    Ready,
    /// All goes well, and takes its time.
    Slow,
    /// `POST /borrowers` answers 400 until the body carries some values.
    MissingData(MissingData),
    /// A write (`POST /borrowers`, or a signature) is done, held, then answered with 504.
    TimeoutCreated,
    /// A write is held, then answered with 504, and not done.
    TimeoutLost,
    /// A write is done, and the connection cut in the middle of the answer.
    ResetCreated,
    /// No credit line ever opens.
    NeverReady,
    /// The credit line has nothing available.
    ZeroBalance,
    /// After a moment the borrower is BLOCKED for this reason.
    Blocked { reason: String },
    /// The borrower has a case to fill in first.
    Kyb,
    /// Of every three reads the first answers 500, the second an HTML 502.
    Flaky,
    /// This many reads answer 429 first.
    RateLimited { times: u64 },
    /// A write is done and answered with half a body.
    Malformed,
    /// The borrower exists already, signed last month by someone else.
    Existing,
    /// The borrower exists already and has not signed.
    ToSign,
    /// Lists of credit lines begin with those of others.
    ForeignLines,
}

impl Scenario {
    /// Every name that [`Scenario::parse`] knows.
    pub(crate) const NAMES: [&str; 16] = [
        "ready",
        "slow",
        "missing_data",
        "timeout_created",
        "timeout_lost",
        "reset_created",
        "never_ready",
        "zero_balance",
        "blocked",
        "kyb",
        "flaky",
        "rate_limited",
        "malformed",
        "existing",
        "to_sign",
        "foreign_lines",
    ];

    /// Reads `{"scenario": "...", ...settings}`, naming every setting that does not fit.
    pub(crate) fn parse(body: &Value) -> Result<Self, Vec<InvalidParam>> {
        let mut settings = Settings::of(body)?;
        let scenario = match settings.name.as_str() {
            "ready" => Self::Ready,
            "slow" => Self::Slow,
            "missing_data" => Self::MissingData(settings.missing_data()),
            "timeout_created" => Self::TimeoutCreated,
            "timeout_lost" => Self::TimeoutLost,
            "reset_created" => Self::ResetCreated,
            "never_ready" => Self::NeverReady,
            "zero_balance" => Self::ZeroBalance,
            "blocked" => Self::Blocked {
                reason: settings.reason(),
            },
            "kyb" => Self::Kyb,
            "flaky" => Self::Flaky,
            "rate_limited" => Self::RateLimited {
                times: settings.times(),
            },
            "malformed" => Self::Malformed,
            "existing" => Self::Existing,
            "to_sign" => Self::ToSign,
            "foreign_lines" => Self::ForeignLines,
            _ => return Err(vec![unknown_scenario()]),
        };
        settings.finish(scenario)
    }
}

fn unknown_scenario() -> InvalidParam {
    InvalidParam::new(
        "scenario",
        format!("not one of: {}", Scenario::NAMES.join(" ")),
    )
}

/// The settings beside the name: each is taken by the scenario that has it, the rest are refused.
struct Settings {
    name: String,
    left: Map<String, Value>,
    problems: Vec<InvalidParam>,
}

impl Settings {
    fn of(body: &Value) -> Result<Self, Vec<InvalidParam>> {
        let mut left = body.as_object().cloned().unwrap_or_default();
        match left.remove("scenario") {
            Some(Value::String(name)) => Ok(Self {
                name,
                left,
                problems: Vec::new(),
            }),
            _ => Err(vec![unknown_scenario()]),
        }
    }

    fn missing_data(&mut self) -> MissingData {
        let shape = self.take(
            "shape",
            "not one of: invalid_params missing detail errors message",
            |value| Shape::parse(value.as_str()?),
        );
        let fields = self.take("fields", "not a list of dotted paths", |value| {
            let fields: Option<Vec<String>> = value
                .as_array()?
                .iter()
                .map(|field| field.as_str().map(str::to_owned))
                .collect();
            fields.filter(|fields| !fields.is_empty())
        });
        let status = self.take("status", "neither 400 nor 422", |value| {
            match value.as_u64()? {
                400 => Some(StatusCode::BAD_REQUEST),
                422 => Some(StatusCode::UNPROCESSABLE_ENTITY),
                _ => None,
            }
        });
        MissingData {
            shape: shape.unwrap_or_default(),
            fields: fields.unwrap_or_else(|| {
                ["directors.0.birth_date", "directors.0.nationality"]
                    .map(str::to_owned)
                    .to_vec()
            }),
            status: status.unwrap_or(StatusCode::BAD_REQUEST),
        }
    }

    fn reason(&mut self) -> String {
        self.take("reason", "not a text", |value| {
            value.as_str().map(str::to_owned)
        })
        .unwrap_or_else(|| "BUSINESS_AGE_BELOW_THRESHOLD".to_owned())
    }

    fn times(&mut self) -> u64 {
        self.take("times", "not a whole number", Value::as_u64)
            .unwrap_or(3)
    }

    fn take<T>(
        &mut self,
        name: &str,
        reason: &str,
        read: impl FnOnce(&Value) -> Option<T>,
    ) -> Option<T> {
        let value = self.left.remove(name)?;
        let read = read(&value);
        if read.is_none() {
            self.problems.push(InvalidParam::new(name, reason));
        }
        read
    }

    fn finish(mut self, scenario: Scenario) -> Result<Scenario, Vec<InvalidParam>> {
        let unknown = self.left.keys();
        self.problems
            .extend(unknown.map(|name| InvalidParam::new(name, "not a setting of this scenario")));
        if self.problems.is_empty() {
            Ok(scenario)
        } else {
            Err(self.problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_name_it_lists_is_a_scenario() {
        for name in Scenario::NAMES {
            assert!(
                Scenario::parse(&json!({ "scenario": name })).is_ok(),
                "{name}"
            );
        }
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_known_ones() {
        let problems = Scenario::parse(&json!({"scenario": "redy"})).unwrap_err();
        assert!(problems[0].reason.contains("timeout_created"));
    }

    #[test]
    fn a_setting_of_another_scenario_is_refused() {
        let problems = Scenario::parse(&json!({"scenario": "ready", "times": 3})).unwrap_err();
        assert_eq!(problems[0].name, "times");
    }
}
