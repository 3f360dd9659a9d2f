//! `tower` services as transports, and transports as `tower` services.
#![allow(clippy::unwrap_used)]

use std::{
    collections::VecDeque,
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::Bytes;
use futures_executor::block_on;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body::{Body as _, Frame};
use odata_runtime::{
    BoxError, Client, Error, Object,
    transport::{
        Body, TowerTransport, Transport as _, TransportError, TransportErrorKind, TransportService, memory::InMemory,
    },
};
use tower::{Service, ServiceBuilder, ServiceExt as _, timeout::Timeout};

/// A body of frames of any kind.
struct Frames(VecDeque<Result<Frame<Bytes>, io::Error>>);

impl Frames {
    fn of(frames: impl IntoIterator<Item = Result<Frame<Bytes>, io::Error>>) -> Self {
        Self(frames.into_iter().collect())
    }

    fn json() -> Self {
        Self::of([data(r#"{"value":"#), Ok(Frame::trailers(HeaderMap::new())), data(r#"[{"Name":"Russell"}]}"#)])
    }
}

fn data(text: &'static str) -> Result<Frame<Bytes>, io::Error> {
    Ok(Frame::data(text.into()))
}

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(self.0.pop_front())
    }
}

/// A service that must be ready before it is called, and is not at first; a clone is not ready.
#[derive(Default)]
struct Strict {
    ready: bool,
    polls: usize,
    calls: Arc<AtomicUsize>,
}

impl Clone for Strict {
    fn clone(&self) -> Self {
        Self { calls: Arc::clone(&self.calls), ..Self::default() }
    }
}

impl Service<Request<Body>> for Strict {
    type Response = Response<Frames>;
    type Error = io::Error;
    type Future = std::future::Ready<io::Result<Response<Frames>>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.polls += 1;
        if self.polls < 3 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<Body>) -> Self::Future {
        assert!(std::mem::take(&mut self.ready), "called before it was ready");
        self.calls.fetch_add(1, Ordering::Relaxed);
        std::future::ready(Ok(Response::new(Frames::json())))
    }
}

fn client<S, B>(transport: TowerTransport<S>) -> Client
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    Client::builder("https://service.example/v1.0").transport(transport).no_retry().build().unwrap()
}

async fn list(client: &Client) -> Result<usize, Error> {
    Ok(client.resource().child("people").list::<Object>().send().await?.len())
}

#[test]
fn a_service_is_ready_before_it_is_called() {
    let service = Strict::default();
    let calls = Arc::clone(&service.calls);
    let client = client(TowerTransport::new(service));
    for _ in 0..3 {
        assert_eq!(block_on(list(&client)).unwrap(), 1);
    }
    assert_eq!(calls.load(Ordering::Relaxed), 3);
}

#[test]
fn services_that_cannot_be_shared_between_threads_will_do() {
    let service = tower::service_fn(async |_: Request<Body>| Ok::<_, io::Error>(Response::new(Frames::json())));
    let client = client(TowerTransport::new(service.boxed_clone()));
    assert_eq!(block_on(list(&client)).unwrap(), 1);
}

#[test]
fn a_body_that_fails_is_an_error_of_the_transport() {
    let service = tower::service_fn(async |_: Request<Body>| {
        let frames = [data("{"), Err(io::Error::other("cut"))];
        Ok::<_, io::Error>(Response::new(Frames::of(frames)))
    });
    let error = block_on(list(&client(TowerTransport::new(service)))).unwrap_err();
    assert!(error.is_transport() && !error.is_connect() && !error.is_timeout());
    assert!(error.to_string().contains("the answer broke off: cut"), "{error}");
}

