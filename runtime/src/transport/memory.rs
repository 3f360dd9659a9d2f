//! A transport that answers from memory, for tests.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::{Request, Response};

use crate::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind, body::GatherError};

/// What answers requests in memory: a closure from request to answer or error.
type Handler = dyn Fn(&Request<Bytes>) -> Result<Response<Body>, TransportError> + Send + Sync;

/// Answers requests from memory and records them. Clones share the record.
///
/// ```
/// use http::{Response, StatusCode};
/// use odata_runtime::transport::memory::InMemory;
///
/// let service = InMemory::new(|request| {
///     let status = if request.uri().path() == "/v1/things" { StatusCode::OK } else { StatusCode::NOT_FOUND };
///     let mut answer = Response::new(r#"{"value": []}"#);
///     *answer.status_mut() = status;
///     answer
/// });
/// let client = odata_runtime::Client::builder("https://service.example/v1").transport(service.clone()).build()?;
/// // ... use the client ...
/// assert!(service.requests().is_empty());
/// # Ok::<(), odata_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct InMemory(Arc<Shared>);

struct Shared {
    handler: Box<Handler>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl InMemory {
    /// Answers every request with what the closure gives.
    pub fn new<B: Into<Body>>(answer: impl Fn(&Request<Bytes>) -> Response<B> + Send + Sync + 'static) -> Self {
        Self::fallible(move |request| Ok(answer(request).map(Into::into)))
    }

    /// Answers every request with what the closure gives, which may be a failure of the transport.
    pub fn fallible(
        answer: impl Fn(&Request<Bytes>) -> Result<Response<Body>, TransportError> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(Shared { handler: Box::new(answer), requests: Mutex::default() }))
    }

    /// Answers the first request with the first of these, and so on. Once they are used up, requests
    /// fail with an error of the transport.
    pub fn queue<B: Into<Body>>(answers: impl IntoIterator<Item = Response<B>>) -> Self {
        let answers: VecDeque<_> = answers.into_iter().map(|answer| answer.map(Into::into)).collect();
        let answers = Mutex::new(answers);
        Self::fallible(move |_| {
            let answer = answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
            answer.ok_or_else(|| TransportError::new(TransportErrorKind::Other, "no answer is left in the queue"))
        })
    }

    /// The requests that came, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.0.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Answers every request with an empty 204.
impl Default for InMemory {
    fn default() -> Self {
        Self::new(|_| {
            let mut answer = Response::new(Bytes::new());
            *answer.status_mut() = http::StatusCode::NO_CONTENT;
            answer
        })
    }
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory").field("requests", &self.requests()).finish()
    }
}

/// A request with its whole body.
pub(crate) async fn whole(request: Request<Body>) -> Result<Request<Bytes>, TransportError> {
    let (head, body) = request.into_parts();
    let body = body.gather(u64::MAX).await.map_err(|error| match error {
        GatherError::Transport(error) => error,
        GatherError::TooLarge => TransportError::new(TransportErrorKind::Body, "the body is too large"),
    })?;
    Ok(Request::from_parts(head, body))
}

impl Transport for InMemory {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = whole(request).await?;
            self.0.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
            (self.0.handler)(&request)
        })
    }
}
