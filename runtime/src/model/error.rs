//! What reading says when a text is not what it should be.

use serde::de::{Error, IgnoredAny};

use super::cursor::Cursor;
use super::order::Spot;

/// Why a text could not be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// It is not JSON.
    Syntax,
    /// It is nested too deeply.
    Depth,
    /// A value is not of its type. The message says where.
    Wrong(String),
}

impl Fault {
    /// The fault as an error that has no position of its own.
    pub(super) fn error<E: Error>(self) -> E {
        match self {
            Self::Syntax => E::custom("invalid JSON"),
            Self::Depth => E::custom("recursion limit exceeded"),
            Self::Wrong(message) => E::custom(message),
        }
    }

    /// The fault as an error that says where in the text it is.
    pub(super) fn error_at(self, text: &str, cursor: &Cursor<'_>) -> serde_json::Error {
        // serde_json knows better what is wrong with the syntax.
        if matches!(self, Self::Syntax)
            && let Err(error) = serde_json::from_str::<IgnoredAny>(text)
        {
            return error;
        }
        let (line, column) = cursor.position();
        let message: serde_json::Error = self.error();
        // serde_json takes the position out of the message again.
        serde_json::Error::custom(format_args!("{message} at line {line} column {column}"))
    }
}

/// The property that is read: for messages, and for what is known of its values.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) owner: &'static str,
    pub(super) property: &'static str,
    /// Its name in the order of names, where that is learnt.
    pub(super) spot: Option<Spot>,
}

impl Place {
    /// Where a value stands for itself.
    pub(super) const NONE: Self = Self { owner: "", property: "", spot: None };

    /// Whether what stands here is about all of the text.
    pub(super) const fn is_whole(&self) -> bool {
        self.owner.is_empty() && self.spot.is_none()
    }

    /// Says where, what was expected, and what kind of value is in the JSON text. The value itself may
    /// be a person's data or a secret, and is left out.
    #[cold]
    pub(super) fn wrong(self, expected: &str, raw: &str) -> Fault {
        let Self { owner, property, .. } = self;
        let found = kind(raw);
        Fault::Wrong(match (owner, property) {
            (_, "") => format!("expected {expected}, found {found}"),
            ("", _) => format!("property `{property}`: expected {expected}, found {found}"),
            _ => format!("property `{property}` of `{owner}`: expected {expected}, found {found}"),
        })
    }
}

/// The property that a message of [`Place::wrong`] names.
pub(crate) fn property_of(message: &str) -> Option<&str> {
    message.strip_prefix("property `")?.split('`').next()
}

/// The kind of the value of a JSON text.
fn kind(raw: &str) -> &'static str {
    match raw.as_bytes().first() {
        Some(b'"') => "a string that is none",
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        Some(b'-' | b'0'..=b'9') => "a number that is none",
        _ => "nothing",
    }
}

/// How deep objects and arrays that are read into models are nested: as deep as serde_json allows.
#[derive(Clone, Copy)]
pub(super) struct Depth(u8);

impl Depth {
    pub(super) const TOP: Self = Self(0);

    pub(super) const fn deeper(self) -> Result<Self, Fault> {
        if self.0 >= 127 { Err(Fault::Depth) } else { Ok(Self(self.0 + 1)) }
    }
}
