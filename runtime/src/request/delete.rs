//! Deleting an entity.

use crate::error::Result;

request! {
    /// Deletes an entity.
    DeleteRequest
}

condition_options!([] DeleteRequest);

impl DeleteRequest {
    /// Deletes the entity.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::default();
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// people.key(7).delete().send().await?;
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, or the service refuses.
    pub async fn send(self) -> Result<()> {
        self.draft.send().await.map(drop)
    }
}
