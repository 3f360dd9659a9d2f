//! A value of every Edm type in every place of a URL, letter by letter: in a key of both styles, in a
//! filter, as an argument of a function, and through a parameter alias.

use odata_runtime::query::{IntoOperand, Literal, Primitive};
use odata_runtime::{
    Binary, Client, Date, DateTimeOffset, Decimal, Duration, Enum, EnumStyle, FlagSet, Flags, Guid, KeyStyle, Object,
    ParseError, Property, Resource, TimeOfDay, ToLiteral, transport::memory::InMemory,
};

use crate::support::BASE;

mod aliases;
mod texts;

/// An enumeration as emitted code has it.
#[derive(Clone)]
enum Color {
    Red,
    UnknownValue(String),
}

impl Enum for Color {
    const NAMES: &'static [&'static str] = &["red"];

    const MEMBERS: &'static [Self] = &[Self::Red];

    fn unknown(text: String) -> Self {
        Self::UnknownValue(text)
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::UnknownValue(text) => text,
        }
    }
}

odata_runtime::string_enum!(Color, "ns.color");

/// An enumeration with flags as emitted code has it.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Tones(FlagSet);

impl Tones {
    const LOW: Self = Self(FlagSet::member(0));
    const HIGH: Self = Self(FlagSet::member(1));
}

impl Flags for Tones {
    const NAMES: &'static [&'static str] = &["low", "high"];

    fn from_set(set: FlagSet) -> Self {
        Self(set)
    }

    fn set(&self) -> &FlagSet {
        &self.0
    }

    fn set_mut(&mut self) -> &mut FlagSet {
        &mut self.0
    }
}

odata_runtime::flags!(Tones, "ns.tones");

fn root(keys: KeyStyle, enums: EnumStyle) -> Resource {
    let client = Client::builder(BASE).key_style(keys).enum_style(enums).transport(InMemory::default());
    client.build().unwrap().resource()
}

/// The URL of a request, below the service's root.
fn below(uri: &http::Uri) -> String {
    uri.to_string().trim_start_matches(BASE).to_owned()
}

/// What a value is in a key in parentheses, in a key that is a segment, and as an argument.
fn places(value: &(impl ToLiteral + Clone), enums: EnumStyle) -> [String; 3] {
    let key = |style| root(style, enums).child("x").key(value.clone()).path().trim_start_matches("/x").to_owned();
    let call = root(KeyStyle::Segment, enums).function("f").argument("a", value.clone()).returns::<()>();
    let argument = below(call.request().unwrap().uri());
    let argument = argument.strip_prefix("/f(a=").and_then(|text| text.strip_suffix(')')).unwrap().to_owned();
    [key(KeyStyle::Parentheses), key(KeyStyle::Segment), argument]
}

/// What a value is in a filter, behind the name of a property of its type.
fn filtered<V: Primitive + Clone>(value: &V, enums: EnumStyle) -> String {
    let filter = Property::<Object, V>::new("v").eq(IntoOperand::<Object, V>::into_operand(value.clone()));
    let list = root(KeyStyle::Segment, enums).child("x").list::<Object>().filter(filter);
    let query = list.request().unwrap().uri().query().unwrap().to_owned();
    query.strip_prefix("$filter=v%20eq%20").unwrap().to_owned()
}

/// Each place holds the same literal, but for the key that is a segment.
fn check<V: Primitive + Clone>(value: &V, literal: &str, segment: &str) {
    check_in(EnumStyle::Qualified, value, literal, &format!("/{segment}"));
}

fn check_in<V: Primitive + Clone>(enums: EnumStyle, value: &V, literal: &str, key: &str) {
    assert_eq!(places(value, enums), [format!("({literal})"), key.to_owned(), literal.to_owned()]);
    assert_eq!(filtered(value, enums), literal);
}

fn parse<T: std::str::FromStr<Err = ParseError>>(text: &str) -> T {
    text.parse().unwrap()
}

#[test]
fn numbers_and_booleans() {
    check(&true, "true", "true");
    check(&u8::MAX, "255", "255");
    check(&i8::MIN, "-128", "-128");
    check(&i16::MIN, "-32768", "-32768");
    check(&i32::MIN, "-2147483648", "-2147483648");
    check(&i64::MIN, "-9223372036854775808", "-9223372036854775808");
    check(&i64::MAX, "9223372036854775807", "9223372036854775807");
    check(&-0.5_f32, "-0.5", "-0.5");
    check(&1e-7_f64, "1e-7", "1e-7");
    check(&f64::MAX, "1.7976931348623157e308", "1.7976931348623157e308");
    check(&f64::NAN, "NaN", "NaN");
    check(&f64::INFINITY, "INF", "INF");
    check(&f64::NEG_INFINITY, "-INF", "-INF");
    check(
        &parse::<Decimal>("79228162514264337593543950335"),
        "79228162514264337593543950335",
        "79228162514264337593543950335",
    );
    check(
        &parse::<Decimal>("-0.0000000000000000000000000001"),
        "-0.0000000000000000000000000001",
        "-0.0000000000000000000000000001",
    );
    check(&parse::<Decimal>("1.50"), "1.50", "1.50");
    let long = "-123456789012345678901234567890.123456789012345678901234567890";
    check(&parse::<Decimal>(long), long, long);
    check(&parse::<Decimal>("-INF"), "-INF", "-INF");
    check(&parse::<Decimal>("NaN"), "NaN", "NaN");
    // A sign in an exponent would be read as a blank.
    check(&parse::<Decimal>("1E+400"), "1E%2B400", "1E%2B400");
    check(&f32::MIN_POSITIVE, "1.1754944e-38", "1.1754944e-38");
    check(&f32::NAN, "NaN", "NaN");
    check(&-0.0_f64, "-0.0", "-0.0");
    check(&5e-324_f64, "5e-324", "5e-324");
    check(&f32::INFINITY, "INF", "INF");
    check(&f32::NEG_INFINITY, "-INF", "-INF");
    check(&u8::MIN, "0", "0");
    check(&false, "false", "false");
    assert_eq!(places(&None::<i64>, EnumStyle::Plain), ["(null)", "/null", "null"]);
}

