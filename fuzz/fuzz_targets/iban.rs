//! `cargo fuzz run iban`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::iban(text));
