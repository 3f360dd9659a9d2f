//! A Graph on loopback: HTTP/1.1, the documented operations, the service's manners.
//!
//! It checks what a client must send, remembers what it got, answers from bodies of our own, and
//! does as it is told where a test wants something unusual.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    response::Response,
};
use tokio::sync::oneshot;

mod answer;
mod batch;
mod checks;
mod members;
mod pages;
mod recorded;
mod reply;
mod route;
mod store;

pub use recorded::Recorded;
pub use reply::Reply;

/// The token that the service takes.
pub const TOKEN: &str = "eyJ0eXAi.a-token-for-tests.c2lnbmVk";

/// The most that a body may have.
const LARGEST: usize = 1 << 20;

/// A running service. It ends when this is dropped.
#[derive(Debug)]
pub struct Graph {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    origin: String,
    state: Mutex<Session>,
}

/// What the service remembers.
#[derive(Debug, Default)]
struct Session {
    recorded: Vec<Recorded>,
    replies: VecDeque<Reply>,
    pages: pages::Plan,
    store: store::Store,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Session> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Graph {
    /// Starts a service on a free port, in a thread of its own.
    ///
    /// # Panics
    ///
    /// Where the machine has no loopback to listen on.
    #[must_use]
    #[allow(clippy::expect_used)]
    pub fn start() -> Self {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port on loopback");
        let address = listener.local_addr().expect("the address of a listener");
        listener.set_nonblocking(true).expect("a listener that does not block");
        let shared = Arc::new(Shared { origin: format!("http://{address}"), ..Shared::default() });
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&shared);
        let thread = std::thread::spawn(move || serve(listener, served, stopped));
        Self { address, shared, stop: Some(stop), thread: Some(thread) }
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.shared.origin
    }

    /// The service root of `v1.0` or `beta`.
    #[must_use]
    pub fn base(&self, version: &str) -> String {
        format!("{}/{version}", self.origin())
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request that came, in order.
    #[must_use]
    pub fn recorded(&self) -> Vec<Recorded> {
        self.shared.lock().recorded.clone()
    }

    /// The last request that came.
    ///
    /// # Panics
    ///
    /// Where none came.
    #[must_use]
    #[allow(clippy::expect_used)]
    pub fn last(&self) -> Recorded {
        self.shared.lock().recorded.last().cloned().expect("a request that came")
    }

    /// Answers the next request with this, whatever it asks; several answer one after another.
    pub fn reply(&self, reply: Reply) {
        self.shared.lock().replies.push_back(reply);
    }

    /// Cuts collections into pages of these sizes, the last for all that follow; 0 is an empty page.
    pub fn pages(&self, sizes: impl Into<Vec<usize>>) {
        self.shared.lock().pages = pages::Plan::new(sizes.into());
    }
}

impl Drop for Graph {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[allow(clippy::expect_used)]
fn serve(listener: std::net::TcpListener, shared: Arc<Shared>, stopped: oneshot::Receiver<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
        let service = Router::new().fallback(handle).with_state(shared);
        tokio::select! {
            _ = axum::serve(listener, service) => {}
            _ = stopped => {}
        }
    });
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, LARGEST).await.unwrap_or_default();
    let recorded = Recorded::new(&head, body);
    let mut session = shared.lock();
    session.recorded.push(recorded.clone());
    let reply = match session.replies.pop_front() {
        Some(reply) => reply,
        None => {
            let (Ok(reply) | Err(reply)) = batch::batch(&shared.origin, &recorded, &mut session).unwrap_or_else(|| {
                checks::check(&recorded).and_then(|()| answer::answer(&shared.origin, &recorded, &mut session))
            });
            reply
        }
    };
    reply.into_response(&recorded)
}
