use enrollment::domain::{
    CompanyId, IdentifierType, IdentifierType as Kind, company_id::CompanyIdError, vat::VatError,
};
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
    for (kind, input, number) in [
        (Kind::Siren, " 732 829\u{a0}320\n", SIREN),
        (Kind::Siren, "７３２８２９３２０", SIREN),
        (Kind::Siret, "732 829 320 00074", SIRET),
        (
            Kind::BelgiumRegistrationNumber,
            "0403.170.701",
            "0403170701",
        ),
        (
            Kind::BelgiumRegistrationNumber,
            "be (0)403.170.701",
            "0403170701",
        ),
        (Kind::BelgiumRegistrationNumber, "403170701", "0403170701"),
        (Kind::Bsn, "1112.22.333", "111222333"),
        (Kind::Bsn, "11122237", "011122237"),
        (Kind::Steuernummer, "181/815/08155", "18181508155"),
        (Kind::Steuernummer, "93815/08152", "9381508152"),
        (Kind::Steuernummer, "5133 0815 08159", "5133081508159"),
        (Kind::Cif, "a-58818501", "A58818501"),
        (Kind::Cif, "ES-B12345674", "B12345674"),
        (Kind::Nif, "ES 12345678-z", "12345678Z"),
        (Kind::Nif, "B12345674", "B12345674"),
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
    for kind in IdentifierType::ALL {
        assert_eq!(read(kind, ""), Err(Error::Empty));
        assert_eq!(read(kind, " - . "), Err(Error::Empty));
    }
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
    let vat = |error| Err(Error::Vat(error));
    for (kind, input, error) in [
        (Kind::Kvk, "HRB12345", Err(Error::ForbiddenCharacter)),
        (Kind::Kvk, "00000000", Err(Error::CheckDigits)),
        (
            Kind::Bsn,
            "1234567",
            Err(Error::Length {
                least: 8,
                most: 9,
                actual: 7,
            }),
        ),
        (Kind::Bsn, "000000000", Err(Error::CheckDigits)),
        (Kind::Bsn, "111222334", Err(Error::CheckDigits)),
        (
            Kind::BelgiumRegistrationNumber,
            "2403170701",
            Err(Error::Format),
        ),
        (
            Kind::BelgiumRegistrationNumber,
            "0403170702",
            Err(Error::CheckDigits),
        ),
        (
            Kind::BelgiumRegistrationNumber,
            "BE0000000000",
            Err(Error::CheckDigits),
        ),
        (Kind::Cif, "12345678Z", Err(Error::Format)),
        (Kind::Cif, "K1234567L", Err(Error::Format)),
        (Kind::Cif, "B12345675", Err(Error::CheckDigits)),
        (Kind::Nif, "123456789", Err(Error::Format)),
        (Kind::Nif, "O1234567L", Err(Error::Format)),
        (Kind::Nif, "12345678A", Err(Error::CheckDigits)),
        (Kind::Nif, "12345678?", Err(Error::ForbiddenCharacter)),
        (Kind::Steuernummer, "181815081551", Err(Error::Format)),
        (Kind::Steuernummer, "5133181508159", Err(Error::Format)),
        (Kind::Steuernummer, "1233081508159", Err(Error::Format)),
        (Kind::HrNummer, "12345", Err(Error::Format)),
        (Kind::HrNummer, "HRX 12345", Err(Error::Format)),
        (Kind::HrNummer, "HRB", Err(Error::Format)),
        (Kind::HrNummer, "HRB 1234567", Err(Error::Format)),
        (Kind::HrNummer, "HRB 12345 B6", Err(Error::Format)),
        (Kind::HrNummer, "HRB 012345", Err(Error::Format)),
        (Kind::HrNummer, "Köln HRB 12345 ABC", Err(Error::Format)),
        (Kind::HrNummer, "Kxln HRB 12345", Err(Error::UnknownCourt)),
        (Kind::HrNummer, "HRB 12345 Kxln", Err(Error::UnknownCourt)),
        (
            Kind::HrNummer,
            "Køln HRB 12345",
            Err(Error::ForbiddenCharacter),
        ),
        (
            Kind::VatNumber,
            "40303265045",
            vat(VatError::UnknownCountry),
        ),
        (Kind::VatNumber, "FR40303265046", vat(VatError::CheckDigits)),
    ] {
        assert_eq!(read(kind, input), error, "{input}");
    }
    let errors = [
        Error::Empty,
        Error::ForbiddenCharacter,
        length(8),
        Error::Format,
        Error::UnknownCourt,
        Error::CheckDigits,
        Error::Vat(VatError::CheckDigits),
    ];
    assert_eq!(
        errors.map(|error| error.code()).join(" "),
        "company_id_empty company_id_forbidden_character company_id_length company_id_format \
         company_id_unknown_court company_id_check_digits vat_check_digits"
    );
}

