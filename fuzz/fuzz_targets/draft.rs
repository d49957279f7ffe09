//! `cargo fuzz run draft`
#![no_main]

libfuzzer_sys::fuzz_target!(|typed: Vec<(u8, &str)>| enrollment_fuzz::draft(&typed));
