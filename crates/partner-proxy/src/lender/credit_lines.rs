use std::{fmt, sync::atomic::Ordering};

use enrollment::{
    domain::{CompanyId, Language},
    wire::{
        credit_lines::{CreditLine, CreditLinePage},
        to_json,
    },
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::Instant;

use super::{KnownBorrower, Lender, ReadError};
use crate::company;

/// What a read found about a company, for browsers of whatever language.
pub(crate) struct Found {
    lines: Vec<CreditLine>,
    borrower: Option<KnownBorrower>,
}

impl Lender {
    /// The company's credit lines and the company's borrower, read side by side.
    pub(crate) async fn credit_lines_and_borrower(
        &self,
        company: &CompanyId,
    ) -> Result<Found, ReadError> {
        let until = self.read_deadline();
        let (lines, borrower) = tokio::try_join!(
            self.credit_lines(company, until),
            self.borrower(company, until),
        )?;
        Ok(Found { lines, borrower })
    }

    /// The company's credit lines, as far as a browser may know them.
    async fn credit_lines(
        &self,
        company: &CompanyId,
        until: Instant,
    ) -> Result<Vec<CreditLine>, ReadError> {
        let paths = if self.hyphen.load(Ordering::Relaxed) {
            [HYPHEN, UNDERSCORE]
        } else {
            [UNDERSCORE, HYPHEN]
        };
        let found = self.all_pages(&paths, "borrower", company, until).await?;
        own_lines(found, company)
            .into_iter()
            .map(|line| {
                let line: CreditLine =
                    serde_json::from_value(line).map_err(|_| ReadError::UNREADABLE)?;
                Ok(CreditLine {
                    default_borrower: None,
                    ..line
                })
            })
            .collect()
    }

    /// Reads the first of these spellings that is not 404, and remembers which of the credit lines' it was.
    pub(super) async fn get_first_of<T: DeserializeOwned>(
        &self,
        paths: &[&str],
        query: &[(&str, &str)],
        until: Instant,
    ) -> Result<T, ReadError> {
        let mut answer = Err(ReadError::NotFound);
        for path in paths {
            answer = self.get(path, query, until).await;
            if !matches!(answer, Err(ReadError::NotFound)) {
                if [HYPHEN, UNDERSCORE].contains(path) {
                    self.hyphen.store(*path == HYPHEN, Ordering::Relaxed);
                }
                break;
            }
        }
        answer
    }
}

impl Found {
    /// The page that a browser of that language is given.
    pub(crate) fn told_in(&self, language: Language) -> CreditLinePage {
        let borrower = self.borrower.as_ref();
        CreditLinePage {
            count: u32::try_from(self.lines.len()).unwrap_or(u32::MAX),
            data: self.lines.clone(),
            borrower: borrower.map(|borrower| borrower.told_in(language)),
        }
    }

    /// Whether lines and borrower are the same, whatever text there is for its reason.
    pub(crate) fn is_as(&self, other: &Self) -> bool {
        let is_same_borrower = match (&self.borrower, &other.borrower) {
            (Some(one), Some(other)) => one.is_as(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        is_same_borrower && to_json(&self.lines) == to_json(&other.lines)
    }
}

/// How much was found, and nothing of it.
impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("lines", &self.lines.len())
            .finish_non_exhaustive()
    }
}

const HYPHEN: &str = "credit-lines";
const UNDERSCORE: &str = "credit_lines";

/// Whose a line is, by what it says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    ThisCompany,
    Another,
    Untold,
}

/// The company's lines. One that names nobody counts as the company's only as long as the lender kept to the filter:
/// beside another's line it could be anybody's, the partner's own included.
fn own_lines(lines: Vec<Value>, company: &CompanyId) -> Vec<Value> {
    let holds_others = lines
        .iter()
        .any(|line| owner(line, company) == Owner::Another);
    if holds_others {
        tracing::warn!("the lender listed credit lines of others");
    }
    let is_own = |line: &Value| match owner(line, company) {
        Owner::ThisCompany => true,
        Owner::Another => false,
        Owner::Untold => !holds_others,
    };
    lines.into_iter().filter(is_own).collect()
}

fn owner(line: &Value, company: &CompanyId) -> Owner {
    match line.pointer("/default_borrower/identifier") {
        None | Some(Value::Null) => Owner::Untold,
        Some(Value::String(number)) if company::is_named(company, number) => Owner::ThisCompany,
        Some(_) => Owner::Another,
    }
}

#[cfg(test)]
mod tests {
    use enrollment::domain::IdentifierType;
    use serde_json::json;

    use super::*;

    fn line_of(number: &Value) -> Value {
        json!({"default_borrower": {"identifier": number}})
    }

    fn kept(lines: Vec<Value>) -> usize {
        let company = CompanyId::parse(IdentifierType::Siren, "732829320").unwrap();
        own_lines(lines, &company).len()
    }

    #[test]
    fn a_line_belongs_to_the_company_that_it_names() {
        for (number, is_kept) in [
            (json!("732829320"), 1),
            (json!("73282932000074"), 1),
            (json!("552100554"), 0),
            (json!(""), 0),
            (json!(732_829_320), 0),
        ] {
            assert_eq!(kept(vec![line_of(&number)]), is_kept, "{number}");
        }
    }

    #[test]
    fn a_line_that_names_nobody_is_kept_unless_anothers_is_beside_it() {
        let untold = json!({"default_borrower": null});
        let own = line_of(&json!("732829320"));
        let anothers = line_of(&json!("552100554"));
        assert_eq!(kept(vec![untold.clone(), own.clone()]), 2);
        assert_eq!(kept(vec![untold, own, anothers]), 1);
    }
}
