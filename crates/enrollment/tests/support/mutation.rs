//! Account numbers with random contents, what goes wrong with them, and whether the outcome is still one.
#![expect(
    clippy::indexing_slicing,
    reason = "places are drawn from the text's own length"
)]

use super::{
    iban::{Structure, remainder, with_check_digits},
    random::Random,
};

pub(crate) const DIGITS: &str = "0123456789";
pub(crate) const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
pub(crate) const BOTH: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// What happened to an IBAN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mutation {
    /// One character became another of its class.
    Substituted,
    /// Two neighbours changed places.
    Swapped,
    /// A character was left out.
    Missing,
    /// A character was written twice.
    Doubled,
    /// One character became one of another class.
    OtherClass,
    /// The sum holds, with check digits that are never issued: 00, 01 or 99.
    NeverIssued,
    /// The sum holds, for a country that the registry does not have.
    UnknownCountry,
}

impl Mutation {
    pub(crate) const ALL: [Self; 7] = [
        Self::Substituted,
        Self::Swapped,
        Self::Missing,
        Self::Doubled,
        Self::OtherClass,
        Self::NeverIssued,
        Self::UnknownCountry,
    ];

    /// An IBAN of that structure to which this happened.
    pub(crate) fn of(self, structure: &Structure, random: &mut Random) -> String {
        let iban = structure.random(random);
        let place = 2 + random.below(iban.len() - 3);
        let mut chars: Vec<char> = iban.chars().collect();
        match self {
            Self::Substituted => chars[place] = random.pick(alphabet(structure.class(place))),
            Self::Swapped => chars.swap(place, place + 1),
            Self::Missing => {
                chars.remove(place);
            }
            Self::Doubled => chars.insert(place, chars[place]),
            Self::OtherClass => {
                let misplaced = misplaced(structure.class(place), random);
                chars[place] = random.pick(misplaced);
            }
            Self::NeverIssued => return never_issued(structure, random),
            Self::UnknownCountry => {
                let country: String = (0..2).map(|_| random.pick(LETTERS)).collect();
                return with_check_digits(&country, &iban[4..]);
            }
        }
        chars.into_iter().collect()
    }
}

impl Structure {
    /// A valid IBAN of this structure.
    pub(crate) fn random(&self, random: &mut Random) -> String {
        let classes = self.classes.chars();
        let bban: String = classes.map(|class| random.pick(alphabet(class))).collect();
        with_check_digits(self.country, &bban)
    }

    /// The class at a place of the whole IBAN, from 0.
    fn class(&self, place: usize) -> char {
        match place {
            0 | 1 => 'a',
            2 | 3 => 'n',
            _ => self.classes.chars().nth(place - 4).unwrap_or('c'),
        }
    }
}

/// Whether the text is an IBAN in its electronic form: by the structures, the sum and the range of the check digits.
pub(crate) fn is_iban(text: &str, structures: &[Structure]) -> bool {
    let Some((head, bban)) = text.split_at_checked(4) else {
        return false;
    };
    let (country, check) = head.split_at(2);
    let structure = structures.iter().find(|known| known.country == country);
    let fits = structure.is_some_and(|known| {
        known.classes.len() == bban.len()
            && (known.classes.chars().zip(bban.chars()))
                .all(|(class, c)| alphabet(class).contains(c))
    });
    let issued =
        check.bytes().all(|byte| byte.is_ascii_digit()) && !["00", "01", "99"].contains(&check);
    fits && issued && remainder(&format!("{bban}{head}")) == 1
}

fn alphabet(class: char) -> &'static str {
    match class {
        'n' => DIGITS,
        'a' => LETTERS,
        _ => BOTH,
    }
}

/// What can't stand at a place: where both digits and capitals can, a small letter.
fn misplaced(class: char, random: &mut Random) -> &'static str {
    match (class, random.below(2)) {
        ('n', 0) => LETTERS,
        ('a', 0) => DIGITS,
        _ => "abcdefghijklmnopqrstuvwxyz",
    }
}

/// Check digits that are congruent to the right ones modulo 97.
fn never_issued(structure: &Structure, random: &mut Random) -> String {
    loop {
        let iban = structure.random(random);
        let wrong = match &iban[2..4] {
            "97" => "00",
            "98" => "01",
            "02" => "99",
            _ => continue,
        };
        return format!("{}{wrong}{}", structure.country, &iban[4..]);
    }
}
