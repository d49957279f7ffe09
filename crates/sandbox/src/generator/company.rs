use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::generator::{Country, number};
use crate::random::Random;

/// A body for `POST /borrowers` without `account_number` and `signed_at`; a company that is to
/// borrow comes with its director.
pub(crate) fn business(country: Country, is_borrower: bool, random: &mut Random) -> Value {
    let empty = Stock::default();
    let stock = STOCK.get(country.alpha_3()).unwrap_or(&empty);
    let identifier = number::company_number(country, random);
    let legal_form = pick(&stock.forms, random);
    json!({
        "name": format!("{} {legal_form}", pick(&stock.names, random)),
        "legal_form": legal_form,
        "identifier_type": stock.identifier_type,
        "vat_number": number::vat_number(country, &identifier),
        "identifier": identifier,
        "address": address(country, stock, random),
        "directors": is_borrower.then(|| [director(country, stock, random)]),
    })
}

/// What the companies of a country are made of.
#[derive(Debug, Default, Deserialize)]
struct Stock {
    identifier_type: String,
    forms: Vec<String>,
    names: Vec<String>,
    streets: Vec<String>,
    /// Postal code and city.
    places: Vec<(String, String)>,
    first: Vec<String>,
    last: Vec<String>,
    /// Each `x` becomes a digit.
    phone: String,
}

static STOCK: LazyLock<BTreeMap<String, Stock>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/companies.json")).unwrap_or_default()
});

fn director(country: Country, stock: &Stock, random: &mut Random) -> Value {
    let (first_name, last_name) = (pick(&stock.first, random), pick(&stock.last, random));
    let address = address(country, stock, random);
    let phone: String = stock
        .phone
        .chars()
        .map(|sign| match sign {
            'x' => random.digits(1),
            sign => sign.to_string(),
        })
        .collect();
    json!({
        "first_name": first_name,
        "last_name": last_name,
        "birth_date": format!(
            "{}-{:02}-{:02}",
            1955 + random.below(40),
            1 + random.below(12),
            1 + random.below(28)
        ),
        "birth_place": {"city": address.get("city"), "country": country.alpha_3()},
        "nationality": country.alpha_3(),
        "business_email": format!("director.{}@example.com", random.digits(6)),
        "business_phone_number": phone,
        "role": "DIRECTOR",
        "entity_type": "people",
        "address": address,
    })
}

fn address(country: Country, stock: &Stock, random: &mut Random) -> Value {
    let (street, number) = (pick(&stock.streets, random), 1 + random.below(120));
    let line = match country {
        Country::France => format!("{number} {street}"),
        _ => format!("{street} {number}"),
    };
    let (postal_code, city) = random.pick(&stock.places).cloned().unwrap_or_default();
    json!({
        "address_line_1": line,
        "postal_code": postal_code,
        "city": city,
        "country": country.alpha_3(),
    })
}

fn pick(choices: &[String], random: &mut Random) -> String {
    random.pick(choices).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    #[test]
    fn every_country_makes_bodies_that_the_schema_takes() {
        let mut random = Random::from_seed(11);
        for country in Country::ALL {
            assert!(STOCK.contains_key(country.alpha_3()), "{country:?}");
            let body = business(country, true, &mut random);
            assert_eq!(Schema::PostBorrower.problems(&body), [], "{country:?}");
        }
    }
}
