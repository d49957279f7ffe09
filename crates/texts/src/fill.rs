//! Texts with their placeholders replaced.

use alloc::string::String;

use super::Counted;

impl Counted {
    /// The text for `n`, unfilled.
    #[must_use]
    pub const fn pattern(&self, n: usize) -> &'static str {
        if n == 1 { self.one } else { self.many }
    }
}

/// The text with its placeholders replaced. A value is never read as a text: braces in it stay.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    for (index, part) in text.split(['{', '}']).enumerate() {
        // Every second part stood between braces.
        let value = values
            .iter()
            .find(|(name, _)| index % 2 == 1 && *name == part);
        filled.push_str(value.map_or(part, |(_, value)| *value));
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: Counted = Counted {
        one: "a day",
        many: "{n} days",
    };

    #[test]
    fn one_has_a_text_of_its_own() {
        assert_eq!(DAYS.pattern(1), "a day");
        assert_eq!(DAYS.pattern(0), "{n} days");
        assert_eq!(DAYS.pattern(12), "{n} days");
    }

    #[test]
    fn a_value_is_never_read_as_a_text() {
        let values = [("a", "{b}"), ("b", "2")];
        assert_eq!(fill("{a} and {b}, {c}", &values), "{b} and 2, c");
    }
}