#[test]
fn a_register_number_may_name_its_court_in_many_ways() {
    for (inputs, number) in [
        (
            &[
                "Köln HRB 49263",
                "Koeln HRB49263",
                "KOLN, HRB 49263",
                "HRB 49263 Köln",
                "Ko\u{308}ln HRB 49263",
                "Amtsgericht Köln, HRB 49263",
                "HRB 49263, AG Köln",
                "AG Köln HRB 49263",
            ][..],
            "KOLNHRB49263",
        ),
        (
            &[
                "Berlin (Charlottenburg) HRB 11223 B",
                "Charlottenburg HRB 11223B",
                "Berlin HRB 11223 B",
                "HRB 11223 B, AG Charlottenburg",
                "HRB 11223 B Berlin (Charlottenburg)",
            ],
            "BERLINCHARLOTTENBURGHRB11223B",
        ),
        (
            &[
                "Frankfurt am Main HRB 1",
                "Frankfurt/Main hrb 1",
                "Frankfurt a.M. HRB 1",
            ],
            "FRANKFURTAMMAINHRB1",
        ),
        (
            &["Frankfurt/Oder GnR 2", "Frankfurt (Oder) GNR 2"],
            "FRANKFURTODERGNR2",
        ),
        (
            &["Gießen VR 123456", "Giessen VR 123456"],
            "GIESSENVR123456",
        ),
        (
            &["Düsseldorf PR 77", "DUESSELDORF PR 77", "Dusseldorf PR 77"],
            "DUSSELDORFPR77",
        ),
        (&["Coesfeld HRA 5", "Cösfeld HRA 5"], "COESFELDHRA5"),
        (
            &[
                "St. Ingbert GsR 9",
                "Sankt Ingbert GSR 9",
                "St. Ingbert (St Ingbert) GsR 9",
            ],
            "STINGBERTGSR9",
        ),
        (&["Essen HRA 10 A", "HRA 10 A Essen"], "ESSENHRA10A"),
        (&["HRA 10 AB"], "HRA10AB"),
    ] {
        for input in inputs {
            assert_eq!(read(Kind::HrNummer, input), Ok(number.into()), "{input}");
        }
        assert_eq!(
            read(Kind::HrNummer, number),
            Ok(number.into()),
            "{number} reads as itself"
        );
    }
}

#[test]
fn a_public_bodys_check_letter_and_digit_are_the_same() {
    for seed in 1..200 {
        let number = format!("{:07}", seed * 49_999);
        let sum: u32 = number
            .chars()
            .filter_map(|c| c.to_digit(10))
            .enumerate()
            .map(|(index, digit)| {
                if index % 2 == 1 {
                    digit
                } else {
                    digit * 2 / 10 + digit * 2 % 10
                }
            })
            .sum();
        let check = (10 - sum % 10) % 10;
        let letter = "JABCDEFGHI".chars().nth(check as usize).unwrap();
        for first in "ABCDEFGHJNPQRSUVW".chars() {
            for last in [letter, char::from_digit(check, 10).unwrap()] {
                let number = format!("{first}{number}{last}");
                assert_eq!(read(Kind::Cif, &number), Ok(number.clone()));
                assert_eq!(read(Kind::Nif, &format!("ES{number}")), Ok(number.clone()));
            }
        }
    }
}

