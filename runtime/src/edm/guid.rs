//! `Edm.Guid`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::text::{Text, text_value};

/// Where the hyphens are.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

/// An `Edm.Guid`. It keeps the case of the letters it was read with.
///
/// Derefs to [`Uuid`]. Comparison and hash ignore the case of letters.
///
/// ```
/// use odata_runtime::Guid;
///
/// let guid: Guid = "0F8FAD5B-d9cb-469f-a165-70867728950e".parse()?;
/// assert_eq!(guid.to_string(), "0F8FAD5B-d9cb-469f-a165-70867728950e");
/// assert_eq!(guid, "0f8fad5b-d9cb-469f-a165-70867728950e".parse()?);
/// # Ok::<(), odata_runtime::ParseError>(())
/// ```
#[derive(Clone, Copy, Default)]
pub struct Guid {
    uuid: Uuid,
    /// One bit a digit, the first digit in the highest bit: whether it is an upper-case letter.
    upper: u32,
}

impl Guid {
    /// The value without the case of letters.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    pub(crate) fn parse(text: &str) -> Option<(Self, bool)> {
        match parse_hyphenated(text.as_bytes()) {
            Some(guid) => Some((guid, true)),
            // Braces, or no hyphens: understood, but not written so.
            None => Some((Uuid::try_parse(text).ok()?.into(), false)),
        }
    }

    fn text(self) -> Text<38> {
        let mut text = Text::new();
        let mut upper = self.upper;
        for (index, byte) in self.uuid.as_bytes().iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push(b'-');
            }
            for digit in [byte >> 4, byte & 0xf] {
                let letter = if upper & 1 << 31 != 0 { b'A' } else { b'a' };
                text.push(if digit < 10 { b'0' + digit } else { letter + digit - 10 });
                upper <<= 1;
            }
        }
        text
    }
}

fn parse_hyphenated(bytes: &[u8]) -> Option<Guid> {
    if bytes.len() != 36 {
        return None;
    }
    let (mut value, mut upper) = (0_u128, 0_u32);
    for (index, byte) in bytes.iter().enumerate() {
        if HYPHENS.contains(&index) {
            if *byte != b'-' {
                return None;
            }
            continue;
        }
        let (digit, is_upper) = match byte {
            b'0'..=b'9' => (byte - b'0', 0),
            b'a'..=b'f' => (byte - b'a' + 10, 0),
            b'A'..=b'F' => (byte - b'A' + 10, 1),
            _ => return None,
        };
        value = value << 4 | u128::from(digit);
        upper = upper << 1 | is_upper;
    }
    Some(Guid { uuid: Uuid::from_u128(value), upper })
}

text_value!(Guid, "an `Edm.Guid` such as 0f8fad5b-d9cb-469f-a165-70867728950e");

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl Serialize for Guid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}

impl From<Uuid> for Guid {
    fn from(uuid: Uuid) -> Self {
        Self { uuid, upper: 0 }
    }
}

impl From<Guid> for Uuid {
    fn from(guid: Guid) -> Self {
        guid.uuid
    }
}

impl Deref for Guid {
    type Target = Uuid;

    fn deref(&self) -> &Uuid {
        &self.uuid
    }
}

impl AsRef<Uuid> for Guid {
    fn as_ref(&self) -> &Uuid {
        &self.uuid
    }
}

impl PartialEq for Guid {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}

impl Eq for Guid {}

impl PartialOrd for Guid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Guid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}

impl Hash for Guid {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
