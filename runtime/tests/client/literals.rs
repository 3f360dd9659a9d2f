//! A value of every Edm type in every place of a URL, letter by letter: in a key of both styles, in a
//! filter, as an argument of a function, and through a parameter alias.

use odata_runtime::{
    Binary, Client, Date, DateTimeOffset, Decimal, Duration, Enum, EnumStyle, Guid, KeyStyle, Object, ParseError,
    Property, Resource, TimeOfDay, ToLiteral, transport::memory::InMemory,
};

use crate::support::BASE;

/// An enumeration as emitted code has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Color {
    Red,
    UnknownValue(String),
}

impl Enum for Color {
    const NAMES: &'static [&'static str] = &["red"];

    fn from_index(index: usize) -> Option<Self> {
        (index == 0).then_some(Self::Red)
    }

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

fn check(value: &(impl ToLiteral + Clone), literal: &str, segment: &str) {
    let expected = [format!("({literal})"), format!("/{segment}"), literal.to_owned()];
    assert_eq!(places(value, EnumStyle::Qualified), expected);
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
    check(&None::<i64>, "null", "null");
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
fn binaries_guids_and_members() {
    let guid = "00000000-0000-0000-0000-0000000000ab";
    check(&parse::<Guid>(guid), guid, guid);
    let upper = "6F01BFD8-0D5B-4D0B-8F3E-2E8D6E2A1A11";
    check(&parse::<Guid>(upper), upper, upper);
    check(&Binary::standard(&[0xff]), "binary'_w=='", "_w%3D%3D");
    // The standard's alphabet is not that of URLs.
    check(&Binary::standard(&[0xfb, 0xff, 0xfe]), "binary'-__-'", "-__-");
    // What would be no segment is written in parentheses.
    assert_eq!(places(&Binary::standard(b""), EnumStyle::Plain), ["(binary'')", "(binary'')", "binary''"]);
    check(&Color::Red, "ns.color'red'", "red");
    let odd = Color::UnknownValue("a'b/c".into());
    assert_eq!(places(&odd, EnumStyle::Plain), ["('a''b%2Fc')", "/a%27b%2Fc", "'a''b%2Fc'"]);
    assert_eq!(places(&Color::Red, EnumStyle::Plain), ["('red')", "/red", "'red'"]);
}

/// What a text is as a literal and as a segment. Where the two differ by more than the quotes, a key that
/// cannot be a segment is written in parentheses in either style.
const TEXTS: &[(&str, &str, &str)] = &[
    ("plain", "'plain'", "/plain"),
    ("O'Neil", "'O''Neil'", "/O%27Neil"),
    ("''", "''''''", "/%27%27"),
    ("50%", "'50%25'", "/50%25"),
    ("%2F", "'%252F'", "/%252F"),
    ("a/b", "'a%2Fb'", "/a%2Fb"),
    ("../x", "'..%2Fx'", "/..%2Fx"),
    ("a#b", "'a%23b'", "/a%23b"),
    ("a?b", "'a%3Fb'", "/a%3Fb"),
    ("a&b=c", "'a&b=c'", "/a%26b%3Dc"),
    ("a+b", "'a%2Bb'", "/a%2Bb"),
    ("a b", "'a%20b'", "/a%20b"),
    ("a\\b", "'a%5Cb'", "/a%5Cb"),
    ("(a)", "'(a)'", "/%28a%29"),
    ("a,b;c", "'a,b;c'", "/a,b%3Bc"),
    ("ü", "'%C3%BC'", "/%C3%BC"),
    ("日本", "'%E6%97%A5%E6%9C%AC'", "/%E6%97%A5%E6%9C%AC"),
    ("🦀", "'%F0%9F%A6%80'", "/%F0%9F%A6%80"),
    ("\r\n\0", "'%0D%0A%00'", "/%0D%0A%00"),
    ("\"<>^`{|}", "'%22%3C%3E%5E%60%7B%7C%7D'", "/%22%3C%3E%5E%60%7B%7C%7D"),
    ("", "''", "('')"),
    (".", "'.'", "('.')"),
    ("..", "'..'", "('..')"),
    ("$value", "'$value'", "('$value')"),
    ("null", "'null'", "/null"),
    ("/", "'%2F'", "/%2F"),
    ("%", "'%25'", "/%25"),
    ("+", "'%2B'", "/%2B"),
    ("a=@p1", "'a=@p1'", "/a%3D@p1"),
    ("e\u{301}\u{202e}", "'e%CC%81%E2%80%AE'", "/e%CC%81%E2%80%AE"),
    ("true", "'true'", "/true"),
];

#[test]
fn texts_in_keys_and_arguments() {
    for (text, literal, segment) in TEXTS {
        let [parentheses, key, argument] = places(text, EnumStyle::Plain);
        assert_eq!(parentheses, format!("({literal})"), "{text:?}");
        assert_eq!(key, **segment, "{text:?}");
        assert_eq!(argument, **literal, "{text:?}");
        assert!(![parentheses, key, argument].concat().contains('+'));
    }
}

#[test]
fn texts_in_filters_and_aliases() {
    const NAME: Property<Object, String> = Property::new("name");
    for (text, _, _) in TEXTS {
        let list = root(KeyStyle::Segment, EnumStyle::Plain).child("x").list::<Object>().filter(NAME.eq(*text));
        let uri = list.request().unwrap().into_parts().0.uri;
        let pairs: Vec<_> = url::form_urlencoded::parse(uri.query().unwrap().as_bytes()).into_owned().collect();
        let expected = format!("name eq '{}'", text.replace('\'', "''"));
        assert_eq!(pairs, [("$filter".to_owned(), expected)], "{uri}");
        assert!(!uri.to_string().contains('+'), "{uri}");

        let call = root(KeyStyle::Segment, EnumStyle::Plain).function("f").json("a", &[text]).returns::<()>();
        let uri = call.request().unwrap().into_parts().0.uri;
        assert!(uri.path().ends_with("/f(a=@p1)"), "{uri}");
        let pairs: Vec<_> = url::form_urlencoded::parse(uri.query().unwrap().as_bytes()).into_owned().collect();
        assert_eq!(pairs, [("@p1".to_owned(), serde_json::to_string(&[text]).unwrap())], "{uri}");
        assert!(!uri.to_string().contains('+'), "{uri}");
    }
}

#[test]
fn values_in_filters() {
    fn filter<V: 'static>(value: impl odata_runtime::IntoLiteral<V>) -> String {
        let literal = value.into_literal().render(EnumStyle::Plain);
        let list =
            root(KeyStyle::Segment, EnumStyle::Plain).child("x").list::<Object>().filter_raw(format!("v eq {literal}"));
        let uri = list.request().unwrap().into_parts().0.uri;
        uri.query().unwrap().trim_start_matches("$filter=v%20eq%20").to_owned()
    }
    assert_eq!(
        filter::<DateTimeOffset>(parse::<DateTimeOffset>("2026-01-02T03:04:05+14:00")),
        "2026-01-02T03:04:05%2B14:00"
    );
    assert_eq!(filter::<Duration>(parse::<Duration>("-P1D")), "duration'-P1D'");
    assert_eq!(filter::<f64>(f64::NEG_INFINITY), "-INF");
    assert_eq!(filter::<Color>(Color::Red), "'red'");
    assert_eq!(filter::<Binary>(Binary::standard(&[0xff])), "binary'_w=='");
}

#[test]
fn composite_keys_and_keys_below_keys() {
    let lines = root(KeyStyle::Segment, EnumStyle::Plain).child("orders").key("a/b").child("lines");
    let line = lines.keys(&[("order", &"it's"), ("number", &7), ("color", &Color::Red)]);
    assert_eq!(line.path(), "/orders/a%2Fb/lines(order='it''s',number=7,color='red')");
    let none = root(KeyStyle::Parentheses, EnumStyle::Plain).child("x").keys(&[]);
    assert_eq!(none.path(), "/x()");
}
