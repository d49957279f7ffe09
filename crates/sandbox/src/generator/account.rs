use crate::generator::Country;
use crate::generator::number::remainder;
use crate::random::Random;

/// A new account of this country: the IBAN's check holds, and the national one inside it.
pub(crate) fn iban(country: Country, random: &mut Random) -> String {
    let bban = match country {
        Country::Belgium => belgian(random),
        Country::Germany => format!("10000000{}", random.digits(10)),
        Country::Spain => spanish(random),
        Country::France => french(random),
        Country::Netherlands => dutch(random),
    };
    with_check(country.alpha_2(), &bban)
}

/// ISO 13616: the two digits after the country make the whole 1 modulo 97.
fn with_check(country: &str, bban: &str) -> String {
    let rearranged: String = format!("{bban}{country}00")
        .chars()
        .filter_map(|sign| sign.to_digit(36))
        .map(|value| value.to_string())
        .collect();
    format!("{country}{:02}{bban}", 98 - remainder(&rearranged, 97))
}

/// Ten digits and their remainder modulo 97, which is written 97 when it is 0.
fn belgian(random: &mut Random) -> String {
    let head = random.digits(10);
    let check = match remainder(&head, 97) {
        0 => 97,
        rest => rest,
    };
    format!("{head}{check:02}")
}

/// Bank, branch, account and the RIB key.
fn french(random: &mut Random) -> String {
    let (bank, branch, account) = ("11111", random.digits(5), random.digits(11));
    let key = 97 - remainder(&format!("{bank}{branch}{account}00"), 97);
    format!("{bank}{branch}{account}{key:02}")
}

/// Bank and branch, two control digits over each half, account.
fn spanish(random: &mut Random) -> String {
    let (bank, account) = (format!("9000{}", random.digits(4)), random.digits(10));
    let controls = [format!("00{bank}"), account.clone()].map(|half| {
        let sum = weighted(&half, &[1, 2, 4, 8, 5, 10, 9, 7, 3, 6]);
        match 11 - sum % 11 {
            11 => 0,
            10 => 1,
            control => control,
        }
    });
    let [first, second] = controls;
    format!("{bank}{first}{second}{account}")
}

/// A bank and ten digits that pass the elevens test.
fn dutch(random: &mut Random) -> String {
    loop {
        let head = random.digits(9);
        let rest = weighted(&head, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        let last = (11 - rest) % 11;
        if last < 10 {
            return format!("TEST{head}{last}");
        }
    }
}

fn weighted(digits: &str, weights: &[u32]) -> u32 {
    digits
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use iban::Iban;

    #[test]
    fn every_account_holds_as_an_iban() {
        let mut random = Random::from_seed(7);
        for country in Country::ALL {
            for _ in 0..200 {
                let iban = iban(country, &mut random);
                assert!(iban.parse::<Iban>().is_ok(), "{iban}");
            }
        }
    }

    #[test]
    fn a_french_account_carries_its_rib_key() {
        let iban = iban(Country::France, &mut Random::from_seed(7));
        let part = |range: std::ops::Range<usize>| iban[range].parse::<u64>().unwrap();
        let (bank, branch, account, key) = (part(4..9), part(9..14), part(14..25), part(25..27));
        assert_eq!(97 - (89 * bank + 15 * branch + 3 * account) % 97, key);
    }
}
