//! `Edm.Decimal`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::parse_error::ParseError;
use crate::model::private::{self, Scalar};

const EXPECTED: &str = "an `Edm.Decimal` such as 12.50";

/// An `Edm.Decimal`, with every digit that was written.
///
/// Most values fit a [`rust_decimal::Decimal`], and [`to_decimal`](Self::to_decimal) gives that. One
/// that has more digits, an exponent, or is `INF`, `-INF` or `NaN`, is kept as text. Equality goes by
/// value: `1.10` equals `1.1`.
///
/// ```
/// use odata_runtime::Decimal;
///
/// let price: Decimal = "12.50".parse()?;
/// assert_eq!(price.to_string(), "12.50");
/// assert_eq!(price, Decimal::from(rust_decimal::Decimal::new(125, 1)));
/// # Ok::<(), odata_runtime::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Decimal(Repr);

#[derive(Clone)]
enum Repr {
    /// Displays as it was written.
    Short(rust_decimal::Decimal),
    Text(Box<str>),
}

impl Decimal {
    /// The value as a [`rust_decimal::Decimal`]. `None` if that cannot hold it.
    #[must_use]
    pub fn to_decimal(&self) -> Option<rust_decimal::Decimal> {
        match &self.0 {
            Repr::Short(decimal) => Some(*decimal),
            Repr::Text(text) if text.contains(['e', 'E']) => rust_decimal::Decimal::from_scientific(text).ok(),
            Repr::Text(text) => rust_decimal::Decimal::from_str_exact(text).ok(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        if !is_json_number(text) && !matches!(text, "INF" | "-INF" | "NaN") {
            return None;
        }
        match rust_decimal::Decimal::from_str_exact(text) {
            Ok(decimal) if decimal.array_string().as_ref() == text => Some(Self(Repr::Short(decimal))),
            _ => Some(Self(Repr::Text(text.into()))),
        }
    }

    /// Calls `then` with the text of the number.
    fn with_text<R>(&self, then: impl FnOnce(&str) -> R) -> R {
        match &self.0 {
            Repr::Short(decimal) => then(decimal.array_string().as_ref()),
            Repr::Text(text) => then(text),
        }
    }

    /// The sign, the digits without zeros at either end, and the power of ten of the first digit: the
    /// same for all ways to write one number.
    fn normal(&self) -> (bool, String, i64) {
        self.with_text(|text| {
            let (negative, text) = match text.strip_prefix('-') {
                Some(rest) => (true, rest),
                None => (false, text),
            };
            let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
            let exponent: i64 = exponent.parse().unwrap_or(i64::MAX / 2);
            let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
            let all = format!("{whole}{fraction}");
            let digits = all.trim_start_matches('0');
            let leading = i64::try_from(all.len() - digits.len()).unwrap_or(0);
            let power = i64::try_from(whole.len()).unwrap_or(0) - leading;
            let digits = digits.trim_end_matches('0');
            if digits.is_empty() {
                return (false, String::new(), 0);
            }
            (negative, digits.to_owned(), exponent.saturating_add(power))
        })
    }
}

/// Whether the text is a number in JSON's grammar.
pub(crate) fn is_json_number(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or(text);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = match rest.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (rest, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.pad(text))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Decimal {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text).ok_or(ParseError::new(EXPECTED))
    }
}

impl TryFrom<&str> for Decimal {
    type Error = ParseError;

    fn try_from(text: &str) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl Default for Decimal {
    /// Zero.
    fn default() -> Self {
        rust_decimal::Decimal::ZERO.into()
    }
}

impl From<rust_decimal::Decimal> for Decimal {
    fn from(decimal: rust_decimal::Decimal) -> Self {
        Self(Repr::Short(decimal))
    }
}

macro_rules! from_integer {
    ($($type:ty)*) => {$(
        impl From<$type> for Decimal {
            fn from(number: $type) -> Self {
                rust_decimal::Decimal::from(number).into()
            }
        }
    )*};
}
from_integer! { i8 i16 i32 i64 u8 u16 u32 u64 }

impl Serialize for Decimal {
    /// A JSON number with the same digits; a string for `INF`, `-INF` and `NaN`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_text(|text| {
            if is_json_number(text) {
                private::write_raw(private::raw_value(text), serializer)
            } else {
                serializer.serialize_str(text)
            }
        })
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        private::read_scalar(deserializer)
    }
}

impl Scalar for Decimal {
    const EXPECTED: &'static str = EXPECTED;

    fn read(raw: &str) -> Option<(Self, bool)> {
        if raw.starts_with('"') {
            let text = private::string(raw)?;
            return Some((Self::parse(&text)?, !is_json_number(&text)));
        }
        Some((Self::parse(raw)?, true))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Short(left), Repr::Short(right)) => left == right,
            _ => self.normal() == other.normal(),
        }
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    /// `None` where the values differ and one of them fits no [`rust_decimal::Decimal`].
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        self.to_decimal()?.partial_cmp(&other.to_decimal()?)
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.normal().hash(state);
    }
}
