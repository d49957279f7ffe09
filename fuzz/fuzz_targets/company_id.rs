//! `cargo fuzz run company_id`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::company_id(text));
