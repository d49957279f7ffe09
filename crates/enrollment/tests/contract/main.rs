//! The JSON that travels: what is sent, what answers mean, and what the host page is told.

#[allow(dead_code, reason = "each test binary uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

mod borrowers;
mod enrollment;
mod host_events;
mod reads;
mod signature;
mod writes;
