//! The pure core of the borrower enrollment widget.
//!
//! Values ([`domain`]), what a person has typed ([`draft`]), the stages of an enrollment ([`flow`]) and the
//! JSON that travels ([`wire`]). No clock, DOM, network, randomness or logging: everything that happens comes
//! in as an [`flow::Input`] with its [`time::Now`], and everything to be done goes out as a [`flow::Effect`].
#![no_std]
extern crate alloc;

pub mod account_line;
pub mod check;
pub mod decimal;
pub mod domain;
pub mod draft;
pub mod enrollment;
pub mod flow;
pub mod sensitive;
pub mod time;
pub mod wire;
