//! `cargo fuzz run phone`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::phone(text));
