//! Bodies as the crate `http-body` sees them, and the other way round.

use std::{
    error::Error as StdError,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use crate::{
    error::BoxError,
    transport::{Body, TransportError, TransportErrorKind},
};

/// With the feature `tower`. The length is known where the body is held in memory.
impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.get_mut().poll_part(context).map_ok(Frame::data)
    }

    fn is_end_stream(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.as_bytes().and_then(|bytes| u64::try_from(bytes.len()).ok());
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The parts of a body of any kind. Trailers are left out.
pub(super) struct Parts<B>(pub(super) Pin<Box<B>>);

impl<B> Stream for Parts<B>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return Poll::Ready(match ready!(self.0.as_mut().poll_frame(context)) {
                None => None,
                Some(Err(error)) => Some(Err(failed(error.into(), TransportErrorKind::Body))),
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(part) => Some(Ok(part)),
                    Err(_trailers) => continue,
                },
            });
        }
    }
}

/// An error of a service. What a transport below said of it counts, else it is of this kind.
pub(super) fn failed(error: BoxError, otherwise: TransportErrorKind) -> TransportError {
    match error.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => {
            let kind = kind_below(&*error).unwrap_or(otherwise);
            TransportError::new(kind, error)
        }
    }
}

fn kind_below(error: &(dyn StdError + 'static)) -> Option<TransportErrorKind> {
    std::iter::successors(Some(error), |&error| error.source()).find_map(kind)
}

fn kind(error: &(dyn StdError + 'static)) -> Option<TransportErrorKind> {
    // The error within an error of `std::io` is not its source.
    let within = error.downcast_ref::<std::io::Error>().and_then(|error| error.get_ref());
    let within = within.and_then(|error| error.downcast_ref::<TransportError>());
    error.downcast_ref().or(within).map(TransportError::kind)
}
