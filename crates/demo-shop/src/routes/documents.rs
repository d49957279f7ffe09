use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::language::Language;
use crate::page;
use crate::texts;

/// `GET /legal/terms.LANG.html` and `GET /legal/privacy.html`: places for the lender's own documents.
pub(crate) async fn legal(Path(file): Path<String>) -> Response {
    let parts: Vec<&str> = file.split('.').collect();
    let (name, language) = match *parts.as_slice() {
        ["privacy", "html"] => ("privacy", Some(Language::En)),
        ["terms", tag, "html"] => (
            "terms",
            Language::ALL.into_iter().find(|known| known.code() == tag),
        ),
        _ => ("", None),
    };
    match language {
        Some(language) => {
            let notice = texts::text(language, &format!("{name}_notice"));
            Html(page::document(language, name, notice)).into_response()
        }
        None => (StatusCode::NOT_FOUND, not_found().await).into_response(),
    }
}

/// What is said where nothing is found; the status is up to who asks.
pub(crate) async fn not_found() -> Html<String> {
    Html(page::document(Language::En, "not_found", ""))
}
