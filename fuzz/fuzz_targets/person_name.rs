//! `cargo fuzz run person_name`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::person_name(text));
