//! The exact text of every literal and key segment, and the JSON of every value.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};
use odata_runtime::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use odata_runtime::query::{EnumStyle, IntoLiteral, IntoValue, ToLiteral};

use crate::sample::*;

fn literal(value: &dyn ToLiteral) -> String {
    value.literal(EnumStyle::Qualified)
}

fn given<V>(value: impl IntoLiteral<V>) -> String {
    value.into_literal().render(EnumStyle::Qualified)
}

fn json<V>(value: impl IntoValue<V>) -> String {
    value.into_json().unwrap().get().to_owned()
}

#[test]
fn literals_of_each_primitive_type() {
    let timestamp: Timestamp = "2025-01-02T03:04:05.006Z".parse().unwrap();
    let guid = uuid::Uuid::from_u128(0xab);
    let cases: [(&dyn ToLiteral, &str, &str); 24] = [
        (&true, "true", "true"),
        (&false, "false", "false"),
        (&-8_i8, "-8", "-8"),
        (&8_u8, "8", "8"),
        (&-16_i16, "-16", "-16"),
        (&-32_i32, "-32", "-32"),
        (&i64::MAX, "9223372036854775807", "9223372036854775807"),
        (&1.5_f32, "1.5", "1.5"),
        (&2.0_f64, "2.0", "2.0"),
        (&1e300_f64, "1e300", "1e300"),
        (&f64::NAN, "NaN", "NaN"),
        (&f64::INFINITY, "INF", "INF"),
        (&f64::NEG_INFINITY, "-INF", "-INF"),
        (&"O'Neil", "'O''Neil'", "O'Neil"),
        (&String::new(), "''", ""),
        (&Guid::from(guid), "00000000-0000-0000-0000-0000000000ab", "00000000-0000-0000-0000-0000000000ab"),
        (&DateTimeOffset::from(timestamp), "2025-01-02T03:04:05.006Z", "2025-01-02T03:04:05.006Z"),
        (&Date::from(jiff::civil::date(2025, 1, 2)), "2025-01-02", "2025-01-02"),
        (&TimeOfDay::from(jiff::civil::time(3, 4, 5, 0)), "03:04:05", "03:04:05"),
        (&Binary::standard(&[0xfb, 0xff]), "binary'-_8='", "-_8="),
        (&Decimal::from(12), "12", "12"),
        (&Status::Failed, "ns.status'failed'", "failed"),
        (&LifecycleTaskCategory::JOINER_AND_LEAVER, "ns.category'joiner,leaver'", "joiner,leaver"),
        (&None::<i32>, "null", "null"),
    ];
    for (value, text, segment) in cases {
        assert_eq!((literal(value).as_str(), value.segment().as_str()), (text, segment));
    }
    let hour = Duration::from(SignedDuration::from_hours(1));
    assert_eq!(literal(&hour), format!("duration'{hour}'"));
    assert_eq!(hour.segment(), hour.to_string());
}

#[test]
fn what_is_given_becomes_the_type() {
    let timestamp: Timestamp = "2025-01-02T03:04:05Z".parse().unwrap();
    let zoned = timestamp.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let system = std::time::SystemTime::try_from(timestamp).unwrap();
    let text = "2025-01-02T03:04:05Z";
    assert_eq!(given::<DateTimeOffset>(timestamp), text);
    assert_eq!(given::<DateTimeOffset>(&timestamp), text);
    assert_eq!(given::<DateTimeOffset>(system), text);
    assert_eq!(given::<DateTimeOffset>(&zoned).get(..19), text.get(..19));
    assert_eq!(json::<DateTimeOffset>(timestamp), format!("\"{text}\""));
    assert_eq!(given::<String>(Cow::Borrowed("a")), "'a'");
    assert_eq!(given::<i64>(-3_i32), "-3");
    assert_eq!(given::<f64>(0.5_f32), "0.5");
}

#[test]
fn values_as_json() {
    assert_eq!(json::<String>("a\"\n"), r#""a\"\n""#);
    assert_eq!(json::<String>(String::from("a")), r#""a""#);
    assert_eq!(json::<i64>(5_i32), "5");
    assert_eq!(json::<i16>(5), "5");
    assert_eq!(json::<f64>(f64::NEG_INFINITY), r#""-INF""#);
    assert_eq!(json::<f64>(1.5), "1.5");
    assert_eq!(json::<bool>(true), "true");
    assert_eq!(json::<Status>(Status::Failed), r#""failed""#);
    assert_eq!(json::<Status>(&Status::Failed), r#""failed""#);
    assert_eq!(json::<Task>(Task), r#"{"@odata.type":"Task"}"#);
    assert_eq!(json::<SubjectSet>(RuleBasedSubjectSet), r#"{"@odata.type":"RuleBasedSubjectSet"}"#);
    assert_eq!(json::<Vec<String>>(["a", "b"]), r#"["a","b"]"#);
    assert_eq!(json::<Vec<String>>(vec![String::from("a")]), r#"["a"]"#);
    assert_eq!(json::<Vec<String>>(&vec![String::from("a")]), r#"["a"]"#);
    assert_eq!(json::<Vec<i64>>([1_i32].as_slice().to_vec()), "[1]");
    assert_eq!(json::<Vec<Task>>(&[Task, Task][..]), r#"[{"@odata.type":"Task"},{"@odata.type":"Task"}]"#);
    assert_eq!(json::<Vec<String>>(Vec::<&str>::new()), "[]");
    assert_eq!(json::<Vec<Status>>([Status::Queued]), r#"["queued"]"#);
}
