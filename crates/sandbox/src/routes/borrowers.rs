use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use tokio::time::Instant;

use crate::application::Application;
use crate::enrollment;
use crate::interference;
use crate::json_body::JsonBody;
use crate::page::Page;
use crate::problem::{InvalidParam, Problem};
use crate::query::Query;
use crate::state::Sandbox;
use crate::world::Borrower;

/// `POST /borrowers`
pub(crate) async fn enroll(
    State(sandbox): State<Sandbox>,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let application = Application::parse(body, sandbox.clock().now()).map_err(Problem::invalid)?;
    Ok(enrollment::answer(&sandbox, &application).await)
}

/// `GET /borrowers`, by number, id or time of signature; all of them without a filter.
pub(crate) async fn list(State(sandbox): State<Sandbox>, uri: Uri) -> Result<Response, Problem> {
    let query = Query::of(&uri);
    let identifier = query.first("borrower_identifier");
    if let Some(answer) = interference::of_read(&sandbox, identifier) {
        return Ok(answer);
    }
    let page = Page::asked(&query)?;
    let filter = Filter::asked(&query)?;
    let now = Instant::now();
    let mut world = sandbox.world();
    if let Some(identifier) = identifier {
        world.recall(identifier, sandbox.clock());
    }
    let found = world
        .borrowers()
        .iter()
        .filter(|borrower| filter.lets(borrower));
    let seen =
        found.map(|borrower| borrower.seen(&world.scenario(Some(&borrower.identifier)), now));
    Ok(Json(page.of(seen.collect())).into_response())
}

struct Filter<'a> {
    identifier: Option<&'a str>,
    ids: Vec<&'a str>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl<'a> Filter<'a> {
    fn asked(query: &'a Query) -> Result<Self, Problem> {
        Ok(Self {
            identifier: query.first("borrower_identifier"),
            ids: query.all("borrower_id"),
            from: instant(query, "from_signed_at")?,
            to: instant(query, "to_signed_at")?,
        })
    }

    fn lets(&self, borrower: &Borrower) -> bool {
        let signed_at = || borrower.signed_at()?.parse::<Timestamp>().ok();
        let named = |identifier: &str| {
            borrower.identifier == identifier || borrower.company_number() == identifier
        };
        self.identifier.is_none_or(named)
            && (self.ids.is_empty() || self.ids.contains(&borrower.id.to_string().as_str()))
            && self
                .from
                .is_none_or(|from| signed_at().is_some_and(|at| at >= from))
            && self
                .to
                .is_none_or(|to| signed_at().is_some_and(|at| at <= to))
    }
}

fn instant(query: &Query, name: &str) -> Result<Option<Timestamp>, Problem> {
    let parse = |text: &str| {
        text.parse()
            .map_err(|_| Problem::invalid(vec![InvalidParam::new(name, "not a valid date-time")]))
    };
    query.first(name).map(parse).transpose()
}
