//! Random URLs as a whole: casts, counts, keys, functions with optional arguments and aliases. Each must
//! be valid by the grammar, for the service that `people.csdl.xml` describes.

use odata_runtime::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use odata_runtime::query::{Filter, IntoExpand, Literal, Navigation, Property, ToLiteral, item};
use odata_runtime::transport::memory::InMemory;
use odata_runtime::{Client, FunctionRequest, KeyStyle, Object, Page, Resource};
use proptest::prelude::*;

use crate::grammar::{check_lines, checker, sample_of, string};

const BASE: &str = "https://service.example/v1";
const METADATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/people.csdl.xml");

const DISPLAY_NAME: Property<Object, String> = Property::new("displayName");
const IS_ENABLED: Property<Object, bool> = Property::new("isEnabled");
const TAGS: Property<Object, Vec<String>> = Property::new("tags");
const REPORTS: Navigation<Object, Vec<Object>> = Navigation::new("reports");

fn root(segments: bool) -> Resource {
    let style = if segments { KeyStyle::Segment } else { KeyStyle::Parentheses };
    Client::builder(BASE).key_style(style).transport(InMemory::default()).build().unwrap().resource()
}

/// A value of a type that arguments have: keys are not binary.
fn argument() -> impl Strategy<Value = Literal> {
    let bytes = prop::collection::vec(any::<u8>(), 0..9);
    prop_oneof![9 => key(), 1 => bytes.prop_map(|bytes| Binary::standard(&bytes).to_literal())]
}

/// A value of a type that keys have, and arguments too.
fn key() -> impl Strategy<Value = Literal> {
    prop_oneof![
        string().prop_map(|text| text.to_literal()),
        any::<i64>().prop_map(|number| number.to_literal()),
        any::<f64>().prop_map(|number| number.to_literal()),
        any::<bool>().prop_map(|value| value.to_literal()),
        (any::<f32>(), any::<u8>(), any::<i8>()).prop_map(|(single, byte, sbyte)| match byte % 3 {
            0 => single.to_literal(),
            1 => byte.to_literal(),
            _ => sbyte.to_literal(),
        }),
        any::<u128>().prop_map(|guid| Guid::from(uuid::Uuid::from_u128(guid)).to_literal()),
        Just(Literal::enumeration("ns.color", "red")),
        "(low|high|-?[0-9]{1,9})(,(low|high)){0,2}".prop_map(|names| Literal::enumeration("ns.tones", names)),
        "-?(0|[1-9][0-9]{0,28})(\\.[0-9]{1,40})?(E[+-]?[0-9]{1,3})?"
            .prop_map(|text| text.parse::<Decimal>().unwrap().to_literal()),
        "[01][0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,12})?)?"
            .prop_map(|text| text.parse::<TimeOfDay>().unwrap().to_literal()),
        "-?[0-9]{3}[1-9]-0[1-9]-[0-2][1-8]".prop_map(|text| text.parse::<Date>().unwrap().to_literal()),
        "20[0-9]{2}-0[1-9]-[0-2][1-8]T[01][0-9]:[0-5][0-9]:00(\\.[0-9]{1,12})?(Z|[+-]0[0-9]:30)?"
            .prop_map(|text| text.parse::<DateTimeOffset>().unwrap().to_literal()),
        "-?P[0-9]{1,5}DT[0-9]{1,2}H[0-9]\\.[0-9]{1,12}S"
            .prop_map(|text| text.parse::<Duration>().unwrap().to_literal()),
    ]
}

/// A condition: comparisons, and lambdas in lambdas.
fn condition() -> impl Strategy<Value = Filter<Object>> {
    let leaf = prop_oneof![
        string().prop_map(|text| DISPLAY_NAME.eq(text)),
        any::<bool>().prop_map(|value| IS_ENABLED.ne(value)),
        string().prop_map(|text| TAGS.any(item().eq(text))),
        any::<i64>().prop_map(|number| REPORTS.count().gt(number)),
    ];
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a | b),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| a & !b),
            inner.clone().prop_map(|a| REPORTS.any(a)),
            inner.prop_map(|a| REPORTS.all(a)),
        ]
    })
}

/// A path to a collection, through keys and casts.
fn collection(segments: bool) -> impl Strategy<Value = Resource> {
    (key(), key(), 0..5_usize).prop_map(move |(first, second, which)| {
        let people = root(segments).child("people");
        match which {
            0 => people,
            1 => people.cast("ns.person"),
            2 => people.key(&first).cast("ns.person").child("reports"),
            3 => people.keys(&[("a", &first), ("b", &second)]).child("reports").cast("ns.manager"),
            _ => people.cast("ns.person").key(&first).child("reports"),
        }
    })
}

/// A function with what an overload may have: arguments in the path, absent ones, ones behind an alias.
fn call(resource: &Resource, which: usize, value: &Literal, text: &str) -> FunctionRequest<Page<Object>> {
    let call = resource.function("ns.find");
    let call = match which {
        0 => call,
        1 => call.argument("text", text).optional("some", None::<i32>),
        2 => call.optional("some", Some(value)).json("list", &[text, "b"]),
        _ => call.json("one", &serde_json::json!({"a": text, "b": [1, null]})).optional_json("two", Some(&[1.5, 2.0])),
    };
    call.returns()
}

fn url(segments: bool) -> impl Strategy<Value = String> {
    let strategies = (0..7_usize, 0..4_usize, collection(segments), (key(), argument()), string(), condition());
    strategies.prop_map(|(which, overload, people, (key, value), text, condition)| {
        let request = match which {
            0 => people.list::<Object>().filter(condition).select(DISPLAY_NAME).count().top(3).skip(1).request(),
            1 => people.count::<Object>().request(),
            2 => people.count::<Object>().filter(condition).request(),
            3 => people.key(&key).cast("ns.person").get::<Object>().request(),
            4 => people.key(&key).child("photo").cast("ns.bigPhoto").get::<Object>().request(),
            5 => {
                let reports = REPORTS.filter(condition).top(2).expand(REPORTS.select(DISPLAY_NAME).levels(2));
                people.list::<Object>().expand(reports.into_expand()).request()
            }
            _ => call(&people, overload, &value, &text).filter(condition).count().request(),
        };
        request.unwrap().uri().to_string()
    })
}

#[test]
fn urls_are_in_the_grammar() {
    let Some(checker) = checker() else { return };
    // With keys as segments almost any path is one: those in parentheses are held to the names.
    for (segments, style) in [(false, "--no-ext"), (true, "--key-as-segment")] {
        let urls = sample_of(&url(segments), 150);
        assert!(urls.iter().all(|url| !url.contains(['+', ' '])));
        let lines: Vec<_> = urls.iter().map(|url| (url.clone(), url.clone())).collect();
        check_lines(&checker, &["--client", style, "--service-root", BASE, "--metadata", METADATA], &lines);
    }
}
