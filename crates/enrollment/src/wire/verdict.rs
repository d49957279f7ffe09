//! What is answered about a single value.

use alloc::{string::String, vec::Vec};

use serde::Serialize;

/// The judgement of one value: for a host page, so with the words for people in it.
#[derive(Clone, Default, Serialize)]
pub struct Verdict {
    /// Whether the value can be used.
    pub ok: bool,
    /// The value in the form in which it is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normalized: Option<String>,
    /// Why it can't be used.
    pub problems: Vec<Finding>,
    /// Why it should be looked at again.
    pub warnings: Vec<Finding>,
}

/// One thing that was found.
#[derive(Clone, Default, Serialize)]
pub struct Finding {
    /// Its stable name.
    pub code: &'static str,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
    /// The place of the character to look at, from 1, among those that count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<usize>,
    /// The value that may be meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}