#[test]
fn a_tax_number_of_thirteen_digits_begins_with_its_state() {
    let states = "10 11 21 22 23 24 26 27 28 30 31 32 40 41 51 59 90 99";
    let known = |prefix: &str| read(Kind::Steuernummer, &format!("{prefix}33081508159")).is_ok();
    assert!(states.split(' ').all(known));
    assert!(!"00 12 20 25 29 33 39 42 60 89".split(' ').any(known));
}

#[test]
fn a_register_number_is_read_as_letterheads_print_it() {
    for (input, number) in [
        ("HRB Nr. 1234", "HRB1234"),
        ("Amtsgericht Köln, HRB-Nr. 49263", "KOLNHRB49263"),
        ("Genossenschaftsregister Ulm GnR 7", "ULMGNR7"),
        ("Limburg a. d. Lahn HRB 7", "LIMBURGHRB7"),
        ("Oldenburg (Oldb) HRB 7", "OLDENBURGHRB7"),
        ("Frankfurt a. Main HRA 7", "FRANKFURTAMMAINHRA7"),
        ("Offenbach a. M. HRB 7", "OFFENBACHHRB7"),
        ("Landau i. d. Pfalz HRB 7", "LANDAUHRB7"),
    ] {
        let found = read(Kind::HrNummer, input);
        if input.starts_with("Genossenschaft") {
            assert_eq!(
                found,
                Err(CompanyIdError::UnknownCourt),
                "a register is no court"
            );
        } else {
            assert_eq!(found.as_deref(), Ok(number), "{input}");
        }
    }
    let found = read(Kind::HrNummer, "HRB 123 AG");
    assert_eq!(
        found.as_deref(),
        Ok("HRB123AG"),
        "a suffix, not half a court"
    );
}

#[test]
fn a_belgian_number_is_more_than_its_check_digits() {
    let kind = Kind::BelgiumRegistrationNumber;
    assert_eq!(read(kind, "0000000097"), Err(CompanyIdError::CheckDigits));
}

#[test]
fn a_kind_is_guessed_by_the_form_and_not_by_the_digits() {
    for (country, value, kind) in [
        ("FR", "732 829 320", Kind::Siren),
        ("FR", "732829321", Kind::Siren),
        ("FR", "73282932000074", Kind::Siret),
        ("FR", "FR44732829320", Kind::VatNumber),
        ("FR", "44732829320", Kind::VatNumber),
        ("FR", "FR45732829320", Kind::VatNumber),
        ("FR", "12345", Kind::Siren),
        ("ES", "B12345674", Kind::Cif),
        ("ES", "ESB12345674", Kind::Cif),
        ("ES", "B12345675", Kind::Cif),
        ("ES", "12345678Z", Kind::Nif),
        ("ES", "X1234567L", Kind::Nif),
        ("NL", "68750110", Kind::Kvk),
        ("NL", "111222333", Kind::Bsn),
        ("NL", "111222334", Kind::Kvk),
        ("NL", "NL004495445B01", Kind::VatNumber),
        ("NL", "004495445B02", Kind::VatNumber),
        ("BE", "0403.170.701", Kind::BelgiumRegistrationNumber),
        ("BE", "BE 403.170.702", Kind::BelgiumRegistrationNumber),
        ("DE", "HRB 12345", Kind::HrNummer),
        ("DE", "Kxln HRB 12345", Kind::HrNummer),
        ("DE", "181/815/08155", Kind::Steuernummer),
        ("DE", "DE136695977", Kind::VatNumber),
        ("DE", "136695976", Kind::VatNumber),
        ("IT", "IT12345670017", Kind::VatNumber),
        ("GR", "GR094014201", Kind::VatNumber),
        ("GB", "XI110305878", Kind::VatNumber),
        ("IT", "FR44732829320", Kind::VatNumber),
        ("US", "732829320", Kind::VatNumber),
        ("US", "", Kind::VatNumber),
    ] {
        let guess = IdentifierType::guess(value, country.parse().unwrap());
        assert_eq!(guess, kind, "{country} {value}");
    }
    let country = "FR".parse().ok();
    let number = CompanyId::parse_in(Kind::VatNumber, "44732829320", country);
    assert_eq!(number.unwrap().as_str(), "FR44732829320");
}

