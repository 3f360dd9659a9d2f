//! What rows are related to, what keys they have, and where they are.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::{
    Reply, Row, Store, bad, error,
    literal::{Kind, literal},
    path::arguments,
    schema::{Property, item_of, schema},
};

/// What stands for itself in a segment of a path.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'\'');

/// The set that holds the entities of a type.
pub(crate) fn set_of(ty: &str) -> Option<&'static str> {
    schema().sets.iter().find(|(_, of)| schema().is_a(ty, of)).map(|(set, _)| set.as_str())
}

/// A key as it stands in parentheses, encoded.
pub(crate) fn key_of(ty: &str, row: &Value) -> String {
    let names = schema().keys(ty);
    let texts = names.iter().map(|name| {
        let text = match (&row[name.as_str()], schema().property(ty, name).map(|property| property.ty.as_str())) {
            (Value::String(text), Some("Edm.String")) => {
                format!("'{}'", utf8_percent_encode(&text.replace('\'', "''"), PLAIN))
            }
            (Value::String(text), Some(of)) if !of.starts_with("Edm.") => format!("{of}'{text}'"),
            (Value::String(text), _) => text.clone(),
            (other, _) => other.to_string(),
        };
        if names.len() == 1 { text } else { format!("{name}={text}") }
    });
    texts.collect::<Vec<_>>().join(",")
}

/// Whether a row has the key that stands in parentheses.
pub(crate) fn has_key(ty: &str, key: &str) -> Result<impl Fn(&Value) -> bool + use<>, Reply> {
    let names = schema().keys(ty);
    let given = arguments(key);
    let mut wanted: Vec<(&'static str, Value)> = Vec::new();
    for name in names {
        let is_it = |(known, _): &&(String, String)| known == name || (known.is_empty() && names.len() == 1);
        let (_, text) = given
            .iter()
            .find(is_it)
            .filter(|_| given.len() == names.len())
            .ok_or_else(|| bad(format!("`{key}` is no key of {ty}")))?;
        wanted.push((name, typed(text, &schema().property(ty, name).unwrap().ty).map_err(bad)?));
    }
    Ok(move |row: &Value| wanted.iter().all(|(name, value)| row[*name] == *value))
}

/// The value of a literal that must be of a type.
pub(crate) fn typed(text: &str, ty: &str) -> Result<Value, String> {
    let (value, kind) = literal(text)?;
    if kind != Kind::Null && kind != Kind::of(ty) {
        return Err(format!("`{text}` is a {kind:?} and no {ty}"));
    }
    super::values::check(ty, &value)?;
    Ok(value)
}

impl Store {
    pub(crate) fn rows(&self, set: &str) -> &[Row] {
        self.tables.get(set).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a row is related to: contained rows, those whose keys it holds, or those that hold its key.
    pub(crate) fn related<'a>(&'a self, row: &'a Value, navigation: &Property) -> Vec<&'a Value> {
        let target = item_of(&navigation.ty).unwrap_or(&navigation.ty);
        let rows = set_of(target).map(|set| self.rows(set)).unwrap_or_default();
        let key = schema().keys(target).first().map(String::as_str).unwrap_or_default();
        match (row.get(&navigation.name), navigation.name.as_str()) {
            (Some(Value::Array(items)), _) if navigation.is_contained => items.iter().collect(),
            (Some(Value::Array(keys)), _) => {
                keys.iter().filter_map(|wanted| rows.iter().find(|row| row[key] == *wanted)).collect()
            }
            (Some(wanted), _) => rows.iter().filter(|row| row[key] == *wanted).collect(),
            (None, "Lines") => rows.iter().filter(|line| line["Order"] == row["Number"]).collect(),
            (None, "Products") => rows.iter().filter(|product| product["Category"] == row["Name"]).collect(),
            (None, "Orders") => rows.iter().filter(|order| order["Buyer"] == row["Id"]).collect(),
            _ => Vec::new(),
        }
    }

    /// One row of some.
    pub(crate) fn one<'a>(ty: &str, rows: &[&'a Value], key: &str) -> Result<&'a Value, Reply> {
        let is_it = has_key(ty, key)?;
        rows.iter().copied().find(|row| is_it(row)).ok_or_else(|| error(404, format!("there is no {ty}({key})")))
    }
}
