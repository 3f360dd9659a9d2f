//! Collections of every type, which go through parameter aliases as JSON.

use odata_runtime::query::IntoValue;

use super::{
    BASE, Binary, Color, Date, DateTimeOffset, Decimal, Duration, EnumStyle, Guid, KeyStyle, Literal, TimeOfDay, Tones,
    parse, root,
};

/// The JSON of a collection as it stands in a URL, in both styles of enumerations: that of JSON is one.
fn alias<V>(values: impl IntoValue<V>) -> String {
    let json = values.into_json().unwrap();
    let [plain, qualified] = [EnumStyle::Plain, EnumStyle::Qualified].map(|enums| {
        let call = root(KeyStyle::Segment, enums).function("f").argument("a", Literal::json(&json)).returns::<()>();
        let uri = call.request().unwrap().uri().to_string();
        uri.strip_prefix(BASE).unwrap().strip_prefix("/f(a=@p1)?@p1=").unwrap().to_owned()
    });
    assert_eq!(plain, qualified);
    plain
}

fn check<V>(values: impl IntoValue<Vec<V>>, expected: &str) {
    assert_eq!(alias(values), format!("%5B{expected}%5D"));
}

#[test]
fn numbers_and_booleans() {
    check::<bool>([true, false], "true,false");
    check::<u8>([u8::MAX], "255");
    check::<i8>([i8::MIN], "-128");
    check::<i16>([i16::MIN], "-32768");
    check::<i32>([i32::MIN, i32::MAX], "-2147483648,2147483647");
    check::<i64>([i64::MIN, i64::MAX], "-9223372036854775808,9223372036854775807");
    check::<f32>([-0.5_f32, f32::NAN], "-0.5,%22NaN%22");
    check::<f64>([1e-7, f64::INFINITY, f64::NEG_INFINITY], "1e-7,%22INF%22,%22-INF%22");
    let decimals = ["7922816251426433759354395033.5", "-0.0000000000000000000000000001", "-INF"].map(parse::<Decimal>);
    check::<Decimal>(decimals, "7922816251426433759354395033.5,-0.0000000000000000000000000001,%22-INF%22");
    check::<Decimal>([parse::<Decimal>("1E+400")], "1E%2B400");
}

#[test]
fn times() {
    check::<Date>(["-0001-12-31", "9999-12-31"].map(parse::<Date>), "%22-0001-12-31%22,%229999-12-31%22");
    check::<TimeOfDay>([parse::<TimeOfDay>("23:59:59.9999999")], "%2223:59:59.9999999%22");
    let times = ["2026-01-02T03:04:05+14:00", "2026-01-02T03:04:05-11:30"].map(parse::<DateTimeOffset>);
    check::<DateTimeOffset>(times, "%222026-01-02T03:04:05%2B14:00%22,%222026-01-02T03:04:05-11:30%22");
    check::<Duration>(["-P1D", "PT0.5S"].map(parse::<Duration>), "%22-P1D%22,%22PT0.5S%22");
}

#[test]
fn what_is_written_as_text() {
    let guid = "6f01bfd8-0d5b-4d0b-8f3e-2e8d6e2a1a11";
    check::<Guid>([parse::<Guid>(guid)], &format!("%22{guid}%22"));
    check::<Binary>([&[0xfb_u8, 0xff][..], &[]], "%22-_8=%22,%22%22");
    check::<Color>([Color::Red], "%22red%22");
    check::<Tones>([Tones::LOW | Tones::HIGH, Tones::default()], "%22low,high%22,%220%22");
    check::<String>(["it's", "a/b", "\"\\\n"], "%22it's%22,%22a%2Fb%22,%22%5C%22%5C%5C%5Cn%22");
    check::<String>(["a+b&c=d#e?f", "%"], "%22a%2Bb%26c=d%23e%3Ff%22,%22%25%22");
    check::<String>(["", "日本"], "%22%22,%22%E6%97%A5%E6%9C%AC%22");
    check::<String>(Vec::<String>::new(), "");
}
