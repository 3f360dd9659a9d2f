//! The visitor that turns any value of any format into JSON text.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::raw::{RawSeed, take, token};
use crate::edm::Binary;

/// A map of one entry, the form in which serde_json gives the text of a value.
pub(super) struct OneEntry<'a> {
    pub(super) name: Option<&'static str>,
    pub(super) text: &'a str,
}

impl<'de> MapAccess<'de> for OneEntry<'de> {
    type Error = serde::de::value::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Self::Error> {
        self.name.take().map(|name| seed.deserialize(StrDeserializer::new(name))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Self::Error> {
        seed.deserialize(BorrowedStrDeserializer::new(self.text))
    }
}

/// Makes JSON text of whatever it visits.
pub(super) struct RawVisitor;

fn json<T: Serialize + ?Sized, E: Error>(value: &T) -> Result<Cow<'static, str>, E> {
    serde_json::to_string(value).map(Cow::Owned).map_err(E::custom)
}

fn float<E: Error>(value: f64, text: impl FnOnce() -> Result<Cow<'static, str>, E>) -> Result<Cow<'static, str>, E> {
    if value.is_finite() {
        return text();
    }
    let name = if value.is_nan() {
        r#""NaN""#
    } else if value > 0.0 {
        r#""INF""#
    } else {
        r#""-INF""#
    };
    Ok(Cow::Borrowed(name))
}

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let first = match map.next_key_seed(FirstName)? {
            Some(None) => return map.next_value_seed(TextSeed),
            Some(Some(first)) => first,
            None => return Ok("{}".into()),
        };
        let mut text = String::from("{");
        let mut next = Some(first);
        while let Some(name) = next {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&json::<str, A::Error>(&name)?);
            text.push(':');
            text.push_str(&map.next_value_seed(RawSeed)?);
            next = map.next_key_seed(TextSeed)?;
        }
        text.push('}');
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut text = String::from("[");
        while let Some(item) = items.next_element_seed(RawSeed)? {
            if text.len() > 1 {
                text.push(',');
            }
            text.push_str(&item);
        }
        text.push(']');
        Ok(text.into())
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        take(deserializer)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok("null".into())
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok("null".into())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(if value { "true" } else { "false" }.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(value.to_string().into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(value.to_string().into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Self::Value, E> {
        Ok(value.to_string().into())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Self::Value, E> {
        Ok(value.to_string().into())
    }

    fn visit_f32<E: Error>(self, value: f32) -> Result<Self::Value, E> {
        float(value.into(), || json(&value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        float(value, || json(&value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        json(value)
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<Self::Value, E> {
        json(&Binary::from(value))
    }
}

/// Takes the first name of a map; `None` if it is the one that serde_json gives raw text.
struct FirstName;

impl<'de> DeserializeSeed<'de> for FirstName {
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for FirstName {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        // The very same text, most often: no need to compare it.
        let is_token = std::ptr::eq(name, token()) || name == token();
        Ok((!is_token).then(|| Cow::Owned(name.to_owned())))
    }
}

/// Takes a text, borrowed where it can be.
pub(super) struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for TextSeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}
