//! Session tokens: how a partner's server tells the proxy for which borrower a browser may act.
//!
//! A token is a JWT signed with HS256 and one of the two live secrets. The partner's server mints it for a user whom
//! it knows to act for the company; the proxy verifies it on every request.

mod bindings;
mod mint;
mod secrets;
mod token;

pub use mint::{Claims, MintError};
pub use secrets::{SecretsError, SessionSecrets};

pub(crate) use bindings::Bindings;
pub(crate) use token::{Token, TokenError};

const TYPE: &str = "defacto-enrollment+jwt";
const AUDIENCE: &str = "defacto-enrollment";
/// The longest life of a token, in seconds.
const LONGEST: i64 = 2 * 60 * 60;
/// How far clocks may differ, in seconds.
const LEEWAY: i64 = 60;
