//! The stages of an enrollment, driven in virtual time.

#[allow(dead_code, reason = "each test binary uses a part of it")]
#[path = "../support/mod.rs"]
mod support;

mod asking;
mod configuring;
mod consent;
mod doubts;
mod endings;
mod form;
mod happy_path;
mod kinds;
mod loading;
mod people;
mod polling;
mod refusals;
mod resuming;
mod sessions;
mod signing;
mod stale_answers;
mod time_so_far;
mod unknown_outcome;
mod unlocking;
