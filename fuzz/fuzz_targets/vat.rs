//! `cargo fuzz run vat`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::vat(text));
