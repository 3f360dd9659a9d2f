//! `Edm.Binary`.

use std::fmt;

use serde::{Serialize, Serializer};

use super::text::text_value;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// An `Edm.Binary`: bytes, kept in the base64 text they came in.
///
/// Both alphabets are read, with and without padding. Bytes are written in the alphabet of the OData
/// standard, base64url with padding; [`standard`](Self::standard) is for services that only read the
/// other one. Two values are equal where their bytes are.
///
/// ```
/// use odata_runtime::Binary;
///
/// let binary: Binary = "+/8=".parse()?;
/// assert_eq!(binary.bytes(), [0xfb, 0xff]);
/// assert_eq!(Binary::from([0xfb, 0xff].as_slice()).to_string(), "-_8=");
/// # Ok::<(), odata_runtime::ParseError>(())
/// ```
#[derive(Clone, Default)]
pub struct Binary(Box<str>);

impl Binary {
    /// Bytes in the standard base64 alphabet, with `+` and `/`.
    #[must_use]
    pub fn standard(bytes: &[u8]) -> Self {
        Self(encode(bytes, STANDARD).into())
    }

    /// The base64 text, as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        decode(&self.0).unwrap_or_default()
    }

    pub(crate) fn parse(text: &str) -> Option<(Self, bool)> {
        decode(text)?;
        Some((Self(text.into()), true))
    }
}

fn encode(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let sextet = (group >> (18 - 6 * place) & 0x3f) as usize;
            let digit = alphabet.get(sextet).copied().unwrap_or(b'=');
            text.push(if place > chunk.len() { '=' } else { digit.into() });
        }
    }
    text
}

/// Line breaks are skipped, for MIME encoders put them in.
fn decode(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches(['=', '\r', '\n']);
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut group, mut bits) = (0_u32, 0_u32);
    for byte in text.bytes() {
        let sextet = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'\r' | b'\n' => continue,
            _ => return None,
        };
        group = group << 6 | u32::from(sextet);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((group >> bits & 0xff) as u8);
        }
    }
    // Six bits left over are a lone digit, which encodes nothing.
    (bits < 6).then_some(bytes)
}

text_value!(Binary, "an `Edm.Binary` in base64");

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self(encode(bytes, URL).into())
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl PartialEq for Binary {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || decode(&self.0) == decode(&other.0)
    }
}

impl Eq for Binary {}

impl std::hash::Hash for Binary {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        decode(&self.0).hash(state);
    }
}
