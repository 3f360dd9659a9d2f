//! Short texts built without allocation, and the impls that all types kept as text share.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::is_json_writer;

/// Two digits each.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut number = 0;
    while number < pairs.len() {
        pairs[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        number += 1;
    }
    pairs
};

/// A text of at most `N - 2` ASCII bytes without quotes or backslashes, on the stack.
#[derive(Clone, Copy)]
pub(super) struct Text<const N: usize> {
    /// With a quote before it and room for one after it: a JSON string.
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Text<N> {
    pub(super) fn new() -> Self {
        let mut text = Self { bytes: [0; N], len: 0 };
        text.push(b'"');
        text
    }

    /// Appends one ASCII byte. What does not fit is dropped; callers size `N` so that all fits.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte;
            self.len += 1;
        }
    }

    /// Appends a number below 100 as two digits.
    #[inline]
    pub(super) fn pair(&mut self, number: u8) {
        let pair = PAIRS.get(usize::from(number)).copied().unwrap_or_default();
        if let Some(places) = self.bytes.get_mut(self.len..).and_then(<[u8]>::first_chunk_mut) {
            *places = pair;
            self.len += 2;
        }
    }

    /// Appends the last `width` decimal digits of `number`.
    pub(super) fn digits(&mut self, number: u64, width: usize) {
        let end = self.len.saturating_add(width);
        if let Some(places) = self.bytes.get_mut(self.len..end) {
            let mut rest = number;
            for place in places.iter_mut().rev() {
                *place = b'0' + (rest % 10) as u8;
                rest /= 10;
            }
            self.len = end;
        }
    }

    pub(super) fn as_str(&self) -> &str {
        self.bytes.get(1..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl<const N: usize> Serialize for Text<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_json_writer::<S>() {
            let mut json = *self;
            json.push(b'"');
            return serializer.serialize_bytes(json.bytes.get(..json.len).unwrap_or_default());
        }
        serializer.serialize_str(self.as_str())
    }
}

impl<const N: usize> fmt::Display for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The value of two ASCII digits; more than 99 where one of them is no digit.
pub(super) const fn two(tens: u8, ones: u8) -> u8 {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    if tens > 9 || ones > 9 { u8::MAX } else { tens * 10 + ones }
}

/// `Debug`, `FromStr` and serde's traits for a type with `fn parse(&str) -> Option<(Self, bool)>` and
/// `Display`. The flag tells whether `Display` gives the same text again.
macro_rules! text_value {
    ($type:ident, $expected:literal) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::edm::ParseError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match Self::parse(text) {
                    Some((value, _)) => Ok(value),
                    None => Err($crate::edm::ParseError::new($expected)),
                }
            }
        }

        impl TryFrom<&str> for $type {
            type Error = $crate::edm::ParseError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::read_scalar(deserializer)
            }
        }

        impl $crate::__private::Scalar for $type {
            const EXPECTED: &'static str = $expected;

            const NO_NUMBERS: bool = true;

            fn read(raw: &str) -> Option<(Self, bool)> {
                Self::parse(&$crate::__private::string(raw)?)
            }

            fn read_text(text: &str) -> Option<(Self, bool)> {
                Self::parse(text)
            }
        }
    };
}
pub(super) use text_value;
