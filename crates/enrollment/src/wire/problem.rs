//! Errors: the proxy's `application/problem+json` (RFC 9457) and the lender's own bodies.

mod missing;

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
    /// The paths of the values that the lender could not find, in whichever of its shapes it lists them.
    #[serde(skip_serializing)]
    pub missing: Vec<String>,
}

/// A value concerned by a problem.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FieldProblem {
    /// The lending API's path.
    pub path: String,
    /// Why, for machines.
    pub code: String,
}

impl ProblemBody {
    /// The paths of the values concerned, whoever wrote the body.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let own = self.fields.iter().map(|field| field.path.as_str());
        own.chain(self.missing.iter().map(String::as_str))
    }
}

readable!(ProblemBody, FieldProblem);

impl Read for ProblemBody {
    fn read(members: &mut Members) -> Self {
        Self {
            missing: missing::paths(members),
            // The lender's own bodies, and what stands in between, may have other things under these names.
            title: members.text_if_any("title").unwrap_or_default(),
            status: 0,
            code: members.text_if_any("code").unwrap_or_default(),
            request_id: members.text_if_any("request_id"),
            fields: members.objects("fields"),
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
