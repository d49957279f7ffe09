//! `cargo fuzz run wire_answer`
#![no_main]

libfuzzer_sys::fuzz_target!(|answer: (u16, Option<u32>, &str)| {
    enrollment_fuzz::wire_answer(answer.0, answer.1, answer.2)
});
