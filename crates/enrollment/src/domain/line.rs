//! A line of text that has no rule of its own: a legal form, a title, a city.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::{
    name::{LONGEST, NameError},
    text,
};
use crate::sensitive::Sensitive;

/// One line of at most [`LONGEST`] characters. `Debug` never shows it: it may be about a person.
#[derive(Clone, PartialEq, Eq)]
pub struct Line(Sensitive<String>);

impl Line {
    /// The text, white space tidied and otherwise as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.reveal()
    }
}

impl FromStr for Line {
    type Err = NameError;

    fn from_str(input: &str) -> Result<Self, NameError> {
        Ok(Self(Sensitive::new(text::line(input, LONGEST)?)))
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Line").field(&self.0).finish()
    }
}
