use axum::extract::Query as QueryExtractor;
use axum::http::Uri;

/// A query string whose names may repeat. An empty value counts as none: to the lender an empty
/// filter is no filter.
#[derive(Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    pub(crate) fn of(uri: &Uri) -> Self {
        let pairs = QueryExtractor::<Vec<(String, String)>>::try_from_uri(uri);
        let mut pairs = pairs.map(|QueryExtractor(pairs)| pairs).unwrap_or_default();
        pairs.retain(|(_, value)| !value.is_empty());
        Self(pairs)
    }

    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.all(name).into_iter().next()
    }

    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let named = self.0.iter().filter(|(key, _)| key == name);
        named.map(|(_, value)| value.as_str()).collect()
    }
}
