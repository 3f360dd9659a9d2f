//! The default policy: exponential backoff with full jitter, and what the service asks for.

use std::{
    hash::{BuildHasher as _, RandomState},
    time::Duration,
};

use crate::retry::{FailedAttempt, RetryPolicy};

/// Waits as long as the service asks, else a random time up to a bound that doubles with each attempt.
///
/// | what | default |
/// |---|---|
/// | attempts in all | 5 |
/// | the bound before the second attempt | 500 ms |
/// | the largest bound | 30 s |
/// | the longest wait that `Retry-After` can ask for | 120 s |
/// | time after which no further attempt begins | 300 s |
///
/// Only what is [transient](FailedAttempt::is_transient) is tried again. A wait that the service asks
/// for is never shortened but by its cap, and a random one may be of any length up to its bound ("full
/// jitter"), so that clients which failed together do not come back together.
///
/// ```
/// use std::time::Duration;
/// use odata_runtime::{Backoff, Client};
///
/// let client = Client::builder("https://service.example/v1.0")
///     .retry(Backoff::new().attempts(8).total(Duration::from_secs(900)))
///     # .transport(odata_runtime::transport::memory::InMemory::default())
///     .build()?;
/// # Ok::<(), odata_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing until a client has it"]
pub struct Backoff {
    attempts: u32,
    first: Duration,
    longest: Duration,
    longest_asked: Duration,
    total: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self::new()
    }
}

impl Backoff {
    /// The default policy.
    pub const fn new() -> Self {
        Self {
            attempts: 5,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            longest_asked: Duration::from_secs(120),
            total: Duration::from_secs(300),
        }
    }

    /// How many attempts there are at most, the first included; 0 counts as 1.
    ///
    /// ```
    /// # use odata_runtime::Backoff;
    /// # use std::time::Duration;
    /// let policy = Backoff::new().attempts(3);
    /// ```
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The bound of the wait before the second attempt; it doubles with each further one.
    ///
    /// ```
    /// # use odata_runtime::Backoff;
    /// # use std::time::Duration;
    /// let policy = Backoff::new().first_wait(Duration::from_millis(100));
    /// ```
    pub const fn first_wait(mut self, wait: Duration) -> Self {
        self.first = wait;
        self
    }

    /// The largest that the bound of a wait can grow.
    ///
    /// ```
    /// # use odata_runtime::Backoff;
    /// # use std::time::Duration;
    /// let policy = Backoff::new().longest_wait(Duration::from_secs(5));
    /// ```
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest = wait;
        self
    }

    /// The longest time that is waited where the service asks for more with `Retry-After`.
    ///
    /// ```
    /// # use odata_runtime::Backoff;
    /// # use std::time::Duration;
    /// let policy = Backoff::new().longest_retry_after(Duration::from_secs(600));
    /// ```
    pub const fn longest_retry_after(mut self, wait: Duration) -> Self {
        self.longest_asked = wait;
        self
    }

    /// The time after which no further attempt begins, counted from the first one. A wait that would
    /// end after it is not begun.
    ///
    /// ```
    /// # use odata_runtime::Backoff;
    /// # use std::time::Duration;
    /// let policy = Backoff::new().total(Duration::from_secs(60));
    /// ```
    pub const fn total(mut self, time: Duration) -> Self {
        self.total = time;
        self
    }

    /// The bound of the random wait after so many attempts.
    fn bound(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        self.first.saturating_mul(1_u32 << doublings).min(self.longest)
    }
}

impl RetryPolicy for Backoff {
    fn next(&self, failed: &FailedAttempt<'_>) -> Option<Duration> {
        if failed.number() >= self.attempts || !failed.is_transient() {
            return None;
        }
        let wait = match failed.error().retry_after() {
            Some(asked) => asked.min(self.longest_asked),
            None => jittered(self.bound(failed.number())),
        };
        let ends = failed.elapsed().checked_add(wait)?;
        (ends <= self.total).then_some(wait)
    }
}

/// A random part of a time.
fn jittered(bound: Duration) -> Duration {
    // A new state is a new key of the standard library's hasher: random enough for this, on all targets.
    let random = RandomState::new().hash_one(bound);
    let nanos = u64::try_from(bound.as_nanos()).unwrap_or(u64::MAX);
    Duration::from_nanos(random.checked_rem(nanos.saturating_add(1)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Backoff, Duration, jittered};

    #[test]
    fn bounds_double_up_to_the_longest() {
        let policy = Backoff::new().first_wait(Duration::from_secs(1)).longest_wait(Duration::from_secs(10));
        let bounds: Vec<u64> = [1, 2, 3, 4, 5, 99, u32::MAX].map(|n| policy.bound(n).as_secs()).to_vec();
        assert_eq!(bounds, [1, 2, 4, 8, 10, 10, 10]);
        assert_eq!(Backoff::new().first_wait(Duration::MAX).longest_wait(Duration::MAX).bound(9), Duration::MAX);
    }

    #[test]
    fn jitter_is_spread_and_bounded() {
        let waits: BTreeSet<Duration> = (0..1000).map(|_| jittered(Duration::from_secs(1))).collect();
        assert!(waits.iter().all(|wait| *wait <= Duration::from_secs(1)));
        assert!(waits.len() > 900, "{} different waits", waits.len());
        assert!(waits.first().is_some_and(|least| *least < Duration::from_millis(100)));
        assert!(waits.last().is_some_and(|most| *most > Duration::from_millis(900)));
        assert_eq!(jittered(Duration::ZERO), Duration::ZERO);
        assert!(jittered(Duration::MAX) <= Duration::from_nanos(u64::MAX));
    }
}
