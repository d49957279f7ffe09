use enrollment::domain::CompanyId;
use enrollment::time::Timestamp;
use enrollment::wire::credit_lines::CreditLine;

use crate::money::Cents;

/// Whether one of these lines lets that company request that amount in euros at that time.
///
/// A line that names another company, or that can't be understood, never counts. One that names nobody counts
/// only as long as the lender kept to the filter: beside another's line it could be anybody's.
pub(crate) fn covers(
    lines: &[CreditLine],
    company: &CompanyId,
    amount: Cents,
    now: Timestamp,
) -> bool {
    let holds_others = lines
        .iter()
        .any(|line| owner(line).is_some_and(|number| !is_named(company, number)));
    lines.iter().any(|line| {
        let is_own = owner(line).map_or(!holds_others, |number| is_named(company, number));
        is_own
            && line.currency == "EUR"
            && is_open(line, now)
            && available(line).is_some_and(|available| available >= amount)
    })
}

/// What is left on the line, or its whole where the lender does not say.
fn available(line: &CreditLine) -> Option<Cents> {
    let cents = line.balance_available.or(line.pool_amount)?;
    u64::try_from(cents).ok().map(Cents)
}

fn is_open(line: &CreditLine, now: Timestamp) -> bool {
    let at = |text: &str| text.parse::<Timestamp>().ok();
    let has_begun = at(&line.start_date).is_some_and(|start| start <= now);
    let goes_on = match &line.end_date {
        None => true,
        Some(end) => at(end).is_some_and(|end| now < end),
    };
    has_begun && goes_on
}

fn owner(line: &CreditLine) -> Option<&str> {
    line.default_borrower.as_ref()?.identifier.as_deref()
}

fn is_named(company: &CompanyId, number: &str) -> bool {
    number == company.as_str() || number == company.company_key()
}

#[cfg(test)]
mod tests {
    use super::*;
    use enrollment::domain::IdentifierType;
    use enrollment::wire::credit_lines::LightBusiness;

    const NOW: &str = "2026-03-01T12:00:00Z";

    fn line() -> CreditLine {
        CreditLine {
            balance_available: Some(500_000),
            pool_amount: Some(1_000_000),
            currency: "EUR".to_owned(),
            start_date: "2026-01-01T00:00:00Z".to_owned(),
            ..CreditLine::default()
        }
    }

    fn covers_with(line: CreditLine, cents: u64) -> bool {
        covers(&[line], &company(), Cents(cents), NOW.parse().unwrap())
    }

    fn company() -> CompanyId {
        CompanyId::parse(IdentifierType::Siren, "732829320").unwrap()
    }

    fn line_of(number: &str) -> CreditLine {
        let owner = LightBusiness {
            identifier: Some(number.to_owned()),
        };
        CreditLine {
            default_borrower: Some(owner),
            ..line()
        }
    }

    #[test]
    fn a_line_covers_what_is_left_on_it_and_no_more() {
        assert!(covers_with(line(), 500_000));
        assert!(!covers_with(line(), 500_001));
    }

    #[test]
    fn the_whole_counts_only_where_what_is_left_is_unknown() {
        let unknown = CreditLine {
            balance_available: None,
            ..line()
        };
        assert!(covers_with(unknown, 1_000_000));
        let used_up = CreditLine {
            balance_available: Some(0),
            ..line()
        };
        assert!(!covers_with(used_up, 1));
    }

    #[test]
    fn the_line_of_another_company_never_counts() {
        assert!(covers_with(line_of("732829320"), 1));
        assert!(!covers_with(line_of("552100554"), 1));
    }

    #[test]
    fn a_line_that_names_nobody_counts_only_where_no_other_company_is_listed() {
        let anothers = line_of("552100554");
        let now = NOW.parse().unwrap();
        assert!(covers(&[line()], &company(), Cents(1), now));
        assert!(!covers(&[line(), anothers], &company(), Cents(1), now));
    }

    #[test]
    fn a_line_that_is_not_open_or_not_understood_never_counts() {
        let dates = |start: &str, end: Option<&str>| CreditLine {
            start_date: start.to_owned(),
            end_date: end.map(str::to_owned),
            ..line()
        };
        for closed in [
            dates("2026-03-02T00:00:00Z", None),
            dates("2026-01-01T00:00:00Z", Some(NOW)),
            dates("2026-01-01T00:00:00Z", Some("soon")),
            dates("", None),
            CreditLine {
                currency: "GBP".to_owned(),
                ..line()
            },
            CreditLine {
                balance_available: Some(-1),
                ..line()
            },
        ] {
            assert!(!covers_with(closed, 1));
        }
        assert!(covers_with(
            dates("2026-01-01T00:00:00Z", Some("2026-03-01T12:00:01Z")),
            1
        ));
    }
}
