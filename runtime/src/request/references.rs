//! Adding, setting and removing references between entities.

use crate::error::Result;

request! {
    /// Changes a reference from one entity to another (`$ref`). Neither entity is changed or deleted.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let client = Client::builder("https://service.example/v1").transport(InMemory::default()).build()?;
    /// let people = client.resource().child("people");
    /// people.key(1).child("friends").add_ref(people.key(2)).send().await?;
    /// people.key(1).child("friends").key(2).remove_ref().send().await?;
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ReferenceRequest
}

condition_options!([] ReferenceRequest);

impl ReferenceRequest {
    /// Changes the reference.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::default();
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// people.key(7).child("friends").add_ref(&people.key(8)).send().await?;
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
