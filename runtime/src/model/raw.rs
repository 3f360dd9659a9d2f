//! JSON text of one value: taken from a deserializer, given to a serializer.

use std::any::type_name;
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use serde::de::{self, DeserializeSeed, Deserializer, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde::{Deserialize, forward_to_deserialize_any};
use serde_json::value::RawValue;

use super::escape::unescape;
use super::json_writer::is_json_writer;
use super::raw_visitor::{OneEntry, RawVisitor};

/// Takes the JSON text of a value. From serde_json it is the text as it stands; from any other format
/// it is made.
pub(super) fn take<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    deserializer.deserialize_newtype_struct(token(), RawVisitor)
}

/// [`take`] as a seed.
pub(super) struct RawSeed;

impl<'de> DeserializeSeed<'de> for RawSeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        take(deserializer)
    }
}

/// The name by which serde_json knows that the text of a value is wanted. Asked for, not written down
/// here: it is a detail of serde_json.
pub(super) fn token() -> &'static str {
    static TOKEN: OnceLock<&'static str> = OnceLock::new();
    TOKEN.get_or_init(|| match <&RawValue>::deserialize(AskToken) {
        Err(Asked(name)) => name,
        Ok(_) => "",
    })
}

/// A deserializer that answers with the name it is asked for.
struct AskToken;

#[derive(Debug)]
struct Asked(&'static str);

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Asked {}

impl de::Error for Asked {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self("")
    }
}

impl<'de> Deserializer<'de> for AskToken {
    type Error = Asked;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Asked> {
        Err(Asked(""))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, _: V) -> Result<V::Value, Asked> {
        Err(Asked(name))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// A text that is known to be JSON, as a [`RawValue`]. `null` if serde_json does not take it.
#[must_use]
pub fn raw_value(json: &str) -> &RawValue {
    // The text comes from serde_json or from the cursor, so it need not be parsed again: `Trusted`
    // hands it over in the way that serde_json does.
    <&RawValue>::deserialize(Trusted(json)).unwrap_or(RawValue::NULL)
}

/// A deserializer that gives a text to [`RawValue`] as serde_json's own does.
struct Trusted<'a>(&'a str);

impl<'de> Deserializer<'de> for Trusted<'de> {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom("not a raw value"))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        visitor.visit_map(OneEntry { name: Some(name), text: self.0 })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Writes JSON text: as it is to serde_json, as the value it stands for to any other format.
///
/// # Errors
///
/// If the serializer fails, or the text is nested too deeply for another format.
pub fn write_raw<S: Serializer>(raw: &RawValue, serializer: S) -> Result<S::Ok, S::Error> {
    if is_json_writer::<S>() {
        return serializer.serialize_bytes(raw.get().as_bytes());
    }
    if is_serde_json::<S>() {
        return raw.serialize(serializer);
    }
    let value: serde_json::Value = serde_json::from_str(raw.get()).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// Other formats would write serde_json's inner form of raw text. There is no way to ask a serializer
/// what it writes, but its type tells; where it does not, the value is written by its parts.
fn is_serde_json<S>() -> bool {
    let name = type_name::<S>();
    name.starts_with("&mut serde_json::") || name.contains("serde_json::ser::") || name.starts_with("serde_json::")
}

/// Whether a serializer writes compact JSON text to memory with serde_json: what
/// [`serde_json::to_vec`] and [`serde_json::to_string`] use.
pub(super) fn is_serde_json_to_memory<S>() -> bool {
    type_name::<S>() == type_name::<&mut serde_json::Serializer<&mut Vec<u8>>>()
}

/// JSON text as a value, see [`write_raw`].
pub(super) struct Raw<'a>(pub(super) &'a str);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_json_writer::<S>() {
            return serializer.serialize_bytes(self.0.as_bytes());
        }
        write_raw(raw_value(self.0), serializer)
    }
}

/// The text of a JSON string. `None` if it is no string, or one with half of a surrogate pair.
#[must_use]
pub fn string(raw: &str) -> Option<Cow<'_, str>> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    if inner.as_bytes().contains(&b'\\') {
        return unescape(inner).map(Cow::Owned);
    }
    Some(Cow::Borrowed(inner))
}
