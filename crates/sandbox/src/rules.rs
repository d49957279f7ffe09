//! What the lender checks beyond the schema.

use iban::Iban;
use serde_json::Value;

use crate::application::text;
use crate::company_number;
use crate::problem::InvalidParam;

/// Values that have the right shape and cannot be true.
pub(crate) fn problems(body: &Value) -> Vec<InvalidParam> {
    let mut problems = Vec::new();
    problems.extend(identifier_problem(body));
    if let Some(account) = text(body, "account_number")
        && !is_iban(account)
    {
        problems.push(InvalidParam::new("account_number", "not a valid IBAN"));
    }
    problems.extend(country_problems(body));
    problems.extend(owner_problem(body));
    problems
}

/// The mandatory values that are absent, as dotted paths.
///
/// Repayment is by direct debit, so the account is always needed. One person who directs the
/// company needs five values; for French companies the lender finds them by itself.
pub(crate) fn missing(body: &Value) -> Vec<String> {
    let mut missing = Vec::new();
    if text(body, "account_number").is_none() {
        missing.push("account_number".to_owned());
    }
    let identifier = text(body, "identifier").unwrap_or_default();
    if !company_number::is_french(identifier, text(body, "identifier_type")) {
        missing.extend(missing_of_director(body));
    }
    missing
}

const MANDATORY_OF_DIRECTOR: [&str; 6] = [
    "first_name",
    "last_name",
    "birth_date",
    "nationality",
    "business_email",
    "address.country",
];

/// What the most complete DIRECTOR lacks, or everything when there is none.
fn missing_of_director(body: &Value) -> Vec<String> {
    let directors = people(body);
    let lacking = |place: usize, person: &Value| -> Vec<String> {
        MANDATORY_OF_DIRECTOR
            .iter()
            .filter(|field| text(person, field).is_none())
            .map(|field| format!("directors.{place}.{field}"))
            .collect()
    };
    directors
        .iter()
        .enumerate()
        .filter(|(_, person)| text(person, "role").unwrap_or("DIRECTOR") == "DIRECTOR")
        .map(|(place, person)| lacking(place, person))
        .min_by_key(Vec::len)
        .unwrap_or_else(|| lacking(directors.len(), &Value::Null))
}

fn identifier_problem(body: &Value) -> Option<InvalidParam> {
    let identifier = text(body, "identifier")?;
    let holds = match text(body, "identifier_type")? {
        "siren" => company_number::is_siren(identifier),
        "siret" => company_number::is_siret(identifier),
        _ => true,
    };
    (!holds).then(|| InvalidParam::new("identifier", "not a valid number of its type"))
}

/// Electronic format only: the documentation shows no spaces.
fn is_iban(account: &str) -> bool {
    account
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && account.parse::<Iban>().is_ok()
}

fn country_problems(body: &Value) -> Vec<InvalidParam> {
    let of_directors = (0..people(body).len()).flat_map(|place| {
        [
            "nationality",
            "address.country",
            "birth_place.country",
            "siege_address.country",
        ]
        .map(|field| format!("directors.{place}.{field}"))
    });
    std::iter::once("address.country".to_owned())
        .chain(of_directors)
        .filter(|path| text(body, path).is_some_and(|country| !is_alpha_3(country)))
        .map(|path| InvalidParam::new(path, "not an ISO 3166 alpha-3 code"))
        .collect()
}

fn is_alpha_3(country: &str) -> bool {
    country.len() == 3 && country.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "Must be added as a director too": the same first and last name.
fn owner_problem(body: &Value) -> Option<InvalidParam> {
    let owner = body.get("owner").filter(|owner| !owner.is_null())?;
    let listed = people(body).iter().any(|person| {
        ["first_name", "last_name"]
            .iter()
            .all(|field| folded(person, field) == folded(owner, field))
    });
    (!listed).then(|| InvalidParam::new("owner", "must be one of the directors too"))
}

fn folded(person: &Value, field: &str) -> Option<String> {
    text(person, field).map(|name| name.trim().to_lowercase())
}

fn people(body: &Value) -> &[Value] {
    body.get("directors")
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_published_ibans_hold() {
        for iban in [
            "FR8811111015593603018280926",
            "FR3711111025593244332331294",
            "FR1311111045594746737398900",
        ] {
            assert!(is_iban(iban), "{iban}");
        }
        assert!(!is_iban("FR8811111015593603018280927"));
        assert!(!is_iban("FR88 1111 1015 5936 0301 8280 926"));
    }

    #[test]
    fn a_non_director_is_not_asked_for_the_five_values() {
        let complete = json!({
            "role": "DIRECTOR", "first_name": "A", "last_name": "B", "birth_date": "1980-01-01",
            "nationality": "DEU", "business_email": "a@example.com", "address": {"country": "DEU"},
        });
        let body = json!({
            "identifier": "HRB12345", "identifier_type": "hr_nummer", "account_number": "DE",
            "directors": [{"role": "NON_DIRECTOR", "first_name": "C", "last_name": "D"}, complete],
        });
        assert!(missing(&body).is_empty());
    }

    #[test]
    fn without_a_director_all_six_values_are_missing() {
        let body = json!({"identifier": "HRB12345", "identifier_type": "hr_nummer"});
        let missing = missing(&body);
        assert_eq!(missing.len(), 7);
        assert!(missing.contains(&"directors.0.address.country".to_owned()));
    }
}
