//! IBANs made from the registry's structures, with check digits computed by ISO 7064 on whole numbers of few digits.

/// One line of the registry: country, whether SEPA has it, and the class of each character of its BBAN.
pub(crate) struct Structure {
    pub(crate) country: &'static str,
    pub(crate) in_sepa: bool,
    pub(crate) classes: String,
}

/// Every structure that the crate knows.
#[expect(
    clippy::unwrap_used,
    reason = "the registry is part of the crate and well-formed"
)]
pub(crate) fn registry() -> Vec<Structure> {
    include_str!("../../src/domain/iban/registry.txt")
        .lines()
        .map(|line| {
            let (country, rest) = line.split_at(2);
            let (sepa, rest) = rest.split_at(1);
            let structure = rest[..8].trim_end();
            let mut classes = String::new();
            let mut count = String::new();
            for c in structure.chars() {
                if c.is_ascii_digit() {
                    count.push(c);
                } else {
                    let times = count.parse().unwrap();
                    classes.extend(std::iter::repeat_n(c, times));
                    count.clear();
                }
            }
            Structure {
                country,
                in_sepa: sepa == "+",
                classes,
            }
        })
        .collect()
}

impl Structure {
    /// An IBAN of this structure, another one for each seed.
    pub(crate) fn example(&self, seed: usize) -> String {
        let pick = |alphabet: &str, index: usize| {
            let place = (seed * 7 + index * 5 + 3) % alphabet.len();
            alphabet.as_bytes().get(place).copied().map(char::from)
        };
        let bban: String = self
            .classes
            .chars()
            .enumerate()
            .filter_map(|(index, class)| match class {
                'n' => pick("0123456789", index),
                'a' => pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ", index),
                _ => pick("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", index),
            })
            .collect();
        with_check_digits(self.country, &bban)
    }
}

/// The IBAN of that country and BBAN.
pub(crate) fn with_check_digits(country: &str, bban: &str) -> String {
    let check = 98 - remainder(&format!("{bban}{country}00"));
    format!("{country}{check:02}{bban}")
}

/// The number that letters and digits make, modulo 97: letters count from 10.
pub(crate) fn remainder(rearranged: &str) -> u32 {
    let decimal: String = rearranged
        .chars()
        .filter_map(|c| c.to_digit(36))
        .map(|value| value.to_string())
        .collect();
    decimal
        .bytes()
        .fold(0, |sum, digit| (sum * 10 + u32::from(digit - b'0')) % 97)
}
