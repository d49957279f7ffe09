//! One value, judged: what the parsers' own tests do not see.

use enrollment::{
    check::{Checked, Context, Kind, check},
    time::Date,
};

#[expect(clippy::unwrap_used, reason = "tests write valid dates")]
fn context(country: &str) -> Context {
    Context {
        on: Date::parse_iso("2026-03-02").unwrap(),
        minimum_age: 18,
        country: country.parse().ok(),
        direct_debit: false,
    }
}

fn judged(kind: Kind, value: &str, country: &str) -> Result<String, &'static str> {
    check(kind, value, &context(country))
        .map(|Checked { normalized, .. }| normalized)
        .map_err(|reason| reason.code())
}

#[test]
fn a_birth_date_comes_with_hyphens_or_with_tabs() {
    for text in [
        "1980-02-07",
        " 1980-02-07\n",
        "1980\tfeb\t7",
        "1980\tfévrier\t07",
    ] {
        assert_eq!(
            judged(Kind::BirthDate, text, "").as_deref(),
            Ok("1980-02-07")
        );
    }
    for (text, code) in [
        ("", "birth_date_empty"),
        ("  ", "birth_date_empty"),
        ("--", "birth_date_empty"),
        ("\t\t", "birth_date_empty"),
        ("1980", "birth_date_missing_day_month"),
        ("1980-02", "birth_date_missing_day"),
        ("1980\t-6\t15", "birth_date_month"),
        ("1980-02-07T00:00:00Z", "birth_date_day"),
        ("80-02-07", "birth_date_year"),
        ("07/02/1980", "birth_date_year"),
        ("1980-02-30", "birth_date_not_in_calendar"),
    ] {
        assert_eq!(judged(Kind::BirthDate, text, ""), Err(code), "{text:?}");
    }
}

#[test]
fn a_company_number_without_a_kind_is_of_the_usual_one_when_it_is_like_none() {
    let company = Kind::CompanyId(None);
    for (country, value, verdict) in [
        ("FR", "732 829 320", Ok("732829320")),
        ("FR", "7328293", Err("company_id_length")),
        ("ES", "7328293", Err("company_id_length")),
        ("DE", "Kxln HRB 1", Err("company_id_unknown_court")),
        ("IT", "IT1234567", Err("vat_format")),
        ("IT", "12345670017", Ok("IT12345670017")),
        ("", "732829320", Err("identifier_type_unknown")),
        ("", " \u{200b}", Err("company_id_empty")),
    ] {
        let found = judged(company, value, country);
        assert_eq!(found, verdict.map(str::to_owned), "{value}");
    }
}

#[test]
fn kinds_have_the_names_of_the_contract() {
    assert_eq!(Kind::named("iban", None), Some(Kind::Iban));
    assert_eq!(Kind::named("company_id", None), Some(Kind::CompanyId(None)));
    for (name, of_type) in [("ibam", None), ("", None), ("company_id", Some("duns"))] {
        assert_eq!(Kind::named(name, of_type), None, "{name}");
    }
}
