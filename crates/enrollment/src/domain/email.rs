//! E-mail addresses.

use alloc::string::String;
use core::{fmt, str::FromStr};

use super::text;
use crate::sensitive::Sensitive;

mod domain;
mod punycode;
mod typo;

/// An e-mail address that `<input type=email>` accepts, with a dotted domain that ends like one. `Debug` never shows it.
///
/// The mailbox is kept as typed; the domain is in lower case, and its labels of other scripts are in Punycode
/// (RFC 3492), so that the whole is ASCII. White space and invisible marks at both ends are dropped. Accents must
/// be composed: give text in Unicode's form NFC, which a browser makes with `normalize()`.
///
/// The form is <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>, lengths are of RFC 5321, 4.5.3.1,
/// dots of RFC 5322, 3.2.3.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(Sensitive<String>);

/// Why a text is not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailError {
    /// Nothing was given.
    Empty,
    /// There is no `@`, or nothing before it.
    NoAt,
    /// More than one `@`, or a name around the address: `Marie <marie@example.org>`.
    OneAddress,
    /// A space or an invisible mark is inside.
    Space,
    /// A character that no mailbox has is before the `@`. Letters are those of ASCII.
    Mailbox,
    /// Two dots follow each other, or one is first or last, before the `@` or after it.
    Dots,
    /// What follows the `@` is no domain: a forbidden character, a hyphen at an end, a label above 63.
    Domain,
    /// The domain has no dot, or nothing in it.
    NoDot,
    /// What follows the last dot is no ending: two letters at least, and nothing but letters.
    Ending,
    /// Longer than mail can carry: 254 characters, 64 of them before the `@`.
    TooLong,
}

/// The longest address that is looked at, in bytes: four make a character of the result at most.
const LONGEST_TYPED: usize = 4 * LONGEST;
const LONGEST: usize = 254;

impl Email {
    /// The address as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.reveal()
    }

    /// The address that was probably meant, when one slip of the keyboard lies between its domain and that of a
    /// well-known mailbox provider. To be offered, never to be applied.
    #[must_use]
    pub fn suggestion(&self) -> Option<Self> {
        let (mailbox, domain) = self.as_str().split_once('@')?;
        let meant = typo::meant(domain)?;
        Some(Self([mailbox, "@", meant].concat().into()))
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(input: &str) -> Result<Self, EmailError> {
        let typed = text::trim(input);
        if typed.is_empty() {
            return Err(EmailError::Empty);
        }
        if typed.len() > LONGEST_TYPED {
            return Err(EmailError::TooLong);
        }
        let (mailbox, domain) = typed.split_once('@').ok_or(EmailError::NoAt)?;
        if typed.ends_with('>') || domain.contains('@') {
            return Err(EmailError::OneAddress);
        }
        if typed.chars().any(text::is_blank) {
            return Err(EmailError::Space);
        }
        if mailbox.is_empty() {
            return Err(EmailError::NoAt);
        }
        if !mailbox.bytes().all(is_mailbox_byte) {
            return Err(EmailError::Mailbox);
        }
        let mut last = b'.';
        let is_doubled = |byte| core::mem::replace(&mut last, byte) == b'.' && byte == b'.';
        if mailbox.bytes().any(is_doubled) || last == b'.' {
            return Err(EmailError::Dots);
        }
        let mut address = String::from(mailbox);
        address.push('@');
        domain::push_ascii(&mut address, domain)?;
        if address.len() > LONGEST || mailbox.len() > 64 {
            return Err(EmailError::TooLong);
        }
        Ok(Self(address.into()))
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
            Self::OneAddress => "email_one_address",
            Self::Space => "email_space",
            Self::Mailbox => "email_mailbox",
            Self::Dots => "email_dots",
            Self::Domain => "email_domain",
            Self::NoDot => "email_no_dot",
            Self::Ending => "email_ending",
            Self::TooLong => "email_too_long",
        }
    }
}

fn is_mailbox_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}
