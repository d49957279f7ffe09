//! Errors: the proxy's `application/problem+json` (RFC 9457) and the lender's own bodies.

use alloc::{string::String, vec::Vec};

use serde::Serialize;

use super::json::{Members, Read, readable};

/// A problem body of the proxy, or of the lender where a thin proxy passes it through.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProblemBody {
    /// One line for people.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The proxy's code; empty in the lender's bodies.
    pub code: String,
    /// The request's id in the proxy's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The values concerned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// The lender's documented list of them.
    #[serde(skip_serializing)]
    pub invalid_params: Vec<InvalidParam>,
}

/// A value concerned by a problem.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FieldProblem {
    /// The lending API's path.
    pub path: String,
    /// Why, for machines.
    pub code: String,
}

/// An entry of the lender's `invalid_params`.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct InvalidParam {
    pub name: String,
}

impl ProblemBody {
    /// The paths of the values concerned, whoever wrote the body.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let own = self.fields.iter().map(|field| field.path.as_str());
        own.chain(self.invalid_params.iter().map(|param| param.name.as_str()))
    }
}

readable!(ProblemBody, FieldProblem, InvalidParam);

impl Read for ProblemBody {
    fn read(members: &mut Members) -> Self {
        Self {
            title: members.text("title").unwrap_or_default(),
            status: members
                .integer("status")
                .and_then(|status| status.try_into().ok())
                .unwrap_or(0),
            code: members.text("code").unwrap_or_default(),
            request_id: members.text("request_id"),
            fields: members.objects("fields"),
            invalid_params: members.objects("invalid_params"),
        }
    }
}

impl Read for FieldProblem {
    fn read(members: &mut Members) -> Self {
        Self {
            path: members.text("path").unwrap_or_default(),
            code: members.text("code").unwrap_or_default(),
        }
    }
}

impl Read for InvalidParam {
    fn read(members: &mut Members) -> Self {
        Self {
            name: members.text("name").unwrap_or_default(),
        }
    }
}
