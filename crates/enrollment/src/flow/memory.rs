use alloc::{borrow::ToOwned, string::String};
use core::{fmt, str::FromStr};

use super::{Effect, Flow};
use crate::time::{Now, Timestamp};

/// What outlives the page, in its tab: how far an enrollment had come, and nothing about a person. All else the
/// session tells.
///
/// Displays as words with spaces between, of which the first says what the others are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Memory {
    /// A request left, and its answer was not seen.
    Sent {
        /// When it left.
        at: Timestamp,
        /// The instant of the tick, by which the signature is known again.
        signed_at: Timestamp,
    },
    /// The borrower with that opaque id of the lender's was told of direct debit and accepted it.
    Accepted(String),
}

/// The text is nothing that was remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMemory;

const SENT: &str = "sent";
const ACCEPTED: &str = "accepted";

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl Memory {
    /// The words.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Sent { at, signed_at } => {
                [SENT, " ", &at.to_text(), " ", &signed_at.to_text()].concat()
            }
            Self::Accepted(borrower_id) => [ACCEPTED, " ", borrower_id].concat(),
        }
    }
}

impl FromStr for Memory {
    type Err = NoMemory;

    fn from_str(text: &str) -> Result<Self, NoMemory> {
        let (what, rest) = text.split_once(' ').ok_or(NoMemory)?;
        match (what, rest.split_once(' ')) {
            (SENT, Some((at, signed_at))) => Ok(Self::Sent {
                at: at.parse().map_err(|_| NoMemory)?,
                signed_at: signed_at.parse().map_err(|_| NoMemory)?,
            }),
            (ACCEPTED, None) => Ok(Self::Accepted(rest.to_owned())),
            _ => Err(NoMemory),
        }
    }
}

impl Flow {
    /// A request has left.
    pub(super) fn remember_request(&mut self, now: Now) {
        let consent = self.consent.as_ref();
        self.remember(consent.map(|consent| Memory::Sent {
            at: now.wall,
            signed_at: consent.signed_at(),
        }));
    }

    /// The lender has the borrower: what is left to know is whether it was told of direct debit.
    pub(super) fn remember_borrower(&mut self) {
        let borrower = self.borrower.as_ref();
        let accepted = borrower.filter(|_| self.accepted_notice());
        self.remember(accepted.map(|borrower| Memory::Accepted(borrower.id.clone())));
    }

    pub(super) fn forget(&mut self) {
        self.remember(None);
    }

    fn remember(&mut self, memory: Option<Memory>) {
        if self.config.memory != memory {
            self.config.memory.clone_from(&memory);
            self.effects.push(Effect::Remember(memory));
        }
    }

    /// Whether this tab remembers that this borrower accepted the direct-debit notice: by its id, or by a signature that
    /// was given below the notice.
    pub(super) fn remembers_notice(&self) -> bool {
        let Some(borrower) = &self.borrower else {
            return false;
        };
        match &self.config.memory {
            Some(Memory::Accepted(id)) => borrower.id == *id,
            Some(Memory::Sent { signed_at, .. }) => {
                self.shows_notice() && borrower.was_signed_at(*signed_at)
            }
            None => false,
        }
    }
}
