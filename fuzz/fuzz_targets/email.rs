//! `cargo fuzz run email`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::email(text));
