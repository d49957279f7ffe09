use enrollment::domain::VatNumber;

use crate::{
    comparison::{Known, Side, Verdict, compare},
    mutation::{DIGITS, LETTERS},
    random::Random,
};

/// Accepted numbers to look for of each form, and how many texts may be tried for one.
const OF_EACH: usize = 25;
const TRIES: usize = 100_000;

/// How VIES lists the numbers of the 27 and of Northern Ireland: `9` a digit, `L` a letter.
const FORMS: [(&str, &[&str]); 28] = [
    ("AT", &["U99999999"]),
    ("BE", &["0999999999", "1999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CY", &["99999999L"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("EL", &["999999999"]),
    ("ES", &["L9999999L", "99999999L", "L99999999"]),
    ("FI", &["99999999"]),
    (
        "FR",
        &["99999999999", "L9999999999", "9L999999999", "LL999999999"],
    ),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9999999L", "9999999LL", "9L99999L"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999919", "999999999919"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["999999999B99"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    (
        "RO",
        &[
            "99",
            "9999",
            "999999",
            "99999999",
            "9999999999",
            "1999999999999",
        ],
    ),
    ("SE", &["999999999901"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
    (
        "XI",
        &[
            "999999999",
            "999999999999",
            "GD999",
            "HA999",
            "GD888899999",
            "HA888899999",
        ],
    ),
];

/// Numbers of known classes that chance seldom makes.
const RARE: [&str; 4] = [
    "BE0119688199",
    "BE0341226598",
    "SK0996160440",
    "XI866865798709",
];

#[test]
fn vat_numbers_differ_from_eu_vat_only_where_it_is_known() {
    let mut random = Random::new(7);
    let mut values: Vec<String> = RARE.map(str::to_owned).into();
    for (country, forms) in FORMS {
        for form in forms {
            values.push(format!("{country}{}", form.replace('9', "0")));
            for _ in 0..OF_EACH {
                let number = accepted(country, form, &mut random)
                    .unwrap_or_else(|| panic!("nobody accepts a number {country}{form}"));
                values.extend((0..4).map(|_| mutated(&number, &mut random)));
                values.push(number);
            }
        }
    }
    compare("VAT numbers", values, [ours, theirs], &KNOWN);
}

fn ours(text: &str) -> Option<String> {
    Some(VatNumber::parse(text, None).ok()?.as_str().to_owned())
}

fn theirs(text: &str) -> Option<String> {
    Some(eu_vat::Vat::parse(text).ok()?.to_string())
}

/// A number of that form which one of the two accepts, if not both.
fn accepted(country: &str, form: &str, random: &mut Random) -> Option<String> {
    (0..TRIES)
        .map(|_| filled(country, form, random))
        .find(|number| ours(number).is_some() || theirs(number).is_some())
}

fn filled(country: &str, form: &str, random: &mut Random) -> String {
    let national = form.chars().map(|class| match class {
        '9' => random.pick(DIGITS),
        'L' => random.pick(LETTERS),
        itself => itself,
    });
    country.chars().chain(national).collect()
}

/// The number with one thing wrong behind its prefix: another digit, a letter, two neighbours swapped, one missing or
/// doubled.
#[expect(
    clippy::indexing_slicing,
    reason = "the place is drawn from the number's own length"
)]
fn mutated(number: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = number.chars().collect();
    let place = 2 + random.below(chars.len() - 3);
    match random.below(5) {
        0 => chars[place] = random.pick(DIGITS),
        1 => chars[place] = random.pick(LETTERS),
        2 => chars.swap(place, place + 1),
        3 => {
            chars.remove(place);
        }
        _ => chars.insert(place, chars[place]),
    }
    chars.into_iter().collect()
}

pub(crate) const KNOWN: [Known; 10] = [
    refused("nothing but zeros", "no tax office has given one", |text| {
        let without_end = text.strip_suffix("01").filter(|_| text.starts_with("SE"));
        number(without_end.unwrap_or(text), 2..) == 0
    }),
    refused(
        "BE with check digits 00, 98 or 99",
        "the FPS Economy takes them from 97 less the remainder: 01 to 97",
        |text| text.starts_with("BE") && ["00", "98", "99"].iter().any(|end| text.ends_with(end)),
    ),
    refused(
        "CZ and SK birth numbers of a month that is none",
        "Czech act 133/2000: months count from 1 or 21, women's from 51 or 71",
        |text| (text.starts_with("CZ") || text.starts_with("SK")) && !has_czech_month(text),
    ),
    undecided(
        "IE of nine characters whose last is neither A to I nor W",
        "VIES writes IE9999999WI, which is mostly read as A to W and then A to I; no public rule names other letters",
        |text| {
            text.starts_with("IE")
                && text.len() == 11
                && text.ends_with(|c| !matches!(c, 'A'..='I' | 'W'))
        },
    ),
    refused(
        "MT with check digits 00 or above 37",
        "they are 37 less a remainder modulo 37: 01 to 37",
        |text| text.starts_with("MT") && !(1..=37).contains(&number(text, 8..)),
    ),
    refused(
        "RO of 13 digits: a person's number",
        "VIES lists two to ten digits for Romania",
        |text| text.starts_with("RO") && text.len() == 15,
    ),
    refused(
        "XI whose sum is 55 modulo 97",
        "HMRC has two sums: 0 and, since 2009, 42, to which 55 more make 0",
        |text| is_british(text) && british_sum(text) == 55,
    ),
    refused(
        "XI with check digits 97, 98 or 99",
        "they are what is left of a remainder modulo 97: 00 to 96",
        |text| is_british(text) && number(text, 9..11) > 96,
    ),
    undecided(
        "XI of a range that was never given",
        "other validators leave the same ranges out; no list of HMRC's own is public",
        |text| is_british(text) && !is_in_a_british_range(text),
    ),
    refused(
        "XI with GD8888 or HA8888",
        "VIES lists GD and HA with three digits for Northern Ireland",
        |text| text.starts_with("XIGD8888") || text.starts_with("XIHA8888"),
    ),
];

/// What the other library accepts and should not.
const fn refused(values: &'static str, why: &'static str, is_of: fn(&str) -> bool) -> Known {
    Known {
        values,
        ours: Verdict::Refuses,
        theirs: Verdict::Accepts,
        right: Side::Ours,
        why,
        is_of,
    }
}

/// What the other library accepts, and nobody can tell from public sources whether it should.
const fn undecided(values: &'static str, why: &'static str, is_of: fn(&str) -> bool) -> Known {
    Known {
        right: Side::Open,
        ..refused(values, why, is_of)
    }
}

fn has_czech_month(text: &str) -> bool {
    matches!(number(text, 4..6), 1..=12 | 21..=32 | 51..=62 | 71..=82)
}

fn is_british(text: &str) -> bool {
    text.strip_prefix("XI")
        .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The seven digits weighted from 8 down to 2, and the two check digits, modulo 97.
fn british_sum(text: &str) -> u32 {
    let weighted = (2..=8_u32).rev().zip(text.chars().skip(2));
    let sum: u32 = weighted
        .filter_map(|(weight, c)| Some(weight * c.to_digit(10)?))
        .sum();
    (sum + number(text, 9..11)) % 97
}

/// Whether other validators know the first seven digits among those of the number's sum.
fn is_in_a_british_range(text: &str) -> bool {
    let stem = number(text, 2..9);
    match british_sum(text) {
        0 => matches!(stem, 1..100_000 | 1_000_000..=9_490_000 | 9_700_001..=9_990_000),
        _ => stem > 1_000_000,
    }
}

/// The number at a place of the text, letters left out.
fn number(text: &str, place: impl std::slice::SliceIndex<str, Output = str>) -> u32 {
    let digits = text.get(place).unwrap_or_default().chars();
    digits
        .filter_map(|c| c.to_digit(10))
        .fold(0, |number, digit| {
            number.wrapping_mul(10).wrapping_add(digit)
        })
}
