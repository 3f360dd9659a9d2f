//! `Edm.DateTimeOffset`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::time::SystemTime;

use jiff::tz::Offset;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Serialize, Serializer};

use super::calendar::days_since_epoch;
use super::clock::Clock;
use super::date::{read_date, write_date};
use super::text::{Text, text_value, two};

/// An `Edm.DateTimeOffset`: an instant, to the picosecond, with the offset it was written in.
///
/// It keeps what the service wrote, and writes the same text again: the number of fraction digits,
/// `Z` or an offset, seconds or none. A text without an offset is read as UTC.
///
/// Equality, order and hash go by the instant, so `2026-01-31T12:00:00Z` equals
/// `2026-01-31T13:00:00.0+01:00`.
///
/// ```
/// use odata_runtime::DateTimeOffset;
///
/// let written: DateTimeOffset = "2026-01-31T13:00:00.5000000+01:00".parse()?;
/// assert_eq!(written.to_string(), "2026-01-31T13:00:00.5000000+01:00");
/// assert_eq!(written, "2026-01-31T12:00:00.5Z".parse()?);
/// # Ok::<(), odata_runtime::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct DateTimeOffset {
    year: i16,
    month: u8,
    day: u8,
    /// Minutes ahead of UTC.
    offset: i16,
    zone: Zone,
    lower_t: bool,
    clock: Clock,
}

/// How the offset was written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Upper,
    Lower,
    Plus,
    Minus,
    Absent,
}

impl DateTimeOffset {
    /// Whether an offset, or `Z`, is written.
    pub(crate) fn has_offset(&self) -> bool {
        self.zone != Zone::Absent
    }

    /// The instant it is now, in UTC.
    #[must_use]
    pub fn now() -> Self {
        Timestamp::now().into()
    }

    /// The instant, rounded down to nanoseconds.
    ///
    /// # Errors
    ///
    /// If the instant is outside of what [`Timestamp`] can hold, about the years -9999 to 9999.
    pub fn to_timestamp(self) -> Result<Timestamp, jiff::Error> {
        let (second, _) = self.instant();
        let nanosecond = i32::try_from(self.clock.nanoseconds()).unwrap_or(0);
        // Two steps, for nanoseconds must not be negative where seconds are at the minimum.
        Timestamp::new(second, 0)?.checked_add(jiff::SignedDuration::new(0, nanosecond))
    }

    /// The instant as a date and time at the offset that was written.
    ///
    /// # Errors
    ///
    /// If the instant is outside of what [`Timestamp`] can hold.
    pub fn to_zoned(self) -> Result<ZonedDateTime, jiff::Error> {
        let offset = Offset::from_seconds(i32::from(self.offset_minutes()) * 60)?;
        Ok(self.to_timestamp()?.to_zoned_datetime(offset.to_time_zone()))
    }

    /// Minutes that the written time is ahead of UTC. 0 for `Z`, and where no offset was written.
    #[must_use]
    pub const fn offset_minutes(self) -> i16 {
        self.offset
    }

    pub(crate) fn parse(text: &str) -> Option<(Self, bool)> {
        let ((year, month, day), rest) = read_date(text.as_bytes())?;
        let (rest, lower_t, exact_t) = match rest {
            [b'T', rest @ ..] => (rest, false, true),
            [b't', rest @ ..] => (rest, true, true),
            [b' ', rest @ ..] => (rest, false, false),
            [] => (b"00:00:00".as_slice(), false, false),
            _ => return None,
        };
        let (clock, rest, exact_clock) = Clock::read(rest)?;
        let (zone, offset, exact_zone) = read_zone(rest)?;
        Some((Self { year, month, day, offset, zone, lower_t, clock }, exact_t && exact_clock && exact_zone))
    }

    fn text(self) -> Text<48> {
        let mut text = Text::new();
        write_date(&mut text, self.year, self.month, self.day);
        text.push(if self.lower_t { b't' } else { b'T' });
        self.clock.write(&mut text);
        match self.zone {
            Zone::Upper => text.push(b'Z'),
            Zone::Lower => text.push(b'z'),
            Zone::Absent => {}
            Zone::Plus | Zone::Minus => {
                text.push(if self.zone == Zone::Plus { b'+' } else { b'-' });
                let minutes = self.offset.unsigned_abs();
                text.pair((minutes / 60) as u8);
                text.push(b':');
                text.pair((minutes % 60) as u8);
            }
        }
        text
    }

