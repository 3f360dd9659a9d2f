//! Time that passes at once.

use std::{
    collections::BTreeSet,
    fmt,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use crate::{client::timer::Timer, transport::BoxFuture};

/// How often a wait lets everything else run before time moves on to its end.
const TURNS: u32 = 8;

/// How often it does so while another wait ends earlier: that one may have been set aside, and would
/// hold time up for ever.
const LAST_TURN: u32 = 256;

/// A timer for tests: nothing waits, and time moves to the end of the wait that ends first. Clones share
/// the time.
///
/// Whatever is not waiting runs first. An answer that is there at once therefore comes before any time
/// limit, and of a delay and a time limit the shorter one ends. That holds for services in memory: a
/// socket is given no time at all, so time limits end before it answers.
///
/// ```
/// use std::time::Duration;
/// use odata_runtime::{Timer as _, testing::ManualTimer};
///
/// let timer = ManualTimer::new();
/// futures_executor::block_on(timer.sleep(Duration::from_secs(3600)));
/// assert_eq!(timer.now(), Duration::from_secs(3600));
/// assert_eq!(timer.sleeps(), [Duration::from_secs(3600)]);
/// ```
#[derive(Clone, Default)]
pub struct ManualTimer(Arc<Mutex<Clock>>);

#[derive(Default)]
struct Clock {
    now: Duration,
    /// The ends of the waits under way, each with a number of its own.
    ends: BTreeSet<(Duration, u64)>,
    waits: u64,
    slept: Vec<Duration>,
}

impl ManualTimer {
    /// A timer at its beginning.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The waits that came to their end, in that order; not those that were given up, as a time limit
    /// is when the answer comes.
    #[must_use]
    pub fn sleeps(&self) -> Vec<Duration> {
        self.clock().slept.clone()
    }

    /// Lets this much time pass.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use odata_runtime::{Timer as _, testing::ManualTimer};
    /// let timer = ManualTimer::new();
    /// timer.advance(Duration::from_secs(5));
    /// assert_eq!(timer.now(), Duration::from_secs(5));
    /// ```
    pub fn advance(&self, time: Duration) {
        let mut clock = self.clock();
        clock.now = clock.now.saturating_add(time);
    }

    fn clock(&self) -> MutexGuard<'_, Clock> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Timer for ManualTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep { timer: self.clone(), duration, end: None, turns: 0 })
    }

    fn now(&self) -> Duration {
        self.clock().now
    }
}

impl fmt::Debug for ManualTimer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = self.clock();
        f.debug_struct("ManualTimer").field("now", &clock.now).field("sleeps", &clock.slept).finish()
    }
}

/// A wait. It begins when it is first polled.
struct Sleep {
    timer: ManualTimer,
    duration: Duration,
    end: Option<(Duration, u64)>,
    turns: u32,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let mut clock = this.timer.clock();
        let end = *this.end.get_or_insert_with(|| clock.begin(this.duration));
        let is_next = clock.ends.first() == Some(&end);
        let is_over = clock.now >= end.0;
        if !is_over && this.turns < if is_next { TURNS } else { LAST_TURN } {
            this.turns += 1;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        clock.now = clock.now.max(end.0);
        clock.slept.push(this.duration);
        clock.ends.remove(&end);
        Poll::Ready(())
    }
}

impl Clock {
    fn begin(&mut self, duration: Duration) -> (Duration, u64) {
        self.waits += 1;
        let end = (self.now.saturating_add(duration), self.waits);
        self.ends.insert(end);
        end
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(end) = &self.end {
            self.timer.clock().ends.remove(end);
        }
    }
}
