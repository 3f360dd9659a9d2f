//! Whether two values are the same, however they are spelt.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::Model;
use super::difference::{is_data, same_type};
use super::raw::string;
use super::slot::Peek;
use super::write::{Mode, Value};
use crate::edm::{Decimal, is_json_number};

/// How deep JSON texts are compared part by part; further down they are compared as texts.
const DEPTH: usize = 64;

/// Whether two properties have the same value, or neither has one.
pub(super) fn same_value(one: &Peek<'_>, other: &Peek<'_>) -> bool {
    match (one, other) {
        (Peek::Object(one), Peek::Object(other)) => match (one.get(), other.get()) {
            (Some(one), Some(other)) => same_model(one, other),
            (one, other) => one.is_none() && other.is_none(),
        },
        (Peek::Objects(one), Peek::Objects(other)) => {
            let count = one.count();
            count == other.count()
                && (0..count.unwrap_or(0)).all(|index| match (one.get(index), other.get(index)) {
                    (Some(one), Some(other)) => same_model(one, other),
                    _ => false,
                })
        }
        _ => one.same_scalar(other) || same_text(one, other),
    }
}

/// Not a number is not equal to itself, and untyped values and names are equal by what is written.
fn same_text(one: &Peek<'_>, other: &Peek<'_>) -> bool {
    let text = |peek| serde_json::to_string(&Value { peek, mode: Mode::Plain }).ok();
    matches!((text(one), text(other)), (Some(one), Some(other)) if same_json(&one, &other))
}

fn same_model(one: &dyn Model, other: &dyn Model) -> bool {
    let data = |model: &dyn Model| -> HashMap<String, String> {
        let entries = model.extra().iter().filter(|(name, _)| is_data(name));
        entries.map(|(name, raw)| (name.to_owned(), raw.to_owned())).collect()
    };
    same_type(one, other)
        && (0..one.table().names.len()).all(|index| same_value(&one.peek(index), &other.peek(index)))
        && same_members(&data(one), &data(other), |one, other| same_json(one, other))
}

fn same_members<T>(one: &HashMap<String, T>, other: &HashMap<String, T>, same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len() && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| same(value, other)))
}

/// Whether two JSON texts say the same: white space, escapes, the order of members and the form of
/// numbers do not count.
pub(super) fn same_json(one: &str, other: &str) -> bool {
    same_at(one.trim_ascii(), other.trim_ascii(), DEPTH)
}

fn same_at(one: &str, other: &str, depth: usize) -> bool {
    if one == other {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else { return false };
    match (one.as_bytes().first(), other.as_bytes().first()) {
        (Some(b'"'), Some(b'"')) => string(one).is_some_and(|text| string(other) == Some(text)),
        (Some(b'['), Some(b'[')) => match (items(one), items(other)) {
            (Some(one), Some(other)) => {
                one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| same_at(a.get(), b.get(), depth))
            }
            _ => false,
        },
        (Some(b'{'), Some(b'{')) => match (members(one), members(other)) {
            (Some(one), Some(other)) => same_members(&one, &other, |a, b| same_at(a.get(), b.get(), depth)),
            _ => false,
        },
        _ => match (number(one), number(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        },
    }
}

fn items(json: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(json).ok()
}

fn members(json: &str) -> Option<HashMap<String, &RawValue>> {
    serde_json::from_str(json).ok()
}

fn number(json: &str) -> Option<Decimal> {
    is_json_number(json).then(|| json.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::same_json;

    #[test]
    fn spelling_does_not_count() {
        for (one, other) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("-0", "0"),
            (r#""\u00e4""#, "\"ä\""),
            (r#"{"a": 1, "b": [2 , 3]}"#, r#"{"b":[2,3],"a":1.0}"#),
            ("null", " null "),
        ] {
            assert!(same_json(one, other), "{one} {other}");
        }
    }

    #[test]
    fn values_do() {
        for (one, other) in [
            ("1", "\"1\""),
            ("1", "1.0000000000000000000000000001"),
            ("9007199254740993", "9007199254740992"),
            ("[1,2]", "[2,1]"),
            ("[1]", "[1,1]"),
            (r#"{"a":1}"#, r#"{"a":1,"b":null}"#),
            (r#"{"a":1}"#, r#"{"b":1}"#),
            ("null", "false"),
            ("\"1\"", "\"1.0\""),
        ] {
            assert!(!same_json(one, other), "{one} {other}");
        }
    }

    #[test]
    fn no_depth_is_too_deep() {
        let nested = |depth: usize, core: &str| format!("{}{core}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(same_json(&nested(20, "1"), &nested(20, "1.0")));
        assert!(!same_json(&nested(5_000, "1"), &nested(5_000, "1.0")));
        assert!(same_json(&nested(5_000, "1"), &nested(5_000, "1")));
    }
}
