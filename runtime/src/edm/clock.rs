//! A time of day with up to twelve fraction digits, as it was written.

use super::text::{Text, two};

const PICOSECONDS: u64 = (1 << 40) - 1;
const DIGITS_AT: u32 = 40;
const SECONDS_ABSENT: u64 = 1 << 44;
const HOUR_AT: u32 = 45;
const MINUTE_AT: u32 = 50;
const SECOND_AT: u32 = 56;

const POWERS_OF_TEN: [u64; 13] = {
    let mut powers = [1; 13];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

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
        text.pair(self.hour());
        text.push(b':');
        text.pair(self.minute());
        if self.0 & SECONDS_ABSENT != 0 {
            return;
        }
        text.push(b':');
        text.pair(self.second());
        let digits = (self.0 >> DIGITS_AT & 0xf) as usize;
        if digits > 0 {
            text.push(b'.');
            let unit = POWERS_OF_TEN.get(12_usize.saturating_sub(digits)).copied().unwrap_or(1);
            text.digits(self.picoseconds() / unit, digits);
        }
    }
}

/// Reads one or more digits: the packed fraction, the bytes after it, and whether it was kept whole.
fn read_fraction(bytes: &[u8]) -> Option<(u64, &[u8], bool)> {
    let (kept, count) = match bytes.first_chunk::<8>().map(leading_digits) {
        Some(digits @ (_, 0..8)) => digits,
        _ => read_digits(bytes),
    };
    let places = count.min(12);
    let picoseconds = kept * POWERS_OF_TEN.get(12 - places)?;
    (count > 0).then_some((picoseconds | (places as u64) << DIGITS_AT, bytes.get(count..)?, count == places))
}

/// The number that the first twelve digits make, and how many digits there are.
fn read_digits(bytes: &[u8]) -> (u64, usize) {
    let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let kept = bytes.iter().take(count.min(12));
    (kept.fold(0, |number, digit| number * 10 + u64::from(digit - b'0')), count)
}

/// The same for eight bytes at once: services write seven digits, and a letter after them.
const fn leading_digits(bytes: &[u8; 8]) -> (u64, usize) {
    const ONES: u64 = u64::MAX / 255;
    // A digit becomes its value; any other byte, alone, reaches the high bit when 118 is added to it.
    let values = u64::from_le_bytes(*bytes) ^ (ONES * b'0' as u64);
    let others = (((values & (ONES * 0x7f)) + ONES * 0x76) | values) & (ONES * 0x80);
    let count = (others.trailing_zeros() / 8) as usize;
    if count == 0 {
        return (0, 0);
    }
    // Zeros before the digits, which are then added up: in pairs, in fours, and all eight.
    let digits = values << (8 * (8 - count));
    let pairs = digits * 10 + (digits >> 8);
    let (outer, inner) = (pairs & 0x0000_00ff_0000_00ff, (pairs >> 16) & 0x0000_00ff_0000_00ff);
    let sum = outer.wrapping_mul(0x000f_4240_0000_0064).wrapping_add(inner.wrapping_mul(0x0000_2710_0000_0001));
    (sum >> 32, count)
}

#[cfg(test)]
mod tests {
    use super::{leading_digits, read_digits};

    #[test]
    fn reads_eight_digits_as_one_by_one() {
        for text in
            ["12345678", "1234567Z", "000001+0", "9Z999999", "99999999", "0", "Z1234567", "12/45678", "12:45678"]
        {
            for filler in [0, b'/', b':', b'z', 0x80, 0xb5, 0xff] {
                let mut bytes = [filler; 8];
                bytes.iter_mut().zip(text.bytes()).for_each(|(place, byte)| *place = byte);
                assert_eq!(leading_digits(&bytes), read_digits(&bytes), "{text} {filler}");
            }
        }
    }
}
