//! `cargo fuzz run timestamp`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::timestamp(text));
