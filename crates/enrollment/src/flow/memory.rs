use alloc::{
    borrow::ToOwned,
    string::{String, ToString},
};
use core::{fmt, str::FromStr};

use crate::time::Timestamp;

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
        let text = match self {
            Self::Sent { at, signed_at } => {
                [SENT, " ", &at.to_string(), " ", &signed_at.to_string()].concat()
            }
            Self::Accepted(borrower_id) => [ACCEPTED, " ", borrower_id].concat(),
        };
        f.write_str(&text)
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
