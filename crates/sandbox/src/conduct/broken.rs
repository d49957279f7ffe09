use std::io;
use std::time::Duration;

use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde_json::Value;

/// A whole answer, as HTTP goes, with half a JSON text in it.
pub(super) fn truncated(status: StatusCode, seen: &Value) -> Response {
    let text = seen.to_string();
    let json = [(header::CONTENT_TYPE, "application/json")];
    (status, json, first_half(&text)).into_response()
}

/// Half of the bytes that `Content-Length` promises, then the end of the connection.
pub(super) fn cut_off(status: StatusCode, seen: &Value) -> Response {
    let text = seen.to_string();
    let body = stream::unfold(Some(first_half(&text)), |left| async move {
        let Some(half) = left else {
            // Without a pause the first half may never reach the network.
            tokio::time::sleep(Duration::from_millis(20)).await;
            return Some((Err(io::Error::other("cut on purpose")), None));
        };
        Some((Ok(half), None))
    });
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_LENGTH, text.len().to_string()),
    ];
    (status, headers, Body::from_stream(body)).into_response()
}

fn first_half(text: &str) -> String {
    let end = text.floor_char_boundary(text.len() / 2);
    text.get(..end).unwrap_or_default().to_owned()
}
