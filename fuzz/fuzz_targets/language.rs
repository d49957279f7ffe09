//! `cargo fuzz run language`
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| enrollment_fuzz::language(text));
