//! What a caller says of one request beside what is sent.

use std::{fmt, sync::Arc, time::Duration};

use http::Method;

use crate::retry::RetryPolicy;

/// What a caller says of one request beside what is sent.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    /// In place of the client's policy.
    pub(crate) retry: Option<Arc<dyn RetryPolicy>>,
    /// In place of the client's limit.
    pub(crate) timeout: Option<Duration>,
    /// Whether it may be carried out twice, whatever its method.
    pub(crate) idempotent: bool,
}

impl Settings {
    pub(crate) fn is_idempotent(&self, method: &Method) -> bool {
        self.idempotent || method.is_idempotent()
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("timeout", &self.timeout)
            .field("idempotent", &self.idempotent)
            .finish_non_exhaustive()
    }
}
