//! `Edm.Duration`.

use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::SignedDuration;
use serde::{Serialize, Serializer};

use super::text::text_value;

/// An `Edm.Duration`: an ISO 8601 duration of days, hours, minutes and seconds, kept as written.
///
/// Services also send weeks, months and years. They are kept, but months and years have no fixed
/// length: [`to_signed`](Self::to_signed) gives `None` for them.
///
/// Two durations are equal where they are equally long: `P1D` equals `PT24H`. Where one has no fixed
/// length, texts are compared.
///
/// ```
/// use odata_runtime::Duration;
///
/// let week: Duration = "P7D".parse()?;
/// assert_eq!(week.to_std(), Some(std::time::Duration::from_secs(7 * 86_400)));
/// assert_eq!(week.to_string(), "P7D");
/// assert_eq!(Duration::from(std::time::Duration::from_millis(90_500)).to_string(), "PT1M30.5S");
/// # Ok::<(), odata_runtime::ParseError>(())
/// ```
#[derive(Clone)]
pub struct Duration(Box<str>);

/// The length of a duration, exact to a picosecond.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Length {
    picoseconds: i128,
}

impl Duration {
    /// The text, as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The length, rounded towards zero to nanoseconds. `None` if it has months or years, or is too
    /// long for [`SignedDuration`].
    #[must_use]
    pub fn to_signed(&self) -> Option<SignedDuration> {
        let nanoseconds = self.length()?.picoseconds / 1000;
        let seconds = i64::try_from(nanoseconds / 1_000_000_000).ok()?;
        Some(SignedDuration::new(seconds, (nanoseconds % 1_000_000_000) as i32))
    }

    /// The length, rounded down to nanoseconds. `None` if it is negative, has months or years, or is
    /// too long.
    #[must_use]
    pub fn to_std(&self) -> Option<std::time::Duration> {
        std::time::Duration::try_from(self.to_signed()?).ok()
    }

    /// The length in whole seconds, rounded towards zero. `None` if it has months or years.
    #[must_use]
    pub fn total_seconds(&self) -> Option<i64> {
        self.to_signed().map(|length| length.as_secs())
    }

    pub(crate) fn parse(text: &str) -> Option<(Self, bool)> {
        scan(text)?;
        Some((Self(text.into()), true))
    }

    fn length(&self) -> Option<Length> {
        scan(&self.0)?
    }
}

/// The designators before and after `T`, in the order that they may come in, with their picoseconds.
/// Those of months and years have none.
const SECOND: i128 = 1_000_000_000_000;
const DATE: [(u8, i128); 4] = [(b'Y', 0), (b'M', 0), (b'W', 604_800 * SECOND), (b'D', 86_400 * SECOND)];
const TIME: [(u8, i128); 3] = [(b'H', 3600 * SECOND), (b'M', 60 * SECOND), (b'S', SECOND)];

/// `None` where the text is no duration; `Some(None)` where it has no fixed length.
fn scan(text: &str) -> Option<Option<Length>> {
    let (negative, rest) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let [b'P' | b'p', rest @ ..] = rest else {
        return None;
    };
    let mut rest: &[u8] = rest;
    let mut units: &[(u8, i128)] = &DATE;
    let mut in_time = false;
    let mut length = Some(0_i128);
    let mut parts = 0;
    while !rest.is_empty() {
        if let [b'T' | b't', after @ ..] = rest {
            if in_time || after.is_empty() {
                return None;
            }
            (units, in_time, rest) = (&TIME, true, after);
            continue;
        }
        let (number, fraction, after) = number(rest)?;
        let [designator, after @ ..] = after else {
            return None;
        };
        let at = units.iter().position(|(unit, _)| *unit == designator.to_ascii_uppercase())?;
        let (_, unit) = *units.get(at)?;
        units = units.get(at + 1..)?;
        length = add(length, number, fraction, unit);
        rest = after;
        parts += 1;
    }
    let sign = if negative { -1 } else { 1 };
    (parts > 0).then_some(length.map(|length| Length { picoseconds: length * sign }))
}

/// Digits with an optional fraction: the whole number unless it is too long, the fraction in 10^-12.
fn number(bytes: &[u8]) -> Option<(Option<i128>, i128, &[u8])> {
    let mut whole = Some(0_i128);
    let mut fraction = 0;
    let mut rest = bytes;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        let place = i128::from(digit - b'0');
        // Far below the limits of `i128` even in picoseconds a week.
        whole = whole.filter(|whole| *whole < 1_000_000_000_000_000).map(|whole| whole * 10 + place);
        rest = after;
    }
    if rest.len() == bytes.len() {
        return None;
    }
    if let [b'.' | b',', after @ ..] = rest {
        let mut unit = SECOND;
        rest = after;
        while let [digit @ b'0'..=b'9', after @ ..] = rest {
            unit /= 10;
            fraction += i128::from(digit - b'0') * unit;
            rest = after;
        }
    }
    Some((whole, fraction, rest))
}

fn add(length: Option<i128>, whole: Option<i128>, fraction: i128, unit: i128) -> Option<i128> {
    let whole = whole?;
    if unit == 0 {
        // No months and no years have a fixed length.
        return if whole == 0 && fraction == 0 { length } else { None };
    }
    Some(length? + whole * unit + fraction * (unit / SECOND))
}

text_value!(Duration, "an `Edm.Duration` such as P1DT2H30M");

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl From<std::time::Duration> for Duration {
    fn from(duration: std::time::Duration) -> Self {
        write(false, duration.as_secs(), duration.subsec_nanos())
    }
}

impl From<SignedDuration> for Duration {
    fn from(duration: SignedDuration) -> Self {
        let negative = duration.is_negative();
        write(negative, duration.as_secs().unsigned_abs(), duration.subsec_nanos().unsigned_abs())
    }
}

fn write(negative: bool, seconds: u64, nanoseconds: u32) -> Duration {
    let mut text = String::from(if negative { "-P" } else { "P" });
    push_part(&mut text, seconds / 86_400, 'D');
    if !seconds.is_multiple_of(86_400) || nanoseconds > 0 {
        text.push('T');
        push_part(&mut text, seconds / 3600 % 24, 'H');
        push_part(&mut text, seconds / 60 % 60, 'M');
        if nanoseconds > 0 {
            let fraction = format!("{}.{nanoseconds:09}", seconds % 60);
            text.push_str(fraction.trim_end_matches('0'));
            text.push('S');
        } else {
            push_part(&mut text, seconds % 60, 'S');
        }
    } else if seconds == 0 {
        text.push_str("T0S");
    }
    Duration(text.into())
}

fn push_part(text: &mut String, number: u64, designator: char) {
    if number > 0 {
        text.push_str(&number.to_string());
        text.push(designator);
    }
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        match (self.length(), other.length()) {
            (Some(left), Some(right)) => left == right,
            (None, None) => self.0 == other.0,
            _ => false,
        }
    }
}

impl Eq for Duration {}

impl Hash for Duration {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.length() {
            Some(length) => length.hash(state),
            None => self.0.hash(state),
        }
    }
}
