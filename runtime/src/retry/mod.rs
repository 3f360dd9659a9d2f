//! Trying again: when a request is sent once more, and how long is waited before.

mod backoff;

use std::time::Duration;

use http::StatusCode;

pub use self::backoff::Backoff;
use crate::{error::Error, transport::TransportErrorKind};

/// Decides whether a request that failed is sent again.
///
/// The client asks after every attempt that failed and whose body can be sent again. The default is
/// [`Backoff::new`]; [`NoRetry`] never tries again. A closure is a policy too:
///
/// ```
/// use std::time::Duration;
/// use odata_runtime::{Client, FailedAttempt};
///
/// let client = Client::builder("https://service.example/v1.0")
///     .retry(|failed: &FailedAttempt<'_>| {
///         (failed.number() < 3 && failed.is_transient()).then_some(Duration::from_secs(1))
///     })
///     # .transport(odata_runtime::transport::memory::InMemory::default())
///     .build()?;
/// # Ok::<(), odata_runtime::Error>(())
/// ```
pub trait RetryPolicy: Send + Sync {
    /// How long to wait before the next attempt; `None` where there is to be none: the caller gets
    /// the error.
    fn next(&self, failed: &FailedAttempt<'_>) -> Option<Duration>;
}

impl<F: Fn(&FailedAttempt<'_>) -> Option<Duration> + Send + Sync> RetryPolicy for F {
    fn next(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        self(failed)
    }
}

/// A policy that never tries again.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRetry;

impl RetryPolicy for NoRetry {
    fn next(&self, _: &FailedAttempt<'_>) -> Option<Duration> {
        None
    }
}

/// An attempt that failed, as a [`RetryPolicy`] sees it.
#[derive(Debug)]
pub struct FailedAttempt<'a> {
    pub(crate) error: &'a Error,
    pub(crate) number: u32,
    pub(crate) elapsed: Duration,
    pub(crate) is_idempotent: bool,
}

impl FailedAttempt<'_> {
    /// Why it failed. [`Error::retry_after`] tells how long the service asks to wait.
    #[must_use]
    pub fn error(&self) -> &Error {
        self.error
    }

    /// How many attempts there were, this one included: 1 after the first. They are counted anew where
    /// a redirect leads elsewhere.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// How long ago the first attempt began, the waits between attempts included.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Whether the request can be carried out twice with the effect of once: every method but `POST`
    /// and `PATCH`, and what the caller called [idempotent](crate::GetRequest::idempotent).
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.is_idempotent
    }

    /// Whether it is certain that the service has not carried the request out: 429, 503 with
    /// `Retry-After`, or no connection.
    #[must_use]
    pub fn is_unprocessed(&self) -> bool {
        self.error.is_throttled() || self.error.is_connect()
    }

    /// Whether the same request may succeed later, and is harmless to send again: what
    /// [was not processed](Self::is_unprocessed); and for an idempotent request 408, 502, 503, 504,
    /// and any failure of the connection, unless the transport [rejects](TransportErrorKind::Rejected) it.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.is_unprocessed() || (self.is_idempotent && self.is_passing())
    }

    fn is_passing(&self) -> bool {
        const PASSING: [StatusCode; 4] = [
            StatusCode::REQUEST_TIMEOUT,
            StatusCode::BAD_GATEWAY,
            StatusCode::SERVICE_UNAVAILABLE,
            StatusCode::GATEWAY_TIMEOUT,
        ];
        let is_status = |status| self.error.service().is_some() && PASSING.contains(&status);
        // A transport that fails before it has anything to send with will fail again.
        let is_broken = |kind| !matches!(kind, TransportErrorKind::Connect | TransportErrorKind::Rejected);
        self.error.transport_kind().is_some_and(is_broken) || self.error.status().is_some_and(is_status)
    }
}
