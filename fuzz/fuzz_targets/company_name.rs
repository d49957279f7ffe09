//! `cargo fuzz run company_name`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::company_name(text));
