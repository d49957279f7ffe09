use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use enrollment::time::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::Shop;
use crate::credit;
use crate::problem::Problem;
use crate::sessions::{Session, SignedIn};

/// What the page says of the loan request. The id goes to the shop's log and decides nothing.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OrderRequest {
    borrower_id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Placed {
    order_number: String,
}

/// `POST /shop/orders`: 201 with the order's number if the lender, asked by this server, lists a credit line
/// of the signed-in company that covers the order; 409 if not. Asked again, it answers the same number.
pub(crate) async fn place(
    State(shop): State<Arc<Shop>>,
    SignedIn(session): SignedIn,
    request: Result<Json<OrderRequest>, JsonRejection>,
) -> Result<Response, Problem> {
    let problem = |status, code| Problem::new(status, code, session.language());
    let Json(request) = request.map_err(|error| problem(error.status(), "not_an_order"))?;
    let borrower: Uuid = request
        .borrower_id
        .parse()
        .map_err(|_| problem(StatusCode::UNPROCESSABLE_ENTITY, "not_an_order"))?;
    let mut order = session.order().lock().await;
    let order_number = match &*order {
        Some(number) => number.clone(),
        None if is_covered(&shop, &session).await? => {
            let number = order_number();
            tracing::info!(%number, %borrower, "order placed");
            order.insert(number).clone()
        }
        None => return Err(problem(StatusCode::CONFLICT, "not_covered")),
    };
    Ok((StatusCode::CREATED, Json(Placed { order_number })).into_response())
}

async fn is_covered(shop: &Shop, session: &Session) -> Result<bool, Problem> {
    let company = session.company().id();
    let lines = shop.lender.credit_lines(company).await.map_err(|error| {
        tracing::error!(%error, "the credit lines can't be read");
        Problem::new(StatusCode::BAD_GATEWAY, "lender_silent", session.language())
    })?;
    Ok(now().is_some_and(|now| credit::covers(&lines, company, shop.cart.total(), now)))
}

fn order_number() -> String {
    let (random, _) = Uuid::new_v4().as_u64_pair();
    format!("FH-{:06}", random % 1_000_000)
}

fn now() -> Option<Timestamp> {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Timestamp::from_millis(i64::try_from(since_1970.as_millis()).ok()?)
}
