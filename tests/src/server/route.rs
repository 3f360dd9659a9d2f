//! Which documented operation a path is, and the values that stand in it.

use percent_encoding::percent_decode_str;

use super::{Recorded, Reply};
use crate::facts::{Operation, operations};

/// An operation and where it was asked.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) operation: &'static Operation,
    /// The path as the store knows it: decoded, but for slashes within a segment.
    pub(super) path: String,
}

/// Finds the operation of a request.
pub(super) fn route(request: &Recorded) -> Result<Route, Reply> {
    let segments = segments(request.path());
    let Some((version, rest)) = segments.split_first() else { return Err(missing("")) };
    let of_version = || operations().iter().filter(|operation| operation.version == version);
    let mut at_path = of_version().filter(|operation| matches(operation.path, rest)).peekable();
    if at_path.peek().is_none() {
        return Err(missing(segments.last().map_or("", String::as_str)));
    }
    match at_path.find(|operation| operation.method == request.method) {
        Some(operation) => Ok(Route { operation, path: stored(&segments) }),
        None => Err(Reply::error(405, "MethodNotAllowed", "The method is not allowed here.")),
    }
}

fn stored(segments: &[String]) -> String {
    segments.iter().map(|segment| format!("/{}", escaped(segment))).collect()
}

/// A segment without slashes.
fn escaped(segment: &str) -> String {
    segment.replace('%', "%25").replace('/', "%2F")
}

pub(super) fn missing(segment: &str) -> Reply {
    Reply::error(400, "BadRequest", format!("Resource not found for the segment '{segment}'."))
}

/// Decoded segments; a key in parentheses and quotes stands as one of its own.
pub(super) fn segments(path: &str) -> Vec<String> {
    let mut segments = Vec::new();
    for raw in path.trim_start_matches('/').split('/') {
        let segment = percent_decode_str(raw).decode_utf8_lossy().into_owned();
        match segment.strip_suffix("')").and_then(|rest| rest.split_once("('")) {
            Some((name, key)) => segments.extend([name.to_owned(), key.replace("''", "'")]),
            None => segments.push(segment),
        }
    }
    segments
}

fn matches(template: &str, segments: &[String]) -> bool {
    let expected: Vec<&str> = template.trim_start_matches('/').split('/').collect();
    expected.len() == segments.len()
        && expected.iter().zip(segments).all(|(expected, actual)| segment(expected, actual))
}

/// `{id}` is anything but nothing; `f(a={a},b={b})` is a call with these arguments in this order.
fn segment(template: &str, actual: &str) -> bool {
    if template.starts_with('{') {
        return !actual.is_empty();
    }
    let Some((name, arguments)) = template.split_once('(') else { return template == actual };
    let Some(given) = actual.strip_prefix(name).and_then(|rest| rest.strip_prefix('(')) else { return false };
    let names = |text: &str| -> Vec<String> {
        let pairs = text.trim_end_matches(')').split(',');
        pairs.map(|pair| pair.split('=').next().unwrap_or_default().to_owned()).collect()
    };
    names(arguments) == names(given)
}

#[cfg(test)]
mod tests {
    use super::{matches, segments};

    #[test]
    fn paths_match_templates() {
        let is = |template, path| matches(template, &segments(path));
        assert!(is("/a/{id}/b", "/a/x%2Fy/b"));
        assert!(is("/a/{id}/b", "/a('..')/b"));
        assert!(is("/a/f(x={x},y={y})", "/a/f(x=1,y=2)"));
        assert!(!is("/a/{id}", "/a/"));
        assert!(!is("/a/f(x={x})", "/a/f(y=1)"));
        assert!(!is("/a/{id}", "/A/1"));
    }
}
