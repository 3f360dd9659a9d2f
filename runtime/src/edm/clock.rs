//! A time of day with up to twelve fraction digits, as it was written.

use super::text::{Text, two};

const PICOSECONDS: u64 = (1 << 40) - 1;
const DIGITS_AT: u32 = 40;
const SECONDS_ABSENT: u64 = 1 << 44;
const HOUR_AT: u32 = 45;
const MINUTE_AT: u32 = 50;
const SECOND_AT: u32 = 56;

/// Hour, minute, second and fraction, and the form they were written in, packed in one word.
#[derive(Clone, Copy)]
pub(super) struct Clock(u64);

impl Clock {
    const fn pack(hour: u8, minute: u8, second: u8, rest: u64) -> Self {
        Self((hour as u64) << HOUR_AT | (minute as u64) << MINUTE_AT | (second as u64) << SECOND_AT | rest)
    }

    /// A clock that writes as many fraction digits as the nanoseconds need.
    pub(super) fn new(hour: i8, minute: i8, second: i8, nanosecond: i32) -> Self {
        let nanosecond = nanosecond.unsigned_abs();
        let mut digits = if nanosecond == 0 { 0 } else { 9 };
        let mut rest = nanosecond;
        while rest != 0 && rest.is_multiple_of(10) {
            rest /= 10;
            digits -= 1;
        }
        let fraction = (u64::from(nanosecond) * 1000) | (digits << DIGITS_AT);
        Self::pack(hour.unsigned_abs(), minute.unsigned_abs(), second.unsigned_abs(), fraction)
    }

    pub(super) const fn hour(self) -> u8 {
        (self.0 >> HOUR_AT & 0x1f) as u8
    }

    pub(super) const fn minute(self) -> u8 {
        (self.0 >> MINUTE_AT & 0x3f) as u8
    }

    pub(super) const fn second(self) -> u8 {
        (self.0 >> SECOND_AT & 0x3f) as u8
    }

    pub(super) const fn picoseconds(self) -> u64 {
        self.0 & PICOSECONDS
    }

    pub(super) const fn nanoseconds(self) -> u32 {
        (self.picoseconds() / 1000) as u32
    }

    pub(super) const fn seconds_of_day(self) -> i64 {
        self.hour() as i64 * 3600 + self.minute() as i64 * 60 + self.second() as i64
    }

    /// Reads `hh:mm[:ss[.f]]` from the front. Gives the clock, the bytes after it, and whether
    /// [`write`](Self::write) gives the same text.
    pub(super) fn read(bytes: &[u8]) -> Option<(Self, &[u8], bool)> {
        let [h1, h2, b':', m1, m2, rest @ ..] = bytes else {
            return None;
        };
        let (hour, minute) = (two(*h1, *h2), two(*m1, *m2));
        let (mut second, mut fraction, mut rest, mut exact) = (0, SECONDS_ABSENT, rest, true);
        if let [b':', s1, s2, after @ ..] = rest {
            (second, fraction, rest) = (two(*s1, *s2), 0, after);
            if let [b'.', after @ ..] = rest {
                (fraction, rest, exact) = read_fraction(after)?;
            }
        }
        // 24:00 ends a day, and second 60 is a leap second: both are legal in ISO 8601.
        let midnight = hour == 24 && minute == 0 && second == 0 && fraction & PICOSECONDS == 0;
        let legal = (hour <= 23 || midnight) && minute <= 59 && second <= 60;
        legal.then(|| (Self::pack(hour, minute, second, fraction), rest, exact))
    }

    pub(super) fn write<const N: usize>(self, text: &mut Text<N>) {
        text.digits(self.hour().into(), 2);
        text.push(b':');
        text.digits(self.minute().into(), 2);
        if self.0 & SECONDS_ABSENT != 0 {
            return;
        }
        text.push(b':');
        text.digits(self.second().into(), 2);
        let digits = (self.0 >> DIGITS_AT & 0xf) as u32;
        if digits > 0 {
            text.push(b'.');
            text.digits(self.picoseconds() / 10_u64.pow(12_u32.saturating_sub(digits)), digits as usize);
        }
    }
}

/// Reads one or more digits: the packed fraction, the bytes after it, and whether it was kept whole.
fn read_fraction(bytes: &[u8]) -> Option<(u64, &[u8], bool)> {
    let mut picoseconds = 0;
    let mut count = 0_usize;
    let mut rest = bytes;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        if count < 12 {
            picoseconds = picoseconds * 10 + u64::from(digit - b'0');
        }
        count += 1;
        rest = after;
    }
    let kept = count.min(12);
    picoseconds *= 10_u64.pow(12 - kept as u32);
    (count > 0).then_some((picoseconds | (kept as u64) << DIGITS_AT, rest, count == kept))
}
