//! Primitive values: read from JSON text, and known to be written as they came or not.

use serde::de::Deserializer;
use serde::ser::{Serialize, Serializer};

use super::error::{Fault, Place};
use super::list;
use super::raw::{string, take};
use crate::edm::is_json_number;

/// A type that is read from the text of one JSON value.
pub trait Scalar: Serialize + Sized {
    /// What a message says was expected.
    const EXPECTED: &'static str;

    /// Whether no value is a number, so that [`read_text`](Self::read_text) can be used: the digits of
    /// a number are only in the raw text.
    const NO_NUMBERS: bool = false;

    /// The value of a JSON text that is not `null`, and whether it is written with the same text.
    fn read(raw: &str) -> Option<(Self, bool)>;

    /// The same for the content of a JSON string. It spares finding the end of the value first.
    #[must_use]
    fn read_text(text: &str) -> Option<(Self, bool)> {
        let _ = text;
        None
    }

    /// Writes the value as OData does.
    ///
    /// # Errors
    ///
    /// If the serializer fails.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

/// Reads a scalar from any format.
///
/// # Errors
///
/// If the value is not of the type.
pub fn read_scalar<'de, T: Scalar, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let raw = take(deserializer)?;
    match T::read(&raw) {
        Some((value, _)) => Ok(value),
        None => Err(Place::NONE.wrong(T::EXPECTED, &raw).error()),
    }
}

/// A slot of a scalar or of a collection of scalars, without its type.
pub(super) trait ScalarSlot {
    /// Reads a JSON text into the slot. Tells whether the same text would be written.
    fn read(&mut self, raw: &str, place: &Place) -> Result<bool, Fault>;

    /// Reads the content of a JSON string into the slot. Tells whether the same text would be written;
    /// `None` if it is not of the type.
    fn read_text(&mut self, text: &str) -> Option<bool> {
        let _ = text;
        None
    }

    /// What a message says was expected.
    fn expected(&self) -> &'static str;
}

impl<T: Scalar> ScalarSlot for Option<T> {
    fn read(&mut self, raw: &str, place: &Place) -> Result<bool, Fault> {
        if raw == "null" {
            *self = None;
            return Ok(true);
        }
        let (value, exact) = T::read(raw).ok_or_else(|| place.wrong(T::EXPECTED, raw))?;
        *self = Some(value);
        Ok(exact)
    }

    fn read_text(&mut self, text: &str) -> Option<bool> {
        let (value, exact) = T::read_text(text)?;
        *self = Some(value);
        Some(exact)
    }

    fn expected(&self) -> &'static str {
        T::EXPECTED
    }
}

impl<T: Scalar> ScalarSlot for Option<Vec<T>> {
    fn read(&mut self, raw: &str, place: &Place) -> Result<bool, Fault> {
        if raw == "null" {
            *self = None;
            return Ok(true);
        }
        let items = self.insert(Vec::new());
        list::read(raw, place, T::EXPECTED, &mut |raw| {
            let (item, exact) = T::read(raw)?;
            items.push(item);
            Some(exact)
        })
    }

    fn expected(&self) -> &'static str {
        "a collection"
    }
}

impl Scalar for String {
    const EXPECTED: &'static str = "a string";
    const NO_NUMBERS: bool = true;

    fn read(raw: &str) -> Option<(Self, bool)> {
        Some((string(raw)?.into_owned(), true))
    }

    fn read_text(text: &str) -> Option<(Self, bool)> {
        Some((text.to_owned(), true))
    }
}

impl Scalar for bool {
    const EXPECTED: &'static str = "an `Edm.Boolean`";
    const NO_NUMBERS: bool = true;

    fn read(raw: &str) -> Option<(Self, bool)> {
        match raw {
            "true" => Some((true, true)),
            "false" => Some((false, true)),
            _ => Self::read_text(&string(raw)?),
        }
    }

    fn read_text(text: &str) -> Option<(Self, bool)> {
        let value = text.eq_ignore_ascii_case("true");
        (value || text.eq_ignore_ascii_case("false")).then_some((value, false))
    }
}

/// The text of a number, which may come as a string, and whether it came as a number.
fn number_text(raw: &str) -> Option<(std::borrow::Cow<'_, str>, bool)> {
    match string(raw) {
        Some(text) => Some((text, false)),
        None => is_number_start(raw).then_some((raw.into(), true)),
    }
}

fn is_number_start(raw: &str) -> bool {
    matches!(raw.as_bytes().first(), Some(b'-' | b'0'..=b'9'))
}

/// A whole number that was written with a fraction or an exponent, such as `1.0` or `1e3`.
fn whole(text: &str) -> Option<i64> {
    // Up to 2^53 every whole number is exact in `f64`.
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    let number: f64 = is_json_number(text).then(|| text.parse().ok())??;
    (number.fract() == 0.0 && number.abs() <= LIMIT).then_some(number as i64)
}

macro_rules! integers {
    ($($type:ident $name:literal)*) => {$(
        impl Scalar for $type {
            const EXPECTED: &'static str = $name;

            fn read(raw: &str) -> Option<(Self, bool)> {
                if let Ok(number) = raw.parse() {
                    // `-0` is the one number in JSON's grammar that is written otherwise.
                    return Some((number, raw != "-0"));
                }
                let (text, _) = number_text(raw)?;
                match text.parse() {
                    Ok(number) => Some((number, false)),
                    Err(_) => Some(($type::try_from(whole(&text)?).ok()?, false)),
                }
            }
        }
    )*};
}

integers! {
    i8 "an `Edm.SByte`"
    u8 "an `Edm.Byte`"
    i16 "an `Edm.Int16`"
    i32 "an `Edm.Int32`"
    i64 "an `Edm.Int64`"
}

macro_rules! floats {
    ($($type:ident $name:literal)*) => {$(
        impl Scalar for $type {
            const EXPECTED: &'static str = $name;

            fn read(raw: &str) -> Option<(Self, bool)> {
                let (text, is_number) = number_text(raw)?;
                let number = match &*text {
                    "INF" => return Some(($type::INFINITY, true)),
                    "-INF" => return Some(($type::NEG_INFINITY, true)),
                    "NaN" => return Some(($type::NAN, true)),
                    text if is_number || is_json_number(text) => text.parse().ok()?,
                    _ => return None,
                };
                if !$type::is_finite(number) {
                    return None;
                }
                Some((number, is_number && (is_short(&text) || serde_json::to_string(&number).is_ok_and(|own| own == text))))
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.is_finite() {
                    self.serialize(serializer)
                } else if self.is_nan() {
                    serializer.serialize_str("NaN")
                } else {
                    serializer.serialize_str(if *self > 0.0 { "INF" } else { "-INF" })
                }
            }
        }
    )*};
}

floats! {
    f32 "an `Edm.Single`"
    f64 "an `Edm.Double`"
}

/// Whether a number has so few digits that writing it as `f32` or `f64` surely gives the same text:
/// up to six digits, a point among them, no exponent, no zeros to spare.
fn is_short(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match digits.split_once('.') {
        Some((whole, fraction)) => {
            digits.len() <= 7
                && (whole != "0" || !fraction.starts_with('0'))
                && whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit())
                && (fraction == "0" || !fraction.ends_with('0'))
        }
        None => false,
    }
}
