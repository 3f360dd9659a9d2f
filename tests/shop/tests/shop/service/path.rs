//! Paths: segments with keys or arguments, read strictly.

use percent_encoding::percent_decode_str;

/// A segment: a name, and what stands in parentheses behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) name: String,
    pub(crate) inner: Option<String>,
}

/// The segments of a path below the service's root.
pub(crate) fn parse(path: &str) -> Result<Vec<Segment>, String> {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.split('/').map(segment).collect()
}

/// A text as it is without its escapes.
pub(crate) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn segment(raw: &str) -> Result<Segment, String> {
    if raw.is_empty() || raw == "." || raw == ".." {
        return Err(format!("`{raw}` is no segment"));
    }
    if raw.bytes().any(|byte| byte == b'+' || byte <= b' ' || byte >= 127 || b"\"<>\\^`{|}".contains(&byte)) {
        return Err(format!("the segment `{raw}` is not encoded"));
    }
    let text = percent_decode_str(raw).decode_utf8().map_err(|error| error.to_string())?;
    Ok(match text.split_once('(') {
        Some((name, inner)) => {
            let inner = inner.strip_suffix(')').ok_or_else(|| format!("the segment `{text}` has no `)`"))?;
            Segment { name: name.to_owned(), inner: Some(inner.to_owned()) }
        }
        None => Segment { name: text.into_owned(), inner: None },
    })
}

/// Named arguments: `a=1,b='x'`. One without a name has an empty one.
pub(crate) fn arguments(text: &str) -> Vec<(String, String)> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for c in text.chars() {
        is_quoted ^= c == '\'';
        match parts.last_mut() {
            Some(_) if c == ',' && !is_quoted => parts.push(String::new()),
            Some(part) => part.push(c),
            None => {}
        }
    }
    let named = |part: &String| match part.split_once('=') {
        Some((name, value)) if name.chars().all(char::is_alphanumeric) => (name.to_owned(), value.to_owned()),
        _ => (String::new(), part.clone()),
    };
    parts.iter().filter(|part| !part.is_empty()).map(named).collect()
}

/// The text of a literal in quotes.
pub(crate) fn unquoted(literal: &str) -> Result<String, String> {
    let inner = literal.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    let inner = inner.ok_or_else(|| format!("`{literal}` is no text"))?;
    let plain = inner.replace("''", "\u{0}");
    if plain.contains('\'') { Err(format!("`{literal}` has a quote too few")) } else { Ok(plain.replace('\u{0}', "'")) }
}
