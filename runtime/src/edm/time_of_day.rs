//! `Edm.TimeOfDay`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use super::clock::Clock;
use super::text::{Text, text_value};

/// An `Edm.TimeOfDay`: a time of a day without date or zone, to the picosecond.
///
/// It keeps how it was written: the number of fraction digits, and whether there were seconds.
/// Comparison and hash look at the time alone, so `08:00` equals `08:00:00.000`.
///
/// ```
/// use odata_runtime::TimeOfDay;
///
/// let time: TimeOfDay = "08:30:00.500".parse()?;
/// assert_eq!(time.to_string(), "08:30:00.500");
/// assert_eq!((time.hour(), time.minute(), time.nanosecond()), (8, 30, 500_000_000));
/// # Ok::<(), odata_runtime::ParseError>(())
/// ```
#[derive(Clone, Copy)]
pub struct TimeOfDay(Clock);

impl TimeOfDay {
    /// The hour, 0 to 23; 24 in `24:00:00`.
    #[must_use]
    pub const fn hour(self) -> u8 {
        self.0.hour()
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u8 {
        self.0.minute()
    }

    /// The second, 0 to 59; 60 in a leap second.
    #[must_use]
    pub const fn second(self) -> u8 {
        self.0.second()
    }

    /// The fraction of the second in nanoseconds, rounded down.
    #[must_use]
    pub const fn nanosecond(self) -> u32 {
        self.0.nanoseconds()
    }

    /// The time as jiff has it, rounded down to nanoseconds. `None` for `24:00:00`; a leap second
    /// becomes second 59.
    #[must_use]
    pub fn to_time(self) -> Option<jiff::civil::Time> {
        let nanosecond = i32::try_from(self.nanosecond()).ok()?;
        let second = self.second().min(59) as i8;
        jiff::civil::Time::new(self.hour() as i8, self.minute() as i8, second, nanosecond).ok()
    }

    pub(crate) fn parse(text: &str) -> Option<(Self, bool)> {
        let (clock, rest, exact) = Clock::read(text.as_bytes())?;
        rest.is_empty().then_some((Self(clock), exact))
    }

    fn text(self) -> Text<24> {
        let mut text = Text::new();
        self.0.write(&mut text);
        text
    }

    fn key(self) -> (i64, u64) {
        (self.0.seconds_of_day(), self.0.picoseconds())
    }
}

text_value!(TimeOfDay, "an `Edm.TimeOfDay` such as 08:30:00");

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}

impl From<jiff::civil::Time> for TimeOfDay {
    fn from(time: jiff::civil::Time) -> Self {
        Self(Clock::new(time.hour(), time.minute(), time.second(), time.subsec_nanosecond()))
    }
}

impl PartialEq for TimeOfDay {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for TimeOfDay {}

impl PartialOrd for TimeOfDay {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TimeOfDay {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl Hash for TimeOfDay {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}
