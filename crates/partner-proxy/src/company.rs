//! Which names mean the same company.

use enrollment::domain::{CompanyId, IdentifierType};

/// Whether `number`, whose kind is not told, names `company`. A SIREN and its SIRETs name one company.
pub(crate) fn is_named(company: &CompanyId, number: &str) -> bool {
    kinds(company.kind())
        .iter()
        .filter_map(|kind| CompanyId::parse(*kind, number).ok())
        .any(|other| other.company_key() == company.company_key())
}

/// Whether both name one company. Equal digits of unlike registers do not.
pub(crate) fn is_same(one: &CompanyId, other: &CompanyId) -> bool {
    kinds(one.kind()).contains(&other.kind()) && one.company_key() == other.company_key()
}

/// The numbers under which the lender may know the company: its own, then a SIRET's SIREN.
pub(crate) fn numbers(company: &CompanyId) -> Vec<&str> {
    let mut numbers = vec![company.as_str(), company.company_key()];
    numbers.dedup();
    numbers
}

/// The kinds of number that share a register with `kind`.
fn kinds(kind: IdentifierType) -> Vec<IdentifierType> {
    match kind {
        IdentifierType::Siren | IdentifierType::Siret => {
            vec![IdentifierType::Siren, IdentifierType::Siret]
        }
        other => vec![other],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIREN: &str = "732829320";
    const SIRET: &str = "73282932000074";

    fn company(kind: IdentifierType, number: &str) -> CompanyId {
        CompanyId::parse(kind, number).unwrap()
    }

    #[test]
    fn a_siret_and_its_siren_are_one_company() {
        let whole = company(IdentifierType::Siren, SIREN);
        let branch = company(IdentifierType::Siret, SIRET);
        assert!(is_same(&whole, &branch) && is_same(&branch, &whole));
        assert!(is_named(&whole, SIRET) && is_named(&branch, "732 829 320"));
    }

    #[test]
    fn equal_digits_of_another_register_are_another_company() {
        const BOTH: &str = "100000009";
        let siren = company(IdentifierType::Siren, BOTH);
        let citizen = company(IdentifierType::Bsn, BOTH);
        assert!(!is_same(&siren, &citizen));
    }

    #[test]
    fn an_empty_name_is_nobodys() {
        assert!(!is_named(&company(IdentifierType::Siren, SIREN), " "));
    }

    #[test]
    fn a_siret_is_known_by_two_numbers_and_a_siren_by_one() {
        assert_eq!(
            numbers(&company(IdentifierType::Siret, SIRET)),
            [SIRET, SIREN]
        );
        assert_eq!(numbers(&company(IdentifierType::Siren, SIREN)), [SIREN]);
    }
}
