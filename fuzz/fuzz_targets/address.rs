//! `cargo fuzz run address`
#![no_main]

libfuzzer_sys::fuzz_target!(|parts: [&str; 6]| enrollment_fuzz::address(parts));
