//! What an update sends for two models of one entity.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use odata_runtime::{
    Client, Entity, Extra, Model, Object, Peek, Resource, Slot, Table, UpdateRequest, transport::memory::InMemory,
};
use support::emitted::{AbstractSubject, Everything, PlainSubject, RuleSubject, Subject};

fn resource() -> Resource {
    Client::builder("https://service.example").transport(InMemory::default()).build().unwrap().resource()
}

fn read<T: Entity>(json: &str) -> T {
    T::read_json(json.as_bytes()).unwrap()
}

/// The body that makes one of the other; nothing where there is nothing to send.
fn changes<T: Entity>(old: &str, new: &str) -> String {
    let update: UpdateRequest<T> = resource().update().changes(&read(old), &read(new));
    if update.is_empty() {
        return String::new();
    }
    String::from_utf8(update.request().unwrap().body().to_vec()).unwrap()
}

#[test]
fn what_differs_is_set_and_what_is_gone_is_null() {
    for (old, new, expected) in [
        (r#"{"string":"a","int32":1}"#, r#"{"string":"b","int32":1}"#, r#"{"string":"b"}"#),
        (r#"{"string":"a","int32":1}"#, r#"{"int32":1}"#, r#"{"string":null}"#),
        (r#"{"int32":1}"#, r#"{"string":"a","int32":1}"#, r#"{"string":"a"}"#),
        (r#"{"strings":["a","b"]}"#, r#"{"strings":["b","a"]}"#, r#"{"strings":["b","a"]}"#),
        (r#"{"strings":["a"]}"#, r#"{"strings":[]}"#, r#"{"strings":[]}"#),
        (r#"{"status":"queued"}"#, r#"{"status":"later"}"#, r#"{"status":"later"}"#),
        (r#"{"category":"joiner"}"#, r#"{"category":"joiner,mover"}"#, r#"{"category":"joiner,mover"}"#),
        (r#"{"children":[{"int32":1}]}"#, r#"{"children":[{"int32":2}]}"#, r#"{"children":[{"int32":2}]}"#),
    ] {
        assert_eq!(changes::<Everything>(old, new), expected);
    }
}

#[test]
fn spelling_is_no_difference() {
    for (old, new) in [
        (r#"{"decimal":1.50,"int64":"7"}"#, r#"{"decimal":1.5,"int64":7}"#),
        (r#"{"dateTimeOffset":"2026-01-01T00:00:00Z"}"#, r#"{"dateTimeOffset":"2026-01-01T01:00:00.000+01:00"}"#),
        (r#"{"guid":"0A1B2C3D-0000-0000-0000-000000000000"}"#, r#"{"guid":"0a1b2c3d-0000-0000-0000-000000000000"}"#),
        (r#"{"double":"NaN","doubles":[1,2.0]}"#, r#"{"double":"NaN","doubles":[1.0,2]}"#),
        (r#"{"category":"mover,joiner","status":"QUEUED"}"#, r#"{"category":"joiner, mover","status":"queued"}"#),
        (r#"{"untyped":{"a":1,"b":[1.0]}}"#, r#"{"untyped":{"b":[1],"a":1}}"#),
        (r#"{"parent":{"x":1,"decimal":2.0}}"#, r#"{"parent":{"decimal":2,"x":1.0}}"#),
        (r#"{"@odata.etag":"1","parts@odata.nextLink":"x"}"#, r#"{"@odata.etag":"2"}"#),
        ("{}", r#"{"string":null}"#),
    ] {
        assert_eq!(changes::<Everything>(old, new), "", "{old} {new}");
    }
}

#[test]
fn undeclared_properties_count_and_control_information_does_not() {
    let old = r#"{"@odata.etag":"1","extension_a":1,"extension_b":[1],"extension_c":1,"extension_d":null}"#;
    let new = r#"{"@odata.etag":"2","@our.note":"x","extension_a":2,"extension_b":[1.0],"extension_e":true}"#;
    let expected = r#"{"extension_a":2,"extension_e":true,"extension_c":null}"#;
    assert_eq!(changes::<Everything>(old, new), expected);
    assert_eq!(changes::<Object>(old, new), expected);
}

#[test]
fn a_complex_value_is_sent_whole_with_null_for_what_is_gone() {
    for (old, new, expected) in [
        (
            r#"{"parent":{"string":"a","int32":1,"x":1,"parent":{"int32":1,"byte":1}}}"#,
            r#"{"parent":{"int32":1,"parent":{"int32":2}}}"#,
            r#"{"parent":{"int32":1,"string":null,"parent":{"byte":null,"int32":2},"x":null}}"#,
        ),
        (r#"{"parent":{"int32":1}}"#, "{}", r#"{"parent":null}"#),
        (r#"{}"#, r#"{"parent":{"int32":1}}"#, r#"{"parent":{"int32":1}}"#),
        // A value of another type takes nothing over from the old one.
        (
            r##"{"subject":{"@odata.type":"#sample.ruleSubject","rule":"r"}}"##,
            r#"{"subject":{"id":"1"}}"#,
            r#"{"subject":{"id":"1"}}"#,
        ),
    ] {
        assert_eq!(changes::<Everything>(old, new), expected);
    }
}

#[test]
fn the_type_goes_along_where_it_is_not_the_declared_one() {
    let old = r##"{"@odata.type":"#sample.ruleSubject","id":"1","rule":"a"}"##;
    let new = r##"{"@odata.type":"#sample.ruleSubject","id":"1","rule":"b"}"##;
    let expected = r##"{"@odata.type":"#sample.ruleSubject","rule":"b"}"##;
    assert_eq!(changes::<Subject>(old, new), expected);
    assert_eq!(changes::<AbstractSubject>(old, new), expected);
    assert_eq!(changes::<Subject>(old, old), "");
    assert_eq!(changes::<RuleSubject>(r#"{"rule":"a"}"#, r#"{"rule":"b"}"#), r#"{"rule":"b"}"#);
    let unknown = |rule: &str| format!(r##"{{"@odata.type":"#sample.new","rule":"{rule}"}}"##);
    assert_eq!(changes::<Subject>(&unknown("a"), &unknown("b")), unknown("b"));
}

#[test]
fn two_types_are_no_two_states() {
    let old = Subject::Subject(Box::<PlainSubject>::default());
    let new = Subject::RuleSubject(Box::default());
    let error = resource().update().changes(&old, &new).request().unwrap_err();
    assert!(error.is_builder());
    assert!(error.to_string().contains("different types"), "{error}");
}

/// An entity with a key and related entities.
#[derive(Default)]
struct Order {
    number: Option<i32>,
    lines: Option<Vec<Everything>>,
    note: Option<String>,
    extra: Extra,
}

impl Model for Order {
    fn table(&self) -> &'static Table {
        &Table {
            type_name: "sample.order",
            names: &["number", "lines", "note"],
            key: &["number"],
            navigation: &["lines"],
        }
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => Slot::Int32(&mut self.number),
            1 => Slot::Objects(&mut self.lines),
            2 => Slot::String(&mut self.note),
            _ => Slot::Extra(&mut self.extra),
        }
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        match index {
            0 => Peek::Int32(&self.number),
            1 => Peek::Objects(&self.lines),
            2 => Peek::String(&self.note),
            _ => Peek::Extra(&self.extra),
        }
    }
}

odata_runtime::model!(Order);

#[test]
fn keys_and_related_entities_are_left_out() {
    let expanded = r#"{"number":1,"lines":[{"int32":1}],"note":"a"}"#;
    assert_eq!(changes::<Order>(expanded, r#"{"number":1,"note":"a"}"#), "");
    assert_eq!(changes::<Order>(expanded, r#"{"lines":[{"int32":2}],"note":"b"}"#), r#"{"note":"b"}"#);
    let (old, new): (Order, Order) = (read(expanded), read(r#"{"number":2,"note":"b"}"#));
    let error = resource().update().changes(&old, &new).request().unwrap_err();
    assert!(error.is_builder());
    assert!(error.to_string().contains("their `number` differs"), "{error}");
}

#[test]
fn a_change_can_be_taken_back_by_hand() {
    let (old, new): (Everything, Everything) = (read(r#"{"int32":1}"#), read(r#"{"int32":2}"#));
    let update = resource().update::<Everything>().set_raw("string", "\"x\"").changes(&old, &new).set_raw("int32", "3");
    assert_eq!(update.request().unwrap().body(), r#"{"string":"x","int32":3}"#);
}
