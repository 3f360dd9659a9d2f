//! A download under way.

use std::{
    fmt,
    pin::Pin,
    task::{Context as Polling, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::TryStreamExt as _;
use http::{HeaderMap, StatusCode, header};

use crate::{
    client::exchange::Reply,
    error::{Context, Error, Kind, Result},
    transport::BodyStream,
};

/// A download: its head, and a [`Stream`] of its bytes as they come.
pub struct Download {
    headers: HeaderMap,
    parts: BodyStream,
    context: Context,
}

impl Download {
    pub(super) fn new(reply: Reply) -> Self {
        Self { headers: reply.headers, parts: reply.body.into_stream(), context: *reply.context }
    }

    /// The status: 200, or 206 where a range was asked for, or 204 where there is nothing.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.context.status.unwrap_or_default()
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The media type, such as `image/png`.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// How many bytes come, where the service says.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// Reads all of it into memory, up to so many bytes.
    ///
    /// # Errors
    ///
    /// Where it breaks off, or is larger ([`is_too_large`](Error::is_too_large)).
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes> {
        let mut whole = BytesMut::new();
        while let Some(part) = self.try_next().await? {
            if whole.len().saturating_add(part.len()) > limit {
                let limit = u64::try_from(limit).unwrap_or(u64::MAX);
                return Err(Error::new(Kind::TooLarge { limit }, self.context));
            }
            whole.extend_from_slice(&part);
        }
        Ok(whole.freeze())
    }
}

impl Stream for Download {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, polling: &mut Polling<'_>) -> Poll<Option<Self::Item>> {
        let part = ready!(self.parts.as_mut().poll_next(polling));
        Poll::Ready(part.map(|part| part.map_err(|error| Error::new(Kind::Transport(error), self.context.clone()))))
    }
}

/// Shows status, media type and length.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.status())
            .field("media_type", &self.media_type())
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}
