use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::app::Shop;
use crate::language::Language;
use crate::page;
use crate::sessions::{Session, SignedIn};
use crate::texts;

#[derive(Deserialize)]
pub(crate) struct Asked {
    lang: Option<String>,
}

/// `GET /`: the checkout of the signed-in company. A browser without a session is signed in for a new one.
pub(crate) async fn show(
    State(shop): State<Arc<Shop>>,
    Query(asked): Query<Asked>,
    signed_in: Option<SignedIn>,
) -> Response {
    let asked = asked.lang.as_deref().and_then(Language::of_tag);
    if let Some(SignedIn(session)) = signed_in {
        return page(&shop, &session, asked.unwrap_or_default()).await;
    }
    let language = asked.unwrap_or_default();
    let company = match shop.lender.company().await {
        Ok(company) => company,
        Err(error) => {
            tracing::error!(%error, "the lending API's business generator failed");
            let sorry = page::document(language, "lender_down", "");
            return (StatusCode::BAD_GATEWAY, Html(sorry)).into_response();
        }
    };
    let session = shop.sessions.open(company);
    let page = page(&shop, &session, language).await;
    ([(header::SET_COOKIE, session.cookie())], page).into_response()
}

async fn page(shop: &Shop, session: &Session, language: Language) -> Response {
    session.speak(language);
    let Ok(template) = tokio::fs::read_to_string(&shop.index).await else {
        tracing::error!(path = %shop.index.display(), "the page can't be read: is it built?");
        let sorry = page::document(language, "not_built", "");
        return (StatusCode::INTERNAL_SERVER_ERROR, Html(sorry)).into_response();
    };
    let mut values = texts::values(language);
    session.company().fill(&mut values);
    shop.cart.fill(&mut values, language);
    let order = session.order().lock().await.clone();
    values.set("order_number", order.unwrap_or_default());
    for other in Language::ALL {
        values.set(
            &format!("current_{}", other.code()),
            (other == language).to_string(),
        );
    }
    Html(values.fill(&template)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cart::Cart;
    use crate::company::Company;
    use crate::template::names;
    use serde_json::json;

    #[test]
    fn every_placeholder_of_the_page_has_a_value() {
        let body = json!({"name": "A", "identifier": "732829320", "identifier_type": "siren"});
        for language in Language::ALL {
            let mut values = texts::values(language);
            Company::generated(body.clone()).unwrap().fill(&mut values);
            Cart::DEMO.fill(&mut values, language);
            values.set("order_number", "");
            for other in Language::ALL {
                values.set(&format!("current_{}", other.code()), "");
            }
            let used = names(include_str!("../../../../index.html"));
            assert!(used.len() > 40);
            for name in used {
                assert!(values.has(name), "{name} in {language:?}");
            }
        }
    }
}
