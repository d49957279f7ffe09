//! `cargo fuzz run country`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::country(text));
