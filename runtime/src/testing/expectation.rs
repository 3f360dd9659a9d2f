//! An expected call: what it must be, and what answers it.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use serde::Serialize;

use super::{
    answer::Content,
    state::{Entry, State},
};
use crate::transport::TransportErrorKind;

/// A call that is expected ([`MockService::expect`](crate::testing::MockService::expect)): what else it
/// must be, and what answers it. It counts from the moment it is made, with an empty 204 as its answer
/// and once.
///
/// What cannot be, such as the status 99, makes the call fail, and is in what
/// [`verify`](crate::testing::MockService::verify) reports.
///
/// ```
/// use http::Method;
/// use odata_runtime::{Client, Error, testing::MockService};
/// use serde_json::json;
///
/// let service = MockService::new();
/// service.expect(Method::POST, "/things")
///     .with_json(&json!({"size": 7}))
///     .with_header("prefer", "return=representation")
///     .answer_json(&json!({"id": "a", "size": 7}))
///     .status(201)
///     .header("location", "https://service.example/things('a')");
/// # let client = Client::builder("https://service.example").transport(service.clone()).build()?;
/// # let body = odata_runtime::Object::default();
/// # let made = client.resource().child("things").create(&body).query("x", "y");
/// # let _ = futures_executor::block_on(made.send());
/// assert!(service.verify().is_err());
/// # Ok::<(), Error>(())
/// ```
pub struct Expectation {
    state: Arc<Mutex<State>>,
    index: usize,
}

// A chain of these methods is a statement: what the last one gives is not needed.
#[allow(clippy::return_self_not_must_use)]
impl Expectation {
    pub(super) fn new(state: Arc<Mutex<State>>, index: usize) -> Self {
        Self { state, index }
    }

    fn edit(self, change: impl FnOnce(&mut Entry)) -> Self {
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

    /// Answers with this as JSON, and the status 200.
    pub fn answer_json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.edit(|entry| match serde_json::to_vec(body) {
            Ok(json) => entry.answer.content = Content::Json(json.into()),
            Err(error) => entry.fault(format!("the answer cannot be written: {error}")),
        })
    }

    /// Answers with a page of these items.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// use serde_json::json;
    ///
    /// let service = MockService::new();
    /// service.expect(Method::GET, "/things").answer_page([json!({"id": "a"})]).count(2).next_link("things?page=2");
    /// service.expect(Method::GET, "/things?page=2").answer_page([json!({"id": "b"})]);
    /// ```
    pub fn answer_page<T: Serialize>(self, items: impl IntoIterator<Item = T>) -> Self {
        let items: Result<Vec<String>, _> = items.into_iter().map(|item| serde_json::to_string(&item)).collect();
        self.edit(|entry| match items {
            Ok(items) => entry.answer.content = Content::Page(items),
            Err(error) => entry.fault(format!("an item cannot be written: {error}")),
        })
    }

    /// The link to the next page, absolute or relative to the URL of this one.
    pub fn next_link(self, link: &str) -> Self {
        self.annotate("nextLink", serde_json::Value::from(link).to_string())
    }

    /// The link for changes since this page, absolute or relative to its URL.
    pub fn delta_link(self, link: &str) -> Self {
        self.annotate("deltaLink", serde_json::Value::from(link).to_string())
    }

    /// How many items there are on all pages.
    pub fn count(self, items: u64) -> Self {
        self.annotate("count", items.to_string())
    }

    fn annotate(self, name: &'static str, value: String) -> Self {
        self.edit(|entry| entry.answer.annotations.push((name, value)))
    }

    /// Answers with an error as services write it.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService, std::time::Duration};
    /// MockService::new().expect(Method::GET, "/things")
    ///     .answer_error(429, "TooManyRequests", "slow down")
    ///     .retry_after(Duration::from_millis(1500));
    /// ```
    pub fn answer_error(self, status: u16, code: &str, message: &str) -> Self {
        self.answer_json(&serde_json::json!({"error": {"code": code, "message": message}})).status(status)
    }

    /// Answers with a body of another type than JSON.
    pub fn answer_bytes(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        self.edit(|entry| entry.answer.content = Content::Bytes(body)).header("content-type", content_type)
    }

    /// Answers with what the closure makes of the request. A status and headers that are set here too
    /// go before its own.
    ///
    /// ```
    /// # use {http::{Method, Response}, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::POST, "/echo").answer_with(|request| Response::new(request.body().clone()));
    /// ```
    pub fn answer_with<B: Into<Bytes>>(
        self,
        answer: impl Fn(&Request<Bytes>) -> Response<B> + Send + Sync + 'static,
    ) -> Self {
        let compute = move |request: &Request<Bytes>| answer(request).map(Into::into);
        self.edit(|entry| entry.answer.content = Content::Computed(Arc::new(compute)))
    }

    /// The status of the answer.
    pub fn status(self, status: u16) -> Self {
        self.edit(|entry| match StatusCode::from_u16(status) {
            Ok(status) => entry.answer.status = Some(status),
            Err(_) => entry.fault(format!("{status} is no status")),
        })
    }

    /// A header of the answer. Given twice, it is there twice.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.edit(|entry| {
            if let Some((name, value)) = header(entry, name, value) {
                entry.answer.headers.append(name, value);
            }
        })
    }

    /// The header `Retry-After` of the answer, in seconds and their fractions.
    pub fn retry_after(self, time: Duration) -> Self {
        self.header("retry-after", &time.as_secs_f64().to_string())
    }

    /// There is no answer: the transport fails in this way.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::{testing::MockService, transport::TransportErrorKind}};
    /// MockService::new().expect(Method::GET, "/things").fails(TransportErrorKind::Connect);
    /// ```
    pub fn fails(self, kind: TransportErrorKind) -> Self {
        self.edit(|entry| entry.answer.failure = Some(kind))
    }

    /// The answer, or the failure, comes after this time, as the service's
    /// [timer](crate::testing::MockService::timer) counts it.
    pub fn delayed(self, time: Duration) -> Self {
        self.edit(|entry| entry.answer.delay = Some(time))
    }

    /// The body breaks off after so many bytes, or after its last one where it has fewer.
    pub fn cut_after(self, bytes: usize) -> Self {
        self.edit(|entry| entry.answer.cut = Some(bytes))
    }
}

/// A header, if it can be one; else that is a fault of the expectation. Its value is not shown.
fn header(entry: &mut Entry, name: &str, value: &str) -> Option<(HeaderName, HeaderValue)> {
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
