//! The proof of each signature.

use enrollment::{domain::consent::Terms, time::Timestamp};

use crate::{lender::LenderBorrower, submission::Submission};

/// What is kept of a submission that has left for the lender. Holds no personal data.
pub(crate) struct Record<'a> {
    pub(crate) submission: &'a Submission,
    /// The borrower as the lender confirmed it; none while the outcome is unknown.
    pub(crate) borrower: Option<&'a LenderBorrower>,
    pub(crate) received_at: Timestamp,
    pub(crate) jti: Option<&'a str>,
}

impl Record<'_> {
    /// Writes the record. The lender's own `signed_at` stands beside ours: it may have kept an older signature.
    pub(crate) fn write(&self) {
        let consent = self.submission.consent();
        let Terms {
            version, sha256, ..
        } = &consent.receipt().terms;
        let known_id = self.submission.borrower().map(|id| id.to_string());
        let borrower_id = self.borrower.map(LenderBorrower::id);
        let lender_signed_at = self.borrower.and_then(LenderBorrower::signed_at);
        tracing::info!(
            target: TARGET,
            borrower_id = borrower_id.or(known_id.as_deref()),
            signed_at = %consent.signed_at(),
            lender_signed_at = lender_signed_at.map(tracing::field::display),
            received_at = %self.received_at,
            jti = self.jti,
            terms_version = version.as_deref().filter(|text| is_version(text)),
            terms_sha256 = sha256.as_deref().filter(|text| is_sha256(text)),
            outcome = self.outcome(),
        );
    }

    const fn outcome(&self) -> &'static str {
        match (self.borrower, self.submission) {
            (None, _) => "unknown",
            (Some(_), Submission::Enrollment(..)) => "enrolled",
            (Some(_), Submission::Signature(_)) => "signed",
        }
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
