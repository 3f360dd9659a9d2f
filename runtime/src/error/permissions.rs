//! What an error says of permissions.

use crate::{
    client::{Permissions, Service},
    error::Error,
};

impl Error {
    /// The same error, and where the service refused, what its documentation says is needed.
    pub(crate) fn needing(mut self, service: &Service, template: &str) -> Self {
        if self.is_forbidden()
            && let Some(method) = &self.0.context.method
        {
            self.0.context.permissions = Permissions::find(service.permission_table(), method, template);
        }
        self
    }

    /// The permissions of which the request needs one, as the service's documentation lists them:
    /// only where the service refused for lack of one (403), and where they are documented.
    ///
    /// ```
    /// # fn handle(error: odata_runtime::Error) {
    /// if let Some(needed) = error.permissions() {
    ///     eprintln!("ask an administrator for one of {:?}", needed.delegated());
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn permissions(&self) -> Option<&'static Permissions> {
        self.0.context.permissions
    }
}
