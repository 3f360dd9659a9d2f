//! A transport as a `tower` service.

use std::{
    fmt,
    sync::Arc,
    task::{Context, Poll},
};

use http::{Request, Response};
use tower_service::Service;

use crate::transport::{Body, BoxFuture, Transport, TransportError};

/// A transport as a [`tower`](https://docs.rs/tower) service, so that layers can go around it. It is
/// always ready.
///
/// With layers around it, [`TowerTransport`](crate::transport::TowerTransport) makes it a transport
/// again. A layer around the default transport:
///
/// ```
/// # #[cfg(feature = "reqwest")] {
/// use odata_runtime::{Client, transport::{ReqwestTransport, TowerTransport, TransportService}};
/// use tower::{ServiceBuilder, limit::ConcurrencyLimitLayer};
///
/// let service = ServiceBuilder::new()
///     .layer(ConcurrencyLimitLayer::new(4))
///     .service(TransportService::new(ReqwestTransport::new()?));
/// let client = Client::builder("https://service.example").transport(TowerTransport::new(service)).build()?;
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct TransportService<T>(Arc<T>);

impl<T: Transport> TransportService<T> {
    /// A service that sends requests with this transport. Clones share it.
    pub fn new(transport: T) -> Self {
        Self(Arc::new(transport))
    }
}

impl<T: Transport + 'static> Service<Request<Body>> for TransportService<T> {
    type Response = Response<Body>;
    type Error = TransportError;
    type Future = BoxFuture<'static, Result<Response<Body>, TransportError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let transport = Arc::clone(&self.0);
        Box::pin(async move { transport.send(request).await })
    }
}

impl<T> Clone for TransportService<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> fmt::Debug for TransportService<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportService")
    }
}
