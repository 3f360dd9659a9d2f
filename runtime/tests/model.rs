//! Reading and writing models.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use odata_runtime::{
    Entity, Extra, Json, Model, Wire,
    model::{read_json, read_page, read_page_into, write_json},
};
use support::emitted::*;
use support::tree::assert_same;

fn read(json: &str) -> Everything {
    serde_json::from_str(json).unwrap()
}

fn fails(json: &str) -> String {
    let plain = serde_json::from_str::<Everything>(json).unwrap_err().to_string();
    let placed = read_json(json.as_bytes(), &mut Everything::default()).unwrap_err().to_string();
    assert!(placed.starts_with(&plain), "{plain} / {placed}");
    placed
}

#[track_caller]
fn round_trip(json: &str) -> Everything {
    let value = read(json);
    assert_same(json, &serde_json::to_string(&value).unwrap());
    // The entry points without generics do the same, and so do a clone, a reader, and a Value.
    let mut other = Everything::default();
    read_json(json.as_bytes(), &mut other).unwrap();
    assert_eq!(format!("{value:?}"), format!("{other:?}"));
    assert_same(json, &String::from_utf8(write_json(&other.clone()).unwrap()).unwrap());
    let other: Everything = serde_json::from_reader(json.as_bytes()).unwrap();
    assert_same(json, &serde_json::to_string(&other).unwrap());
    value
}

#[test]
fn every_slot_round_trips() {
    let value = round_trip(
        r##"{"@odata.type":"#sample.everything","boolean":true,"byte":255,"sByte":-128,"int16":-3,
        "int32":5,"int64":9223372036854775807,"single":1.5,"double":0.1,"decimal":123456789012345678901234567890.10,
        "string":"a\"\u00e9\n","guid":"0F8FAD5B-d9cb-469f-a165-70867728950e","binary":"+/8=","date":"2026-01-31",
        "dateTimeOffset":"2026-01-31T08:30:00.1230000Z","timeOfDay":"08:30","duration":"P1DT2H",
        "untyped":{"a":[1.10,null]},"status":"inProgress","category":"joiner,mover",
        "parent":{"int32":1,"parent":{"x":1.0}},"subject":{"@odata.type":"sample.ruleSubject","rule":"r"},
        "strings":["a","b\\"],"int32s":[1,2],"doubles":[1.5,"INF","NaN"],"decimals":[1.10,1e400],
        "dates":["2026-01-31T08:30:00-00:00"],"statuses":["queued","other"],"categories":["joiner","0"],
        "children":[{"int32":1},{}],"subjects":[{"id":"1"},{"@odata.type":"#sample.ruleSubject"},{"@odata.type":"x"}],
        "unknown":1.10,"children@odata.count":2,"@odata.etag":"W/\"1\""}"##,
    );
    assert_eq!(value.int64, Some(i64::MAX));
    assert_eq!(value.status, Some(Status::InProgress));
    assert_eq!(value.statuses, Some(vec![Status::Queued, Status::UnknownValue("other".into())]));
    assert_eq!(value.category, Some(Category::JOINER | Category::MOVER));
    assert_eq!(value.extra.get_raw("unknown"), Some("1.10"));
    assert!(matches!(value.subject, Some(Subject::RuleSubject(_))));
    let subjects = value.subjects.unwrap();
    assert!(matches!(subjects[0], Subject::Subject(_)));
    assert!(matches!(subjects[1], Subject::RuleSubject(_)));
    assert!(matches!(subjects[2], Subject::Unknown(_)));
}

