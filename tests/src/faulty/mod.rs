//! A service on loopback that misbehaves: HTTP/1.1 written by hand, so that anything can go wrong in it.
//!
//! It records what came, counts what was open at once, and answers with what a closure says: an
//! [`Answer`] as it should be, or a [`Script`] of bytes, waits and cuts.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use tokio::{
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

mod answer;
mod collection;
mod request;
mod script;
mod seed;

pub use answer::{Answer, Fault};
pub use collection::Collection;
pub use request::Request;
pub use script::{Script, Step};
pub use seed::{Bytes, seeds};

/// What answers a request.
type Service = dyn Fn(&Request) -> Script + Send + Sync;

/// A running service. It ends when this is dropped.
#[derive(Debug)]
pub struct Faulty {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    service: Box<Service>,
    requests: Mutex<Vec<Request>>,
    connections: AtomicUsize,
    open: AtomicUsize,
    most_open: AtomicUsize,
    written: AtomicU64,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("requests", &self.requests).finish_non_exhaustive()
    }
}

impl Faulty {
    /// Starts a service that answers as the closure says, on the tokio runtime of the caller.
    ///
    /// # Errors
    ///
    /// Where no socket can be had.
    pub async fn start<S: Into<Script>>(service: impl Fn(&Request) -> S + Send + Sync + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            service: Box::new(move |request| service(request).into()),
            requests: Mutex::default(),
            connections: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            most_open: AtomicUsize::new(0),
            written: AtomicU64::new(0),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, accepting })
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The URL of the service's root.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://{}/odata", self.address)
    }

    /// The requests that came to their end, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.requests().clone()
    }

    /// How many connections were made, whether or not a request came.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// How many requests were being answered at once, at most.
    #[must_use]
    pub fn most_open(&self) -> usize {
        self.shared.most_open.load(Ordering::SeqCst)
    }

    /// How many bytes the client took, or the sockets hold for it.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.shared.written.load(Ordering::SeqCst)
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self, mut request: Request) -> Request {
        let mut requests = self.requests();
        request.number = requests.len();
        requests.push(request.clone());
        request
    }
}

/// Counts a request as open until it is dropped.
struct Open<'s>(&'s Shared);

impl<'s> Open<'s> {
    fn new(shared: &'s Shared) -> Self {
        let open = shared.open.fetch_add(1, Ordering::SeqCst) + 1;
        shared.most_open.fetch_max(open, Ordering::SeqCst);
        Self(shared)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // The connections end with this task.
    let mut connections = JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::SeqCst);
        let shared = Arc::clone(&shared);
        // A client that goes away in the middle is what some tests are about.
        connections.spawn(async move { serve(socket, &shared).await.ok() });
    }
}

async fn serve(mut socket: TcpStream, shared: &Shared) -> io::Result<()> {
    socket.set_nodelay(true)?;
    let mut unread = Vec::new();
    while let Some(request) = request::read(&mut socket, &mut unread).await? {
        let script = (shared.service)(&shared.record(request));
        let (mut open, written) = (Some(Open::new(shared)), &shared.written);
        // The client may send the next request as soon as it has the last byte of this answer.
        if !script.play(&mut socket, written, || drop(open.take())).await? {
            return Ok(());
        }
    }
    Ok(())
}
