//! Deleting an entity.

use crate::error::Result;

request! {
    /// Deletes an entity.
    DeleteRequest
}

impl DeleteRequest {
    /// Deletes the entity.
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, or the service refuses.
    pub async fn send(self) -> Result<()> {
        self.draft.send().await.map(drop)
    }
}
