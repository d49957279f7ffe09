use std::collections::HashSet;

use enrollment::domain::{Country, country::CountryError};
use proptest::prelude::*;

#[test]
fn there_are_249_countries_with_codes_of_their_own() {
    let all: Vec<_> = Country::all().collect();
    assert_eq!(all.len(), 249);
    let alpha2: HashSet<_> = all.iter().map(Country::alpha2).collect();
    let alpha3: HashSet<_> = all.iter().map(Country::alpha3).collect();
    assert_eq!((alpha2.len(), alpha3.len()), (249, 249));
    assert!(alpha2.iter().all(|code| code.len() == 2));
    assert!(alpha3.iter().all(|code| code.len() == 3));
    assert!(all.is_sorted_by(|one, next| one.alpha2() < next.alpha2()));
}

#[test]
fn every_country_is_read_by_either_code_in_any_case() {
    for country in Country::all() {
        for code in [country.alpha2(), country.alpha3()] {
            assert_eq!(code.parse(), Ok(country));
            assert_eq!(format!(" {}\n", code.to_lowercase()).parse(), Ok(country));
            let wide = code
                .chars()
                .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap());
            assert_eq!(wide.collect::<String>().parse(), Ok(country));
        }
    }
}

#[test]
fn countries_whose_codes_do_not_look_alike_keep_theirs() {
    for (alpha2, alpha3) in [
        ("CH", "CHE"),
        ("DE", "DEU"),
        ("GB", "GBR"),
        ("GR", "GRC"),
        ("SE", "SWE"),
        ("AT", "AUT"),
        ("UA", "UKR"),
        ("ME", "MNE"),
        ("PM", "SPM"),
    ] {
        let country: Country = alpha2.parse().unwrap();
        assert_eq!(country.alpha3(), alpha3);
    }
}

#[test]
fn codes_that_iso_does_not_assign_are_refused() {
    for code in [
        "XK",
        "UK",
        "EL",
        "EU",
        "AN",
        "SU",
        "ZZ",
        "XX",
        "ROM",
        "TMP",
        "F",
        "FRAN",
        "250",
        "France",
        "F R",
        "É",
        "RFR",
        "CS",
        "YU",
        "XXA",
        "ENG",
        "GER",
        "NED",
        "POR",
        "SUI",
        "GRE",
        "CRO",
        "DEN",
        "XKX",
        "ZAR",
        "D",
        "FR FRA",
        "FRFRA",
        "DFR",
        " F",
        "F\u{200b}R",
        "00",
    ] {
        assert_eq!(
            code.parse::<Country>(),
            Err(CountryError::Unknown),
            "{code:?}"
        );
    }
    for nothing in ["", " ", "\u{a0}\t", "\u{feff}"] {
        assert_eq!(nothing.parse::<Country>(), Err(CountryError::Empty));
    }
    assert_eq!(CountryError::Empty.code(), "country_empty");
    assert_eq!(CountryError::Unknown.code(), "country_unknown");
}

#[test]
fn a_huge_text_is_no_country() {
    let unknown = Err(CountryError::Unknown);
    assert_eq!("FR".repeat(500_000).parse::<Country>(), unknown);
}

proptest! {
    #[test]
    fn a_text_is_a_country_only_if_it_is_one_of_its_codes(text in prop_oneof![any::<String>(), "[A-Za-z]{1,4}"]) {
        if let Ok(country) = text.parse::<Country>() {
            prop_assert!([2, 3].contains(&text.trim().chars().count()));
            prop_assert_eq!(country.alpha2().parse(), Ok(country));
            prop_assert_eq!(country.alpha3().parse(), Ok(country));
        }
    }
}
