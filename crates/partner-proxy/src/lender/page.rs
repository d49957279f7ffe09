use enrollment::domain::CompanyId;
use reqwest::Url;
use serde::Deserialize;
use serde_json::Value;
use tokio::time::Instant;

use super::{Lender, ReadError};
use crate::company;

/// A page of one of the lender's lists. Its data is read entry by entry, once those of others are gone.
#[derive(Deserialize)]
struct Listing {
    count: Option<u64>,
    data: Option<Vec<Value>>,
    next_page: Option<String>,
}

impl Lender {
    /// Every entry that the list gives for the company's numbers, each once; others' entries may be among them.
    ///
    /// `paths` are spellings of one path: one that is 404 gives way to the next.
    pub(super) async fn all_pages(
        &self,
        paths: &[&str],
        filter: &str,
        company: &CompanyId,
        until: Instant,
    ) -> Result<Vec<Value>, ReadError> {
        let mut entries = Vec::new();
        for number in company::numbers(company) {
            for entry in self.pages_of(paths, filter, number, until).await? {
                if !entries.contains(&entry) {
                    entries.push(entry);
                }
            }
        }
        Ok(entries)
    }

    async fn pages_of(
        &self,
        paths: &[&str],
        filter: &str,
        number: &str,
        until: Instant,
    ) -> Result<Vec<Value>, ReadError> {
        let mut entries = Vec::new();
        let mut cursor: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut query = vec![(filter, number)];
            query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
            let page: Listing = self.get_first_of(paths, &query, until).await?;
            let next = page.next_page.as_deref().and_then(cursor_in);
            entries.extend(page.entries().ok_or(ReadError::UNREADABLE)?);
            if next.is_none() || next == cursor {
                return Ok(entries);
            }
            cursor = next;
        }
        tracing::warn!(
            pages = MOST_PAGES,
            "a list of the lender's goes on after the last page that is read"
        );
        Ok(entries)
    }
}

impl Listing {
    /// What is on the page. An empty one may lack its list, but then it has to count to zero.
    fn entries(self) -> Option<Vec<Value>> {
        self.data.or_else(|| (self.count == Some(0)).then(Vec::new))
    }
}

/// A borrower has a handful of lines; a list this long ignores the filter.
const MOST_PAGES: u8 = 10;

/// The cursor of the next page, which the lender gives bare or within a URL. The URL itself is never followed.
fn cursor_in(next_page: &str) -> Option<String> {
    let is_link = next_page.contains("://") || next_page.starts_with(['/', '?']);
    if !is_link {
        return (!next_page.is_empty()).then(|| next_page.to_owned());
    }
    let anywhere: Url = "http://localhost".parse().ok()?;
    let link = anywhere.join(next_page).ok()?;
    let mut pairs = link.query_pairs();
    let (_, cursor) = pairs.find(|(name, value)| name == "cursor" && !value.is_empty())?;
    Some(cursor.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_is_no_page_is_not_taken_for_an_empty_one() {
        for (text, entries) in [
            (r#"{"count": 0, "page_size": 100}"#, Some(0)),
            (r#"{"count": 1, "page_size": 100, "data": [{}]}"#, Some(1)),
            (r#"{"count": 1, "page_size": 100}"#, None),
            (r#"{"detail": "down for maintenance"}"#, None),
        ] {
            let page: Listing = serde_json::from_str(text).unwrap();
            assert_eq!(
                page.entries().map(|entries| entries.len()),
                entries,
                "{text}"
            );
        }
    }

    #[test]
    fn a_cursor_is_found_bare_and_within_a_link() {
        for next_page in [
            "abc",
            "/borrowers?page_size=2&cursor=abc",
            "https://elsewhere.example/borrowers?cursor=abc",
            "?cursor=abc",
        ] {
            assert_eq!(cursor_in(next_page).as_deref(), Some("abc"), "{next_page}");
        }
        for next_page in ["", "/borrowers", "/borrowers?cursor="] {
            assert_eq!(cursor_in(next_page), None, "{next_page}");
        }
    }
}
