/// One line for each country: alpha-2, `+` in SEPA or `-` not, then the BBAN as counts of `n` digits, `a` upper-case
/// letters and `c` either, neighbours of one class joined. SEPA has Albania, Moldova, Montenegro, North Macedonia and Serbia too.
const RELEASE_102: &str = include_str!("registry.txt");

#[derive(Clone, Copy)]
pub(super) struct Country {
    pub(super) sepa: bool,
    structure: &'static str,
}

/// The country whose alpha-2 code the IBAN begins with.
pub(super) fn find(iban: &str) -> Option<Country> {
    let code = iban.get(..2)?;
    let line = RELEASE_102.lines().find(|line| line.starts_with(code))?;
    let (sepa, structure) = line.get(2..)?.split_at_checked(1)?;
    Some(Country {
        sepa: sepa == "+",
        structure,
    })
}

impl Country {
    /// Length of the whole IBAN.
    pub(super) fn length(self) -> u8 {
        self.parts().fold(4, |sum, (count, _)| sum + count)
    }

    /// The class of each character of the BBAN.
    pub(super) fn classes(self) -> impl Iterator<Item = char> {
        self.parts()
            .flat_map(|(count, class)| core::iter::repeat_n(class, count.into()))
    }

    fn parts(self) -> impl Iterator<Item = (u8, char)> {
        let mut count = 0;
        self.structure
            .chars()
            .filter_map(move |c| match c.to_digit(10) {
                Some(digit) => {
                    count = count * 10 + u8::try_from(digit).unwrap_or(0);
                    None
                }
                None => Some((core::mem::take(&mut count), c)),
            })
    }
}
