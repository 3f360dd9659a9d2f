//! What is done on a connection once a request came.

use std::{
    io,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use tokio::{io::AsyncWriteExt as _, net::TcpStream, time::sleep};

/// One thing that is done on a connection.
#[derive(Clone, Debug)]
pub enum Step {
    /// These bytes are sent.
    Send(Vec<u8>),
    /// Nothing is sent for this time.
    Wait(Duration),
    /// These bytes are sent again and again, after this time each, until the client goes away.
    Forever(Vec<u8>, Duration),
    /// The connection is closed.
    Cut,
}

/// What is done on a connection once a request came, step by step. Without a [`Step::Cut`] it stays
/// open for the next request.
#[derive(Clone, Debug, Default)]
pub struct Script(pub Vec<Step>);

impl Script {
    /// Nothing is ever answered.
    #[must_use]
    pub fn silence() -> Self {
        Self(vec![Step::Wait(Duration::from_secs(3600)), Step::Cut])
    }

    /// These bytes are sent, then the connection is closed.
    #[must_use]
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self(vec![Step::Send(bytes.into()), Step::Cut])
    }

    /// Does it all, and says whether the connection stays open. `last` is called before the last
    /// bytes are sent.
    pub(super) async fn play(
        self,
        socket: &mut TcpStream,
        written: &AtomicU64,
        last: impl FnOnce(),
    ) -> io::Result<bool> {
        let mut last = Some(last);
        let mut steps = self.0.into_iter().peekable();
        while let Some(step) = steps.next() {
            match step {
                Step::Send(bytes) => {
                    if let Some(last) = last.take_if(|_| matches!(steps.peek(), None | Some(Step::Cut))) {
                        last();
                    }
                    send(socket, &bytes, written).await?;
                }
                Step::Wait(time) => sleep(time).await,
                Step::Forever(bytes, time) => loop {
                    send(socket, &bytes, written).await?;
                    sleep(time).await;
                },
                Step::Cut => {
                    socket.shutdown().await?;
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }
}

async fn send(socket: &mut TcpStream, mut bytes: &[u8], written: &AtomicU64) -> io::Result<()> {
    while !bytes.is_empty() {
        let sent = socket.write(bytes).await?;
        written.fetch_add(u64::try_from(sent).unwrap_or_default(), Ordering::SeqCst);
        bytes = bytes.get(sent..).unwrap_or_default();
    }
    Ok(())
}