#[test]
fn errors_keep_the_kind_that_a_transport_gave_them() {
    let refused = InMemory::fallible(|_| Err(TransportError::new(TransportErrorKind::Connect, "refused")));
    let plain = client(TowerTransport::new(TransportService::new(refused.clone())));
    let error = block_on(list(&plain)).unwrap_err();
    assert!(error.is_connect());
    assert!(error.to_string().contains("no connection: refused"), "{error}");

    // A layer boxes it, or hides it behind its own.
    let layered = ServiceBuilder::new()
        .map_err(|error: TransportError| io::Error::other(error))
        .concurrency_limit(1)
        .service(TransportService::new(refused));
    let layered = TowerTransport::new(layered).classify(|_| TransportErrorKind::Other);
    assert!(block_on(list(&client(layered))).unwrap_err().is_connect());
}

#[test]
fn other_errors_are_what_the_caller_says() {
    let service = tower::service_fn(async |_: Request<Body>| Err::<Response<Body>, _>(io::Error::other("late")));
    assert!(!block_on(list(&client(TowerTransport::new(service)))).unwrap_err().is_timeout());
    let classified = TowerTransport::new(service).classify(|_| TransportErrorKind::Timeout);
    assert!(block_on(list(&client(classified))).unwrap_err().is_timeout());
}

#[tokio::test]
async fn layers_go_around_a_transport() {
    let memory = InMemory::new(|_| Response::new(r#"{"value":[]}"#));
    let service = ServiceBuilder::new()
        .concurrency_limit(1)
        .map_request(|mut request: Request<Body>| {
            request.headers_mut().insert("x-layer", http::HeaderValue::from_static("on"));
            request
        })
        .layer_fn(|inner| Timeout::new(inner, Duration::from_secs(30)))
        .service(TransportService::new(memory.clone()));
    let client = client(TowerTransport::new(service));
    let lists = futures_util::future::join_all((0..5).map(|_| list(&client))).await;
    assert!(lists.iter().all(|list| matches!(list, Ok(0))), "{lists:?}");
    assert_eq!(memory.requests().len(), 5);
    assert!(memory.requests().iter().all(|request| request.headers()["x-layer"] == "on"));
}

#[test]
fn a_transport_is_a_service() {
    let memory = InMemory::new(|request| {
        let mut answer = Response::new(request.body().clone());
        *answer.status_mut() = StatusCode::CREATED;
        answer
    });
    let request = Request::post("https://service.example/x").body(Body::from("text")).unwrap();
    let answer = block_on(TransportService::new(memory).oneshot(request)).unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(parts(answer.into_body()).unwrap(), ["text"]);
}

/// The parts of a body, read as the crate `http-body` does.
fn parts(mut body: Body) -> Result<Vec<Bytes>, TransportError> {
    let mut context = Context::from_waker(Waker::noop());
    let mut parts = Vec::new();
    while let Poll::Ready(Some(frame)) = Pin::new(&mut body).poll_frame(&mut context) {
        parts.push(frame?.into_data().unwrap());
    }
    assert!(matches!(Pin::new(&mut body).poll_frame(&mut context), Poll::Ready(None)));
    assert!(body.is_end_stream());
    Ok(parts)
}

#[test]
fn bodies_say_how_long_they_are() {
    let stream = || futures_util::stream::iter(["a", "b"].map(|part| Ok(Bytes::from(part))));
    let cases = [
        (Body::default(), Some(0), vec![]),
        (Body::from("text"), Some(4), vec!["text"]),
        (Body::stream(stream()), None, vec!["a", "b"]),
        (Body::replayable(stream), None, vec!["a", "b"]),
    ];
    for (body, length, expected) in cases {
        assert_eq!(body.size_hint().exact(), length);
        assert_eq!(body.is_end_stream(), length == Some(0));
        assert_eq!(parts(body).unwrap(), expected);
    }
}

#[test]
fn a_request_reaches_the_service_as_it_is() {
    let service =
        tower::service_fn(async |request: Request<Body>| Ok::<_, io::Error>(Response::new(request.into_body())));
    let request = Request::put("https://service.example/x").body(Body::from("text")).unwrap();
    let answer = block_on(TowerTransport::new(service).send(request)).unwrap();
    let sent = block_on(futures_util::TryStreamExt::try_collect::<Vec<_>>(answer.into_body().into_stream()));
    assert_eq!(sent.unwrap(), ["text"]);
}
