use enrollment::domain::{
    Country, VatNumber,
    vat::VatError::{self, CheckDigits, Empty, Format, UnknownCountry},
};
use proptest::prelude::*;

fn read(input: &str) -> Result<String, VatError> {
    VatNumber::parse(input, None).map(|number| number.as_str().into())
}

fn read_in(country: &str, input: &str) -> Result<String, VatError> {
    VatNumber::parse(input, Some(iso(country))).map(|number| number.as_str().into())
}

#[expect(clippy::unwrap_used, reason = "tests name countries that exist")]
fn iso(code: &str) -> Country {
    code.parse().unwrap()
}

/// The sum of the digits, each times its weight.
fn dot(digits: &str, weights: &[u64]) -> u64 {
    assert_eq!(digits.len(), weights.len());
    let values = digits.bytes().map(|byte| u64::from(byte - b'0'));
    values
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

/// Luhn's check digit, by doubling from the right.
fn luhn(body: &str) -> u64 {
    let doubled = |(index, byte): (usize, u8)| {
        let digit = u64::from(byte - b'0');
        let twice = digit * 2;
        if index % 2 == 1 {
            digit
        } else {
            twice / 10 + twice % 10
        }
    };
    (10 - body.bytes().rev().enumerate().map(doubled).sum::<u64>() % 10) % 10
}

/// ISO 7064, modulo 11 and 10, as the standard draws it.
fn mod_11_10(body: &str) -> u64 {
    let mut product = 10;
    for byte in body.bytes() {
        let sum = (product + u64::from(byte - b'0')) % 10;
        product = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    (11 - product) % 10
}

/// What eleven leaves, as a digit: where ten is none, there is no such number.
fn strict(remainder: u64) -> Option<u64> {
    (remainder < 10).then_some(remainder)
}

/// The last character or two of a number of that form, worked out as its tax office describes it.
fn check(form: &str, body: &str) -> Option<String> {
    let number = body.parse::<u64>().ok()?;
    let digit = match form {
        "AT" => (10 - (10 - luhn(&format!("{body}0")) + 4) % 10) % 10,
        "BE" => return Some(format!("{:02}", 97 - number % 97)),
        "BG" => match dot(body, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11 {
            10 => dot(body, &[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10,
            digit => digit,
        },
        "CHE" => strict((11 - dot(body, &[5, 4, 3, 2, 7, 6, 5, 4]) % 11) % 11)?,
        "CZ" => match 11 - dot(body, &[8, 7, 6, 5, 4, 3, 2]) % 11 {
            10 => 0,
            11 => 1,
            digit => digit,
        },
        "DE" | "HR" | "RS" => mod_11_10(body),
        "DK" => strict((11 - dot(body, &[2, 7, 6, 5, 4, 3, 2]) % 11) % 11)?,
        "EE" => (10 - dot(body, &[3, 7, 1, 3, 7, 1, 3, 7]) % 10) % 10,
        "EL" => dot(body, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10,
        "FI" => strict((11 - dot(body, &[7, 9, 10, 5, 8, 4, 2]) % 11) % 11)?,
        "GB" => {
            let sum = dot(body, &[8, 7, 6, 5, 4, 3, 2]) + 55;
            return (number > 1_000_000).then(|| format!("{:02}", (97 - sum % 97) % 97));
        }
        "HU" => (10 - dot(body, &[9, 7, 3, 1, 9, 7, 3]) % 10) % 10,
        "IE" => {
            let place = dot(body, &[8, 7, 6, 5, 4, 3, 2]) % 23;
            let mut letters = "WABCDEFGHIJKLMNOPQRSTUV".chars();
            return letters.nth(usize::try_from(place).ok()?).map(Into::into);
        }
        "IT" | "SE" => luhn(body),
        "LU" => return Some(format!("{:02}", number % 89)),
        "LV" => strict((14 - dot(body, &[9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11) % 11)?,
        "MT" => return Some(format!("{:02}", 37 - dot(body, &[3, 4, 6, 7, 8, 9]) % 37)),
        "NL" => strict(dot(body, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11)?,
        "NO" => strict((11 - dot(body, &[3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11)?,
        "PL" => strict(dot(body, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11)?,
        "PT" => match 11 - dot(body, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 {
            10 | 11 => 0,
            digit => digit,
        },
        "RO" => dot(&format!("{body:0>9}"), &[7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10 % 11 % 10,
        "SI" => match 11 - dot(body, &[8, 7, 6, 5, 4, 3, 2]) % 11 {
            10 => 0,
            11 => return None,
            digit => digit,
        },
        "SK" => strict((11 - number % 11 * 10 % 11) % 11)?,
        _ => return None,
    };
    Some(digit.to_string())
}

/// Prefix, the range of what precedes the check digits, its length, and what follows them.
const FORMS: [(&str, u64, u64, usize, &str); 29] = [
    ("AT", 1, 9_999_999, 7, ""),
    ("BE", 2_000_000, 19_999_999, 8, ""),
    ("BG", 10_000_000, 99_999_999, 8, ""),
    ("CHE", 10_000_000, 99_999_999, 8, ""),
    ("CZ", 100_000, 8_999_999, 7, ""),
    ("DE", 10_000_000, 99_999_999, 8, ""),
    ("DK", 1_000_000, 9_999_999, 7, ""),
    ("EE", 10_000_000, 10_999_999, 8, ""),
    ("EL", 1, 99_999_999, 8, ""),
    ("FI", 1, 9_999_999, 7, ""),
    ("GB", 1_000_001, 9_999_999, 7, ""),
    ("HR", 1, 9_999_999_999, 10, ""),
    ("HU", 1, 9_999_999, 7, ""),
    ("IE", 1, 9_999_999, 7, ""),
    ("IT", 1_001, 9_999_999, 7, "015"),
    ("LU", 1, 999_999, 6, ""),
    ("LV", 4_000_000_000, 9_999_999_999, 10, ""),
    ("MT", 100_000, 999_999, 6, ""),
    ("NL", 1, 99_999_999, 8, "B01"),
    ("NO", 1, 99_999_999, 8, ""),
    ("PL", 1, 999_999_999, 9, ""),
    ("PT", 10_000_000, 99_999_999, 8, ""),
    ("RO", 1, 999_999_999, 1, ""),
    ("RS", 10_000_000, 99_999_999, 8, ""),
    ("SE", 1, 999_999_999, 9, "01"),
    ("SI", 1_000_000, 9_999_999, 7, ""),
    ("SK", 102_000_000, 102_999_999, 9, ""),
    ("XI", 1_000_001, 9_999_999, 7, ""),
    ("LT", 1, 9_999_999, 7, ""),
];

/// The number with that body, if there is one.
fn made(
    (prefix, least, most, length, behind): (&str, u64, u64, usize, &str),
    seed: u64,
) -> Option<String> {
    let body = format!("{:0length$}", least + seed % (most - least + 1));
    Some(match prefix {
        "AT" => format!("ATU{body}{}", check("AT", &body)?),
        "IT" => format!(
            "IT{body}{behind}{}",
            check("IT", &format!("{body}{behind}"))?
        ),
        "XI" => format!("XI{body}{}", check("GB", &body)?),
        "LT" => {
            let body = format!("{body}1");
            let digit = match dot(&body, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11 {
                10 => dot(&body, &[3, 4, 5, 6, 7, 8, 9, 1]) % 11 % 10,
                digit => digit,
            };
            format!("LT{body}{digit}")
        }
        _ => format!("{prefix}{body}{}{behind}", check(prefix, &body)?),
    })
}

#[test]
fn a_number_of_each_country_is_read_as_its_tax_office_makes_it() {
    for form in FORMS {
        let numbers: Vec<_> = (0..400)
            .filter_map(|seed| made(form, seed * 7_654_321))
            .collect();
        assert!(numbers.len() > 200, "{}", form.0);
        for number in numbers {
            assert_eq!(read(&number), Ok(number.clone()));
            let country = VatNumber::parse(&number, None).unwrap().country();
            let code = match form.0 {
                "CHE" => "CH",
                "EL" => "GR",
                "XI" => "GB",
                own => own,
            };
            assert_eq!(country.alpha2(), code);
        }
    }
}

#[test]
fn of_ten_last_digits_one_is_right() {
    for form in FORMS {
        if matches!(
            form.0,
            "IE" | "LU" | "MT" | "NL" | "SE" | "BE" | "GB" | "XI" | "BG"
        ) {
            continue;
        }
        for seed in 0..100 {
            let Some(number) = made(form, seed * 1_234_567) else {
                continue;
            };
            let stem = &number[..number.len() - 1];
            let right = (0..10).filter(|last| read(&format!("{stem}{last}")).is_ok());
            assert_eq!(right.count(), 1, "{number}");
        }
    }
}

#[test]
fn persons_and_rarer_bodies_have_forms_of_their_own() {
    for number in [
        "BG7111042925",
        "BG7523169263",
        "CZ530615007",
        "CZ600001154",
        "CZ6306150004",
        "ES12345678Z",
        "EU372022452",
        "GBGD001",
        "GBHA999",
        "IE1234567FA",
        "IE1234567T",
        "IE8Z49289F",
        "LT999990011111",
        "LV16117519997",
        "NL000099998B57",
        "SK8001010006",
    ] {
        assert_eq!(read(number), Ok(number.into()));
    }
    for number in [
        "BG7142042925",
        "CZ531315007",
        "CZ600001155",
        "CZ6313150004",
        "EU999022452",
        "GBGD500",
        "GBHA499",
        "IE1234567FB",
        "IE8Z49289G",
        "LV16137519997",
        "NL000099998B58",
        "SK8001010007",
    ] {
        assert_eq!(read(number), Err(CheckDigits), "{number}");
    }
}

#[test]
fn a_spanish_number_is_a_persons_or_a_bodys() {
    let letters: Vec<char> = "TRWAGMYFPDXBNJZSQVHLCKE".chars().collect();
    for seed in 1..300_usize {
        let number = seed * 33_331;
        let letter = |of: usize| letters[of % 23];
        for (first, value) in [
            ("X", 0),
            ("Y", 10_000_000),
            ("Z", 20_000_000),
            ("K", 0),
            ("L", 0),
            ("M", 0),
        ] {
            let nie = format!("ES{first}{number:07}{}", letter(value + number));
            assert_eq!(read(&nie), Ok(nie.clone()));
        }
        let dni = format!("ES{:08}{}", number * 9, letter(number * 9));
        assert_eq!(read(&dni), Ok(dni.clone()));
        let digit = luhn(&format!("{number:07}"));
        let letter = usize::try_from(digit).unwrap();
        let cif = format!("ESB{number:07}{digit}");
        assert_eq!(read(&cif), Ok(cif.clone()));
        let public = format!("ESQ{number:07}{}", &"JABCDEFGHI"[letter..=letter]);
        assert_eq!(read(&public), Ok(public.clone()));
        let wrong = format!("ESB{number:07}{}", (digit + 1) % 10);
        assert_eq!(read(&wrong), Err(CheckDigits));
    }
    for first in ["I", "O", "T"] {
        let number = format!("ES{first}12345674");
        assert!(matches!(read(&number), Err(Format { .. })), "{number}");
    }
}

#[test]
fn a_french_key_may_be_made_of_letters() {
    // Article R. 123-5 and its table: 34 signs without I and O.
    let signs: Vec<char> = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".chars().collect();
    let siren = 732_829_320_u64;
    let mut keys = 0;
    for (first, one) in signs.iter().enumerate() {
        for (second, other) in signs.iter().enumerate() {
            let right = if first < 10 && second < 10 {
                (siren * 100 + 12) % 97 == (first * 10 + second) as u64
            } else {
                let sum = if first < 10 {
                    first * 24 + second - 10
                } else {
                    first * 34 + second - 100
                } as u64;
                (siren + sum / 11 + 1) % 11 == sum % 11
            };
            let number = format!("FR{one}{other}{siren}");
            assert_eq!(read(&number).is_ok(), right, "{number}");
            keys += u32::from(right);
        }
    }
    assert!(keys > 50);
    assert_eq!(read("FRIO732829320"), Err(CheckDigits));
    assert_eq!(read("FR44732829321"), Err(CheckDigits), "its SIREN is none");
}

#[test]
fn a_number_is_read_as_people_write_it() {
    for (input, number) in [
        ("be (0)403.170.701", "BE0403170701"),
        ("BE 403 170 701", "BE0403170701"),
        ("el: 094014201", "EL094014201"),
        ("GR 94014201", "EL094014201"),
        ("\u{feff}ＤＥ１３６６９５９７６\u{a0}", "DE136695976"),
        ("DE 136/695/976", "DE136695976"),
        ("CHE-116.281.710 MWST", "CHE116281710"),
        ("CHE-116.281.710 tva", "CHE116281710"),
        ("CHE-116.281.710", "CHE116281710"),
        ("NO 974 760 673 MVA", "NO974760673"),
        ("NL 4495445 B 01", "NL004495445B01"),
        ("xi 110 305 878", "XI110305878"),
    ] {
        assert_eq!(read(input), Ok(number.into()), "{input}");
        assert_eq!(read(number), Ok(number.into()), "the same when read again");
    }
}

#[test]
fn a_number_without_prefix_is_one_of_the_country_that_is_named() {
    for (country, input, number) in [
        ("DE", "136 695 976", "DE136695976"),
        ("AT", "U13585627", "ATU13585627"),
        ("GR", "094014201", "EL094014201"),
        ("CH", "116.281.710 MWST", "CHE116281710"),
        ("NO", "974760673MVA", "NO974760673"),
        ("FR", "44 732829320", "FR44732829320"),
        ("ES", "B12345674", "ESB12345674"),
        ("GB", "110305878", "GB110305878"),
        ("DE", "DE136695976", "DE136695976"),
        ("GR", "gr094014201", "EL094014201"),
        ("CH", "CHE116281710", "CHE116281710"),
        ("GB", "XI110305878", "XI110305878"),
        ("FR", "DE136695976", "DE136695976"),
    ] {
        assert_eq!(
            read_in(country, input),
            Ok(number.into()),
            "{country} {input}"
        );
    }
    let pattern = "DE999999999";
    assert_eq!(read_in("DE", "12345678"), Err(Format { pattern }));
    assert_eq!(read_in("DE", "QQ12345678"), Err(Format { pattern }));
    assert_eq!(read_in("DE", "136695977"), Err(CheckDigits));
    assert_eq!(read_in("US", "136695976"), Err(UnknownCountry));
}

#[test]
fn every_reason_is_told() {
    for empty in ["", " ", "-.\u{200b}"] {
        assert_eq!(read(empty), Err(Empty), "{empty:?}");
        assert_eq!(read_in("FR", empty), Err(Empty), "{empty:?}");
    }
    for unknown in ["F", "44732829320", "QQ124567", "é", "aé1", "US123456789"] {
        assert_eq!(read(unknown), Err(UnknownCountry), "{unknown}");
    }
    for (input, pattern) in [
        ("FR", "FRXX999999999"),
        ("FR4473282932", "FRXX999999999"),
        ("FR447328293200", "FRXX999999999"),
        ("FR4473282932é", "FRXX999999999"),
        ("DE DE 136695976", "DE999999999"),
        ("BE 0403,170.701", "BE0999999999"),
        ("BE2403170701", "BE0999999999"),
        ("BG12345678A", "BG999999999"),
        ("BG123456789A", "BG9999999999"),
        ("NL123456789C01", "NL999999999B99"),
        ("SE556012579002", "SE999999999901"),
        ("RO1", "RO9999999999"),
        ("DE012345678", "DE999999999"),
    ] {
        assert_eq!(read(input), Err(Format { pattern }), "{input}");
    }
    assert_eq!(
        [Empty, UnknownCountry, Format { pattern: "" }, CheckDigits].map(|error| error.code()),
        [
            "vat_empty",
            "vat_unknown_country",
            "vat_format",
            "vat_check_digits"
        ]
    );
}

#[test]
fn nothing_but_zeros_is_a_number_of_luxembourg_alone() {
    for number in [
        "ATU00000000",
        "BE0000000000",
        "BG000000000",
        "BG0000000000",
        "CHE000000000",
        "CY00000000E",
        "CZ00000000",
        "DE000000000",
        "DK00000000",
        "EE000000000",
        "EL000000000",
        "ES00000000T",
        "ESA00000000",
        "FI00000000",
        "FR12000000000",
        "GB000000000",
        "HR00000000000",
        "HU00000000",
        "IE0000000W",
        "IT00000000000",
        "LV00000000000",
        "MT00000000",
        "NL000000000B01",
        "NO000000000",
        "PL0000000000",
        "PT000000000",
        "RO00",
        "RS000000000",
        "SE000000000001",
        "SI00000000",
        "SK0000000000",
    ] {
        assert!(read(number).is_err(), "{number}");
    }
    assert_eq!(
        read("LU00000000"),
        Ok("LU00000000".into()),
        "its rule, and nobody's rule refuses it"
    );
}

#[test]
fn a_long_text_is_no_number() {
    let number = "DE136695976";
    for text in [
        number.repeat(90_000),
        format!("{number}{}", "0".repeat(1_000_000)),
        format!("{number}{}", " ".repeat(1_000_000)),
        "é".repeat(500_000),
    ] {
        assert_eq!(read(&text), Err(UnknownCountry));
        assert_eq!(
            read_in("DE", &text),
            Err(Format {
                pattern: "DE999999999"
            })
        );
    }
}

#[test]
fn a_printed_number_says_nothing() {
    let number: VatNumber = "DE136695976".parse().unwrap();
    assert_eq!(format!("{number:?}"), "VatNumber([redacted])");
}

proptest! {
    #[test]
    fn what_was_read_reads_as_itself(form in 0..FORMS.len(), seed: u32, grouping in "[ .\u{a0}-]{0,3}") {
        if let Some(number) = made(FORMS[form], seed.into()) {
            let (head, tail) = number.split_at(5.min(number.len() - 1));
            let typed = format!("{}{grouping}{tail}", head.to_lowercase());
            prop_assert_eq!(read(&typed), Ok(number.clone()));
        }
    }

    #[test]
    fn a_wrong_digit_is_noticed(form in 0..FORMS.len(), seed: u32, place in 0_usize..12, add in 1_u8..10) {
        // Of the others, a rule has two ways, or leaves some neighbours out.
        let noticed = !matches!(FORMS[form].0, "BG" | "CZ" | "EL" | "GB" | "LT" | "LV" | "NL" | "PT" | "RO" | "SI" | "SK" | "XI");
        if let Some(mut number) = made(FORMS[form], seed.into()).filter(|_| noticed) {
            let digits: Vec<usize> = number.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
            let at = digits[place % digits.len()];
            let digit = (number.as_bytes()[at] - b'0' + add) % 10;
            number.replace_range(at..=at, &digit.to_string());
            prop_assert!(read(&number).is_err(), "{}", number);
        }
    }
}
