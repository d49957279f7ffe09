//! Reading JSON, lean: one deserializer for one type, and a few lines for each wire type.
//!
//! A derived `Deserialize` compiles the whole parser again for every struct, which a borrower would have to download.

mod value;

use alloc::{string::String, vec::Vec};

use serde::{Deserialize, Deserializer, de::Error};
pub use value::Value;

/// A wire type that is read from a JSON object.
pub(super) trait Read: Sized {
    /// Takes its members; what is absent or null is left out.
    fn read(members: &mut Members) -> Self;
}

/// The members of a JSON object, to be taken one by one.
pub(super) struct Members {
    members: Vec<(String, Value)>,
    /// Whether a member had another type than the one it was taken for.
    mismatch: bool,
}

impl Members {
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        self.take(name, |value| match value {
            Value::Text(text) => Some(text),
            _ => None,
        })
    }

    /// As [`Self::text`], but anything else is as good as nothing.
    pub(super) fn text_if_any(&mut self, name: &str) -> Option<String> {
        match self.any(name)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn integer(&mut self, name: &str) -> Option<i64> {
        self.take(name, |value| match value {
            Value::Integer(integer) => Some(integer),
            _ => None,
        })
    }

    pub(super) fn truth(&mut self, name: &str) -> bool {
        self.take(name, |value| match value {
            Value::Truth(truth) => Some(truth),
            _ => None,
        })
        .unwrap_or(false)
    }

    pub(super) fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        let values = self.array(name)?;
        let texts: Option<Vec<_>> = values
            .into_iter()
            .map(|value| match value {
                Value::Text(text) => Some(text),
                _ => None,
            })
            .collect();
        self.mismatch |= texts.is_none();
        texts
    }

    pub(super) fn object<T: Read>(&mut self, name: &str) -> Option<T> {
        let members = self.take(name, |value| match value {
            Value::Object(members) => Some(members),
            _ => None,
        })?;
        self.nested(members)
    }

    pub(super) fn objects<T: Read>(&mut self, name: &str) -> Vec<T> {
        let mut read = Vec::new();
        for value in self.array(name).unwrap_or_default() {
            match value {
                Value::Object(members) => read.extend(self.nested(members)),
                _ => self.mismatch = true,
            }
        }
        read
    }

    /// As [`Self::objects`], but an answer without this member is no answer.
    pub(super) fn page<T: Read>(&mut self, name: &str) -> Vec<T> {
        self.mismatch |= self.member(name).is_none();
        self.objects(name)
    }

    /// A member of any type.
    pub(super) fn any(&mut self, name: &str) -> Option<Value> {
        self.take(name, Some)
    }

    fn array(&mut self, name: &str) -> Option<Vec<Value>> {
        self.take(name, |value| match value {
            Value::Array(values) => Some(values),
            _ => None,
        })
    }

    fn nested<T: Read>(&mut self, members: Vec<(String, Value)>) -> Option<T> {
        let read = read(members);
        self.mismatch |= read.is_none();
        read
    }

    fn take<T>(&mut self, name: &str, convert: fn(Value) -> Option<T>) -> Option<T> {
        let value = core::mem::replace(self.member(name)?, Value::Null);
        let converted = convert(value);
        self.mismatch |= converted.is_none();
        converted
    }

    /// The member of that name, the last if several; none when it is null.
    fn member(&mut self, name: &str) -> Option<&mut Value> {
        let mut values = self.members.iter_mut().rev();
        let (_, value) = values.find(|(known, _)| known == name)?;
        (!matches!(value, Value::Null)).then_some(value)
    }
}

/// The wire type that a JSON value holds; `None` when it is no object, or a member is missing or has the wrong type.
pub(super) fn of_value<T: Read>(value: Option<Value>) -> Option<T> {
    match value? {
        Value::Object(members) => read(members),
        _ => None,
    }
}

/// The wire type that the members make; `None` when one is missing or has the wrong type.
fn read<T: Read>(members: Vec<(String, Value)>) -> Option<T> {
    let mut members = Members {
        members,
        mismatch: false,
    };
    let read = T::read(&mut members);
    (!members.mismatch).then_some(read)
}

/// Deserializes any wire type by way of its members. No value is in the error: it could be about a person.
pub(super) fn deserialize<'de, D: Deserializer<'de>, T: Read>(
    deserializer: D,
) -> Result<T, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Object(members) => {
            read(members).ok_or_else(|| D::Error::custom("a member has the wrong type"))
        }
        _ => Err(D::Error::custom("not an object")),
    }
}

/// Gives wire types their `Deserialize`.
macro_rules! readable {
    ($($wire:ty),* $(,)?) => {
        $(impl<'de> serde::Deserialize<'de> for $wire {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::json::deserialize(deserializer)
            }
        })*
    };
}
pub(super) use readable;
