use crate::language::Language;

/// An amount in euro cents. Arithmetic is on integers, and only here does one become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cents(pub(crate) u64);

impl Cents {
    /// This share of the amount, half a cent rounding up.
    pub(crate) const fn percent(self, percent: u64) -> Self {
        Self((self.0 * percent + 50) / 100)
    }

    pub(crate) const fn times(self, quantity: u64) -> Self {
        Self(self.0 * quantity)
    }

    pub(crate) const fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// The amount as a reader of that language writes it, with spaces that do not break.
    pub(crate) fn shown(self, language: Language) -> String {
        let (euros, cents) = (self.0 / 100, self.0 % 100);
        let (group, least, comma) = match language {
            Language::En => (",", 1_000, "."),
            Language::Fr => ("\u{202f}", 1_000, ","),
            Language::De | Language::Nl => (".", 1_000, ","),
            // Spanish leaves four digits together.
            Language::Es => (".", 10_000, ","),
        };
        let number = if euros >= least {
            format!("{}{comma}{cents:02}", grouped(euros, group))
        } else {
            format!("{euros}{comma}{cents:02}")
        };
        match language {
            Language::En => format!("€{number}"),
            Language::Nl => format!("€\u{a0}{number}"),
            Language::Fr | Language::De | Language::Es => format!("{number}\u{a0}€"),
        }
    }
}

fn grouped(number: u64, separator: &str) -> String {
    match number / 1_000 {
        0 => number.to_string(),
        head => format!(
            "{}{separator}{:03}",
            grouped(head, separator),
            number % 1_000
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_each_language_writes_them() {
        let amount = Cents(124_860);
        for (language, text) in [
            (Language::En, "€1,248.60"),
            (Language::Fr, "1\u{202f}248,60\u{a0}€"),
            (Language::De, "1.248,60\u{a0}€"),
            (Language::Es, "1248,60\u{a0}€"),
            (Language::Nl, "€\u{a0}1.248,60"),
        ] {
            assert_eq!(amount.shown(language), text);
        }
    }

    #[test]
    fn cents_and_groups_keep_their_zeros() {
        assert_eq!(Cents(100_000_005).shown(Language::En), "€1,000,000.05");
        assert_eq!(Cents(7).shown(Language::En), "€0.07");
    }

    #[test]
    fn half_a_cent_rounds_up() {
        assert_eq!(Cents(250).percent(1), Cents(3));
        assert_eq!(Cents(249).percent(1), Cents(2));
    }
}
