//! The proof of each enrollment.

use enrollment::{
    domain::{Consent, consent::Terms},
    time::Timestamp,
};

/// Writes the one record of an enrollment that the lender confirmed. Holds no personal data.
pub(crate) fn enrolled(
    borrower_id: &str,
    consent: &Consent,
    received_at: Timestamp,
    jti: Option<&str>,
) {
    let Terms {
        version, sha256, ..
    } = &consent.receipt().terms;
    tracing::info!(
        target: TARGET,
        borrower_id,
        signed_at = %consent.signed_at(),
        %received_at,
        jti,
        terms_version = version.as_deref().filter(|text| is_version(text)),
        terms_sha256 = sha256.as_deref().filter(|text| is_sha256(text)),
        "enrolled"
    );
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
