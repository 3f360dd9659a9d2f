//! What an error says of a wait that took too long.

use std::time::Duration;

use crate::error::{Error, Kind};

impl Error {
    /// Whether what was waited for did not come about in the time that was given for it
    /// ([`WaitRequest::timeout`](crate::WaitRequest::timeout)). All looks went well.
    ///
    /// ```
    /// # fn handle(error: odata_runtime::Error) {
    /// if error.is_wait_timeout() {
    ///     eprintln!("still {} after {:?}", error.last_state().unwrap_or("unknown"), error.waited());
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn is_wait_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Waited { .. })
    }

    /// How long was waited in vain; `None` where [`is_wait_timeout`](Self::is_wait_timeout) does not
    /// hold.
    #[must_use]
    pub fn waited(&self) -> Option<Duration> {
        match self.0.kind {
            Kind::Waited { waited, .. } => Some(waited),
            _ => None,
        }
    }

    /// The state at the last look of a wait that took too long, where it has a name
    /// ([`WaitRequest::state`](crate::WaitRequest::state)).
    #[must_use]
    pub fn last_state(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Waited { state, .. } => state.as_deref(),
            _ => None,
        }
    }
}
