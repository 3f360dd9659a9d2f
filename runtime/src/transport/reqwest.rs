//! The default transport: reqwest.

use std::{sync::Arc, time::Duration};

use futures_util::TryStreamExt as _;
use http::{HeaderValue, Method, Request, Response, header};

use crate::{
    client::Timer,
    transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind},
};

/// Sends requests with reqwest, over HTTP/1.1 or HTTP/2. It needs a tokio runtime.
///
/// TLS is rustls with the feature `reqwest`, and the platform's own with the feature `native-tls`, also
/// where both are on.
///
/// How long an answer may take and pause is the client's to say
/// ([`ClientBuilder::request_timeout`](crate::ClientBuilder::request_timeout)); here it is how long a
/// connection may take: 10 seconds with [`new`](Self::new).
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport of its own connection pool.
    ///
    /// # Errors
    ///
    /// Where TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::with_connect_timeout(Duration::from_secs(10))
    }

    /// A transport of its own connection pool, which gives up on a connection after this time.
    ///
    /// # Errors
    ///
    /// Where TLS cannot be set up.
    pub fn with_connect_timeout(time: Duration) -> Result<Self, TransportError> {
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        #[cfg(not(target_family = "wasm"))]
        let builder = builder.connect_timeout(time);
        #[cfg(all(feature = "native-tls", not(target_family = "wasm")))]
        let builder = builder.tls_backend_native();
        builder.build().map(Self).map_err(failed)
    }

    /// A transport over a client that is set up already: proxies, certificates, time limits.
    ///
    /// Turn its redirects off ([`redirect::Policy::none`](reqwest::redirect::Policy::none)): the
    /// client follows what is safe to follow, and a redirect that reqwest follows is not seen here.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, mut request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            say_length(&mut request);
            let request = reqwest::Request::try_from(request.map(outgoing)).map_err(failed)?;
            let mut answer = self.0.execute(request).await.map_err(failed)?;
            let mut response = Response::new(());
            *response.status_mut() = answer.status();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            Ok(response.map(|()| Body::stream(answer.bytes_stream().map_err(broke_off))))
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        Some(Arc::new(TokioTimer(tokio::time::Instant::now())))
    }
}

/// Waits with the runtime that reqwest needs anyway.
struct TokioTimer(tokio::time::Instant);

impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // Made when it is first waited for: only then is it certain to be in a runtime.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }

    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Says that there is no body where one is usual: many servers refuse such a request otherwise (411).
fn say_length(request: &mut Request<Body>) {
    let usual = matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH);
    if usual && request.body().as_bytes().is_some_and(bytes::Bytes::is_empty) {
        request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
}

fn outgoing(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap_stream(body.into_stream()),
    }
}

fn failed(error: reqwest::Error) -> TransportError {
    let kind = match () {
        () if error.is_connect() => TransportErrorKind::Connect,
        () if error.is_timeout() => TransportErrorKind::Timeout,
        () => TransportErrorKind::Other,
    };
    // The URL may hold what does not belong in a log; the client names the path.
    TransportError::new(kind, error.without_url())
}

fn broke_off(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() { TransportErrorKind::Timeout } else { TransportErrorKind::Body };
    TransportError::new(kind, error.without_url())
}
