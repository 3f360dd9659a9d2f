//! Pages of changes read into emitted code: what holds for models holds for what has changed.
#![allow(clippy::unwrap_used, missing_docs)]

mod support;

use odata_runtime::{Change, Model as _, Removed, Wire};
use proptest::prelude::*;
use support::emitted::*;

fn read<T>(items: &str) -> Vec<Change<T>>
where
    Change<T>: Wire,
{
    Change::read_page(format!(r#"{{"value":{items}}}"#).as_bytes()).unwrap().items
}

#[test]
fn subtypes_are_told_apart_among_removals() {
    let items = r##"[{"@odata.type":"#sample.ruleSubject"},{"@removed":{},"@odata.type":"#sample.ruleSubject"},
                     {"@odata.type":"#sample.new"},{}]"##;
    let read = read::<Subject>(items);
    assert!(matches!(
        &read[..],
        [
            Change::Changed(Subject::RuleSubject(_)),
            Change::Removed(_),
            Change::Changed(Subject::Unknown(_)),
            Change::Changed(Subject::Subject(_))
        ]
    ));
}

#[test]
fn one_change_by_itself_is_read_too() {
    assert!(matches!(Change::<Everything>::read_json(br#"{"@removed":{}}"#).unwrap(), Change::Removed(_)));
    assert!(matches!(Change::<Everything>::read_json(br#"{"int32":1}"#).unwrap(), Change::Changed(_)));
    for body in ["null", "[]", "7", "{", ""] {
        assert!(Change::<Everything>::read_json(body.as_bytes()).is_err(), "{body}");
    }
}

#[test]
fn of_a_value_given_twice_the_last_counts() {
    let body = r#"{"value":[{"@removed":{}}],"value":[{"int32":1}]}"#;
    let page = Change::<Everything>::read_page(body.as_bytes()).unwrap();
    assert!(matches!(&page.items[..], [Change::Changed(_)]));
}

/// Any JSON object as text.
fn objects() -> impl Strategy<Value = serde_json::Map<String, serde_json::Value>> {
    let names = prop_oneof![Just("int32".to_owned()), Just("@odata.id".to_owned()), "[a-z@.$\"\\\\]{0,12}"];
    let leaves = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        ".{0,12}".prop_map(serde_json::Value::from),
        prop::collection::vec(any::<u8>(), 0..3).prop_map(serde_json::Value::from),
    ];
    prop::collection::btree_map(names, leaves, 0..6).prop_map(|members| members.into_iter().collect())
}

proptest! {
    /// Whatever else a removed item holds, in whatever order, it is read as one, and whole.
    #[test]
    fn whatever_is_removed_is_read_so(before in objects(), after in objects(), form in 0..3) {
        let mut object = before;
        let (name, value) = match form {
            0 => ("@removed", serde_json::json!({"reason": "deleted"})),
            1 => ("@odata.removed", serde_json::json!({})),
            _ => ("@odata.context", serde_json::json!("#things/$deletedEntity")),
        };
        for name in ["@removed", "@odata.removed", "@odata.context", "@context"] {
            object.remove(name);
        }
        object.insert(name.to_owned(), value);
        for (name, value) in after {
            if !name.ends_with("removed") && !name.ends_with("context") {
                object.insert(name, value);
            }
        }
        let read = read::<Everything>(&serde_json::json!([object]).to_string());
        let Ok([Change::Removed(removed)]) = <[_; 1]>::try_from(read) else {
            return Err(TestCaseError::fail("not read as removed"));
        };
        prop_assert_eq!(members(&removed), object);
    }

    /// What is not removed is read as the model alone reads it.
    #[test]
    fn what_is_not_removed_is_read_as_ever(object in objects()) {
        let text = serde_json::Value::from(object).to_string();
        let alone = serde_json::from_str::<Everything>(&text);
        let page = Change::<Everything>::read_page(format!("[{text}]").as_bytes());
        match (alone, page.map(|page| page.items)) {
            (Ok(alone), Ok(items)) => prop_assert!(items == [Change::Changed(alone)]),
            (Err(_), Err(_)) => {}
            (alone, items) => prop_assert!(false, "{:?} {:?}", alone.map(|it| it.extra().len()), items.map(|it| it.len())),
        }
    }
}

fn members(removed: &Removed) -> serde_json::Map<String, serde_json::Value> {
    removed.extra().iter().map(|(name, json)| (name.to_owned(), serde_json::from_str(json).unwrap())).collect()
}
