//! JSON as text has it: numbers keep their digits, objects their order.
//!
//! The tests compare with this rather than with the parser that the runtime uses, so that neither
//! can hide what the other loses.

use std::fmt::{self, Write as _};

mod parse;

/// A property that no type declares. What stands there must come back to the letter, nulls included.
pub const UNDECLARED: &str = "ourOwnProperty";

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string, unescaped.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object in the order of its text; of a key given twice only the last is kept.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    ///
    /// What is wrong and at which byte.
    pub fn parse(text: &str) -> Result<Self, String> {
        parse::document(text)
    }

    /// An object of these members.
    pub fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Json)>) -> Self {
        let mut object = Self::Object(Vec::new());
        for (key, value) in members {
            object.set(key, value);
        }
        object
    }

    /// A string.
    pub fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// The member of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.members().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text of a string member.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Json::as_str)
    }

    /// The members of an object; none of anything else.
    #[must_use]
    pub fn members(&self) -> &[(String, Json)] {
        if let Self::Object(members) = self { members } else { &[] }
    }

    /// The items of an array; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Json] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    /// The text of a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Sets a member of an object, in its place if it is there.
    pub fn set(&mut self, key: impl Into<String>, value: Json) {
        let Self::Object(members) = self else { return };
        let key = key.into();
        match members.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => members.push((key, value)),
        }
    }

    /// Where two values differ, as a path and both sides; `None` where they are the same JSON.
    ///
    /// The order of members is free, and a null on the left may be absent on the right.
    #[must_use]
    pub fn difference(&self, written: &Json) -> Option<String> {
        difference(self, written, "$")
    }
}

fn difference(read: &Json, written: &Json, at: &str) -> Option<String> {
    match (read, written) {
        (Json::Object(before), Json::Object(after)) => {
            let lost = before.iter().find_map(|(key, value)| match written.get(key) {
                other if key == UNDECLARED && other != Some(value) => {
                    Some(format!("{at}.{key}: {value} became {other:?}"))
                }
                Some(other) => difference(value, other, &format!("{at}.{key}")),
                None if *value == Json::Null => None,
                None => Some(format!("{at}.{key}: {value} was lost")),
            });
            lost.or_else(|| {
                let (key, value) = after.iter().find(|(key, _)| read.get(key).is_none())?;
                Some(format!("{at}.{key}: {value} was added"))
            })
        }
        (Json::Array(before), Json::Array(after)) if before.len() == after.len() => before
            .iter()
            .zip(after)
            .enumerate()
            .find_map(|(index, (value, other))| difference(value, other, &format!("{at}[{index}]"))),
        (before, after) => (before != after).then(|| format!("{at}: {before} became {after}")),
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::String(text) => quote(f, text),
            Self::Array(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { "," } else { "" })?;
                }
                f.write_char(']')
            }
            Self::Object(members) => {
                f.write_char('{')?;
                for (index, (key, value)) in members.iter().enumerate() {
                    f.write_str(if index > 0 { "," } else { "" })?;
                    quote(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quote(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            c if c.is_control() && c.is_ascii() => write!(f, "\\u{:04x}", u32::from(c))?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::Json;

    #[test]
    fn text_is_kept() {
        let text = r#"{"a":[1.50,-0,1e3,true,null,"x\"\u0001é"],"b":{}}"#;
        assert_eq!(Json::parse(text).unwrap().to_string(), text);
    }

    #[test]
    fn the_last_of_two_wins() {
        assert_eq!(Json::parse(r#"{"a":1,"a":2}"#).unwrap().to_string(), r#"{"a":2}"#);
    }

    #[test]
    fn broken_text_is_refused() {
        for text in ["", "{", "[1,]", "{\"a\"}", "01", "1.", "\"\\x\"", "nul", "1 2", "\"a", "\"\\ud800\""] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn differences_are_located() {
        let of = |text: &str| Json::parse(text).unwrap();
        let read = of(r#"{"a":{"b":[1,2]},"n":null}"#);
        assert_eq!(read.difference(&of(r#"{"a":{"b":[1,2]}}"#)), None);
        assert_eq!(read.difference(&of(r#"{"a":{"b":[1,2.0]}}"#)).unwrap(), "$.a.b[1]: 2 became 2.0");
        assert_eq!(of("{}").difference(&of(r#"{"x":1}"#)).unwrap(), "$.x: 1 was added");
    }
}
