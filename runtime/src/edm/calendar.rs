//! Arithmetic of the proleptic Gregorian calendar.

/// Days in the month; 0 where there is no such month.
pub(super) const fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Days from 1970-01-01 to the date. The date must exist.
pub(super) const fn days_since_epoch(year: i16, month: u8, day: u8) -> i64 {
    // Counted in years that begin in March: then the leap day is the last of its year, and the
    // days before a month follow from a linear formula.
    let (year, month) = (year as i64 - (month <= 2) as i64, (month as i64 + 9) % 12);
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days_before_month = (153 * month + 2) / 5;
    // 719468 days lie between 0000-03-01 and 1970-01-01.
    365 * year + leap_days + days_before_month + day as i64 - 1 - 719_468
}
