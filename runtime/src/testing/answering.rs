//! What answers an expected call, as a test says it.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde::Serialize;

use super::{
    answer::Content,
    expectation::{Expectation, header},
};
use crate::transport::TransportErrorKind;

// A chain of these methods is a statement: what the last one gives is not needed.
#[allow(clippy::must_use_candidate, clippy::return_self_not_must_use)]
impl Expectation {
    /// Answers with this as JSON, and the status 200.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things(7)").answer_json(&serde_json::json!({"id": 7}));
    /// ```
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
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things").answer_page::<()>([]).next_link("things?page=2");
    /// ```
    pub fn next_link(self, link: &str) -> Self {
        self.annotate("nextLink", serde_json::Value::from(link).to_string())
    }

    /// The link for changes since this page, absolute or relative to its URL.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things/delta()").answer_page::<()>([]).delta_link("things/delta()?token=1");
    /// ```
    pub fn delta_link(self, link: &str) -> Self {
        self.annotate("deltaLink", serde_json::Value::from(link).to_string())
    }

    /// How many items there are on all pages.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things?$count=true").answer_page::<()>([]).count(0);
    /// ```
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
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things/$count").answer_bytes("text/plain", "7");
    /// ```
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
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::PATCH, "/things(7)").status(204);
    /// ```
    pub fn status(self, status: u16) -> Self {
        self.edit(|entry| match StatusCode::from_u16(status) {
            Ok(status) => entry.answer.status = Some(status),
            Err(_) => entry.fault(format!("{status} is no status")),
        })
    }

    /// A header of the answer. Given twice, it is there twice.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::DELETE, "/things(7)").header("request-id", "5a1e");
    /// ```
    pub fn header(self, name: &str, value: &str) -> Self {
        self.edit(|entry| {
            if let Some((name, value)) = header(entry, name, value) {
                entry.answer.headers.append(name, value);
            }
        })
    }

    /// The header `Retry-After` of the answer, in seconds and their fractions.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService, std::time::Duration};
    /// MockService::new().expect(Method::DELETE, "/things(7)").status(503).retry_after(Duration::from_secs(2));
    /// ```
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
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService, std::time::Duration};
    /// MockService::new().expect(Method::DELETE, "/things(7)").delayed(Duration::from_secs(2));
    /// ```
    pub fn delayed(self, time: Duration) -> Self {
        self.edit(|entry| entry.answer.delay = Some(time))
    }

    /// The body breaks off after so many bytes, or after its last one where it has fewer.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// MockService::new().expect(Method::GET, "/things").answer_page([1, 2, 3]).cut_after(12);
    /// ```
    pub fn cut_after(self, bytes: usize) -> Self {
        self.edit(|entry| entry.answer.cut = Some(bytes))
    }
}