#[test]
fn a_long_text_is_no_company_number() {
    for text in [
        "7".repeat(1_000_000),
        format!("{SIREN}{}", " ".repeat(1_000_000)),
        "HRB 1 Ö".repeat(150_000),
    ] {
        for kind in IdentifierType::ALL {
            assert!(read(kind, &text).is_err());
            assert_eq!(
                IdentifierType::guess(&text, "DE".parse().unwrap()),
                Kind::HrNummer
            );
        }
    }
}

#[test]
fn a_printed_number_shows_its_kind_alone() {
    let company = CompanyId::parse(Kind::Nif, "12345678Z").unwrap();
    assert_eq!(
        format!("{company:?}"),
        "CompanyId { kind: Nif, number: [redacted] }"
    );
}

#[test]
fn la_poste_may_have_a_digit_sum_that_five_divides_instead() {
    let siret = |input| read(IdentifierType::Siret, input).is_ok();
    assert!(siret("35600000000048"), "its seat, by Luhn");
    assert!(siret("35600000049837"), "an establishment, by its sum");
    assert!(!siret("35600000049838"));
    assert!(
        !siret("73282932000048"),
        "a sum that five divides helps nobody else"
    );
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
    fn a_wrong_digit_makes_no_siret(company in 1_u64..100_000_000, place in 0_u32..14, add in 1_u64..10) {
        let siren = last_digit(IdentifierType::Siren, &format!("{company:08}"));
        let siret = last_digit(IdentifierType::Siret, &format!("{siren}0001"));
        let power = 10_u64.pow(place);
        let number: u64 = siret.parse().unwrap();
        let digit = number / power % 10;
        let wrong = number - digit * power + (digit + add) % 10 * power;
        prop_assert_eq!(
            read(IdentifierType::Siret, &format!("{wrong:014}")),
            Err(CompanyIdError::CheckDigits)
        );
    }

    #[test]
    fn what_was_read_reads_as_itself(
        kind in 0..10_usize,
        text in prop_oneof![
            "[0-9]{8,14}",
            "(BE ?)?[01]?[0-9]{9}",
            "(ES)?[A-Z0-9][0-9]{7}[A-Z0-9]",
            "(AG |Amtsgericht )?(Köln|Berlin|Gießen|Weiden i. d. OPf.|Frankfurt/Main)?,? (HR[AB]|GnR|PR|VR|GsR) [0-9]{1,6} ?[A-Z]{0,2}",
            "(HR[AB]|GnR|PR|VR|GsR) [0-9]{1,6} ?[A-Z]{0,2},? (AG )?(Essen|Ulm|Siegen|St. Wendel)?",
            "(DE|LU|PL|EL|GR|NL|NO)[0-9]{8,10}(B01|MVA)?",
        ],
    ) {
        let kind = IdentifierType::ALL[kind];
        if let Ok(number) = read(kind, &text) {
            prop_assert_eq!(read(kind, &number), Ok(number));
        }
    }
}

#[expect(clippy::unwrap_used, reason = "one of ten last digits fits")]
fn last_digit(kind: IdentifierType, stem: &str) -> String {
    (0..10)
        .map(|last| format!("{stem}{last}"))
        .find(|number| read(kind, number).is_ok())
        .unwrap()
}
