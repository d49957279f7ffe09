/// A fault that can be planted to see whether the simulation finds it. Without the feature `faults` there is none.
#[cfg_attr(
    not(feature = "faults"),
    expect(unreachable_pub, reason = "public with the feature")
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Takes an answer whoever it was for.
    TakesLateAnswers,
    /// Unlocks on a line that names another company.
    UnlocksOnForeignLines,
    /// Unlocks for a borrower who has not consented.
    UnlocksWithoutConsent,
    /// Sends the enrollment again when its outcome is unknown.
    SendsTwice,
    /// Asks the borrower to press again after the first lookup that finds nothing.
    BelievesOneLookup,
    /// Sets no timer after a poll that failed.
    ForgetsTheTimer,
    /// Clears the form when the lender refuses it.
    LosesWhatWasTyped,
    /// Takes a script's click on the T&Cs box for a signature.
    SignsForScripts,
}

#[cfg(feature = "faults")]
impl Fault {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::TakesLateAnswers,
        Self::UnlocksOnForeignLines,
        Self::UnlocksWithoutConsent,
        Self::SendsTwice,
        Self::BelievesOneLookup,
        Self::ForgetsTheTimer,
        Self::LosesWhatWasTyped,
        Self::SignsForScripts,
    ];
}

impl super::Flow {
    #[cfg(feature = "faults")]
    pub(super) fn has(&self, fault: Fault) -> bool {
        self.config.fault == Some(fault)
    }

    #[cfg(not(feature = "faults"))]
    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(super) const fn has(&self, _: Fault) -> bool {
        false
    }
}
