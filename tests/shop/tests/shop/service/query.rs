//! Query options: read strictly, and applied to rows.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::filter::{self, Expr, Scope};

/// The options of a request, decoded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pub(crate) options: Vec<(String, String)>,
}

impl Query {
    /// Reads a query; what is not valid in a URL, or no option of OData's, is an error.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.bytes().any(|byte| byte == b'+' || byte <= b' ' || byte >= 127 || b"\"<>\\^`{|}#".contains(&byte)) {
            return Err(format!("the query `{text}` is not encoded"));
        }
        let mut options = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').ok_or_else(|| format!("the option `{pair}` has no value"))?;
            let decode = |text| percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
            let name = decode(name).map_err(|error| error.to_string())?;
            const KNOWN: [&str; 10] = [
                "$filter",
                "$orderby",
                "$top",
                "$skip",
                "$count",
                "$select",
                "$expand",
                "$search",
                "$skiptoken",
                "$deltatoken",
            ];
            if !KNOWN.contains(&name.as_str()) && name != "$id" && !name.starts_with('@') {
                return Err(format!("`{name}` is no query option"));
            }
            options.push((name, decode(value).map_err(|error| error.to_string())?));
        }
        Ok(Self { options })
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The number that an option gives.
    pub(crate) fn number(&self, name: &str) -> Result<Option<usize>, String> {
        self.get(name).map(|text| text.parse().map_err(|_| format!("`{text}` is no number for {name}"))).transpose()
    }

    /// The rows that the filter and the search leave, in the order that is asked for.
    pub(crate) fn choose(&self, mut rows: Vec<Value>) -> Result<Vec<Value>, String> {
        if let Some(text) = self.get("$filter") {
            rows = filtered(&filter::parse(text)?, rows)?;
        }
        if let Some(text) = self.get("$search") {
            rows.retain(|row| row.to_string().contains(text.trim_matches('"')));
        }
        for term in self.get("$orderby").unwrap_or_default().split(',').rev().filter(|term| !term.is_empty()) {
            let (path, is_down) = match term.split_once(' ') {
                Some((path, "desc")) => (path, true),
                Some((path, "asc")) => (path, false),
                None => (term, false),
                Some((_, other)) => return Err(format!("`{other}` is no direction")),
            };
            let key =
                |row: &Value| path.split('/').fold(row.clone(), |at, name| at.get(name).cloned().unwrap_or_default());
            rows.sort_by(|a, b| {
                let ordering = order(&key(a), &key(b));
                if is_down { ordering.reverse() } else { ordering }
            });
        }
        Ok(rows)
    }

    /// A row as it is sent: with what is selected only.
    pub(crate) fn shape(&self, mut row: Value) -> Result<Value, String> {
        let Some(select) = self.get("$select") else { return Ok(row) };
        let Some(object) = row.as_object_mut() else { return Ok(row) };
        let mut shaped = Map::new();
        for name in select.split(',') {
            let last = name.rsplit('/').next().unwrap_or(name);
            match object.get(last) {
                Some(value) => shaped.insert(last.to_owned(), value.clone()),
                None if name.contains('.') => None,
                None => return Err(format!("there is no property `{name}`")),
            };
        }
        let keeps =
            |name: &str| name.starts_with('@') || self.get("$expand").is_some_and(|expand| expand.starts_with(name));
        shaped.extend(object.iter().filter(|(name, _)| keeps(name)).map(|(name, value)| (name.clone(), value.clone())));
        Ok(shaped.into())
    }
}

pub(crate) fn filtered(filter: &Expr, rows: Vec<Value>) -> Result<Vec<Value>, String> {
    let mut kept = Vec::new();
    for row in rows {
        if filter.holds(&Scope::new(&row))? {
            kept.push(row);
        }
    }
    Ok(kept)
}

fn order(a: &Value, b: &Value) -> std::cmp::Ordering {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        _ => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(std::cmp::Ordering::Equal),
    }
}
