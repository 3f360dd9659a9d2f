//! The service that expects calls.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use http::{Method, Request, Response};

use super::{
    answer::Answer,
    batch,
    expectation::Expectation,
    matching::Matcher,
    state::{Entry, State},
    unmet::Unmet,
};
use crate::{
    client::timer::{Timer, default_timer},
    transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind, memory::whole},
};

/// A transport that answers the calls it was told to expect, and fails all others. Clones share what is
/// expected and what came.
///
/// Paths are written without what stands before the service's root: `/things/7` is
/// `https://service.example/v1.0/things/7` too. How a path or query is percent-encoded does not count.
/// With [`at`](Self::at) the root is known, and nothing else will do.
///
/// Of several expectations that a request matches, the one that was added first answers, until it was
/// used as often as it says. A call that nothing expects fails with an error of the transport that says
/// what came and what was expected, and is not tried again; [`verify`](Self::verify) reports it too. See the
/// [module](crate::testing) for a whole example.
///
/// ```
/// use http::Method;
/// use odata_runtime::{Client, testing::MockService};
///
/// let service = MockService::new();
/// service.expect(Method::DELETE, "/things(7)").status(204);
/// let client = Client::builder("https://service.example/v1.0").transport(service.clone()).build()?;
/// # futures_executor::block_on(async {
/// client.resource().child("things").key(7).delete().send().await?;
/// let error = client.resource().child("things").key(8).delete().send().await.unwrap_err();
/// assert!(error.to_string().contains("DELETE https://service.example/v1.0/things(8) was not expected"));
/// # Ok::<(), odata_runtime::Error>(())
/// # })?;
/// let unmet = service.verify().unwrap_err();
/// assert!(unmet.missing().is_empty());
/// assert_eq!(unmet.unexpected(), ["DELETE https://service.example/v1.0/things(8)"]);
/// # Ok::<(), odata_runtime::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct MockService(Arc<Mutex<State>>);

impl MockService {
    /// A service that expects nothing yet, with its root at any URL.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A service whose root is at this URL, that of the client: calls elsewhere are not expected.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// let service = MockService::at("https://service.example/v1.0");
    /// service.expect(Method::GET, "/things(7)").answer_json(&serde_json::json!({"id": 7}));
    /// ```
    #[must_use]
    pub fn at(root: &str) -> Self {
        let service = Self::default();
        service.state().root = Some(root.trim_end_matches('/').to_owned());
        service
    }

    /// The same service; calls must come in the order in which they were expected. One that may come
    /// [any number of times](Expectation::any_times) can be left out.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::testing::MockService};
    /// let service = MockService::new().in_order();
    /// service.expect(Method::POST, "/things").answer_json(&serde_json::json!({"id": 7}));
    /// service.expect(Method::DELETE, "/things(7)");
    /// ```
    #[must_use]
    pub fn in_order(self) -> Self {
        self.state().in_order = true;
        self
    }

