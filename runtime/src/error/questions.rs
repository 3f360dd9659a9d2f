//! The questions that an error answers with yes or no.

use http::StatusCode;

use crate::{
    error::{BatchFault, Error, Kind},
    transport::TransportErrorKind,
};

impl Error {
    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status) && matches!(self.0.kind, Kind::Service { .. })
    }

    /// Whether the service asks for fewer requests: 429, or 503 with `Retry-After`.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.has_status(StatusCode::TOO_MANY_REQUESTS)
            || (self.has_status(StatusCode::SERVICE_UNAVAILABLE) && self.retry_after().is_some())
    }

    /// Whether what the request addresses does not exist, or is not shown to the caller: 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Whether what the request addresses was there and is gone for good: 410.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.has_status(StatusCode::GONE)
    }

    /// Whether the request contradicts the state of what it addresses: 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// Whether what the request addresses has not changed since the version that the request named:
    /// 304, the answer to a read with [`if_none_match`](crate::GetRequest::if_none_match).
    /// [`send_if_changed`](crate::GetRequest::send_if_changed) makes no error of it.
    #[must_use]
    pub fn is_not_modified(&self) -> bool {
        self.has_status(StatusCode::NOT_MODIFIED)
    }

    /// Whether the service takes the request only with the version that it is meant for: 428. Read
    /// the entity, and send the request again with
    /// [`if_match`](crate::UpdateRequest::if_match).
    #[must_use]
    pub fn is_precondition_required(&self) -> bool {
        self.has_status(StatusCode::PRECONDITION_REQUIRED)
    }

    /// Whether what the request addresses was changed since the version that the request named, or is
    /// there although it must not be: 412. Read the entity again before another try.
    #[must_use]
    pub fn is_precondition_failed(&self) -> bool {
        self.has_status(StatusCode::PRECONDITION_FAILED)
    }

    /// Whether the token was missing, refused or expired: 401.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Whether the token lacks a permission: 403.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Whether the request itself is wrong, as the service says: 400.
    #[must_use]
    pub fn is_bad_request(&self) -> bool {
        self.has_status(StatusCode::BAD_REQUEST)
    }

    /// Whether the service failed: any status from 500.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        matches!(self.0.kind, Kind::Service { .. }) && self.status().is_some_and(|status| status.is_server_error())
    }

    /// Whether no answer came in time: a time limit of the transport, 408 or 504.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::Timeout)
            || self.has_status(StatusCode::REQUEST_TIMEOUT)
            || self.has_status(StatusCode::GATEWAY_TIMEOUT)
    }

    /// Whether no connection could be made: the request was not sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::Connect)
    }

    /// Whether the transport failed, in whatever way.
    #[must_use]
    pub fn is_transport(&self) -> bool {
        self.transport_kind().is_some()
    }

    /// Whether the answer came but could not be read, or had no body where one was needed.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode { .. } | Kind::Empty)
    }

    /// Whether the body of the answer was larger than the client accepts.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self.0.kind, Kind::TooLarge { .. })
    }

    /// Whether the client or the request could not be built; nothing was sent.
    #[must_use]
    pub fn is_builder(&self) -> bool {
        matches!(self.0.kind, Kind::Build(_))
    }

    /// Whether no token could be had; nothing was sent.
    #[must_use]
    pub fn is_credential(&self) -> bool {
        matches!(self.0.kind, Kind::Credential(_))
    }

    /// Whether a link of the service was refused: to another origin that is not
    /// [allowed](crate::ClientBuilder::allow_origin), one that leads in a circle, or one that is no URL.
    #[must_use]
    pub fn is_link(&self) -> bool {
        matches!(self.0.kind, Kind::Link(_))
    }

    /// Whether a part of a batch was sent and no answer to it came. Whether the service has acted is
    /// not known. Where the request that carried it failed, `source` says how.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        matches!(self.0.kind, Kind::Batch(BatchFault::Unanswered(_)))
    }

    /// Whether a part of a batch was not sent: a request of its batch failed before it, or a part
    /// that it depends on could not be sent. The service has not acted.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        matches!(self.0.kind, Kind::Batch(BatchFault::Unsent(_) | BatchFault::Dependency))
    }

    /// Whether a part of a batch was not carried out because one that it depends on failed: 424, or
    /// one that could not be sent.
    #[must_use]
    pub fn is_failed_dependency(&self) -> bool {
        self.has_status(StatusCode::FAILED_DEPENDENCY) || matches!(self.0.kind, Kind::Batch(BatchFault::Dependency))
    }

    /// Whether it is certain that nothing was sent.
    pub(crate) fn is_before_sending(&self) -> bool {
        let is_rejected = self.transport_kind() == Some(TransportErrorKind::Rejected);
        self.is_builder() || self.is_credential() || self.is_connect() || is_rejected
    }

    pub(crate) fn transport_kind(&self) -> Option<TransportErrorKind> {
        match &self.0.kind {
            Kind::Transport(error) => Some(error.kind()),
            _ => None,
        }
    }
}
