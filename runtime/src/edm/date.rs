//! `Edm.Date`.

use std::fmt;
use std::ops::Deref;

use serde::{Serialize, Serializer};

use super::calendar::days_in_month;
use super::date_time_offset::DateTimeOffset;
use super::text::{Text, text_value, two};

/// An `Edm.Date`: a day of the Gregorian calendar, from year -9999 to 9999.
///
/// Derefs to [`jiff::civil::Date`] for its parts and arithmetic.
///
/// ```
/// use odata_runtime::Date;
///
/// let date: Date = "2026-01-31".parse()?;
/// assert_eq!((date.year(), date.month(), date.day()), (2026, 1, 31));
/// # Ok::<(), odata_runtime::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The date of that year, month (1 to 12) and day (1 to 31), if there is one.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        jiff::civil::Date::new(year, month, day).ok().map(Self)
    }

    pub(crate) fn parse(text: &str) -> Option<(Self, bool)> {
        let ((year, month, day), rest) = read_date(text.as_bytes())?;
        // A service may send a date with a time. The time is kept by whoever keeps the text.
        let exact = rest.is_empty();
        if !exact {
            DateTimeOffset::parse(text)?;
        }
        Some((Self::new(year, month as i8, day as i8)?, exact))
    }

    fn text(self) -> Text<16> {
        let mut text = Text::new();
        write_date(&mut text, self.0.year(), self.0.month() as u8, self.0.day() as u8);
        text
    }
}

/// A date that exists.
pub(super) type YearMonthDay = (i16, u8, u8);

/// Reads `[-]yyyy-mm-dd` from the front, and gives the bytes after it.
pub(super) fn read_date(bytes: &[u8]) -> Option<(YearMonthDay, &[u8])> {
    let (negative, bytes) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = bytes else {
        return None;
    };
    let (century, year) = (two(*y1, *y2), two(*y3, *y4));
    if century > 99 || year > 99 {
        return None;
    }
    let year = i16::from(century) * 100 + i16::from(year);
    if negative && year == 0 {
        return None;
    }
    let year = if negative { -year } else { year };
    let (month, day) = (two(*m1, *m2), two(*d1, *d2));
    (day >= 1 && day <= days_in_month(year, month)).then_some(((year, month, day), rest))
}

pub(super) fn write_date<const N: usize>(text: &mut Text<N>, year: i16, month: u8, day: u8) {
    if year < 0 {
        text.push(b'-');
    }
    let year = year.unsigned_abs();
    text.pair((year / 100) as u8);
    text.pair((year % 100) as u8);
    text.push(b'-');
    text.pair(month);
    text.push(b'-');
    text.pair(day);
}

text_value!(Date, "an `Edm.Date` such as 2026-01-31");

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}

impl Deref for Date {
    type Target = jiff::civil::Date;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

impl From<Date> for jiff::civil::Date {
    fn from(date: Date) -> Self {
        date.0
    }
}
