use core::ops::Range;

use super::Class;

/// One line for each country, all of one width: alpha-2; `+` in SEPA or `-` not; the BBAN as counts of `n` digits, `a`
/// upper-case letters and `c` either, neighbours of one class joined; then how many of its characters name the bank and
/// how many the branch after it. Like structures are neighbours, which packs best. SEPA has
/// Albania, Moldova, Montenegro, North Macedonia and Serbia too.
const RELEASE_102: &[u8] = include_bytes!("registry.txt");
const LINE: usize = 14;

/// How the accounts of one country are written.
#[derive(Clone, Copy)]
pub(super) struct Structure {
    pub(super) sepa: bool,
    /// Counts and classes, padded with blanks.
    bban: &'static [u8],
    bank: u8,
    branch: u8,
}

/// The structure of the country whose alpha-2 code the IBAN begins with.
pub(super) fn find(iban: &str) -> Option<Structure> {
    let code = iban.as_bytes().get(..2)?;
    let line = RELEASE_102
        .chunks_exact(LINE)
        .find(|line| line.starts_with(code))?;
    let [_, _, sepa, bban @ .., bank, branch, _] = line else {
        return None;
    };
    Some(Structure {
        sepa: *sepa == b'+',
        bban,
        bank: bank.wrapping_sub(b'0'),
        branch: branch.wrapping_sub(b'0'),
    })
}

impl Structure {
    /// Length of the whole IBAN.
    pub(super) fn length(self) -> u8 {
        self.parts().fold(4, |sum, (count, _)| sum + count)
    }

    /// The class of each character after the country: the check digits, then the BBAN.
    pub(super) fn classes(self) -> impl Iterator<Item = Class> {
        core::iter::once((2, Class::Digit))
            .chain(self.parts())
            .flat_map(|(count, class)| core::iter::repeat_n(class, count.into()))
    }

    /// Where the BBAN names the bank: at its start, or after the one control letter of IT and SM.
    pub(super) fn bank(self) -> Range<usize> {
        let start = usize::from(self.bban.starts_with(b"1a"));
        start..start + usize::from(self.bank)
    }

    /// Where the BBAN names the branch; empty when it does not.
    pub(super) fn branch(self) -> Range<usize> {
        let start = self.bank().end;
        start..start + usize::from(self.branch)
    }

    fn parts(self) -> impl Iterator<Item = (u8, Class)> {
        let mut count = 0;
        self.bban.iter().filter_map(move |byte| {
            let class = match byte {
                b'n' => Class::Digit,
                b'a' => Class::Letter,
                b'c' => Class::DigitOrLetter,
                b'0'..=b'9' => {
                    count = count * 10 + (byte - b'0');
                    return None;
                }
                _ => return None,
            };
            Some((core::mem::take(&mut count), class))
        })
    }
}
