//! `cargo fuzz run birth_date`
#![no_main]

libfuzzer_sys::fuzz_target!(|parts: ([&str; 3], u8)| enrollment_fuzz::birth_date(parts.0, parts.1));
