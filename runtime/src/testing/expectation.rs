//! An expected call: what it must be, and what answers it.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request};
use serde::Serialize;

use super::state::{Entry, State};

/// A call that is expected ([`MockService::expect`](crate::testing::MockService::expect)): what else it
/// must be, and what answers it. It counts from the moment it is made, with an empty 204 as its answer
/// and once.
///
/// What cannot be, such as the status 99, makes the call fail, and is in what
/// [`verify`](crate::testing::MockService::verify) reports.
///
/// ```
/// use http::Method;
/// use odata_runtime::{Client, Object, testing::MockService};
/// use serde_json::json;
///
/// let service = MockService::new();
/// service.expect(Method::POST, "/things")
///     .with_json(&json!({"size": 7}))
///     .with_header("prefer", "return=representation")
///     .answer_json(&json!({"id": "a", "size": 7}))
///     .status(201)
///     .header("location", "https://service.example/things('a')");
/// let client = Client::builder("https://service.example").transport(service.clone()).build()?;
/// let thing: Object = serde_json::from_value(json!({"size": 7}))?;
/// let create = client.resource().child("things").create(&thing).header("prefer", "return=representation");
/// # futures_executor::block_on(async {
/// let made = create.send().await?;
/// assert_eq!(made.extra.get("id"), Some(json!("a")));
/// # Ok::<(), odata_runtime::Error>(())
/// # })?;
/// service.verify()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Expectation {
    state: Arc<Mutex<State>>,
    index: usize,
}

// A chain of these methods is a statement: what the last one gives is not needed.
#[allow(clippy::must_use_candidate, clippy::return_self_not_must_use)]
impl Expectation {
    pub(super) fn new(state: Arc<Mutex<State>>, index: usize) -> Self {
        Self { state, index }
    }

    pub(super) fn edit(self, change: impl FnOnce(&mut Entry)) -> Self {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = state.entries.get_mut(self.index) {
            change(entry);
        }
        drop(state);
        self
    }

    /// The query must hold this option, both written as they are before they are encoded. Others may
    /// be there too.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things").with_query("$filter", "name eq 'a b'");
    /// ```
    pub fn with_query(self, name: &str, value: &str) -> Self {
        self.edit(|entry| entry.matcher.query.push((name.to_owned(), value.to_owned())))
    }

    /// The request must have this header.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::DELETE, "/things('a')").with_header("if-match", "W/\"1\"");
    /// ```
    pub fn with_header(self, name: &str, value: &str) -> Self {
        self.edit(|entry| {
            if let Some((name, value)) = header(entry, name, value) {
                entry.matcher.headers.append(name, value);
            }
        })
    }

    /// The body must be this JSON; white space and the order of members do not count.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::POST, "/things").with_json(&serde_json::json!({"size": 7}));
    /// ```
    pub fn with_json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.edit(|entry| match serde_json::to_value(body) {
            Ok(json) => entry.matcher.json = Some(json),
            Err(error) => entry.fault(format!("the body cannot be written: {error}")),
        })
    }

    /// The request must meet this condition.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::PUT, "/things('a')/photo").when(|request| request.body().len() > 3);
    /// ```
    pub fn when(self, condition: impl Fn(&Request<Bytes>) -> bool + Send + Sync + 'static) -> Self {
        self.edit(|entry| entry.matcher.conditions.push(Arc::new(condition)))
    }

    /// How often it is expected, in place of once. Never, with 0.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things").answer_error(503, "busy", "later").times(3);
    /// ```
    pub fn times(self, times: usize) -> Self {
        self.edit(|entry| (entry.at_least, entry.at_most) = (times, times))
    }

    /// It may come as often as it likes, or not at all.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things/$count").answer_bytes("text/plain", "7").any_times();
    /// ```
    pub fn any_times(self) -> Self {
        self.edit(|entry| (entry.at_least, entry.at_most) = (0, usize::MAX))
    }
}

/// A header, if it can be one; else that is a fault of the expectation. Its value is not shown.
pub(super) fn header(entry: &mut Entry, name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    let header = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
    if header.is_none() {
        entry.fault(format!("`{name}` and its value are no header"));
    }
    header
}

impl fmt::Debug for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = state.entries.get(self.index).map(|entry| entry.matcher.to_string()).unwrap_or_default();
        write!(f, "Expectation({shown})")
    }
}
