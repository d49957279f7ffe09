use enrollment::domain::{CompanyId, IdentifierType};
use serde::Deserialize;
use serde_json::Value;

use crate::template::Values;

/// The company that is signed in to the shop, with a director for the test data.
pub(crate) struct Company {
    id: CompanyId,
    name: String,
    vat_number: Option<String>,
    address: Address,
    director: Value,
}

impl Company {
    /// Reads what the lending API's business generator made; `None` without a name or a number that holds.
    pub(crate) fn generated(body: Value) -> Option<Self> {
        let body: Generated = serde_json::from_value(body).ok()?;
        let kind: IdentifierType = body.identifier_type?.parse().ok()?;
        Some(Self {
            id: CompanyId::parse(kind, &body.identifier).ok()?,
            name: body.name.filter(|name| !name.trim().is_empty())?,
            vat_number: body.vat_number,
            address: body.address.unwrap_or_default(),
            director: body
                .directors
                .unwrap_or_default()
                .into_iter()
                .next()
                .unwrap_or_default(),
        })
    }

    pub(crate) const fn id(&self) -> &CompanyId {
        &self.id
    }

    /// A director in the lender's own field names, `null` where the generator made none.
    pub(crate) const fn director(&self) -> &Value {
        &self.director
    }

    /// What the page shows of it.
    pub(crate) fn fill(&self, values: &mut Values) {
        let Address {
            street,
            postal_code,
            city,
        } = &self.address;
        values.set("company_name", self.name.clone());
        values.set(
            "company_number_kind",
            self.id.kind().as_str().replace('_', " "),
        );
        values.set("company_number", grouped(self.id.as_str()));
        values.set("vat_number", self.vat_number.as_deref().unwrap_or("–"));
        values.set("company_street", street.clone());
        values.set("company_city", format!("{postal_code} {city}").trim());
    }
}

#[derive(Deserialize)]
struct Generated {
    name: Option<String>,
    identifier: String,
    identifier_type: Option<String>,
    vat_number: Option<String>,
    address: Option<Address>,
    directors: Option<Vec<Value>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Address {
    #[serde(rename = "address_line_1")]
    street: String,
    postal_code: String,
    city: String,
}

/// A number of digits only in groups of three, as French registers print it.
fn grouped(number: &str) -> String {
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut shown = String::with_capacity(number.len() + 4);
    for (index, digit) in number.chars().enumerate() {
        if index > 0 && index % 3 == 0 && index < 9 {
            shown.push('\u{a0}');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_generated_company_is_read_with_its_director() {
        let company = Company::generated(json!({
            "name": "Atelier SAS", "identifier": "732829320", "identifier_type": "siren",
            "vat_number": null, "address": null, "directors": [{"first_name": "Ana"}],
        }))
        .unwrap();
        assert_eq!(company.id().as_str(), "732829320");
        assert_eq!(company.director()["first_name"], "Ana");
    }

    #[test]
    fn a_company_that_no_token_could_name_is_none() {
        for (name, number, kind) in [
            ("Atelier SAS", "732829321", "siren"),
            ("Atelier SAS", "732829320", "sirene"),
            (" ", "732829320", "siren"),
        ] {
            let body = json!({"name": name, "identifier": number, "identifier_type": kind});
            assert!(Company::generated(body).is_none(), "{name} {number} {kind}");
        }
    }

    #[test]
    fn digits_are_shown_in_groups() {
        assert_eq!(grouped("732829320"), "732\u{a0}829\u{a0}320");
        assert_eq!(grouped("73282932000074"), "732\u{a0}829\u{a0}32000074");
        assert_eq!(grouped("B12345674"), "B12345674");
    }
}