#[test]
fn times() {
    check(&parse::<Date>("2026-02-28"), "2026-02-28", "2026-02-28");
    for date in ["0001-01-01", "0000-02-29", "-0001-12-31", "-9999-01-01", "9999-12-31"] {
        check(&parse::<Date>(date), date, date);
    }
    check(&parse::<TimeOfDay>("23:59:59.9999999"), "23:59:59.9999999", "23:59:59.9999999");
    check(&parse::<TimeOfDay>("08:30"), "08:30", "08:30");
    check(&parse::<DateTimeOffset>("2026-01-02T03:04:05.006Z"), "2026-01-02T03:04:05.006Z", "2026-01-02T03:04:05.006Z");
    for time in ["-0001-01-31T08:30:00Z", "9999-12-31T23:59:59.999999999999Z"] {
        check(&parse::<DateTimeOffset>(time), time, time);
    }
    // A body may leave the offset out, a URL may not.
    for time in ["2026-01-31T08:30:00", "-0001-01-31T08:30:00.5"] {
        check(&parse::<DateTimeOffset>(time), &format!("{time}Z"), &format!("{time}Z"));
    }
    // A plus would be read as a blank.
    check(
        &parse::<DateTimeOffset>("2026-01-02T03:04:05+14:00"),
        "2026-01-02T03:04:05%2B14:00",
        "2026-01-02T03:04:05%2B14:00",
    );
    check(
        &parse::<DateTimeOffset>("2026-01-02T03:04:05-11:30"),
        "2026-01-02T03:04:05-11:30",
        "2026-01-02T03:04:05-11:30",
    );
    check(&parse::<Duration>("P1DT2H3M4.5S"), "duration'P1DT2H3M4.5S'", "P1DT2H3M4.5S");
    for duration in ["PT0S", "-P1D", "P10675199DT2H48M5.4775807S", "PT0.000000000001S"] {
        check(&parse::<Duration>(duration), &format!("duration'{duration}'"), duration);
    }
    check(&parse::<Duration>("-PT0.0000001S"), "duration'-PT0.0000001S'", "-PT0.0000001S");
}

#[test]
fn binaries_and_guids() {
    let guid = "00000000-0000-0000-0000-0000000000ab";
    check(&parse::<Guid>(guid), guid, guid);
    let upper = "6F01BFD8-0D5B-4D0B-8F3E-2E8D6E2A1A11";
    check(&parse::<Guid>(upper), upper, upper);
    check(&Binary::standard(&[0xff]), "binary'_w=='", "_w%3D%3D");
    // The standard's alphabet is not that of URLs.
    check(&Binary::standard(&[0xfb, 0xff, 0xfe]), "binary'-__-'", "-__-");
    // Nor do line breaks stand in one, which some encoders put in.
    check(&parse::<Binary>("AAEC\r\nAwQF\r\n"), "binary'AAECAwQF'", "AAECAwQF");
    // What would be no segment is written in parentheses.
    check_in(EnumStyle::Plain, &Binary::standard(b""), "binary''", "(binary'')");
}

#[test]
fn members_in_both_styles() {
    for (member, qualified, plain, key) in [
        (Color::Red, "ns.color'red'", "'red'", "/red"),
        (Color::UnknownValue("a'b/c".into()), "ns.color'a''b%2Fc'", "'a''b%2Fc'", "/a%27b%2Fc"),
    ] {
        check_in(EnumStyle::Qualified, &member, qualified, key);
        check_in(EnumStyle::Plain, &member, plain, key);
    }
    let unknown: Tones = "high,new".parse().unwrap();
    for (tones, names) in [(Tones::LOW, "low"), (Tones::HIGH | Tones::LOW, "low,high"), (unknown, "high,new")] {
        check_in(EnumStyle::Qualified, &tones, &format!("ns.tones'{names}'"), &format!("/{names}"));
        check_in(EnumStyle::Plain, &tones, &format!("'{names}'"), &format!("/{names}"));
    }
    // No member is the number 0: the standard has no empty name.
    check(&Tones::default(), "ns.tones'0'", "0");
    let has = |enums| {
        let filter = Property::<Object, Tones>::new("v").has(Tones::LOW | Tones::HIGH);
        let list = root(KeyStyle::Segment, enums).child("x").list::<Object>().filter(filter);
        list.request().unwrap().uri().query().unwrap().to_owned()
    };
    assert_eq!(has(EnumStyle::Plain), "$filter=v%20has%20'low,high'");
    assert_eq!(has(EnumStyle::Qualified), "$filter=v%20has%20ns.tones'low,high'");
}

#[test]
fn composite_keys_and_keys_below_keys() {
    let lines = root(KeyStyle::Segment, EnumStyle::Plain).child("orders").key("a/b").child("lines");
    let line = lines.keys(&[("order", &"it's"), ("number", &7), ("color", &Color::Red)]);
    assert_eq!(line.path(), "/orders/a%2Fb/lines(order='it''s',number=7,color='red')");
    let none = root(KeyStyle::Parentheses, EnumStyle::Plain).child("x").keys(&[]);
    assert_eq!(none.path(), "/x()");
}
