//! Whether a request is the one that is expected.

use std::{borrow::Cow, fmt, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Uri};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// A condition that the test wrote.
type Condition = dyn Fn(&Request<Bytes>) -> bool + Send + Sync;

/// What a request must be to be the expected one.
#[derive(Clone)]
pub(super) struct Matcher {
    method: Method,
    /// Below the service's root, as the test wrote it.
    path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) json: Option<Value>,
    pub(super) conditions: Vec<Arc<Condition>>,
}

impl Matcher {
    pub(super) fn new(method: Method, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method,
            path: path.to_owned(),
            query: pairs(query).collect(),
            headers: HeaderMap::new(),
            json: None,
            conditions: Vec::new(),
        }
    }

    pub(super) fn matches(&self, request: &Request<Bytes>, root: Option<&str>) -> bool {
        let sent: Vec<_> = pairs(request.uri().query().unwrap_or_default()).collect();
        request.method() == self.method
            && self.is_at(request.uri(), root)
            && self.query.iter().all(|pair| sent.contains(pair))
            && self.headers.iter().all(|(name, value)| request.headers().get_all(name).iter().any(|sent| sent == value))
            && self
                .json
                .as_ref()
                .is_none_or(|json| serde_json::from_slice(request.body()).is_ok_and(|sent: Value| sent == *json))
            && self.conditions.iter().all(|condition| condition(request))
    }

    /// Whether a URI is this path below the root; where the root is not known, below any.
    fn is_at(&self, uri: &Uri, root: Option<&str>) -> bool {
        let expected: Vec<_> = segments(&self.path).collect();
        let Some(root) = root else {
            return !expected.is_empty() && segments(uri.path()).collect::<Vec<_>>().ends_with(&expected);
        };
        let whole = uri.to_string();
        let below = whole.strip_prefix(root).filter(|below| below.is_empty() || below.starts_with(['/', '?']));
        below.is_some_and(|below| segments(below.split('?').next().unwrap_or_default()).eq(expected))
    }
}

/// The segments of a path, decoded: how they are encoded does not count.
fn segments(path: &str) -> impl Iterator<Item = Cow<'_, str>> {
    path.split('/').filter(|segment| !segment.is_empty()).map(decoded)
}

fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name).into_owned(), decoded(value).into_owned())
    })
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

/// On one line, as messages name it. Values of headers may be secrets, also in tests.
impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        for (number, (name, value)) in self.query.iter().enumerate() {
            write!(f, "{}{name}={value}", if number == 0 { '?' } else { '&' })?;
        }
        for name in self.headers.keys() {
            write!(f, ", with the header `{name}`")?;
        }
        if let Some(json) = &self.json {
            write!(f, ", with the body {json}")?;
        }
        if self.conditions.is_empty() { Ok(()) } else { f.write_str(", under a condition") }
    }
}