    /// Seconds since 1970-01-01T00:00:00Z, and the picoseconds after them.
    fn instant(self) -> (i64, u64) {
        let days = days_since_epoch(self.year, self.month, self.day);
        let seconds = days * 86_400 + self.clock.seconds_of_day() - i64::from(self.offset) * 60;
        (seconds, self.clock.picoseconds())
    }

    fn from_civil(time: jiff::civil::DateTime, zone: Zone, offset: i16) -> Self {
        let (month, day) = (time.month().unsigned_abs(), time.day().unsigned_abs());
        let clock = Clock::new(time.hour(), time.minute(), time.second(), time.subsec_nanosecond());
        Self { year: time.year(), month, day, offset, zone, lower_t: false, clock }
    }
}

/// Reads an offset: how it was written, its minutes, and whether it is written so again.
fn read_zone(bytes: &[u8]) -> Option<(Zone, i16, bool)> {
    let (sign, hour, minute, exact) = match bytes {
        [b'Z'] => return Some((Zone::Upper, 0, true)),
        [b'z'] => return Some((Zone::Lower, 0, true)),
        [] => return Some((Zone::Absent, 0, true)),
        [sign, h1, h2, b':', m1, m2] => (sign, two(*h1, *h2), two(*m1, *m2), true),
        [sign, h1, h2, m1, m2] => (sign, two(*h1, *h2), two(*m1, *m2), false),
        [sign, h1, h2] => (sign, two(*h1, *h2), 0, false),
        _ => return None,
    };
    let minutes = i16::from(hour) * 60 + i16::from(minute);
    let (zone, minutes) = match sign {
        b'+' => (Zone::Plus, minutes),
        b'-' => (Zone::Minus, -minutes),
        _ => return None,
    };
    (hour <= 23 && minute <= 59).then_some((zone, minutes, exact))
}

text_value!(DateTimeOffset, "an `Edm.DateTimeOffset` such as 2026-01-31T08:30:00Z");

impl fmt::Display for DateTimeOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl Serialize for DateTimeOffset {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}

impl From<Timestamp> for DateTimeOffset {
    fn from(timestamp: Timestamp) -> Self {
        Self::from_civil(Offset::UTC.to_datetime(timestamp), Zone::Upper, 0)
    }
}

impl From<&ZonedDateTime> for DateTimeOffset {
    /// Keeps the offset, not the name of the zone. An offset that is not of whole minutes becomes
    /// UTC, for it cannot be written.
    fn from(zoned: &ZonedDateTime) -> Self {
        let seconds = zoned.offset().seconds();
        let zone = if seconds < 0 { Zone::Minus } else { Zone::Plus };
        match i16::try_from(seconds / 60) {
            Ok(minutes) if seconds % 60 == 0 && minutes.unsigned_abs() < 1440 => {
                Self::from_civil(zoned.datetime(), zone, minutes)
            }
            _ => zoned.timestamp().into(),
        }
    }
}

impl From<ZonedDateTime> for DateTimeOffset {
    fn from(zoned: ZonedDateTime) -> Self {
        Self::from(&zoned)
    }
}

impl From<SystemTime> for DateTimeOffset {
    /// A time outside of the years -9999 to 9999 becomes the nearest one that can be written.
    fn from(time: SystemTime) -> Self {
        let nearest = || {
            if time < SystemTime::UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX }
        };
        Timestamp::try_from(time).unwrap_or_else(|_| nearest()).into()
    }
}

impl TryFrom<DateTimeOffset> for Timestamp {
    type Error = jiff::Error;

    fn try_from(value: DateTimeOffset) -> Result<Self, Self::Error> {
        value.to_timestamp()
    }
}

impl TryFrom<DateTimeOffset> for SystemTime {
    type Error = jiff::Error;

    fn try_from(value: DateTimeOffset) -> Result<Self, Self::Error> {
        value.to_timestamp()?.try_into()
    }
}

impl PartialEq for DateTimeOffset {
    fn eq(&self, other: &Self) -> bool {
        self.instant() == other.instant()
    }
}

impl Eq for DateTimeOffset {}

impl PartialOrd for DateTimeOffset {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTimeOffset {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl Hash for DateTimeOffset {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant().hash(state);
    }
}
