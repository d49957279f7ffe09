use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::Shop;
use crate::problem::Problem;
use crate::sessions::{SignedIn, expired_cookie};

/// `POST /shop/enrollment-session`: a token, as plain text, that lets this browser enroll the signed-in company.
pub(crate) async fn mint(
    State(shop): State<Arc<Shop>>,
    SignedIn(session): SignedIn,
) -> Result<String, Problem> {
    let token = shop.mint.token(session.company().id());
    token.ok_or_else(|| {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "no_token",
            session.language(),
        )
    })
}

/// `POST /shop/restart`: signs out; the page then signs in for another company.
pub(crate) async fn restart(signed_in: Option<SignedIn>) -> Response {
    let language = signed_in.map_or_else(Default::default, |SignedIn(session)| session.language());
    let to = format!("/?lang={}", language.code());
    ([(header::SET_COOKIE, expired_cookie())], Redirect::to(&to)).into_response()
}
