//! Limits: how long things may take, how much at once, how large an answer.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
    time::Duration,
};

use async_lock::{Semaphore, SemaphoreGuardArc};
use bytes::Bytes;
use futures_core::Stream;

use crate::{
    client::Timer,
    credential::BoxFuture,
    transport::{BodyStream, TransportError, TransportErrorKind},
};

/// The limits of a client. [`ClientBuilder`](crate::ClientBuilder) documents each.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) response: u64,
    /// From the first byte that is sent to the last one that is read.
    pub(crate) request: Option<Duration>,
    /// Between two parts of a body.
    pub(crate) idle: Option<Duration>,
    pub(crate) connect: Duration,
    pub(crate) concurrency: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            response: 256 << 20,
            request: Some(Duration::from_secs(300)),
            idle: Some(Duration::from_secs(100)),
            connect: Duration::from_secs(10),
            concurrency: 64,
        }
    }
}

/// How many attempts run at once: the others wait for their turn, in order.
#[derive(Debug)]
pub(crate) struct Turns(Arc<Semaphore>);

impl Turns {
    pub(crate) fn new(limit: usize) -> Self {
        Self(Arc::new(Semaphore::new(limit.max(1))))
    }

    /// Waits for a turn, but not for longer than a request may take: what holds the turns may itself
    /// wait for whoever waits here, as a stream does that is not polled while it fetches.
    pub(crate) async fn take(
        &self,
        timer: &dyn Timer,
        limit: Option<Duration>,
    ) -> Result<SemaphoreGuardArc, TransportError> {
        let turn = pin!(async { Ok(self.0.acquire_arc().await) });
        in_time(timer, limit, turn, |limit| {
            let what = format!("no turn came in {limit:?}: too many requests are under way");
            TransportError::new(TransportErrorKind::Rejected, what)
        })
        .await
    }
}

/// What a future gives, unless it takes too long. The caller pins it where it is made: to be moved here, it would
/// need room twice, or memory of its own.
pub(crate) fn in_time<T>(
    timer: &dyn Timer,
    limit: Option<Duration>,
    mut future: Pin<&mut (impl Future<Output = Result<T, TransportError>> + Send)>,
    too_late: impl Fn(Duration) -> TransportError + Send,
) -> impl Future<Output = Result<T, TransportError>> + Send {
    // What is there at once needs no timer.
    let mut end: Option<BoxFuture<'static, ()>> = None;
    poll_fn(move |polling| {
        if let Poll::Ready(output) = future.as_mut().poll(polling) {
            return Poll::Ready(output);
        }
        let Some(limit) = limit else { return Poll::Pending };
        let end = end.get_or_insert_with(|| timer.sleep(limit));
        end.as_mut().poll(polling).map(|()| Err(too_late(limit)))
    })
}

/// The error of an attempt that took too long.
pub(crate) fn took_too_long(limit: Duration) -> TransportError {
    too_slow("the request took longer than", limit)
}

/// The error of a credential that gave no token in time.
pub(crate) fn no_token_in_time(limit: Duration) -> TransportError {
    too_slow("the credential took longer than", limit)
}

/// The parts of a body, each of which must come in time.
pub(crate) struct Unpaused {
    parts: BodyStream,
    timer: Arc<dyn Timer>,
    limit: Option<Duration>,
    /// Runs from the moment at which there was nothing to read.
    pause: Option<BoxFuture<'static, ()>>,
}

impl Unpaused {
    pub(crate) fn new(parts: BodyStream, timer: &Arc<dyn Timer>, limit: Option<Duration>) -> Self {
        Self { parts, timer: Arc::clone(timer), limit, pause: None }
    }
}

impl Stream for Unpaused {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, polling: &mut std::task::Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Poll::Ready(part) = this.parts.as_mut().poll_next(polling) {
            this.pause = None;
            return Poll::Ready(part);
        }
        let Some(limit) = this.limit else { return Poll::Pending };
        let pause = this.pause.get_or_insert_with(|| this.timer.sleep(limit));
        if pause.as_mut().poll(polling).is_pending() {
            return Poll::Pending;
        }
        this.pause = None;
        Poll::Ready(Some(Err(too_slow("nothing of the answer came for", limit))))
    }
}

fn too_slow(what: &str, limit: Duration) -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, format!("{what} {limit:?}"))
}
