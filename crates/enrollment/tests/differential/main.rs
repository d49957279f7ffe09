//! The same values judged by this crate and by another library. Where the two differ, a table says which values those
//! are, who is right and why; `docs/differences.md` has it in words.
//!
//! `cargo test -p enrollment --test differential -- --nocapture` prints how often each difference occurs.

#[expect(dead_code, reason = "other tests need more of it")]
#[path = "../support/iban.rs"]
mod iban;
#[expect(dead_code, reason = "other tests need more of it")]
#[path = "../support/mutation.rs"]
mod mutation;
#[allow(dead_code, reason = "other tests use more of it")]
#[path = "../support/random.rs"]
mod random;

mod account_numbers;
mod comparison;
mod vat_numbers;

/// In the order of the page.
#[test]
fn the_page_lists_exactly_the_known_differences() {
    let page = include_str!("../../../../docs/differences.md");
    let on_the_page = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| values "));
    let known = account_numbers::ELECTRONIC
        .iter()
        .chain(&account_numbers::TYPED)
        .chain(&vat_numbers::KNOWN)
        .map(comparison::Known::row);
    assert_eq!(
        on_the_page.collect::<Vec<_>>().join("\n"),
        known.collect::<Vec<_>>().join("\n")
    );
}
