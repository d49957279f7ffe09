//! The proof of each enrollment.

use enrollment::{
    domain::{Consent, consent::Terms},
    time::Timestamp,
};

use crate::lender::LenderBorrower;

/// What is kept of an enrollment that has left for the lender. Holds no personal data.
pub(crate) struct Record<'a> {
    /// The borrower as the lender confirmed it; none while the outcome is unknown.
    pub(crate) borrower: Option<&'a LenderBorrower>,
    pub(crate) consent: &'a Consent,
    pub(crate) received_at: Timestamp,
    pub(crate) jti: Option<&'a str>,
}

impl Record<'_> {
    /// Writes the record. The lender's own `signed_at` stands beside ours: it may have kept an older signature.
    pub(crate) fn write(&self) {
        let Terms {
            version, sha256, ..
        } = &self.consent.receipt().terms;
        let lender_signed_at = self.borrower.and_then(LenderBorrower::signed_at);
        tracing::info!(
            target: TARGET,
            borrower_id = self.borrower.map(LenderBorrower::id),
            signed_at = %self.consent.signed_at(),
            lender_signed_at = lender_signed_at.map(tracing::field::display),
            received_at = %self.received_at,
            jti = self.jti,
            terms_version = version.as_deref().filter(|text| is_version(text)),
            terms_sha256 = sha256.as_deref().filter(|text| is_sha256(text)),
            outcome = if self.borrower.is_some() { "enrolled" } else { "unknown" },
        );
    }
}

/// The target of audit records.
pub(crate) const TARGET: &str = "audit";

/// A browser wrote these texts: what does not look like a version or a hash could be anything.
fn is_version(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    text.len() <= 32 && text.bytes().all(is_plain)
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