#[test]
fn full_metadata_is_read_and_kept() {
    let value = round_trip(
        r##"{"@odata.context":"https://service.example/$metadata#things/$entity","@odata.id":"things(1)",
        "@odata.type":"#sample.everything","@odata.editLink":"things(1)","int64@odata.type":"#Int64","int64":7,
        "date@odata.type":"#Date","date":"2026-01-31","status@odata.type":"#sample.status","status":"queued",
        "strings@odata.type":"#Collection(String)","strings":["a"],
        "parent@odata.navigationLink":"things(1)/parent","parent@odata.associationLink":"things(1)/parent/$ref",
        "#sample.go":{"title":"Go","target":"things(1)/sample.go"}}"##,
    );
    assert_eq!((value.int64, value.strings), (Some(7), Some(vec!["a".to_owned()])));
    assert_eq!(value.extra.get_raw("int64@odata.type"), Some(r##""#Int64""##));
    assert!(value.extra.get_raw("#sample.go").is_some());
}

#[test]
fn spellings_are_kept_while_the_value_is() {
    let json = r#"{"boolean":"true","byte":"7","int32":"5","int64":"-9007199254740993","double":1,"single":1.50,
        "decimal":"12.50","status":"INPROGRESS","category":"mover, joiner","strings":["a",null],"guid":"{0f8fad5b-d9cb-469f-a165-70867728950e}",
        "statuses":["Queued",5,null],"doubles":[1,"2.0"],"children":[null,{"double":2,"children":[null]},null],
        "parent":{"status":7},"dateTimeOffset":"2026-01-31","int16":1.0,"categories":["Joiner"],"dates":[null]}"#;
    let mut value = round_trip(json);
    assert_eq!(value.boolean, Some(true));
    assert_eq!(value.int64, Some(-9_007_199_254_740_993));
    assert_eq!(value.status, Some(Status::InProgress));
    assert_eq!(value.strings.as_deref(), Some(&["a".to_owned()][..]));
    assert_eq!(value.children.as_ref().unwrap().len(), 1);
    assert_eq!(value.parent.as_ref().unwrap().status, Some(Status::UnknownValue("7".into())));

    value.double = Some(2.0);
    value.status = Some(Status::Queued);
    value.strings = Some(vec!["b".into()]);
    value.children.as_mut().unwrap()[0].double = Some(3.0);
    let written = serde_json::to_value(&value).unwrap();
    assert_eq!(serde_json::to_string(&written["double"]).unwrap(), "2.0");
    assert_eq!(written["status"], "queued");
    assert_eq!(written["strings"], serde_json::json!(["b"]));
    assert_eq!(written["children"].as_array().unwrap().len(), 1);
    assert_eq!(written["int32"], "5");
    // A spelling is not part of the value.
    assert_eq!(read(r#"{"int32":"5"}"#), read(r#"{"int32":5}"#));
}

#[test]
fn the_last_of_equal_names_wins() {
    let value = read(
        r#"{"int32":"1","int32":1,"parent":null,"parent":{"int32":1},"parent":{"int32":2},"strings":["a"],"strings":["b"],
        "children":[{},{}],"children":[{}],"x":1,"y":2,"x":3,"string":"s","string":null}"#,
    );
    assert_same(
        &serde_json::to_string(&value).unwrap(),
        r#"{"int32":1,"parent":{"int32":2},"strings":["b"],"children":[{}],"y":2,"x":3}"#,
    );
}

#[test]
fn names_by_the_thousand_take_no_quadratic_time() {
    let mut json = String::from("{");
    for index in 0..60_000 {
        json.push_str(&format!("\"n{}\":{index},", index % 45_000));
    }
    json.push_str("\"int32\":1}");
    let start = std::time::Instant::now();
    let value = read(&json);
    assert_eq!(value.extra.len(), 45_000);
    assert_eq!(value.extra.iter().next(), Some(("n15000", "15000")));
    assert_eq!(value.extra.iter().last(), Some(("n14999", "59999")));
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn null_is_none() {
    let names = Everything::default().table().names;
    let json = format!("{{{}}}", names.iter().map(|name| format!("\"{name}\":null")).collect::<Vec<_>>().join(","));
    assert_eq!(read(&json), Everything::default());
}

#[test]
fn an_explicit_null_can_be_written() {
    let mut value = Everything::default();
    value.extra.insert("string", &()).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), r#"{"string":null}"#);
    value.string = Some("s".into());
    assert_eq!(serde_json::to_string(&value).unwrap(), r#"{"string":"s"}"#);
}

#[test]
fn a_wrong_kind_is_an_error_that_names_the_property_and_no_value() {
    for (json, property, expected) in [
        (r#"{"string":{"secret":1}}"#, "string", "a string"),
        (r#"{"string":5}"#, "string", "a string"),
        (r#"{"int32":"secret"}"#, "int32", "Edm.Int32"),
        (r#"{"int32":2147483648}"#, "int32", "Edm.Int32"),
        (r#"{"int32":1.5}"#, "int32", "Edm.Int32"),
        (r#"{"byte":-1}"#, "byte", "Edm.Byte"),
        (r#"{"double":"secret"}"#, "double", "Edm.Double"),
        (r#"{"double":1e999}"#, "double", "Edm.Double"),
        (r#"{"boolean":1}"#, "boolean", "Edm.Boolean"),
        (r#"{"dateTimeOffset":"secret"}"#, "dateTimeOffset", "Edm.DateTimeOffset"),
        (r#"{"dateTimeOffset":""}"#, "dateTimeOffset", "Edm.DateTimeOffset"),
        (r#"{"guid":"secret"}"#, "guid", "Edm.Guid"),
        (r#"{"decimal":"secret"}"#, "decimal", "Edm.Decimal"),
        (r#"{"status":{}}"#, "status", "enumeration"),
        (r#"{"status":true}"#, "status", "enumeration"),
        (r#"{"category":[]}"#, "category", "enumeration"),
        (r#"{"parent":"secret"}"#, "parent", "an object"),
        (r#"{"parent":[]}"#, "parent", "an object"),
        (r#"{"children":{}}"#, "children", "a collection"),
        (r#"{"children":["secret"]}"#, "children", "an object"),
        (r#"{"strings":"secret"}"#, "strings", "a collection"),
        (r#"{"strings":[1]}"#, "strings", "a string"),
        (r#"{"statuses":[{}]}"#, "statuses", "enumeration"),
        (r#"{"subject":7}"#, "subject", "an object"),
    ] {
        let message = fails(json);
        assert!(message.contains(&format!("`{property}` of `sample.everything`")), "{json}: {message}");
        assert!(message.contains(expected), "{json}: {message}");
        assert!(!message.contains("secret"), "{json}: {message}");
        assert!(message.contains("line 1"), "{json}: {message}");
        assert!(!message.contains("line 1 column 0") && message.matches("line").count() == 1, "{message}");
    }
    let message = fails(r#"{"subject":{"rule":1,"x":2,"@odata.type":"sample.ruleSubject"}}"#);
    assert!(message.contains("`rule` of `sample.ruleSubject`"), "{message}");
    assert_eq!(message.matches("line").count(), 1, "{message}");
}

#[test]
fn odata_type_may_be_anywhere_and_have_any_form() {
    for kind in ["#sample.ruleSubject", "sample.ruleSubject", "https://host/$metadata#sample.ruleSubject"] {
        for json in [
            format!(r#"{{"subject":{{"@odata.type":"{kind}","rule":"r","id":"1","status":"QUEUED","z":1.0}}}}"#),
            format!(r#"{{"subject":{{"rule":"r","@odata.type":"{kind}","id":"1","status":"QUEUED","z":1.0}}}}"#),
            format!(r#"{{"subject":{{"rule":"r","id":"1","z":1.0,"status":"QUEUED","@odata.type":"{kind}"}}}}"#),
        ] {
            let value = round_trip(&json);
            let Some(Subject::RuleSubject(subject)) = &value.subject else { panic!("{value:?}") };
            assert_eq!(subject.rule.as_deref(), Some("r"));
            assert_eq!(subject.status, Some(Status::Queued));
            assert!(serde_json::to_string(&value).unwrap().starts_with(r#"{"subject":{"@odata.type""#));
        }
    }
    for json in [
        r##"{"subject":{"@odata.type":"#sample.rulesubject","rule":"r"}}"##,
        r#"{"subject":{"@odata.type":"sample.abstract"}}"#,
        r#"{"subject":{"@odata.type":5,"rule":"r"}}"#,
    ] {
        assert!(matches!(round_trip(json).subject, Some(Subject::Unknown(_))));
    }
    assert!(matches!(round_trip(r#"{"subject":{"rule":"r"}}"#).subject, Some(Subject::Subject(_))));
    assert!(matches!(round_trip(r#"{"subject":{}}"#).subject, Some(Subject::Subject(_))));
    let unknown: AbstractSubject = serde_json::from_str(r#"{"rule":"r"}"#).unwrap();
    assert!(matches!(unknown, AbstractSubject::Unknown(_)));
}

#[test]
fn a_copy_is_of_the_same_types_and_has_names_as_they_were_written() {
    let rule = RuleSubject { rule: Some("r".into()), ..Default::default() };
    let value = Everything {
        status: Some(Status::UnknownValue("QUEUED".into())),
        statuses: Some(vec![Status::UnknownValue("other".into()), Status::InProgress]),
        category: Some(Category::JOINER),
        strings: Some(Vec::new()),
        subject: Some(Subject::Unknown(Box::default())),
        subjects: Some(vec![Subject::RuleSubject(Box::new(rule)), Subject::Subject(Box::default())]),
        children: Some(vec![Everything { int32: Some(1), ..Default::default() }, Everything::default()]),
        ..Default::default()
    };
    let copy = value.clone();
    assert_eq!(copy, value);
    assert_eq!(copy.status.as_ref().map(Status::as_str), Some("QUEUED"));
    assert!(matches!(copy.subject, Some(Subject::Unknown(_))));
    assert!(matches!(copy.subjects.unwrap()[..], [Subject::RuleSubject(_), Subject::Subject(_)]));
    assert_eq!(copy.strings, Some(Vec::new()));
}

#[test]
fn odata_type_is_written_where_it_is_needed() {
    let rule = RuleSubject { rule: Some("r".into()), ..Default::default() };
    let subject = Subject::RuleSubject(Box::new(rule.clone()));
    assert_eq!(serde_json::to_string(&subject).unwrap(), r##"{"@odata.type":"#sample.ruleSubject","rule":"r"}"##);
    let declared = Subject::Subject(Box::default());
    assert_eq!(serde_json::to_string(&declared).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&rule).unwrap(), r#"{"rule":"r"}"#);
    let value = Everything { subjects: Some(vec![declared, subject]), ..Default::default() };
    assert_eq!(
        String::from_utf8(value.write_json().unwrap()).unwrap(),
        r##"{"subjects":[{},{"@odata.type":"#sample.ruleSubject","rule":"r"}]}"##
    );
}

#[test]
fn nesting_ends_in_an_error() {
    // Too deep for serde_json, in known properties, in arrays of them, and where the type comes last.
    for (open, close) in [(r#"{"parent":"#, "}"), (r#"{"children":["#, "]}")] {
        let json = format!("{}{{}}{}", open.repeat(100_000), close.repeat(100_000));
        assert!(fails(&json).contains("recursion limit"));
    }
    let open = r#"{"@odata.type":"sample.ruleSubject","inner":"#.repeat(100_000);
    let json = format!("{open}{{}}{}", "}".repeat(100_000));
    let error = serde_json::from_str::<Subject>(&json).unwrap_err().to_string();
    assert!(error.contains("recursion limit"), "{error}");
    for count in [60, 200, 3000] {
        let open = r#"{"inner":"#.repeat(count);
        let close = r#","@odata.type":"sample.ruleSubject"}"#.repeat(count);
        let json = format!("{open}{{}}{close}");
        let read = serde_json::from_str::<Subject>(&json);
        match count {
            60 => assert_same(&json, &serde_json::to_string(&read.unwrap()).unwrap()),
            _ => assert!(read.unwrap_err().to_string().contains("recursion limit")),
        }
    }
    // What is kept as text may be as deep as it likes.
    let json = format!(r#"{{"x":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let value = read(&json);
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!(value.extra.get("x"), None);
    // Nulls at each level cost no exponential time.
    let json = format!("{}{{}}{}", r#"{"children":[null,"#.repeat(60), "]}".repeat(60));
    assert_same(&json, &serde_json::to_string(&read(&json)).unwrap());
}

#[test]
fn a_value_is_written_as_the_type_it_is() {
    let plain: Subject = serde_json::from_str(r##"{"@odata.type":"#unknown.type","x":1}"##).unwrap();
    let Subject::Unknown(object) = plain else { panic!("{plain:?}") };
    let moved = Subject::RuleSubject(Box::new(RuleSubject { extra: object.extra, ..RuleSubject::default() }));
    assert_same(r##"{"@odata.type":"#sample.ruleSubject","x":1}"##, &serde_json::to_string(&moved).unwrap());
}

#[test]
fn the_last_of_two_types_counts() {
    let json = r##"{"@odata.type":"#unknown.type","@odata.type":"#sample.ruleSubject","rule":"x"}"##;
    let value: Subject = serde_json::from_str(json).unwrap();
    assert_eq!(value, serde_json::from_value(serde_json::from_str(json).unwrap()).unwrap());
    assert!(!matches!(value, Subject::Unknown(_)), "{value:?}");
}

#[test]
fn pages() {
    let page = read_page::<Everything>(
        br#"{"@odata.context":"c","@odata.count":7,"value":[{"int32":1},null,{"int32":2}],"@odata.nextLink":"n","x":1.0}"#,
    )
    .unwrap();
    assert_eq!(page.items.len(), 2);
    assert_eq!((page.count, page.next_link.as_deref(), page.context.as_deref()), (Some(7), Some("n"), Some("c")));
    assert_eq!(page.extra.get_raw("x"), Some("1.0"));
    assert_eq!(page.delta_link, None);
    for empty in [r#"{"@odata.nextLink":"n"}"#, r#"{"value":null}"#, r#"{"value":[]}"#, " [] "] {
        assert!(read_page::<Subject>(empty.as_bytes()).unwrap().items.is_empty());
    }
    // What says nothing of items is no page: to read it as an empty one would hide that.
    for other in ["{}", "null", r#"{"error":{}}"#] {
        assert!(read_page::<Subject>(other.as_bytes()).is_err(), "{other}");
    }
    let page = read_page::<String>(br#"{"value":["a",null,"b"],"@count":"2","@deltaLink":"d"}"#).unwrap();
    assert_eq!(
        (page.items, page.count, page.delta_link.as_deref()),
        (vec!["a".to_owned(), "b".to_owned()], Some(2), Some("d"))
    );
    let mut items: Option<Vec<Everything>> = None;
    let info = read_page_into(br#"{"value":[{}],"@odata.deltaLink":"d"}"#, &mut items).unwrap();
    assert_eq!((items.unwrap().len(), info.delta_link.as_deref()), (1, Some("d")));
    let error = read_page::<Everything>(br#"{"value":{}}"#).unwrap_err().to_string();
    assert!(error.contains("`value`: expected a collection"), "{error}");
}

#[test]
fn bodies() {
    assert_eq!(i32::read_json(br#"{"@odata.context":"c","value":5}"#).unwrap(), 5);
    assert_eq!(i32::read_json(b" 5 ").unwrap(), 5);
    assert_eq!(String::read_json("\u{feff}{\"value\":\"a\"}".as_bytes()).unwrap(), "a");
    assert_eq!(Status::read_json(br#"{"value":"Queued"}"#).unwrap(), Status::Queued);
    assert_eq!(Category::read_json(br#"{"value":"joiner, leaver"}"#).unwrap(), Category::JOINER | Category::LEAVER);
    assert_eq!(Vec::<Status>::read_json(br#"{"value":["Queued"]}"#).unwrap(), [Status::Queued]);
    assert_eq!(Option::<i32>::read_json(b"").unwrap(), None);
    assert_eq!(Option::<i32>::read_json(br#"{"@odata.context":"c","value":null}"#).unwrap(), None);
    assert_eq!(Option::<Everything>::read_json(b"{}").unwrap(), Some(Everything::default()));
    assert_eq!(Everything::read_json(br#"{"@odata.context":"c","value":{"int32":1}}"#).unwrap().int32, Some(1));
    let subject = Subject::read_json(br#"{"value":{"@odata.type":"sample.ruleSubject"}}"#).unwrap();
    assert!(matches!(subject, Subject::RuleSubject(_)));
    assert!(i32::read_json(b"").is_err());
    assert!(i32::read_json(b"{}").is_err());
    assert!(Everything::read_json(b"null").is_err());
    assert!(Everything::read_json(b"{} x").is_err());
    assert!(Everything::read_json(b"{\"string\":\"\xff\"}").is_err());
    assert_eq!(f64::NAN.write_json().unwrap(), br#""NaN""#);
    assert_eq!(vec![1.0, f64::INFINITY].write_json().unwrap(), br#"[1.0,"INF"]"#);
    assert_eq!(Some(Status::Queued).write_json().unwrap(), br#""queued""#);
}

#[test]
fn other_formats() {
    let json = r##"{"@odata.type":"#sample.everything","boolean":true,"int64":9223372036854775807,"double":0.5,
        "decimal":12.5,"string":"s","guid":"0f8fad5b-d9cb-469f-a165-70867728950e","status":"Queued",
        "strings":["a",null],"parent":{"x":{"y":[1,null,"z",true]}},"subjects":[{"rule":"r","@odata.type":"sample.ruleSubject"}],
        "children":[null,{"int32":1}],"untyped":[1,{"a":null}],"z":1.5}"##;
    let value = read(json);
    // Through serde_json::Value.
    let tree: serde_json::Value = serde_json::to_value(&value).unwrap();
    assert_eq!(tree, serde_json::from_str::<serde_json::Value>(json).unwrap());
    assert_eq!(serde_json::from_value::<Everything>(tree).unwrap(), value);
    // Through CBOR, which knows nothing of raw JSON.
    let mut cbor = Vec::new();
    ciborium::into_writer(&value, &mut cbor).unwrap();
    let generic: ciborium::Value = ciborium::from_reader(cbor.as_slice()).unwrap();
    assert!(!format!("{generic:?}").contains("private"));
    let back: Everything = ciborium::from_reader(cbor.as_slice()).unwrap();
    assert_same(json, &serde_json::to_string(&back).unwrap());
    // Through serde's buffer, as in untagged and flattened types.
    #[derive(serde::Deserialize, serde::Serialize)]
    #[serde(untagged)]
    enum Either {
        Number(#[allow(dead_code)] u32),
        Model(Box<Everything>),
    }
    let Either::Model(buffered) = serde_json::from_str(json).unwrap() else { panic!() };
    assert_same(json, &serde_json::to_string(&*buffered).unwrap());
}

/// The objects of a collection keep what they do not declare in one text.
#[test]
fn objects_of_a_collection_keep_what_is_theirs() {
    // Within others, between their entries, given twice, more and fewer of them, none.
    let inner = r#"[{"a":1},{"b":[2,"x"],"int32":3},{"c":null}]"#;
    let json = format!(
        r#"{{"children":[{{"x":1,"string":"s"}},{{"y":"2","children":{inner},"z":{{"w":[]}}}},{{"int32":1}},
        {{"q":1.0,"r":"ü","children":{inner}}},{{"children":{inner},"t":true,"u":false,"v":"{}"}}]}}"#,
        "long".repeat(200)
    );
    let value = round_trip(&json);
    let children = value.children.unwrap();
    assert_eq!(children[1].extra.iter().collect::<Vec<_>>(), [("y", "\"2\""), ("z", r#"{"w":[]}"#)]);
    assert!(children[2].extra.is_empty());
    assert_eq!(children[3].extra, read(r#"{"r":"ü","q":1.0}"#).extra);
    let innermost = children[4].children.as_ref().unwrap();
    assert_eq!(innermost[1].extra.get_raw("b"), Some(r#"[2,"x"]"#));

    let mut changed = children[3].extra.clone();
    drop(children);
    changed.insert("s", &7).unwrap();
    assert_eq!(changed.remove("q").unwrap().get(), "1.0");
    assert_eq!(format!("{changed:?}"), r#"{"r": "ü", "s": 7}"#);

    let twice = read(r#"{"children":[{"a":1},{"a":1,"b":2,"a":3},{"a":4}]}"#).children.unwrap();
    assert_eq!(twice[1].extra.iter().collect::<Vec<_>>(), [("b", "2"), ("a", "3")]);
    assert_eq!(twice[2].extra.get_raw("a"), Some("4"));
}

#[test]
fn nulls_among_objects_that_keep_something_stay() {
    let inner = r#"[{"a":1},null,{"a":2},{"a":3},null]"#;
    let json = format!(r#"{{"children":[{{"b":1}},{{"b":2,"children":{inner},"c":3}},null,{{"b":4,"c":5}}]}}"#);
    let value = round_trip(&json);
    assert_eq!(value.children.unwrap()[1].extra.len(), 2);
}

#[test]
fn extra_as_a_map() {
    let mut extra = Extra::default();
    extra.insert("a", &1).unwrap();
    extra.insert("b", "x").unwrap();
    extra.insert("a", &[1.5]).unwrap();
    assert_eq!(extra.iter().collect::<Vec<_>>(), [("a", "[1.5]"), ("b", "\"x\"")]);
    assert_eq!(format!("{extra:?}"), r#"{"a": [1.5], "b": "x"}"#);
    assert_eq!(extra.get_as::<String>("b").unwrap().unwrap(), "x");
    assert!(extra.get_as::<u8>("b").unwrap().is_err());
    assert_eq!(extra.remove("a").unwrap().get(), "[1.5]");
    assert_eq!((extra.len(), extra.is_empty(), extra.get("a")), (1, false, None));
    assert_eq!(std::mem::size_of::<Extra>(), 32);
    assert!(Json::from_text("[").is_err());
}

#[test]
fn flags_are_sets() {
    let mut set = Category::JOINER | Category::LEAVER;
    assert!(set.contains(&Category::JOINER) && !set.contains(&Category::MOVER));
    set.remove(&Category::JOINER);
    set.insert(&"later,Mover".into());
    assert_eq!(set.to_string(), "leaver,mover,later");
    assert_eq!(set.names().collect::<Vec<_>>(), ["leaver", "mover", "later"]);
    assert_eq!(set.unknown().collect::<Vec<_>>(), ["later"]);
    assert_eq!(format!("{set:?}"), r#"{"leaver", "mover", "later"}"#);
    assert_eq!(Category::default().to_string(), "0");
    assert!(Category::from("0").is_empty() && Category::from("").is_empty());
    let all: Category = [Category::JOINER, Category::MOVER].into_iter().collect();
    assert_eq!(all.to_string(), "joiner,mover");
}

#[test]
fn owners() {
    fn same<T: Entity<Scope = O>, O>() {}
    same::<Everything, Everything>();
    same::<Subject, PlainSubject>();
    same::<AbstractSubject, AbstractSubject>();
}

/// The items of a page are read as each would be by itself, in whatever order, spelling and number names come.
#[test]
fn items_of_a_page_do_not_depend_on_each_other() {
    let items = [
        r#"{"string":"a","int32":1,"new":{"x":[1.0]},"boolean":true}"#,
        r#"{"string":"b","int32":2,"new":{"x":[2.0]},"boolean":false}"#,
        r#"{ "boolean" : null , "new" : 3, "int32":3,"string" : "c" }"#,
        r#"{"new":1,"new":2,"string":"d","string":"e","other":null}"#,
        r#"{"str\u0069ng":"f","n\u0065w":1,"\u00e4":1,"ä":2}"#,
        r#"{"parent":{"string":"g","new":1,"children":[{"int32":1},{"new":2,"int32":2}]},"string":"h"}"#,
        r#"{"parent":{"new":2,"int32":7},"children":[{"string":"i"},null,{"string":"j"}],"string":"k"}"#,
        r##"{"subject":{"@odata.type":"#sample.ruleSubject","rule":"r","id":"1"},"status":"QUEUED"}"##,
        r##"{"subject":{"id":"2","new":1},"subjects":[{"rule":"x"},{"@odata.type":"#sample.ruleSubject","rule":"y"}]}"##,
        r#"{"dateTimeOffset":"2026-01-31T08:30Z","string":null,"status":"inProgress","stringy":1,"strin":2}"#,
        r#"{}"#,
    ];
    let mut many: Vec<String> = items.iter().flat_map(|item| vec![(*item).to_owned(); 3]).collect();
    many.extend(items.iter().rev().map(|item| (*item).to_owned()));
    many.extend((0..400).map(|number| format!(r#"{{"new{number}":{number},"string":"{number}","new":1}}"#)));
    let page = read_page::<Everything>(format!(r#"{{"value":[{}]}}"#, many.join(",")).as_bytes()).unwrap();
    assert_eq!(page.items.len(), many.len());
    for (item, text) in page.items.iter().zip(&many) {
        let alone = read(text);
        assert_eq!(item, &alone);
        assert_eq!(serde_json::to_string(item).unwrap(), serde_json::to_string(&alone).unwrap());
    }
}

/// However a value is written, it is the same JSON.
#[test]
fn every_way_to_write_gives_the_same() {
    let value = read(
        r##"{"@odata.type":"#sample.everything","string":"a\"é\n\u0001","single":1.5,"double":1e300,"int64":-5,
        "decimal":1.10,"guid":"0F8FAD5B-d9cb-469f-a165-70867728950e","date":"-0001-01-31","timeOfDay":"08:30:00.125",
        "dateTimeOffset":"2026-01-31T08:30:00.1230000+01:00","doubles":[0.1,"INF"],"categories":["joiner","0"],
        "children":[null,{"untyped":{"a":[1.10]}}],"booleans":[true,false],"unknown":"\ud83d\ude00"}"##,
    );
    let text = serde_json::to_string(&value).unwrap();
    assert_eq!(String::from_utf8(Wire::write_json(&value).unwrap()).unwrap(), text);
    let mut written = Vec::new();
    serde_json::to_writer(&mut written, &value).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), text);
    let mut written = String::new();
    let mut serializer = serde_json::Serializer::with_formatter(Collected(&mut written), Compact);
    serde::Serialize::serialize(&value, &mut serializer).unwrap();
    assert_eq!(written, text);
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    assert!(pretty.starts_with("{\n  \"@odata.type\""), "{pretty}");
    assert_same(&pretty, &text);
}

/// A formatter and a writer that are not serde_json's own.
struct Compact;

impl serde_json::ser::Formatter for Compact {}

struct Collected<'a>(&'a mut String);

impl std::io::Write for Collected<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.push_str(std::str::from_utf8(bytes).unwrap());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
