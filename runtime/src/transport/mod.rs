//! How requests reach the service: a trait over `http` types, and its implementations.

pub(crate) mod body;
mod error;
pub mod memory;
#[cfg(any(feature = "reqwest", feature = "native-tls"))]
mod reqwest;
#[cfg(feature = "tower")]
mod tower;

use std::sync::Arc;

#[cfg(any(feature = "reqwest", feature = "native-tls"))]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "tower")]
pub use self::tower::{TowerTransport, TransportService};
pub use self::{
    body::{Body, BodyStream},
    error::{TransportError, TransportErrorKind},
};
use crate::client::Timer;
pub use crate::credential::BoxFuture;

/// Sends one request and gives the answer, whatever its status.
///
/// A transport does not follow redirects, does not retry and knows nothing of OData: all that is the
/// client's. It must not log headers: one of them holds the token, marked as sensitive.
///
/// ```
/// use http::{Request, Response};
/// use odata_runtime::transport::{Body, BoxFuture, Transport, TransportError};
///
/// /// Counts requests on their way to another transport.
/// struct Counting<T>(T, std::sync::atomic::AtomicUsize);
///
/// impl<T: Transport> Transport for Counting<T> {
///     fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
///         self.1.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
///         self.0.send(request)
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends a request. The answer is given once its head is there; its body may still be on its way.
    ///
    /// # Errors
    ///
    /// Where no answer came. An answer of status 404 or 500 is no error here.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// The timer of the runtime that the transport runs on, if it is bound to one: a client that was
    /// given none waits with it.
    fn timer(&self) -> Option<Arc<dyn Timer>> {
        None
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        (**self).timer()
    }
}
