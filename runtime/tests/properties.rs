//! Whatever a service sends is written back, in any order and any spelling.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use std::collections::BTreeMap;

use odata_runtime::{
    Model, Object,
    model::{read_json, write_json},
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use support::emitted::*;
use support::tree::{Tree, assert_same};

/// JSON texts of values that a property of that name may have.
fn values(name: &'static str, depth: u32) -> BoxedStrategy<String> {
    let text = |texts: &'static [&'static str]| select(texts).prop_map(str::to_owned).boxed();
    let integer = || prop_oneof![any::<i8>().prop_map(|n| n.to_string()), any::<i8>().prop_map(|n| format!("\"{n}\""))];
    let number =
        || prop_oneof!["-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][-+]?[0-9]{1,2})?", "\"-?[1-9]\\.[0-9]\""].boxed();
    let array = |items: BoxedStrategy<String>| {
        vec(prop_oneof![9 => items, 1 => Just("null".to_owned())], 0..4)
            .prop_map(|items| format!("[{}]", items.join(",")))
            .boxed()
    };
    let date = || {
        select(&["\"2026-01-31T08:30:00.1200Z\"", "\"2026-01-31\"", "\"2026-01-31T08:30+01:00\""][..])
            .prop_map(str::to_owned)
            .boxed()
    };
    let status = || {
        select(&["\"queued\"", "\"QUEUED\"", "\"inprogress\"", "\"other\"", "\"\"", "7", "1.50"][..])
            .prop_map(str::to_owned)
            .boxed()
    };
    let category = || {
        select(&["\"joiner\"", "\"mover,joiner\"", "\"Leaver, later\"", "\"0\"", "\"\"", "3"][..])
            .prop_map(str::to_owned)
            .boxed()
    };
    match name {
        "boolean" => text(&["true", "false", "\"true\"", "\"False\""]),
        "byte" => "[0-9]{1,2}|\"[0-9]\"".prop_filter("leading zero", |n| n.len() == 1 || !n.starts_with('0')).boxed(),
        "sByte" | "int16" | "int32" | "int64" => integer().boxed(),
        "single" | "double" => {
            prop_oneof![number(), text(&["\"INF\"", "\"-INF\"", "\"NaN\"", "1", "1.0", "-0.0", "-0"])].boxed()
        }
        "decimal" => prop_oneof![number(), text(&["\"INF\"", "\"1.10\""])].boxed(),
        "string" => any::<String>().prop_map(|text| serde_json::to_string(&text).unwrap()).boxed(),
        "guid" => text(&["\"0F8fad5b-d9cb-469f-a165-70867728950e\"", "\"{0f8fad5b-d9cb-469f-a165-70867728950e}\""]),
        "binary" => text(&["\"+/8=\"", "\"-_8\"", "\"\""]),
        "date" => text(&["\"2026-01-31\"", "\"2026-01-31T00:00:00Z\""]),
        "dateTimeOffset" => date(),
        "timeOfDay" => text(&["\"08:30\"", "\"08:30:00.100\""]),
        "duration" => text(&["\"P1D\"", "\"PT24H\"", "\"P1Y\""]),
        "untyped" => text(&["1.10", "[null,{\"a\" : 1e5}]", "\"x\"", "false"]),
        "status" => status(),
        "category" => category(),
        "parent" => objects(depth),
        "subject" => subjects(depth),
        "strings" => array(text(&["\"a\"", "\"\\u0041\\n\""])),
        "int32s" => array(integer().boxed()),
        "doubles" | "decimals" => array(number()),
        "dates" => array(date()),
        "statuses" => array(status()),
        "categories" => array(category()),
        "children" => array(objects(depth)),
        "subjects" => array(subjects(depth)),
        _ => text(&["1.10", "null", "{\"a\":[1.0]}", "\"x\""]),
    }
}

fn in_any_order(entries: BTreeMap<String, String>) -> BoxedStrategy<String> {
    let entries: Vec<String> = entries.into_iter().map(|(name, value)| format!("\"{name}\" : {value}")).collect();
    Just(entries).prop_shuffle().prop_map(|entries| format!("{{{}}}", entries.join(", "))).boxed()
}

fn entries(names: Vec<&'static str>, depth: u32) -> BoxedStrategy<BTreeMap<String, String>> {
    vec(
        select(names).prop_flat_map(move |name| values(name, depth).prop_map(move |value| (name.to_owned(), value))),
        0..7,
    )
    .prop_map(|entries| entries.into_iter().collect())
    .boxed()
}

fn objects(depth: u32) -> BoxedStrategy<String> {
    let mut names = Everything::default().table().names.to_vec();
    if depth == 0 {
        names.retain(|name| !matches!(*name, "parent" | "subject" | "children" | "subjects"));
    }
    names.extend(["@odata.etag", "string@odata.type", "unknown", "Status"]);
    entries(names, depth.saturating_sub(1)).prop_flat_map(in_any_order).boxed()
}

