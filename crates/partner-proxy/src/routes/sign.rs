use std::sync::Arc;

use axum::{
    Json,
    extract::{FromRequestParts, Path, State},
    http::request::Parts,
};
use enrollment::{
    draft::{Field, Problem as Fault, Reason},
    wire::borrowers::{Borrower, PostSign},
};
use uuid::Uuid;

use super::{
    json_body::JsonBody,
    post_borrower::{check_age, invalid},
};
use crate::{
    Proxy,
    caller::Caller,
    clock,
    language::Reading,
    problem::{Code, Problem},
    submission::Signature,
};

/// Signs for the session's borrower, which the lender has already: only the instant goes on to the lender.
pub(super) async fn sign(
    State(proxy): State<Arc<Proxy>>,
    caller: Caller,
    Reading(language): Reading,
    BorrowerId(borrower): BorrowerId,
    JsonBody(body): JsonBody<PostSign>,
) -> Result<Json<Borrower>, Problem> {
    let consent = body
        .consent()
        .map_err(|_| invalid(&[Fault::new(Field::SignedAt, Reason::NotAccepted)]))?;
    check_age(&consent, clock::now())?;
    let company = caller
        .company(&proxy.bindings)
        .ok_or(Code::NotYourBorrower)?;
    let signature = Signature {
        borrower,
        company,
        consent,
        wait_for_ready: body.wait_for_ready,
    };
    let jti = caller.jti().map(str::to_owned);
    let borrower = proxy.sign(signature, jti).await?;
    Ok(Json(borrower.told_in(language)))
}

/// The lender's id of a borrower, in the path. Anything but a UUID is nobody's.
pub(super) struct BorrowerId(Uuid);

impl<S: Send + Sync> FromRequestParts<S> for BorrowerId {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(id): Path<String> = Path::from_request_parts(parts, state)
            .await
            .map_err(|_| Code::NotFound)?;
        id.parse().map(Self).map_err(|_| Code::NotFound.into())
    }
}
