use alloc::string::String;

use serde::Serialize;

use super::{
    super::json::{Members, Read, readable},
    receipt::{ConsentReceipt, Metadata},
};
use crate::{
    domain::{Consent, consent::Receipt},
    time::TimestampError,
};

/// The body of `POST /borrowers/{id}/sign`: the signature of a borrower that the lender has already. Nothing typed
/// travels in it, since the lender takes nothing typed with a signature.
#[derive(Clone, Default, Serialize)]
#[expect(missing_docs, reason = "the lending API's own names")]
pub struct PostSign {
    pub signed_at: String,
    pub wait_for_ready: bool,
    pub metadata: Metadata,
}

impl PostSign {
    /// The body that signs with `consent`.
    #[must_use]
    pub fn of(consent: &Consent, wait_for_ready: bool) -> Self {
        Self {
            signed_at: consent.signed_at().to_text(),
            wait_for_ready,
            metadata: Metadata {
                consent: ConsentReceipt::from(consent),
            },
        }
    }

    /// The consent that travels in this body.
    ///
    /// # Errors
    /// When `signed_at` is no RFC 3339 date-time.
    pub fn consent(&self) -> Result<Consent, TimestampError> {
        Ok(Consent::given(
            self.signed_at.parse()?,
            Receipt::from(&self.metadata.consent),
        ))
    }
}

readable!(PostSign);

impl Read for PostSign {
    fn read(members: &mut Members) -> Self {
        Self {
            signed_at: members.text("signed_at").unwrap_or_default(),
            wait_for_ready: members.truth("wait_for_ready"),
            metadata: members.object("metadata").unwrap_or_default(),
        }
    }
}
