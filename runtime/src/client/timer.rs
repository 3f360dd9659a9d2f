//! Time: how a client waits, and how it tells how long something took.

use std::time::Duration;

use crate::credential::BoxFuture;

/// What a client waits with: between attempts, for answers that may never come, between looks at
/// something that takes its time.
///
/// The default one works with every executor. Give another one
/// ([`ClientBuilder::timer`](crate::ClientBuilder::timer)) on targets that have no clock of their own,
/// such as `wasm32-unknown-unknown`, or to test without waiting:
///
/// ```
/// use std::time::Duration;
/// use odata_runtime::{Timer, transport::BoxFuture};
///
/// /// Waits with tokio's own timers.
/// struct TokioTimer(tokio::time::Instant);
///
/// impl Timer for TokioTimer {
///     fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
///         Box::pin(tokio::time::sleep(duration))
///     }
///
///     fn now(&self) -> Duration {
///         self.0.elapsed()
///     }
/// }
/// ```
pub trait Timer: Send + Sync {
    /// Ends after this time at the earliest.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// The time since a moment that is the timer's own choice and stays the same. It never goes back.
    fn now(&self) -> Duration;
}

impl<T: Timer + ?Sized> Timer for std::sync::Arc<T> {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }

    fn now(&self) -> Duration {
        (**self).now()
    }
}

/// The timer of a client that was given none, where the target has one.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub(crate) fn default_timer() -> Option<std::sync::Arc<dyn Timer>> {
    Some(std::sync::Arc::new(SystemTimer(std::time::Instant::now())))
}

/// The timer of a client that was given none, where the target has one.
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(crate) fn default_timer() -> Option<std::sync::Arc<dyn Timer>> {
    None
}

/// The machine's own clock, with a thread that wakes those who wait.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
struct SystemTimer(std::time::Instant);

/// The longest single wait: a time that the clock can count to from any moment.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
impl Timer for SystemTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(futures_timer::Delay::new(duration.min(LONGEST)))
    }

    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}
