//! E-mail addresses.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::text;
use crate::sensitive::Sensitive;

/// An e-mail address of the form that HTML accepts, with a dotted domain. `Debug` never shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(Sensitive<String>);

/// Why a text is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailError {
    /// Nothing was given.
    Empty,
    /// There is no `@`.
    NoAt,
    /// What is before the `@` is not a mailbox name.
    Mailbox,
    /// What follows the `@` is not a domain with a dot in it.
    Domain,
    /// Longer than mail can carry: 254 characters, 64 of them before the `@`.
    TooLong,
}

impl Email {
    /// The address as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.reveal()
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(input: &str) -> Result<Self, EmailError> {
        let address = input.trim_matches(|c: char| c.is_whitespace() || text::is_invisible(c));
        if address.is_empty() {
            return Err(EmailError::Empty);
        }
        let (mailbox, domain) = address.rsplit_once('@').ok_or(EmailError::NoAt)?;
        if mailbox.is_empty() || !mailbox.bytes().all(is_mailbox_byte) {
            return Err(EmailError::Mailbox);
        }
        if !domain.contains('.') || !domain.split('.').all(is_label) {
            return Err(EmailError::Domain);
        }
        if address.len() > 254 || mailbox.len() > 64 {
            return Err(EmailError::TooLong);
        }
        Ok(Self(String::from(address).into()))
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Email").field(&self.0).finish()
    }
}

impl EmailError {
    /// The stable name of this reason.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "email_empty",
            Self::NoAt => "email_no_at",
            Self::Mailbox => "email_mailbox",
            Self::Domain => "email_domain",
            Self::TooLong => "email_too_long",
        }
    }
}

const fn is_mailbox_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'.' | b'!'
                | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
                | b'-'
        )
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
