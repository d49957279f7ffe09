use std::sync::Arc;

use enrollment::{
    domain::{CompanyId, Language},
    flow::Class,
    time::Timestamp,
    wire::{
        borrowers::{Borrower, StatusReason},
        to_json,
    },
};
use serde::Deserialize;
use serde_json::Value;
use tokio::time::Instant;

use super::{Lender, ReadError, reason::Listed, translation::Texts};
use crate::company;

/// A borrower as the lender has it; the rest of its fields are not read.
#[derive(Deserialize)]
pub(crate) struct LenderBorrower {
    id: String,
    identifier: String,
    status: Option<String>,
    status_reason: Option<String>,
    next_actions: Option<Vec<String>>,
    signed_at: Option<String>,
}

/// A borrower as any browser may know it, in whatever language.
#[derive(Clone)]
pub(crate) struct KnownBorrower {
    borrower: Borrower,
    listed: Option<Listed>,
    texts: Option<Arc<Texts>>,
}

impl Lender {
    /// The lender's borrowers that are this company: none, or one, or one for each of its numbers.
    pub(crate) async fn borrowers(
        &self,
        company: &CompanyId,
        until: Instant,
    ) -> Result<Vec<LenderBorrower>, ReadError> {
        let is_own = |borrower: &Value| {
            let number = borrower.get("identifier").and_then(Value::as_str);
            number.is_some_and(|number| company::is_named(company, number))
        };
        let found = self
            .all_pages(&["borrowers"], "borrower_identifier", company, until)
            .await?;
        let own = found.into_iter().filter(is_own);
        own.map(|borrower| serde_json::from_value(borrower).map_err(|_| ReadError::UNREADABLE))
            .collect()
    }

    /// The first of them, with its reason: a company is one borrower.
    pub(crate) async fn borrower(
        &self,
        company: &CompanyId,
        until: Instant,
    ) -> Result<Option<KnownBorrower>, ReadError> {
        let borrowers = self.borrowers(company, until).await?;
        Ok(match borrowers.into_iter().next() {
            Some(borrower) => Some(self.with_reason(borrower, self.text_deadline()).await),
            None => None,
        })
    }

    /// The borrower with the lender's text for its reason, if it has a listed one and the text comes before `until`.
    pub(crate) async fn with_reason(
        &self,
        borrower: LenderBorrower,
        until: Instant,
    ) -> KnownBorrower {
        let reason = borrower.status_reason.as_deref();
        let listed = reason.and_then(Listed::named);
        KnownBorrower {
            texts: match listed {
                Some(listed) => self.texts(listed, until).await,
                None => None,
            },
            borrower: borrower.into_browser(listed),
            listed,
        }
    }
}

impl LenderBorrower {
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// When the lender has it signed.
    pub(crate) fn signed_at(&self) -> Option<Timestamp> {
        self.signed_at.as_deref()?.parse().ok()
    }

    /// Whether this is the borrower that was meant.
    pub(super) fn is(&self, company: &CompanyId) -> bool {
        !self.id.is_empty() && company::is_named(company, &self.identifier)
    }

    /// What a browser may know of it but for the text of its reason.
    fn into_browser(self, listed: Option<Listed>) -> Borrower {
        let class = listed.map_or(Class::NotEligible, |listed| listed.class);
        Borrower {
            id: Some(self.id),
            identifier: self.identifier,
            status: self.status,
            next_actions: self.next_actions,
            signed_at: self.signed_at,
            reason: self.status_reason.map(|_| StatusReason {
                class: class.as_str().to_owned(),
                text: None,
                lang: None,
            }),
        }
    }
}

impl KnownBorrower {
    /// What a browser of that language is told.
    pub(crate) fn told_in(&self, language: Language) -> Borrower {
        let mut borrower = self.borrower.clone();
        let text = self
            .texts
            .as_ref()
            .and_then(|texts| texts.in_language(language));
        if let (Some(reason), Some((text, language))) = (&mut borrower.reason, text) {
            reason.text = Some(text.to_owned());
            reason.lang = Some(language.to_owned());
        }
        borrower
    }

    /// Whether both are the same to whoever waits for news: a text that comes late is none.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        self.listed == other.listed && to_json(&self.borrower) == to_json(&other.borrower)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn known(status: &str, reason: &str, text: Option<&str>) -> KnownBorrower {
        let body = json!({
            "id": "b-1", "identifier": "732829320", "status": status, "status_reason": reason,
        });
        let borrower: LenderBorrower = serde_json::from_value(body).unwrap();
        let listed = Listed::named(reason);
        KnownBorrower {
            borrower: borrower.into_browser(listed),
            listed,
            texts: text.and_then(|text| Texts::read(&json!({"en": text})).map(Arc::new)),
        }
    }

    #[test]
    fn a_text_that_comes_late_is_no_news_but_another_reason_is() {
        let pending = known("SIGNED", "KYB_PENDING", None);
        for (other, is_same) in [
            (known("SIGNED", "KYB_PENDING", Some("Text.")), true),
            (known("SIGNED", "KYC_PENDING", None), false),
            (known("SIGNED", "KYB_PENDING_USER_ACTION", None), false),
            (known("SIGNED", "SOMETHING_NEW", None), false),
            (known("READY", "KYB_PENDING", None), false),
        ] {
            let told = to_json(&other.told_in(Language::ENGLISH));
            assert_eq!(pending.is_as(&other), is_same, "{told}");
        }
    }

    #[test]
    fn one_reason_that_is_not_told_is_as_good_as_another() {
        let fraud = known("BLOCKED", "BUSINESS_AML_EXTREME_RISK", None);
        assert!(fraud.is_as(&known("BLOCKED", "LINKED_BUSINESS_IS_BLOCKED", None)));
    }
}
