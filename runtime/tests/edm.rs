//! The primitive types: texts round trip, values compare by what they mean.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::HashSet;
use std::fmt::Display;
use std::str::FromStr;
use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};
use odata_runtime::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, TimeOfDay};
use proptest::prelude::*;

#[track_caller]
fn keeps<T: FromStr + Display + serde::Serialize>(texts: &[&str])
where
    T::Err: std::fmt::Debug,
{
    for text in texts {
        let value: T = text.parse().unwrap();
        assert_eq!(value.to_string(), *text);
        assert_eq!(format!("{value:>60}").trim_start(), *text);
    }
}

#[track_caller]
fn refuses<T: FromStr>(texts: &[&str]) {
    for text in texts {
        assert!(text.parse::<T>().is_err(), "{text}");
    }
}

fn time(text: &str) -> DateTimeOffset {
    text.parse().unwrap()
}

#[test]
fn date_time_offset_keeps_its_text() {
    keeps::<DateTimeOffset>(&[
        "2026-01-31T08:30:00Z",
        "2026-01-31t08:30:00z",
        "2026-01-31T08:30Z",
        "2026-01-31T08:30:00",
        "2026-01-31T08:30:00.0Z",
        "2026-01-31T08:30:00.1234567Z",
        "2026-01-31T08:30:00.123456789012+14:00",
        "2026-01-31T08:30:00-00:00",
        "2026-01-31T08:30:00+00:00",
        "2026-01-31T08:30:00-23:59",
        "0001-01-01T00:00:00Z",
        "0000-02-29T00:00:00Z",
        "9999-12-31T23:59:59.999999999999Z",
        "-9999-12-31T23:59:59.123456789012+14:00",
        "2016-12-31T23:59:60Z",
        "2026-01-31T24:00:00Z",
    ]);
    refuses::<DateTimeOffset>(&[
        "",
        "2026",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-31T25:00:00Z",
        "2026-01-31T24:00:01Z",
        "2026-01-31T08:60:00Z",
        "2026-01-31T08:30:61Z",
        "2026-01-31T08:30:00.Z",
        "2026-01-31T08:30:00Zx",
        "2026-01-31T08:30:00+24:00",
        "2026-01-31T08:30:00+1:00",
        "2026-01-31T08:30:00*01:00",
        "2026-01-31T8:30:00Z",
        "20260131T083000Z",
        "-0000-01-01T00:00:00Z",
        "12026-01-31T08:30:00Z",
        "٢٠٢٦-01-31T08:30:00Z",
        "/Date(0)/",
    ]);
    assert_eq!(std::mem::size_of::<Option<DateTimeOffset>>(), 16);
    // Understood, but not written so.
    assert_eq!(time("2026-01-31 08:30:00+0100"), time("2026-01-31T07:30:00Z"));
    assert_eq!(time("2026-01-31"), time("2026-01-31T00:00:00Z"));
}

#[test]
fn date_time_offset_compares_instants() {
    let noon = time("2026-01-31T12:00:00Z");
    for same in
        ["2026-01-31T12:00Z", "2026-01-31T13:00:00.000+01:00", "2026-01-31T12:00:00", "2026-01-31T00:00:00-12:00"]
    {
        assert_eq!(time(same), noon);
        assert_eq!(HashSet::from([time(same), noon]).len(), 1);
    }
    assert_eq!(time("2026-01-31T24:00:00Z"), time("2026-02-01T00:00:00Z"));
    assert!(time("2026-01-31T12:00:00.000000000001Z") > noon);
    assert!(time("2026-01-31T12:00:00+00:01") < noon);
}

#[test]
fn date_time_offset_converts() {
    let epoch = DateTimeOffset::from(SystemTime::UNIX_EPOCH);
    assert_eq!(epoch.to_string(), "1970-01-01T00:00:00Z");
    assert_eq!(SystemTime::try_from(epoch).unwrap(), SystemTime::UNIX_EPOCH);
    for second in [i64::MAX, i64::MIN, 0] {
        let nearest = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let timestamp = Timestamp::from_second(second).unwrap_or(nearest);
        assert_eq!(DateTimeOffset::from(timestamp).to_timestamp().unwrap(), timestamp);
    }
    let zoned = "2026-01-31T13:00:00.5+01:00[Europe/Berlin]".parse::<jiff::ZonedDateTime>();
    if let Ok(zoned) = zoned {
        let written = DateTimeOffset::from(&zoned);
        assert_eq!(written.to_string(), "2026-01-31T13:00:00.5+01:00");
        assert_eq!(written.offset_minutes(), 60);
        assert_eq!(written.to_zoned().unwrap().timestamp(), zoned.timestamp());
    }
    assert!(time("9999-12-31T23:59:59-23:59").to_timestamp().is_err());
    let before = Timestamp::now();
    assert!(DateTimeOffset::now().to_timestamp().unwrap() >= before);
}

