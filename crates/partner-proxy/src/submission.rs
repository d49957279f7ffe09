//! What changes something at the lender: at most one of a company at a time.

use enrollment::{
    domain::{CompanyId, Consent},
    enrollment::Enrollment,
};
use uuid::Uuid;

/// A request that leaves for the lender once and is never repeated. Each bears a signature.
#[expect(
    clippy::large_enum_variant,
    reason = "one for each request that is sent, and never in a list"
)]
pub(crate) enum Submission {
    /// Of a company that the lender may not have yet, with the JSON of the partner's own metadata.
    Enrollment(Enrollment, String),
    /// Of a borrower that the lender has.
    Signature(Signature),
}

/// The signature of a borrower that the lender has.
pub(crate) struct Signature {
    /// The lender's id of it.
    pub(crate) borrower: Uuid,
    pub(crate) company: CompanyId,
    pub(crate) consent: Consent,
    pub(crate) wait_for_ready: bool,
}

impl Submission {
    pub(crate) const fn company(&self) -> &CompanyId {
        match self {
            Self::Enrollment(enrollment, _) => enrollment.company(),
            Self::Signature(signature) => &signature.company,
        }
    }

    pub(crate) const fn consent(&self) -> &Consent {
        match self {
            Self::Enrollment(enrollment, _) => enrollment.consent(),
            Self::Signature(signature) => &signature.consent,
        }
    }

    /// The borrower, where it is known before the lender answers.
    pub(crate) const fn borrower(&self) -> Option<Uuid> {
        match self {
            Self::Enrollment(..) => None,
            Self::Signature(signature) => Some(signature.borrower),
        }
    }
}
