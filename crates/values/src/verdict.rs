//! The verdict on one value.

use enrollment::{
    check::{Checked, Context, Kind, Warning, check},
    draft::{Field, PersonField, Problem},
    time::Date,
    wire::{
        to_json,
        verdict::{Finding, Verdict},
    },
};
use texts::Texts;

/// Stands before the alpha-2 code of a country whose name belongs there: the page knows the names.
const COUNTRY: char = '\u{E000}';

/// The verdict as JSON on what a request says: see [`crate::judge`].
///
/// # Errors
/// A sentence about the first thing that is not understood.
pub(crate) fn judged(request: &str, texts: &'static Texts) -> Result<String, &'static str> {
    let mut lines = request.splitn(7, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let (kind, of_type, country, on, minimum_age) = (next(), next(), next(), next(), next());
    let (direct_debit, value) = (next(), next());
    let kind = Kind::named(kind, given(of_type))
        .ok_or("validate: no such kind of value, or no such type of company number")?;
    let country = given(country).map(str::parse).transpose();
    let context = Context {
        on: Date::parse_iso(on).ok_or("validate: `on` is not a day YYYY-MM-DD")?,
        minimum_age: minimum_age
            .parse()
            .map_err(|_| "validate: `minimumAge` is not a whole number of years")?,
        country: country.map_err(|_| "validate: `country` is not a code of ISO 3166")?,
        direct_debit: !direct_debit.is_empty(),
    };
    Ok(to_json(&verdict(kind, value, &context, texts)))
}

fn given(option: &str) -> Option<&str> {
    Some(option).filter(|option| !option.is_empty())
}

fn country(_language: &str, alpha2: &str) -> String {
    let mut mark = String::from(COUNTRY);
    mark.push_str(alpha2);
    mark
}

fn verdict(kind: Kind, value: &str, context: &Context, texts: &'static Texts) -> Verdict {
    match check(kind, value, context) {
        Ok(Checked {
            normalized,
            warning,
        }) => Verdict {
            ok: true,
            normalized: Some(normalized),
            warnings: Vec::from_iter(warning.map(|warning| doubt(&warning, texts))),
            ..Verdict::default()
        },
        Err(reason) => {
            let problem = Problem::new(field_of(kind), reason);
            Verdict {
                problems: vec![Finding {
                    code: reason.code(),
                    message: texts::problem(texts, &problem, value, country),
                    position: reason.position(),
                    suggestion: None,
                }],
                ..Verdict::default()
            }
        }
    }
}

fn doubt(warning: &Warning, texts: &'static Texts) -> Finding {
    let suggestion = match warning {
        Warning::NationalCheckDigits => None,
        Warning::LikelyTypo(meant) => Some(meant.as_str().to_owned()),
    };
    Finding {
        code: warning.code(),
        message: texts::warning(texts, suggestion.as_deref()),
        position: None,
        suggestion,
    }
}

/// The form's own field for such a value: messages name it.
const fn field_of(kind: Kind) -> Field {
    match kind {
        Kind::Iban | Kind::IbanElectronic => Field::AccountNumber,
        Kind::CompanyId(_) => Field::Identifier,
        Kind::Vat => Field::VatNumber,
        Kind::Email => Field::Director(0, PersonField::Email),
        Kind::Phone => Field::Director(0, PersonField::Phone),
        Kind::BirthDate => Field::Director(0, PersonField::BirthDay),
        Kind::PersonName => Field::Director(0, PersonField::LastName),
        Kind::Country => Field::Director(0, PersonField::Residence),
        // The form asks for no language, and the message about one names no field: the first field stands for none.
        Kind::Language => Field::IdentifierType,
    }
}

#[cfg(test)]
mod tests {
    fn judged(request: &str) -> Result<String, &'static str> {
        super::judged(request, texts::LANGUAGES[0])
    }

    #[test]
    fn the_rest_of_a_request_is_the_value_whatever_is_in_it() {
        let verdict = judged("person_name\n\n\n2026-01-01\n18\n\nAda\nLovelace").unwrap();
        assert!(verdict.contains("control"), "{verdict}");
        let verdict = judged("person_name\n\n\n2026-01-01\n18\n\nAda").unwrap();
        assert_eq!(
            verdict,
            r#"{"ok":true,"normalized":"Ada","problems":[],"warnings":[]}"#
        );
    }

    #[test]
    fn options_count() {
        let born = "birth_date\n\n\n2026-01-01\n";
        assert!(
            judged(&format!("{born}18\n\n2008-01-02"))
                .unwrap()
                .contains("false")
        );
        assert!(
            judged(&format!("{born}17\n\n2008-01-02"))
                .unwrap()
                .contains("true")
        );
        let account = "iban\n\n\n2026-01-01\n18\n";
        let brazilian = "BR1800360305000010009795493C1";
        assert!(
            judged(&format!("{account}\n{brazilian}"))
                .unwrap()
                .contains("true")
        );
        assert!(
            judged(&format!("{account}1\n{brazilian}"))
                .unwrap()
                .contains("not_in_sepa")
        );
    }

    #[test]
    fn what_is_not_understood_is_told() {
        for (request, word) in [
            ("", "kind"),
            ("ibam\n\n\n2026-01-01\n18\n\n", "kind"),
            ("company_id\nduns\n\n2026-01-01\n18\n\n1", "type"),
            ("phone\n\nFrance\n2026-01-01\n18\n\n1", "country"),
            ("iban\n\n\ntoday\n18\n\n", "`on`"),
            ("iban\n\n\n2026-01-01\nmany\n\n", "minimumAge"),
        ] {
            let problem = judged(request).unwrap_err();
            assert!(
                problem.starts_with("validate: ") && problem.contains(word),
                "{request:?}: {problem}"
            );
        }
    }

    #[test]
    fn a_countrys_place_in_a_sentence_is_marked_for_the_page() {
        let verdict = judged("iban\n\n\n2026-01-01\n18\n\nFR76").unwrap();
        assert!(verdict.contains("\u{E000}FR"), "{verdict}");
    }
}
