//! What holds whatever is typed, pressed or answered, in whatever order.

#[allow(dead_code, reason = "each test binary uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

mod parsers;
