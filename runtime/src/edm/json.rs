//! Values of any type, kept as JSON text.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::model::private;

/// An `Edm.Untyped`, `Edm.PrimitiveType`, `Edm.ComplexType` or geospatial value: JSON, kept as it
/// came, with every digit of its numbers.
///
/// Equality compares texts.
///
/// ```
/// use odata_runtime::Json;
///
/// let json = Json::from_text(r#"{"price": 1.10}"#)?;
/// assert_eq!(json.as_str(), r#"{"price": 1.10}"#);
/// assert_eq!(json.value()?["price"], 1.1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// The value of a JSON text.
    ///
    /// # Errors
    ///
    /// If the text is not one JSON value.
    pub fn from_text(text: impl Into<String>) -> Result<Self, serde_json::Error> {
        RawValue::from_string(text.into()).map(Self)
    }

    /// The JSON text of a value.
    ///
    /// # Errors
    ///
    /// If the value cannot be written as JSON.
    pub fn from_value<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(Self)
    }

    /// The JSON text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// The value, parsed. Numbers that `f64` cannot hold lose digits.
    ///
    /// # Errors
    ///
    /// If the value is nested too deeply, or a string in it is no text.
    pub fn value(&self) -> Result<Value, serde_json::Error> {
        self.get_as()
    }

    /// The value, read as a type.
    ///
    /// # Errors
    ///
    /// If the value is not of that type.
    pub fn get_as<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Json {}

impl std::hash::Hash for Json {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self(private::raw_value(&value.to_string()).to_owned())
    }
}

impl From<Box<RawValue>> for Json {
    fn from(raw: Box<RawValue>) -> Self {
        Self(raw)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        private::write_raw(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        private::read_scalar(deserializer)
    }
}

impl private::Scalar for Json {
    const EXPECTED: &'static str = "a JSON value";

    fn read(raw: &str) -> Option<(Self, bool)> {
        Some((Self(private::raw_value(raw).to_owned()), true))
    }
}
