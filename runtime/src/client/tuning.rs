//! Setting a client up: when it tries again, what it waits with, and its limits.

use std::{sync::Arc, time::Duration};

use crate::{
    client::{ClientBuilder, Timer},
    retry::{NoRetry, RetryPolicy},
};

impl ClientBuilder {
    /// When a request that failed is sent again, in place of [`Backoff::new`](crate::Backoff::new).
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use odata_runtime::Backoff;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .retry(Backoff::new().attempts(3))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.retry = Arc::new(policy);
        self
    }

    /// Sends every request once only.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .no_retry()
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn no_retry(self) -> Self {
        self.retry(NoRetry)
    }

    /// How large the body of an answer may be, in bytes, once decompressed. The default is 256 MiB.
    ///
    /// What is [streamed](crate::DownloadRequest) has no limit: it is not held in memory.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .response_limit(16 << 20)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.limits.response = bytes;
        self
    }

    /// How long one attempt may take, from its first byte to the last of its answer. The default is
    /// 5 minutes. A streamed answer must begin in that time, and a credential give its token.
    ///
    /// How long all attempts may take together is the [retry policy](Self::retry)'s to say.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use std::time::Duration;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .request_timeout(Duration::from_secs(30))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn request_timeout(mut self, time: Duration) -> Self {
        self.limits.request = Some(time);
        self
    }

    /// How long an answer's body may pause. The default is 100 seconds.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use std::time::Duration;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .idle_timeout(Duration::from_secs(10))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.limits.idle = Some(time);
        self
    }

    /// How long making a connection may take. The default is 10 seconds.
    ///
    /// For the default transport; one that is [given](Self::transport) has limits of its own.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use std::time::Duration;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .connect_timeout(Duration::from_secs(3))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.limits.connect = time;
        self
    }

    /// How many requests the client and its clones have under way at once; the others wait for their
    /// turn. The default is 64; 0 counts as 1.
    ///
    /// A request that waits for its next attempt does not count, nor does a streamed answer once it
    /// has begun. A stream of pages counts while a page is on its way, whether it is polled or not: one
    /// that is left alone in the middle of a page keeps its turn. What waits for a turn for longer than
    /// a [request may take](Self::request_timeout) is an error, and was not sent.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .concurrency_limit(8)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn concurrency_limit(mut self, requests: usize) -> Self {
        self.limits.concurrency = requests;
        self
    }

    /// What the client waits with, in place of the [transport's](crate::transport::Transport::timer) timer or the
    /// machine's own clock.
    ///
    /// ```
    /// # use odata_runtime::{Client, testing::ManualTimer, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example")
    ///     .timer(ManualTimer::new())
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Some(Arc::new(timer));
        self
    }
}
