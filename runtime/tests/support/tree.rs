//! JSON to compare: the order of names does not count, the digits of numbers do.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Tree>),
    Object(BTreeMap<String, Tree>),
}

impl Tree {
    pub fn parse(json: &str) -> Self {
        let json = json.trim();
        match json.as_bytes()[0] {
            b'n' => Self::Null,
            b't' => Self::Bool(true),
            b'f' => Self::Bool(false),
            b'"' => Self::String(serde_json::from_str(json).unwrap()),
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(json).unwrap();
                Self::Array(items.into_iter().map(|item| Self::parse(item.get())).collect())
            }
            b'{' => {
                let entries: BTreeMap<String, &RawValue> = serde_json::from_str(json).unwrap();
                Self::Object(entries.into_iter().map(|(name, raw)| (name, Self::parse(raw.get()))).collect())
            }
            _ => Self::Number(json.to_owned()),
        }
    }
}

#[track_caller]
pub fn assert_same(left: &str, right: &str) {
    assert_eq!(Tree::parse(left), Tree::parse(right), "\n left: {left}\nright: {right}");
}
