//! A `tower` service as a transport.

use std::{
    error::Error as StdError,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;

use super::body::{Parts, failed};
use crate::{
    error::BoxError,
    transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind},
};

/// Says at what point a service failed.
type Classify = dyn Fn(&(dyn StdError + 'static)) -> TransportErrorKind + Send + Sync;

/// Sends requests with a [`tower`](https://docs.rs/tower) service.
///
/// For each request the service is cloned, the clone is awaited until it is ready, and that clone is
/// called. Limits that clones share (concurrency, buffers) therefore hold for all requests together.
///
/// Errors keep the kind that a transport below the service gave them, as those of
/// [`TransportService`](crate::transport::TransportService) have one. Any other is [`Other`](TransportErrorKind::Other), or what [`classify`](Self::classify)
/// says: it decides what is tried again.
///
/// Here a layer of `tower` goes around a transport; with
/// [`ReqwestTransport`](crate::transport::ReqwestTransport) in place of the one in memory, around the
/// default one:
///
/// ```
/// use odata_runtime::{Client, transport::{TowerTransport, TransportService, memory::InMemory}};
/// use tower::{ServiceBuilder, limit::ConcurrencyLimitLayer};
///
/// let transport = InMemory::default();
/// let service = ServiceBuilder::new()
///     .layer(ConcurrencyLimitLayer::new(4))
///     .map_request(|mut request: http::Request<_>| {
///         request.headers_mut().insert("x-tenant", http::HeaderValue::from_static("contoso"));
///         request
///     })
///     .service(TransportService::new(transport.clone()));
/// let client = Client::builder("https://service.example").transport(TowerTransport::new(service)).build()?;
/// # futures_executor::block_on(client.resource().child("things").key(7).delete().send())?;
/// # assert_eq!(transport.requests()[0].headers()["x-tenant"], "contoso");
/// # Ok::<(), odata_runtime::Error>(())
/// ```
pub struct TowerTransport<S> {
    /// Behind a lock only to be cloned: many services cannot be shared between threads.
    service: Mutex<S>,
    classify: Option<Arc<Classify>>,
}

impl<S> TowerTransport<S> {
    /// A transport over this service, which takes requests with a [`Body`].
    #[must_use]
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service), classify: None }
    }

    /// Says of what kind the errors of the service and its layers are. It is asked for errors whose
    /// chain of sources holds no [`TransportError`].
    ///
    /// ```
    /// # use odata_runtime::transport::{TowerTransport, TransportErrorKind, TransportService, memory::InMemory};
    /// use std::time::Duration;
    /// use tower::timeout::{Timeout, error::Elapsed};
    ///
    /// # let transport = InMemory::default();
    /// let service = Timeout::new(TransportService::new(transport), Duration::from_secs(10));
    /// let transport = TowerTransport::new(service).classify(|error| match error.is::<Elapsed>() {
    ///     true => TransportErrorKind::Timeout,
    ///     false => TransportErrorKind::Other,
    /// });
    /// ```
    #[must_use]
    pub fn classify(
        mut self,
        kind: impl Fn(&(dyn StdError + 'static)) -> TransportErrorKind + Send + Sync + 'static,
    ) -> Self {
        self.classify = Some(Arc::new(kind));
        self
    }

    fn error(&self, error: impl Into<BoxError>) -> TransportError {
        let error = error.into();
        let kind = self.classify.as_ref().map_or(TransportErrorKind::Other, |classify| classify(&*error));
        failed(error, kind)
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            let ready = std::future::poll_fn(|context| service.poll_ready(context)).await;
            ready.map_err(|error| self.error(error))?;
            let answer = service.call(request).await.map_err(|error| self.error(error))?;
            Ok(answer.map(|body| Body::stream(Parts(Box::pin(body)))))
        })
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}
