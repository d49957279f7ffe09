use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::problem::Problem;
use crate::scenario::Scenario;
use crate::state::Sandbox;

/// The answer that a scenario puts in the place of a read, if it does.
pub(crate) fn of_read(sandbox: &Sandbox, identifier: Option<&str>) -> Option<Response> {
    let (scenario, reads_before) = sandbox.world().count_read(identifier);
    match scenario {
        Scenario::Flaky => match reads_before % 3 {
            0 => Some(internal_error()),
            1 => Some(bad_gateway()),
            _ => None,
        },
        Scenario::RateLimited { times } => (reads_before < times).then(too_many_requests),
        _ => None,
    }
}

fn internal_error() -> Response {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "An error occurred.").into_response()
}

fn bad_gateway() -> Response {
    let page = Html(
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
    );
    (StatusCode::BAD_GATEWAY, page).into_response()
}

fn too_many_requests() -> Response {
    let mut response =
        Problem::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests.").into_response();
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    response
}
