//! `cargo fuzz run at_path`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::at_path(text));
