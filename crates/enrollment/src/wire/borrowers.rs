//! `POST /borrowers`, signatures, and the borrowers that come back, in the lender's own shape.

mod people;
mod post;
mod receipt;
mod sign;

use alloc::{string::String, vec::Vec};

pub use people::{PostAddress, PostBirthPlace, PostDirector, PostOwner};
pub use post::PostBorrower;
pub use receipt::{ConsentReceipt, Metadata};
use serde::Serialize;
pub use sign::PostSign;

use super::json::{Members, Read, readable};

/// A page of borrowers, as the lender and the proxy answer it. Without `data` it is none: "not found" has to be said.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct BorrowerPage {
    pub count: u32,
    pub data: Vec<Borrower>,
}

/// A borrower: the lender's fields that matter here, and the reason that only the proxy gives.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct Borrower {
    pub id: Option<String>,
    pub identifier: String,
    pub status: Option<String>,
    pub next_actions: Option<Vec<String>>,
    pub signed_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<StatusReason>,
}

/// Why a borrower is where it is, as far as a browser may know.
#[derive(Clone, Default, Serialize)]
pub struct StatusReason {
    /// One of `not_eligible needs_action needs_documents under_review closed`.
    pub class: String,
    /// The lender's own text, where it may be shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The ISO 639-1 code of the language that the text is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
}

readable!(BorrowerPage, Borrower, StatusReason);

impl Read for BorrowerPage {
    fn read(members: &mut Members) -> Self {
        Self {
            count: members
                .integer("count")
                .and_then(|count| count.try_into().ok())
                .unwrap_or(0),
            data: members.page("data"),
        }
    }
}

impl Read for Borrower {
    fn read(members: &mut Members) -> Self {
        Self {
            id: members.text("id"),
            identifier: members.text("identifier").unwrap_or_default(),
            status: members.text("status"),
            next_actions: members.texts("next_actions"),
            signed_at: members.text("signed_at"),
            reason: members.object("reason"),
        }
    }
}

impl Read for StatusReason {
    fn read(members: &mut Members) -> Self {
        Self {
            class: members.text("class").unwrap_or_default(),
            text: members.text("text"),
            lang: members.text("lang"),
        }
    }
}
