use crate::company_number::luhn_check_digit;
use crate::generator::Country;
use crate::random::Random;

/// A company number of its country that passes the country's own check.
pub(super) fn company_number(country: Country, random: &mut Random) -> String {
    match country {
        Country::Belgium => {
            let head = format!("0{}", random.digits(7));
            format!("{head}{:02}", 97 - remainder(&head, 97))
        }
        Country::Germany => format!("HRB{}", 10_000 + random.below(190_000)),
        Country::Spain => cif(random),
        Country::France => {
            let head = format!("{}{}", 1 + random.below(9), random.digits(7));
            format!("{head}{}", luhn_check_digit(&head))
        }
        Country::Netherlands => format!("{}", 10_000_000 + random.below(80_000_000)),
    }
}

/// The VAT number that follows from a company number, where one does.
pub(super) fn vat_number(country: Country, company_number: &str) -> Option<String> {
    match country {
        Country::Belgium | Country::Spain => Some(format!("{}{company_number}", country.alpha_2())),
        Country::France => {
            let key = (12 + 3 * remainder(company_number, 97)) % 97;
            Some(format!("FR{key:02}{company_number}"))
        }
        Country::Germany | Country::Netherlands => None,
    }
}

/// The remainder of a decimal number of any length.
pub(super) fn remainder(digits: &str, modulus: u32) -> u32 {
    digits
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .fold(0, |rest, digit| (rest * 10 + digit) % modulus)
}

/// A company of limited liability: `B`, seven digits and a Luhn digit over them.
fn cif(random: &mut Random) -> String {
    let digits = random.digits(7);
    format!("B{digits}{}", luhn_check_digit(&digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_vat_number_carries_its_key() {
        assert_eq!(
            vat_number(Country::France, "732829320").as_deref(),
            Some("FR44732829320")
        );
    }

    #[test]
    fn a_belgian_number_ends_in_its_check() {
        let number = company_number(Country::Belgium, &mut Random::from_seed(3));
        let (head, check) = number.split_at(8);
        assert_eq!(97 - remainder(head, 97), check.parse::<u32>().unwrap());
    }
}