#[test]
fn date_and_time() {
    keeps::<Date>(&["2026-01-31", "0001-01-01", "-0044-03-15", "2024-02-29", "9999-12-31"]);
    refuses::<Date>(&["", "2026-02-29", "2026-1-1", "2026-01-31T", "2026-01-31x", "12026-01-31"]);
    assert_eq!("2026-01-31T08:30:00Z".parse::<Date>().unwrap(), Date::new(2026, 1, 31).unwrap());
    assert_eq!(Date::new(2026, 2, 29), None);
    keeps::<TimeOfDay>(&["08:30", "08:30:00", "08:30:00.000", "23:59:59.999999999999", "24:00:00"]);
    refuses::<TimeOfDay>(&["", "8:30", "08:30:", "08:30Z", "24:01", "08:30:00."]);
    let time: TimeOfDay = "08:30".parse().unwrap();
    assert_eq!(time, "08:30:00.0".parse().unwrap());
    assert_eq!(time.to_time().unwrap(), jiff::civil::time(8, 30, 0, 0));
    assert_eq!(TimeOfDay::from(jiff::civil::time(8, 30, 0, 1_000_000)).to_string(), "08:30:00.001");
}

#[test]
fn durations() {
    keeps::<Duration>(&["P1D", "PT0S", "-P1DT2H3M4.500S", "P1Y2M3DT4H", "P2W", "PT1.5H", "+PT1S", "pt1s", "P0Y1D"]);
    refuses::<Duration>(&[
        "",
        "P",
        "PT",
        "P1DT",
        "1D",
        "P1",
        "PD",
        "PT1D",
        "P1S",
        "PT1S2M",
        "PT1S1S",
        "P-1D",
        "PT.5S",
        "P1DT1HT1M",
    ]);
    let seconds = |text: &str| text.parse::<Duration>().unwrap().total_seconds();
    assert_eq!(seconds("-P1DT2H3M4.9S"), Some(-93_784));
    assert_eq!(seconds("P2W"), Some(1_209_600));
    assert_eq!(seconds("PT1.5H"), Some(5400));
    assert_eq!(seconds("P1M"), None);
    assert_eq!(seconds("P0Y0M1D"), Some(86_400));
    assert_eq!(seconds(&format!("P{}D", "9".repeat(400))), None);
    assert_eq!(seconds("P99999999999999W"), None);
    let same = |left: &str, right: &str| left.parse::<Duration>().unwrap() == right.parse().unwrap();
    assert!(same("P1D", "PT24H") && same("P1Y", "P1Y") && !same("P1Y", "P12M") && !same("P1D", "P1Y"));
    assert_eq!("-P1D".parse::<Duration>().unwrap().to_std(), None);
    for (duration, text) in [
        (SignedDuration::ZERO, "PT0S"),
        (SignedDuration::from_secs(86_400), "P1D"),
        (SignedDuration::from_secs(-90_061), "-P1DT1H1M1S"),
        (SignedDuration::new(0, 1), "PT0.000000001S"),
        (SignedDuration::MIN, "-P106751991167300DT15H30M8.999999999S"),
    ] {
        assert_eq!(Duration::from(duration).to_string(), text);
        assert_eq!(Duration::from(duration).to_signed(), Some(duration));
    }
}

#[test]
fn guids() {
    keeps::<Guid>(&[
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        "0F8FAD5B-D9CB-469F-A165-70867728950E",
        "0f8FAd5b-d9cB-469f-A165-70867728950E",
    ]);
    refuses::<Guid>(&["", "0f8fad5b", "0f8fad5b-d9cb-469f-a165-70867728950g", "0f8fad5bd9cb-469f-a165-70867728950e-"]);
    let guid: Guid = "{0F8FAD5B-D9CB-469F-A165-70867728950E}".parse().unwrap();
    assert_eq!(guid, "0f8fad5bd9cb469fa16570867728950e".parse::<Guid>().unwrap());
    assert_eq!(guid.get_version_num(), 4);
}

