use serde_json::{Value, json};

use crate::problem::{InvalidParam, Problem};
use crate::query::Query;

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    start: usize,
    size: usize,
}

impl Page {
    const DEFAULT_SIZE: usize = 100;

    /// Reads `cursor` and `page_size`.
    pub(crate) fn asked(query: &Query) -> Result<Self, Problem> {
        let size = match query.first("page_size").map(str::parse) {
            None => Some(Self::DEFAULT_SIZE),
            Some(size) => size.ok().filter(|size| *size > 0),
        };
        let start = match query.first("cursor") {
            None => Some(0),
            Some(cursor) => cursor.strip_prefix("at-").and_then(|at| at.parse().ok()),
        };
        match (start, size) {
            (Some(start), Some(size)) => Ok(Self { start, size }),
            (None, _) => Err(refused("cursor", "not a cursor of this list")),
            (_, None) => Err(refused("page_size", "not a whole number above zero")),
        }
    }

    /// The lender's page: `next_page` and `previous_page` are cursors, `count` is what is here and
    /// `total` what there is.
    pub(crate) fn of(self, items: Vec<Value>) -> Value {
        let total = items.len();
        let end = self.start.saturating_add(self.size).min(total);
        let data: Vec<Value> = items.into_iter().skip(self.start).take(self.size).collect();
        let previous = self.start.saturating_sub(self.size);
        json!({
            "count": data.len(),
            "page_size": self.size,
            "data": data,
            "next_page": (end < total).then(|| format!("at-{end}")),
            "previous_page": (self.start > 0).then(|| format!("at-{previous}")),
            "total": total,
        })
    }
}

fn refused(name: &str, reason: &str) -> Problem {
    Problem::invalid(vec![InvalidParam::new(name, reason)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn following_the_cursors_visits_every_item_once() {
        let items: Vec<Value> = (0..5).map(|item| json!(item)).collect();
        let mut page = Page { start: 0, size: 2 };
        let mut seen = Vec::new();
        loop {
            let answer = page.of(items.clone());
            seen.extend(answer["data"].as_array().unwrap().clone());
            let Some(cursor) = answer["next_page"].as_str() else {
                break;
            };
            page.start = cursor.strip_prefix("at-").unwrap().parse().unwrap();
        }
        assert_eq!(seen, items);
    }
}