    /// The same service; a `POST` to `$batch` that is not expected itself is taken apart, and each part
    /// answered as if it had come alone. A part that fails as a transport does is left without an
    /// answer; one that nothing expects fails the whole call. Parts are among the
    /// [requests](Self::requests), after the batch.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::{Client, Object, testing::MockService}};
    /// let service = MockService::new().with_batches();
    /// service.expect(Method::GET, "/things(7)").answer_json(&serde_json::json!({"id": 7}));
    /// let client = Client::builder("https://service.example").transport(service.clone()).build()?;
    /// # futures_executor::block_on(async {
    /// let mut batch = client.batch();
    /// let thing = batch.add(client.resource().child("things").key(7).get::<Object>());
    /// let thing: Object = batch.send().await?.take(thing)?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// # })?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn with_batches(self) -> Self {
        self.state().routes_batches = true;
        self
    }

    /// The same service; answers are delayed with this timer, in place of the system's own. A client that
    /// is given none waits with it too.
    ///
    /// ```
    /// # use {http::Method, odata_runtime::{Client, testing::{ManualTimer, MockService}}, std::time::Duration};
    /// let service = MockService::new().timer(ManualTimer::new());
    /// service.expect(Method::DELETE, "/things(7)").delayed(Duration::from_secs(3600));
    /// let client = Client::builder("https://service.example")
    ///     .transport(service)
    ///     .request_timeout(Duration::from_secs(60))
    ///     .no_retry()
    ///     .build()?;
    /// # futures_executor::block_on(async {
    /// assert!(client.resource().child("things").key(7).delete().send().await.unwrap_err().is_timeout());
    /// # });
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn timer(self, timer: impl Timer + 'static) -> Self {
        self.state().timer = Some(Arc::new(timer));
        self
    }

    /// Expects a call of this method at this path below the service's root. The path can bring query
    /// options, as [`with_query`](Expectation::with_query) does; the root itself, `/`, is expected only
    /// where it is [known](Self::at).
    // It counts whether or not anything more is said of it.
    #[allow(clippy::must_use_candidate)]
    pub fn expect(&self, method: Method, path: &str) -> Expectation {
        let mut state = self.state();
        let index = state.entries.len();
        state.entries.push(Entry::new(Matcher::new(method, path)));
        drop(state);
        Expectation::new(Arc::clone(&self.0), index)
    }

    /// The requests that came, in their order, expected or not.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.state().requests.clone()
    }

    /// Whether everything that was expected came, and nothing else.
    ///
    /// # Errors
    ///
    /// What did not come or was not expected, or cannot be expected as it was written.
    pub fn verify(&self) -> Result<(), Unmet> {
        let unmet = self.state().unmet();
        if unmet.is_empty() { Ok(()) } else { Err(unmet) }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request and uses up the expectation that it matches.
    pub(super) fn claim(&self, request: &Request<Bytes>) -> Result<Answer, TransportError> {
        self.record(request);
        let matches = self.matches(request);
        self.state().claim(request, &matches).map_err(|fault| TransportError::new(TransportErrorKind::Rejected, fault))
    }

    pub(super) fn record(&self, request: &Request<Bytes>) {
        self.state().requests.push(request.clone());
    }

    /// What comes of an answer, in time.
    pub(super) async fn respond(
        &self,
        answer: Answer,
        request: &Request<Bytes>,
    ) -> Result<Response<Body>, TransportError> {
        if let Some(delay) = answer.delay {
            let timer = self.state().timer.clone().or_else(default_timer).ok_or_else(|| {
                TransportError::new(
                    TransportErrorKind::Rejected,
                    "there is no timer on this target: give the service one",
                )
            })?;
            timer.sleep(delay).await;
        }
        answer.respond(request)
    }

    /// Which expectations a request matches, in their order. It is asked without the lock: conditions
    /// are the test's own code, which may ask this service.
    fn matches(&self, request: &Request<Bytes>) -> Vec<bool> {
        let (matchers, root) = {
            let state = self.state();
            (state.entries.iter().map(|entry| entry.matcher.clone()).collect::<Vec<_>>(), state.root.clone())
        };
        matchers.iter().map(|matcher| matcher.matches(request, root.as_deref())).collect()
    }

    /// Whether a request is a batch that is to be taken apart.
    fn is_batch(&self, request: &Request<Bytes>) -> bool {
        let (routes, root) = {
            let state = self.state();
            (state.routes_batches, state.root.clone())
        };
        let is_batch = routes && Matcher::new(Method::POST, "/$batch").matches(request, root.as_deref());
        is_batch && !self.matches(request).contains(&true)
    }
}

impl Transport for MockService {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = whole(request).await?;
            if self.is_batch(&request) {
                return batch::answer(self, request).await;
            }
            let answer = self.claim(&request)?;
            self.respond(answer, &request).await
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        self.state().timer.clone()
    }
}

impl fmt::Debug for MockService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let expected: Vec<String> = state.entries.iter().map(|entry| entry.matcher.to_string()).collect();
        f.debug_struct("MockService").field("expected", &expected).field("requests", &state.requests).finish()
    }
}
