use enrollment::domain::{CompanyId, IdentifierType, company_id::CompanyIdError};
use proptest::prelude::*;

use crate::support::sample::{SIREN, SIRET};

fn read(kind: IdentifierType, input: &str) -> Result<String, CompanyIdError> {
    CompanyId::parse(kind, input).map(|company| company.as_str().into())
}

#[test]
fn every_kind_is_read_by_the_lending_apis_name() {
    let names = IdentifierType::ALL.map(IdentifierType::as_str);
    assert_eq!(
        names.join(" "),
        "belgium_registration_number bsn cif hr_nummer kvk nif siren siret steuernummer vat_number"
    );
    for kind in IdentifierType::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    for name in ["", "SIREN", "siren ", "name"] {
        assert_eq!(name.parse::<IdentifierType>(), Err(()), "{name:?}");
    }
}

#[test]
fn a_number_is_read_with_the_punctuation_of_its_country() {
    use IdentifierType as Kind;
    for (kind, input, number) in [
        (Kind::Siren, " 732 829\u{a0}320\n", SIREN),
        (Kind::Siren, "７３２８２９３２０", SIREN),
        (Kind::Siret, "732 829 320 00074", SIRET),
        (
            Kind::BelgiumRegistrationNumber,
            "0403.170.701",
            "0403170701",
        ),
        (Kind::Steuernummer, "181/815/08155", "18181508155"),
        (Kind::Cif, "a-58818501", "A58818501"),
        (Kind::Kvk, "68750110", "68750110"),
        (Kind::HrNummer, "hrb 12345", "HRB12345"),
        (Kind::VatNumber, "fr 40 303 265 045", "FR40303265045"),
    ] {
        let company = CompanyId::parse(kind, input).unwrap();
        assert_eq!(company.as_str(), number);
        assert_eq!(company.kind(), kind);
    }
}

#[test]
fn every_reason_is_told() {
    use CompanyIdError as Error;
    let siren = |input| read(IdentifierType::Siren, input);
    assert_eq!(siren(""), Err(Error::Empty));
    assert_eq!(siren(" - . "), Err(Error::Empty));
    assert_eq!(siren("73282932A"), Err(Error::ForbiddenCharacter));
    assert_eq!(siren("73282932é"), Err(Error::ForbiddenCharacter));
    assert_eq!(siren("732829321"), Err(Error::CheckDigits));
    let length = |actual| Error::Length {
        least: 9,
        most: 9,
        actual,
    };
    assert_eq!(siren("73282932"), Err(length(8)));
    assert_eq!(siren("7328293200"), Err(length(10)));
    assert_eq!(
        read(IdentifierType::Kvk, "HRB12345"),
        Err(Error::ForbiddenCharacter),
        "letters only where numbers of the kind have some"
    );
    assert_eq!(
        [
            Error::Empty.code(),
            Error::ForbiddenCharacter.code(),
            length(8).code(),
            Error::CheckDigits.code()
        ],
        [
            "company_id_empty",
            "company_id_forbidden_character",
            "company_id_length",
            "company_id_check_digits"
        ]
    );
}

#[test]
fn la_poste_may_have_a_digit_sum_that_five_divides_instead() {
    let siret = |input| read(IdentifierType::Siret, input).is_ok();
    assert!(siret("35600000000048"), "its seat, by Luhn");
    assert!(siret("35600000049837"), "an establishment, by its sum");
    assert!(!siret("35600000049838"));
    assert!(!siret("73282932000040"), "a sum of 40 helps nobody else");
}

#[test]
fn a_siret_and_its_siren_name_one_company() {
    let establishment = CompanyId::parse(IdentifierType::Siret, SIRET).unwrap();
    let company = CompanyId::parse(IdentifierType::Siren, SIREN).unwrap();
    assert_eq!(establishment.company_key(), company.company_key());
    let kvk = CompanyId::parse(IdentifierType::Kvk, "68750110").unwrap();
    assert_eq!(kvk.company_key(), "68750110");
}

proptest! {
    #[test]
    fn one_last_digit_in_ten_makes_a_siren(stem in 0_u32..100_000_000) {
        let valid: Vec<_> = (0..10)
            .map(|last| format!("{stem:08}{last}"))
            .filter(|number| read(IdentifierType::Siren, number).is_ok())
            .collect();
        prop_assert_eq!(valid.len(), 1);
    }

    #[test]
    fn a_wrong_digit_makes_no_siret(company in 1_u64..1_000_000_000, place in 0_u32..14, add in 1_u64..10) {
        let stem = format!("{company:09}0001");
        let siret = (0..10)
            .map(|last| format!("{stem}{last}"))
            .find(|number| read(IdentifierType::Siret, number).is_ok())
            .unwrap();
        let power = 10_u64.pow(place);
        let number: u64 = siret.parse().unwrap();
        let digit = number / power % 10;
        let wrong = number - digit * power + (digit + add) % 10 * power;
        prop_assert_eq!(
            read(IdentifierType::Siret, &format!("{wrong:014}")),
            Err(CompanyIdError::CheckDigits)
        );
    }
}
