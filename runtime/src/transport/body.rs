//! A body of a request or an answer: held in memory, or a stream of its parts.

#[cfg(feature = "tower")]
use std::task::{Context, Poll};
use std::{fmt, pin::Pin, sync::Arc};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::TryStreamExt as _;

use crate::transport::TransportError;

/// A body in parts, as they come.
pub type BodyStream = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// A body of a request or an answer.
#[derive(Default)]
pub struct Body(Kind);

enum Kind {
    Bytes(Bytes),
    /// Comes once.
    Stream(BodyStream),
    /// Can be made again.
    Source(Source),
}

/// What makes a body, as often as it is sent.
type Source = Arc<dyn Fn() -> BodyStream + Send + Sync>;

impl Default for Kind {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

/// Why a body could not be gathered.
#[derive(Debug)]
pub(crate) enum GatherError {
    Transport(TransportError),
    TooLarge,
}

impl From<TransportError> for GatherError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl Body {
    /// A body that comes in parts, once: a request that carries it cannot be sent again.
    ///
    /// ```
    /// # use odata_runtime::transport::{Body, TransportError};
    /// let parts = ["a", "b"].map(|part| Ok::<_, TransportError>(part.into()));
    /// let body = Body::stream(futures_util::stream::iter(parts));
    /// ```
    pub fn stream(parts: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Kind::Stream(Box::pin(parts)))
    }

    /// A body that comes in parts and is made anew for each attempt: from a file that is opened
    /// again, for example.
    ///
    /// ```
    /// use odata_runtime::transport::{Body, TransportError};
    ///
    /// let body = Body::replayable(|| {
    ///     let parts = (0..3).map(|part| Ok::<_, TransportError>(format!("part {part}\n").into()));
    ///     futures_util::stream::iter(parts)
    /// });
    /// assert!(body.try_clone().is_some());
    /// ```
    pub fn replayable<S>(source: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    {
        Self(Kind::Source(Arc::new(move || Box::pin(source()))))
    }

    /// The same body once more; `None` for one that comes only once.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(Self(Kind::Bytes(bytes.clone()))),
            Kind::Source(source) => Some(Self(Kind::Source(Arc::clone(source)))),
            Kind::Stream(_) => None,
        }
    }

    /// The whole body, where it is held in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(_) | Kind::Source(_) => None,
        }
    }

    /// The body in parts; one held in memory is a single part, an empty one none.
    #[must_use]
    pub fn into_stream(self) -> BodyStream {
        match self.0 {
            Kind::Stream(parts) => parts,
            Kind::Source(source) => source(),
            Kind::Bytes(bytes) => {
                let part = Some(Ok(bytes)).filter(|part| part.as_ref().is_ok_and(|bytes| !bytes.is_empty()));
                Box::pin(futures_util::stream::iter(part))
            }
        }
    }

    /// The next part: `None` at the end, and from then on.
    #[cfg(feature = "tower")]
    pub(super) fn poll_part(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        if let Kind::Source(source) = &self.0 {
            self.0 = Kind::Stream(source());
        }
        let part = match &mut self.0 {
            Kind::Stream(parts) => std::task::ready!(parts.as_mut().poll_next(context)),
            Kind::Bytes(bytes) => {
                Some(Ok(std::mem::take(bytes))).filter(|part| !matches!(part, Ok(part) if part.is_empty()))
            }
            Kind::Source(_) => None,
        };
        if part.is_none() {
            self.0 = Kind::default();
        }
        Poll::Ready(part)
    }

    /// The body whose parts, where it comes in parts, go through this.
    pub(crate) fn through<S: Parts + Send + 'static>(self, through: impl FnOnce(BodyStream) -> S) -> Self {
        match self.0 {
            Kind::Bytes(_) => self,
            Kind::Stream(parts) => Self::stream(through(parts)),
            Kind::Source(source) => Self::stream(through(source())),
        }
    }

    /// Reads the whole body into memory, up to `limit` bytes.
    pub(crate) async fn gather(self, limit: u64) -> Result<Bytes, GatherError> {
        self.gather_through(|parts| parts, limit).await
    }

    /// The same with its parts going through this.
    pub(crate) async fn gather_through<S: Parts + Unpin>(
        self,
        through: impl FnOnce(BodyStream) -> S,
        limit: u64,
    ) -> Result<Bytes, GatherError> {
        let parts = match self.0 {
            Kind::Bytes(bytes) => return within(limit, bytes.len()).map(|()| bytes),
            Kind::Stream(parts) => parts,
            Kind::Source(source) => source(),
        };
        gather(&mut through(parts), limit).await
    }
}

/// The parts of a body.
pub(crate) trait Parts: Stream<Item = Result<Bytes, TransportError>> {}

impl<S: Stream<Item = Result<Bytes, TransportError>>> Parts for S {}

async fn gather(parts: &mut (impl Parts + Unpin), limit: u64) -> Result<Bytes, GatherError> {
    let first = parts.try_next().await?.unwrap_or_default();
    within(limit, first.len())?;
    // Most bodies are a single part, which needs no copy.
    let mut next = parts.try_next().await?;
    if next.is_none() {
        return Ok(first);
    }
    let mut whole = BytesMut::from(first);
    while let Some(part) = next {
        whole.extend_from_slice(&part);
        within(limit, whole.len())?;
        next = parts.try_next().await?;
    }
    Ok(whole.freeze())
}

fn within(limit: u64, length: usize) -> Result<(), GatherError> {
    match u64::try_from(length) {
        Ok(length) if length <= limit => Ok(()),
        _ => Err(GatherError::TooLarge),
    }
}

impl<B: Into<Bytes>> From<B> for Body {
    fn from(bytes: B) -> Self {
        Self(Kind::Bytes(bytes.into()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Kind::Stream(_) | Kind::Source(_) => f.write_str("Body(stream)"),
        }
    }
}
