use enrollment::{
    domain::CompanyId,
    time::Timestamp,
    wire::borrowers::{Borrower, StatusReason},
};
use serde::Deserialize;
use serde_json::Value;
use tokio::time::Instant;

use super::{Lender, ReadError};
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

impl Lender {
    /// The lender's borrowers that are this company: none, or one, or one for each of its numbers.
    pub(crate) async fn borrowers(
        &self,
        company: &CompanyId,
        until: Instant,
    ) -> Result<Vec<Borrower>, ReadError> {
        let is_own = |borrower: &Value| {
            let number = borrower.get("identifier").and_then(Value::as_str);
            number.is_some_and(|number| company::is_named(company, number))
        };
        let found = self
            .all_pages(&["borrowers"], "borrower_identifier", company, until)
            .await?;
        let own = found.into_iter().filter(is_own);
        own.map(|borrower| {
            serde_json::from_value(borrower)
                .map(LenderBorrower::into_browser)
                .map_err(|_| ReadError::UNREADABLE)
        })
        .collect()
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

    /// What a browser may know of it.
    pub(crate) fn into_browser(self) -> Borrower {
        Borrower {
            id: Some(self.id),
            identifier: self.identifier,
            status: self.status,
            next_actions: self.next_actions,
            signed_at: self.signed_at,
            reason: self.status_reason.map(|reason| StatusReason {
                class: class(&reason).to_owned(),
                text: None,
                lang: None,
            }),
        }
    }
}

/// The class of a status reason. What is not listed says the least: it may be about fraud, or about other people.
fn class(reason: &str) -> &'static str {
    match reason {
        "KYB_PENDING_USER_ACTION" | "KYC_PENDING_USER_ACTION" => "needs_action",
        "ACTIVITY_DOCUMENTS_REQUIRED" | "BUSINESS_MISSING_INFORMATION" => "needs_documents",
        "KYB_PENDING" | "KYC_PENDING" | "DATA_STILL_REFRESHING" => "under_review",
        _ => "not_eligible",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_reaches_a_browser_as_its_class_only() {
        for (reason, expected) in [
            ("KYC_PENDING_USER_ACTION", "needs_action"),
            ("ACTIVITY_DOCUMENTS_REQUIRED", "needs_documents"),
            ("KYB_PENDING", "under_review"),
            ("BUSINESS_AML_EXTREME_RISK", "not_eligible"),
            ("LINKED_BUSINESS_IS_BLOCKED", "not_eligible"),
            ("SOMETHING_NEW", "not_eligible"),
        ] {
            assert_eq!(class(reason), expected, "{reason}");
        }
    }
}