fn subjects(depth: u32) -> BoxedStrategy<String> {
    let kinds = [
        "",
        "\"#sample.ruleSubject\"",
        "\"sample.subject\"",
        "\"https://x/#sample.other\"",
        "\"sample.RuleSubject\"",
        "null",
        "7",
    ];
    (entries(vec!["status", "unknown", "@odata.id"], depth), select(kinds.to_vec()), any::<bool>())
        .prop_flat_map(|(mut entries, kind, id)| {
            if !kind.is_empty() {
                entries.insert("@odata.type".to_owned(), kind.to_owned());
            }
            if id {
                entries.insert("id".to_owned(), "\"1\"".to_owned());
            }
            in_any_order(entries)
        })
        .boxed()
}

/// A property that was null may be left out.
fn without_nulls(tree: Tree, top: bool) -> Tree {
    match tree {
        Tree::Object(entries) => Tree::Object(
            entries
                .into_iter()
                .filter(|(_, value)| !(top && *value == Tree::Null))
                .map(|(name, value)| (name, without_nulls(value, top)))
                .collect(),
        ),
        Tree::Array(items) => Tree::Array(items.into_iter().map(|item| without_nulls(item, top)).collect()),
        other => other,
    }
}

/// Whether a number overflows what the property can hold; that is an error, and rightly so.
fn overflows(error: &str) -> bool {
    error.contains("Edm.Single") || error.contains("Edm.Double")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn all_is_written_back(json in objects(2)) {
        let mut value = Everything::default();
        if let Err(error) = read_json(json.as_bytes(), &mut value) {
            prop_assert!(overflows(&error.to_string()), "{json}: {error}");
            return Ok(());
        }
        let written = String::from_utf8(write_json(&value).unwrap()).unwrap();
        prop_assert_eq!(without_nulls(Tree::parse(&json), true), without_nulls(Tree::parse(&written), true));
        // A copy has all of it.
        let copy = value.clone();
        prop_assert!(json.contains("NaN") || copy == value);
        prop_assert_eq!(String::from_utf8(write_json(&copy).unwrap()).unwrap(), written.as_str());
        // Reading what was written gives the same value, and the same text.
        let again: Everything = serde_json::from_str(&written).unwrap();
        prop_assert!(json.contains("NaN") || again == value);
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), written);
    }

    #[test]
    fn subjects_are_written_back(json in subjects(1)) {
        let value: Subject = serde_json::from_str(&json).unwrap();
        let written = serde_json::to_string(&value).unwrap();
        assert_same(&json, &written);
        let type_first = written.starts_with("{\"@odata.type\"");
        prop_assert!(!json.contains("@odata.type") || type_first, "{}", written);
    }

    #[test]
    fn the_last_of_many_names_wins(names in vec("[a-d]{1,2}", 0..60)) {
        let json: Vec<String> = names.iter().enumerate().map(|(at, name)| format!("\"{name}\":{at}")).collect();
        let object: Object = serde_json::from_str(&format!("{{{}}}", json.join(","))).unwrap();
        let expected: BTreeMap<String, String> = names.iter().enumerate().map(|(at, name)| (name.clone(), at.to_string())).collect();
        let found: BTreeMap<String, String> = object.extra.iter().map(|(name, json)| (name.to_owned(), json.to_owned())).collect();
        prop_assert_eq!(object.extra.len(), found.len());
        prop_assert_eq!(found, expected);
    }

    /// The cursor takes for JSON what serde_json takes for JSON.
    #[test]
    fn malformed_text_is_refused(
        parts in btree_map(0..40_usize, select(&["{", "}", "[", "]", ",", ":", "\"a\"", "\"\\u00e9\\\"\"", "\"\\x\"", "\"\t\"", "1", "-", "01",
            "1.", "1.5e+3", "1e", ".5", "true", "tru", "null", " ", "\n", "\"", "\\", "é", "\u{0}"][..]), 0..12),
        wrap: bool,
    ) {
        let body: String = parts.into_values().collect();
        let json = if wrap { format!("{{\"value\":{body}}}") } else { format!("{{{body}}}") };
        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&json);
        let ours = read_json(json.as_bytes(), &mut Object::default());
        prop_assert_eq!(ours.as_ref().map_err(ToString::to_string).err(), theirs.map_err(|error| error.to_string()).err(), "{}", json);
    }

    #[test]
    fn cut_and_changed_text_makes_no_panic(json in objects(1), at in any::<prop::sample::Index>(), byte: u8, cut: bool) {
        let mut bytes = json.into_bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let theirs = serde_json::from_slice::<serde_json::Value>(&bytes).is_ok();
        let ours = read_json(&bytes, &mut Everything::default()).is_ok();
        prop_assert!(theirs || !ours, "{}", String::from_utf8_lossy(&bytes));
    }
}
