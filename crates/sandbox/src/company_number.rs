//! French company numbers: SIREN (9 digits) and SIRET (SIREN and 5 more for the place).

/// The number of the company behind an identifier: a SIRET's SIREN, anything else as it is.
pub(crate) fn of<'a>(identifier: &'a str, identifier_type: Option<&str>) -> &'a str {
    match identifier_type {
        Some("siret") | None if is_siret(identifier) => identifier.get(..9).unwrap_or(identifier),
        _ => identifier,
    }
}

/// Whether this is a French company, whose directors the lender finds by itself.
pub(crate) fn is_french(identifier: &str, identifier_type: Option<&str>) -> bool {
    match identifier_type {
        Some(named) => matches!(named, "siren" | "siret"),
        None => is_siren(identifier) || is_siret(identifier),
    }
}

pub(crate) fn is_siren(text: &str) -> bool {
    is_digits(text, 9) && luhn_sum(text).is_multiple_of(10)
}

/// La Poste numbers its offices outside of Luhn: its SIRETs hold when the digits add up to a
/// multiple of 5 (head office apart, which follows Luhn).
pub(crate) fn is_siret(text: &str) -> bool {
    let holds = |text: &str| luhn_sum(text).is_multiple_of(10);
    let la_poste = |text: &str| text.starts_with("356000000") && digit_sum(text).is_multiple_of(5);
    is_digits(text, 14) && (holds(text) || la_poste(text))
}

/// The digit that makes `digits` followed by it hold under Luhn.
pub(crate) fn luhn_check_digit(digits: &str) -> u32 {
    let sum = luhn_sum(&format!("{digits}0"));
    (10 - sum % 10) % 10
}

fn is_digits(text: &str, len: usize) -> bool {
    text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn luhn_sum(digits: &str) -> u32 {
    digits
        .chars()
        .rev()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => digit,
            _ if digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum()
}

fn digit_sum(digits: &str) -> u32 {
    digits.chars().filter_map(|digit| digit.to_digit(10)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siren_holds_under_luhn() {
        assert!(is_siren("732829320"));
        assert!(!is_siren("732829321"));
        assert!(!is_siren("73282932"));
    }

    #[test]
    fn la_poste_has_offices_that_luhn_refuses() {
        assert!(is_siret("35600000000048"));
        assert!(is_siret("35600000009075"));
        assert!(!is_siret("35600000009076"));
        assert!(!is_siret("73282932000077"));
    }

    #[test]
    fn a_siret_belongs_to_its_siren() {
        assert_eq!(of("73282932000074", Some("siret")), "732829320");
        assert_eq!(of("73282932000074", None), "732829320");
        assert_eq!(of("12345678", Some("kvk")), "12345678");
    }

    #[test]
    fn a_check_digit_completes_a_siren() {
        assert_eq!(luhn_check_digit("73282932"), 0);
    }
}