#[test]
fn decimals() {
    keeps::<Decimal>(&[
        "0",
        "-0",
        "-0.0",
        "1.10",
        "12345678901234567890123456789012345678901234567890.1",
        "1e5",
        "1E-400",
        "INF",
        "-INF",
        "NaN",
        "79228162514264337593543950335",
        "0.0000000000000000000000000001",
    ]);
    refuses::<Decimal>(&["", "1.", ".5", "+1", "01", "1e", "inf", "0x1", "1_000"]);
    let same = |left: &str, right: &str| left.parse::<Decimal>().unwrap() == right.parse().unwrap();
    assert!(
        same("1.10", "1.1") && same("1e2", "100") && same("0.5e1", "5.0") && same("-0", "0.00") && same("0e5", "0")
    );
    assert!(!same("1", "-1") && !same("10", "1") && !same("1e1000", "1e1001") && !same("INF", "-INF"));
    assert_eq!("1e2".parse::<Decimal>().unwrap().to_decimal(), Some(100.into()));
    assert_eq!("1e400".parse::<Decimal>().unwrap().to_decimal(), None);
    assert!(Decimal::from(2) > "1.5".parse().unwrap());
    assert_eq!(
        serde_json::to_string(&["1.10", "1e400", "INF"].map(|text| text.parse::<Decimal>().unwrap())).unwrap(),
        r#"[1.10,1e400,"INF"]"#
    );
    let read: Vec<Decimal> = serde_json::from_str(r#"[1.10,"2.50","NaN"]"#).unwrap();
    assert_eq!(read.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1.10", "2.50", "NaN"]);
}

#[test]
fn binaries() {
    keeps::<Binary>(&["", "AA==", "AA", "-_8=", "+/8=", "AAAA\r\nAAAA"]);
    refuses::<Binary>(&["A", "AA A", "ä", "AAAAA"]);
    assert_eq!("-_8=".parse::<Binary>().unwrap(), "+/8".parse().unwrap());
    assert_eq!(Binary::standard(&[0xfb, 0xff]).as_str(), "+/8=");
}

#[test]
fn json_values() {
    let json: Json = serde_json::from_str(r#" {"a": 1.10} "#).unwrap();
    assert_eq!(json.as_str(), r#"{"a": 1.10}"#);
    assert_eq!(Json::from(serde_json::json!([1])).as_str(), "[1]");
    assert_eq!(Json::from_value(&"x").unwrap().get_as::<String>().unwrap(), "x");
}

proptest! {
    #[test]
    fn no_text_makes_a_panic(text in "\\PC{0,40}|[-+PTZ0-9:.eEDHMSWY]{0,40}|[0-9]{4}-[0-9]{2}-[0-9]{2}[tT ]?[0-9:.]{0,20}[zZ]?") {
        let _ = text.parse::<DateTimeOffset>().map(|value| (value.to_string(), value.to_timestamp().is_ok(), value == value));
        let _ = text.parse::<Date>();
        let _ = text.parse::<TimeOfDay>().map(|value| value.to_time());
        let _ = text.parse::<Duration>().map(|value| (value.to_signed(), value.to_std(), value == value));
        let _ = text.parse::<Guid>();
        let _ = text.parse::<Decimal>().map(|value| (value.to_decimal(), value.clone() == value));
        let _ = text.parse::<Binary>().map(|value| value.bytes());
    }

    #[test]
    fn instants_are_those_of_jiff(second in -377_000_000_000_i64..253_000_000_000, nanosecond in 0..1_000_000_000, offset in -1439..1440) {
        let timestamp = Timestamp::new(second, nanosecond).unwrap();
        let written = DateTimeOffset::from(timestamp);
        prop_assert_eq!(written.to_timestamp().unwrap(), timestamp);
        prop_assert_eq!(time(&written.to_string()).to_timestamp().unwrap(), timestamp);
        let zone = jiff::tz::Offset::from_seconds(offset * 60).unwrap();
        let zoned = DateTimeOffset::from(timestamp.to_zoned_datetime(zone.to_time_zone()));
        prop_assert_eq!(zoned, written);
        prop_assert_eq!(zoned.to_timestamp().unwrap(), timestamp);
        prop_assert_eq!(zoned.offset_minutes(), offset as i16);
        prop_assert_eq!(time(&zoned.to_string()).to_string(), zoned.to_string());
        let other = Timestamp::new(second / 2, nanosecond).unwrap();
        prop_assert_eq!(written.cmp(&other.into()), timestamp.cmp(&other));
    }

    #[test]
    fn bytes_come_back(bytes: Vec<u8>) {
        prop_assert_eq!(Binary::from(bytes.clone()).bytes(), bytes.clone());
        prop_assert_eq!(Binary::standard(&bytes).bytes(), bytes.clone());
        prop_assert_eq!(Binary::from(bytes.as_slice()), Binary::standard(&bytes));
    }

    #[test]
    fn durations_come_back(seconds: i64, nanoseconds in 0..1_000_000_000_i32) {
        let duration = SignedDuration::new(seconds, if seconds < 0 { -nanoseconds } else { nanoseconds });
        prop_assert_eq!(Duration::from(duration).to_signed(), Some(duration));
    }

    #[test]
    fn equal_decimals_hash_alike(digits in "-?(0|[1-9][0-9]{0,32})(\\.[0-9]{1,32})?", exponent in -5..6_i32) {
        use std::hash::{BuildHasher, RandomState};
        let plain: Decimal = digits.parse().unwrap();
        prop_assert_eq!(plain.to_string(), digits.clone());
        let zeros = if digits.contains('.') { format!("{digits}00") } else { format!("{digits}.00") };
        let other: Decimal = zeros.parse().unwrap();
        let shifted: Decimal = format!("{digits}e{exponent}").parse().unwrap();
        prop_assert_eq!(&plain, &other);
        prop_assert_eq!(plain == shifted, exponent == 0 || !digits.contains(|digit| ('1'..='9').contains(&digit)));
        let state = RandomState::new();
        prop_assert_eq!(state.hash_one(&plain), state.hash_one(&other));
    }
}
