//! Why no answer came.

use std::{error::Error as StdError, fmt};

use crate::error::BoxError;

/// Why a transport gave no answer, or only a part of one.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: BoxError,
}

/// At what point a transport failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made: the request was not sent.
    Connect,
    /// The transport does not take the request, and would not the next time: it was not sent, and is
    /// not tried again.
    Rejected,
    /// Nothing came in time; the request may have been carried out.
    Timeout,
    /// The answer broke off; the request was probably carried out.
    Body,
    /// Anything else; the request may have been carried out.
    Other,
}

impl TransportError {
    /// An error of a transport. Its source is shown: it must hold no secret.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        Self { kind, source: source.into() }
    }

    /// At what point it failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Rejected => "not sent",
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Body => "the answer broke off",
            TransportErrorKind::Other => "no answer",
        })?;
        // The last of the chain says most: the ones before it name layers.
        let mut cause: &dyn StdError = &*self.source;
        while let Some(deeper) = cause.source() {
            cause = deeper;
        }
        write!(f, ": {cause}")
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
