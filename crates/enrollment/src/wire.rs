//! The JSON that travels, and nothing else knows it: the lending API's bodies, the proxy's answers, the host's events.
//!
//! Wire types are never rendered and domain types never serialized; `From` and `TryFrom` stand between.

pub mod answer;
pub mod borrowers;
pub mod credit_lines;
pub mod host;
mod json;
pub mod problem;
pub mod session;
pub mod verdict;

use alloc::string::String;

pub use json::Value as Json;

use serde::{Deserialize, Serialize};

/// The JSON text of a wire value.
#[must_use]
pub fn to_json<T: Serialize>(value: &T) -> String {
    // Only maps with keys that are no strings can fail, and no wire type has one.
    serde_json::to_string(value).unwrap_or_default()
}

/// The wire value that a JSON text holds.
///
/// # Errors
/// What is wrong with the text, for logs; no value of it is in there.
pub fn from_json<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
}
