//! Query options: read strictly, and applied to rows.

use std::cmp::Ordering;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::{
    Store,
    filter::{self, Scope, compare},
};

/// The options of a request or of an expansion, decoded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pub(crate) options: Vec<(String, String)>,
}

const KNOWN: [&str; 11] = [
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
    "$id",
];

impl Query {
    /// Reads a query; what is not valid in a URL, or no option of OData's, is an error.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.bytes().any(|byte| byte == b'+' || byte <= b' ' || byte >= 127 || b"\"<>\\^`{|}#".contains(&byte)) {
            return Err(format!("the query `{text}` is not encoded"));
        }
        let mut pairs = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').ok_or_else(|| format!("the option `{pair}` has no value"))?;
            let decode = |text| percent_decode_str(text).decode_utf8().map_err(|error| error.to_string());
            pairs.push((decode(name)?.into_owned(), decode(value)?.into_owned()));
        }
        Self::new(pairs)
    }

    fn new(options: Vec<(String, String)>) -> Result<Self, String> {
        for (index, (name, value)) in options.iter().enumerate() {
            if !KNOWN.contains(&name.as_str()) && !name.starts_with('@') {
                return Err(format!("`{name}` is no query option"));
            }
            if options[..index].iter().any(|(known, _)| known == name) {
                return Err(format!("`{name}` is given twice"));
            }
            if name == "$count" && value != "true" && value != "false" {
                return Err(format!("`{value}` is no value of $count"));
            }
        }
        Ok(Self { options })
    }

    /// The options of an expansion: `$filter=…;$top=…`.
    pub(crate) fn nested(text: &str) -> Result<Self, String> {
        let pairs = split(text, ';').into_iter().map(|option| {
            let (name, value) = option.split_once('=').ok_or_else(|| format!("the option `{option}` has no value"))?;
            Ok((name.to_owned(), value.to_owned()))
        });
        Self::new(pairs.collect::<Result<_, String>>()?)
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// An error where there is an option that is not among these.
    pub(crate) fn only(&self, allowed: &[&str]) -> Result<(), String> {
        let is_other = |(name, _): &&(String, String)| !allowed.contains(&name.as_str()) && !name.starts_with('@');
        self.options.iter().find(is_other).map_or(Ok(()), |(name, _)| Err(format!("`{name}` means nothing here")))
    }

    /// The number that an option gives.
    pub(crate) fn number(&self, name: &str) -> Result<Option<usize>, String> {
        self.get(name).map(|text| text.parse().map_err(|_| format!("`{text}` is no number for {name}"))).transpose()
    }

    /// The rows that the filter and the search leave, in the order that is asked for.
    pub(crate) fn choose<'a>(
        &self,
        store: &'a Store,
        ty: &str,
        mut rows: Vec<&'a Value>,
    ) -> Result<Vec<&'a Value>, String> {
        if let Some(text) = self.get("$filter") {
            rows = filter::filtered(store, ty, &filter::parse(text)?, rows)?;
        }
        if let Some(text) = self.get("$search") {
            let terms = search(text)?;
            rows.retain(|row| terms.iter().all(|(is_wanted, term)| row.to_string().contains(term) == *is_wanted));
        }
        for term in split(self.get("$orderby").unwrap_or_default(), ',').into_iter().rev() {
            let (expr, is_down) = match term.rsplit_once(' ') {
                Some((expr, "desc")) => (expr, true),
                Some((expr, "asc")) => (expr, false),
                _ => (term, false),
            };
            let expr = filter::parse(expr)?;
            let mut keyed = Vec::new();
            for row in rows {
                keyed.push((expr.value(&Scope::new(store, ty, row))?, row));
            }
            keyed.sort_by(|(a, _), (b, _)| {
                let by_null = b.0.is_null().cmp(&a.0.is_null());
                let ordering = compare(a, b).ok().flatten().map_or(by_null, |ordering: Ordering| ordering);
                if is_down { ordering.reverse() } else { ordering }
            });
            rows = keyed.into_iter().map(|(_, row)| row).collect();
        }
        Ok(rows)
    }
}

/// Splits a text at what stands neither in quotes nor in parentheses.
pub(crate) fn split(text: &str, at: char) -> Vec<&str> {
    let (mut depth, mut is_quoted, mut start) = (0, false, 0);
    let mut parts = Vec::new();
    for (index, c) in text.char_indices() {
        match c {
            '\'' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth -= 1,
            _ if c == at && depth == 0 && !is_quoted => {
                parts.push(&text[start..index]);
                start = index + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The terms of a search, which all must or must not be found: words, and phrases in quotes.
fn search(text: &str) -> Result<Vec<(bool, String)>, String> {
    let (mut terms, mut is_wanted) = (Vec::new(), true);
    for (index, part) in text.split('"').enumerate() {
        if index % 2 == 1 {
            terms.push((std::mem::replace(&mut is_wanted, true), part.to_owned()));
            continue;
        }
        for word in part.split_whitespace() {
            match word {
                "AND" => {}
                "NOT" => is_wanted = false,
                _ if word == "OR" || word.contains(['(', ')']) => return Err(format!("501 `{word}` in a search")),
                _ if !word.chars().all(char::is_alphanumeric) => {
                    return Err(format!("`{word}` is no word of a search"));
                }
                _ => terms.push((std::mem::replace(&mut is_wanted, true), word.to_owned())),
            }
        }
    }
    if terms.is_empty() || text.matches('"').count() % 2 == 1 {
        Err(format!("`{text}` is no search"))
    } else {
        Ok(terms)
    }
}
