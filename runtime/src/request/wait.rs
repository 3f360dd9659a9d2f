//! Waiting: an entity is read again and again until something holds of it.

use std::{fmt, time::Duration};

use crate::{
    client::exchange::Answer,
    error::{Context, Error, Kind, Result},
    model::Entity,
    request::{Draft, GetRequest, answer::sealed::Read as _},
};

/// How long it is from one look to the next, where nothing else is said.
const INTERVAL: Duration = Duration::from_secs(10);

/// Gives the state of an entity a name.
type Name<T> = Box<dyn Fn(&T) -> Option<String> + Send>;

/// Is told of each state.
type Watch<T> = Box<dyn Fn(&T) + Send>;

/// How far a service can stretch the interval with `Retry-After`.
const LONGEST: Duration = Duration::from_secs(300);

impl<T: Entity> GetRequest<T> {
    /// Reads the entity again and again until `is_reached` holds of it.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| Response::new(r#"{"status": "done"}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let job = client.resource().child("jobs").key(7);
    /// let done = job.get::<Object>().wait_until(|job| job.extra.get("status") == Some("done".into())).send().await?;
    /// assert!(done.extra.get("status").is_some());
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    pub fn wait_until(self, is_reached: impl Fn(&T) -> bool + Send + 'static) -> WaitRequest<T> {
        WaitRequest {
            draft: self.draft,
            is_reached: Box::new(is_reached),
            state: None,
            on_progress: None,
            interval: INTERVAL,
            timeout: None,
        }
    }
}

/// Reads an entity again and again until something holds of it.
///
/// The first look is at once. A look that fails is tried again as the client's retry policy says of
/// any request; what fails for good ends the wait. Dropping the future of [`send`](Self::send) ends
/// it too.
#[must_use = "a request does nothing until it is sent"]
pub struct WaitRequest<T> {
    draft: Draft,
    is_reached: Box<dyn Fn(&T) -> bool + Send>,
    state: Option<Name<T>>,
    on_progress: Option<Watch<T>>,
    interval: Duration,
    timeout: Option<Duration>,
}

impl<T: Entity> WaitRequest<T> {
    /// How long it is from one answer to the next look; 10 seconds where nothing is said.
    ///
    /// Where an answer has a `Retry-After` that is longer, that counts, up to five minutes.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let job = client.resource().child("jobs").key(7);
    /// let wait = job.get::<Object>().wait_until(|_| true).interval(Duration::from_secs(60));
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// How long to wait in all. Where nothing is said, there is no end to it.
    ///
    /// The last look is when that time is up: it is not cut off, only the client's limits on any
    /// request hold for it. Then the wait fails: [`Error::is_wait_timeout`].
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let job = client.resource().child("jobs").key(7);
    /// let wait = job.get::<Object>().wait_until(|_| true).timeout(Duration::from_secs(3600));
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// What the state of an entity is called, for the error of a wait that takes too long.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let job = client.resource().child("jobs").key(7);
    /// let wait = job.get::<Object>().wait_until(|_| true).state(|job| job.extra.get("status"));
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn state<S: fmt::Display>(mut self, state: impl Fn(&T) -> Option<S> + Send + 'static) -> Self {
        self.state = Some(Box::new(move |entity| state(entity).map(|state| state.to_string())));
        self
    }

    /// What is called with each state that is read, changed or not, the last one included. It should
    /// be quick: the wait goes on when it returns.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let job = client.resource().child("jobs").key(7);
    /// let wait = job.get::<Object>().wait_until(|_| true).on_progress(|job| eprintln!("{job:?}"));
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn on_progress(mut self, on_progress: impl Fn(&T) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(on_progress));
        self
    }

    /// Waits, and gives the entity as it was read last.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| Response::new(r#"{"status": "done"}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let job = client.resource().child("jobs").key(7);
    /// let done = job.get::<Object>().wait_until(|job| job.extra.get("status").is_some()).send().await?;
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// - The time was up: [`is_wait_timeout`](Error::is_wait_timeout).
    /// - A look failed: the request cannot be built or sent, the service refuses, or the answer cannot
    ///   be read or is empty.
    pub async fn send(self) -> Result<T> {
        let mut pace = Pace::new(self.draft, self.interval, self.timeout);
        loop {
            let state = {
                let entity = T::read(pace.look().await?)?;
                if let Some(on_progress) = &self.on_progress {
                    on_progress(&entity);
                }
                if (self.is_reached)(&entity) {
                    return Ok(entity);
                }
                self.state.as_ref().and_then(|state| state(&entity))
            };
            pace.rest(state).await?;
        }
    }
}

/// When the looks of a wait are.
struct Pace {
    draft: Draft,
    interval: Duration,
    timeout: Option<Duration>,
    started: Duration,
    /// What is known of the last answer.
    last: Context,
}

impl Pace {
    fn new(draft: Draft, interval: Duration, timeout: Option<Duration>) -> Self {
        let started = draft.resource().client().timer().now();
        Self { draft, interval, timeout, started, last: Context::default() }
    }

    async fn look(&mut self) -> Result<Answer> {
        let answer = self.draft.send().await?;
        self.last = Context::clone(&answer.context);
        Ok(answer)
    }

    /// Ends when it is time for the next look. An error where there is none any more.
    async fn rest(&mut self, state: Option<String>) -> Result<()> {
        let timer = self.draft.resource().client().timer();
        let waited = timer.now().saturating_sub(self.started);
        let asked = self.last.retry_after.unwrap_or_default().min(LONGEST);
        let pause = match self.timeout {
            Some(timeout) if waited >= timeout => {
                return Err(Error::new(Kind::Waited { waited, state }, std::mem::take(&mut self.last)));
            }
            Some(timeout) => self.interval.max(asked).min(timeout.saturating_sub(waited)),
            None => self.interval.max(asked),
        };
        timer.sleep(pause).await;
        Ok(())
    }
}

/// Shows the request, how often it is sent and for how long.
impl<T> fmt::Debug for WaitRequest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitRequest")
            .field("request", &self.draft)
            .field("interval", &self.interval)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
