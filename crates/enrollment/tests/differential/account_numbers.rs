use enrollment::domain::{Iban, iban::group};

use crate::{
    comparison::{Known, Side, Verdict, compare},
    iban::registry,
    mutation::Mutation,
    random::Random,
};

/// Values of each kind for each country.
const OF_EACH: usize = 40;

#[test]
fn ibans_differ_from_iban_validate_only_where_it_is_known() {
    let mut random = Random::new(5);
    let mut values = Vec::new();
    for structure in registry() {
        for _ in 0..OF_EACH {
            values.push(structure.random(&mut random));
            values.extend(Mutation::ALL.map(|mutation| mutation.of(&structure, &mut random)));
        }
    }
    let ours = |text: &str| Some(Iban::parse_electronic(text).ok()?.as_str().to_owned());
    compare(
        "IBANs in their electronic form",
        values,
        [ours, theirs],
        &ELECTRONIC,
    );
}

#[test]
fn typed_ibans_differ_from_iban_validate_only_where_it_is_known() {
    let mut random = Random::new(6);
    let mut values = Vec::new();
    for structure in registry() {
        for _ in 0..OF_EACH {
            let grouped = group(&structure.random(&mut random));
            values.push(group(&Mutation::Substituted.of(&structure, &mut random)));
            values.push(grouped.to_lowercase());
            values.push(grouped.replace(' ', "-"));
            values.push(grouped.replacen(' ', "", 1));
            values.push(format!("IBAN {grouped}"));
            values.push(grouped);
        }
    }
    let ours = |text: &str| Some(Iban::parse(text).ok()?.as_str().to_owned());
    compare("IBANs as typed", values, [ours, theirs], &TYPED);
}

fn theirs(text: &str) -> Option<String> {
    use ::iban::IbanLike as _;
    let iban: ::iban::Iban = text.parse().ok()?;
    Some(iban.electronic_str().to_owned())
}

const NEWER_COUNTRIES: Known = Known {
    values: "every IBAN of Honduras and Pakistan",
    ours: Verdict::Accepts,
    theirs: Verdict::Refuses,
    right: Side::Ours,
    why: "SWIFT's IBAN registry, release 102, has both countries",
    is_of: |text| text.starts_with("HN") || text.starts_with("PK"),
};

pub(crate) const ELECTRONIC: [Known; 3] = [
    NEWER_COUNTRIES,
    Known {
        values: "check digits 99 whose sum holds",
        ours: Verdict::Refuses,
        theirs: Verdict::Accepts,
        right: Side::Ours,
        why: "ISO 13616 takes check digits from 98 less the remainder: 02 to 98, never 99",
        is_of: |text| text.get(2..4) == Some("99"),
    },
    Known {
        values: "small letters behind the check digits, in the electronic form",
        ours: Verdict::Refuses,
        theirs: Verdict::Accepts,
        right: Side::Ours,
        why: "the electronic form of ISO 13616 has capitals alone; `Iban::parse` reads them as typed",
        is_of: |text| has_small_letters(text),
    },
];

pub(crate) const TYPED: [Known; 5] = [
    NEWER_COUNTRIES,
    Known {
        values: "small letters in the country code",
        ours: Verdict::Accepts,
        theirs: Verdict::Refuses,
        right: Side::Ours,
        why: "people type so; nothing else can be meant",
        is_of: |text| text.get(..2).is_some_and(has_small_letters),
    },
    Known {
        values: "the word IBAN before the number",
        ours: Verdict::Accepts,
        theirs: Verdict::Refuses,
        right: Side::Ours,
        why: "invoices print it so, and it is copied with the number",
        is_of: |text| text.starts_with("IBAN "),
    },
    Known {
        values: "groups with a dash between them",
        ours: Verdict::Accepts,
        theirs: Verdict::Refuses,
        right: Side::Ours,
        why: "a separator is not part of the number",
        is_of: |text| text.contains('-'),
    },
    Known {
        values: "groups of another length than four",
        ours: Verdict::Accepts,
        theirs: Verdict::Refuses,
        right: Side::Ours,
        why: "where a person put the spaces says nothing about the number",
        is_of: |text| (text.split(' ').rev().skip(1)).any(|group| group.len() != 4),
    },
];

fn has_small_letters(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_lowercase())
}
