//! Replacing an entity as a whole.

use crate::{error::Result, model::Entity, request::answer::sealed::Read as _};

request! {
    /// Replaces an entity (`PUT`): what the body does not have gets its default value.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let thing = client.resource().child("things").key(7);
    /// let replace = thing.replace(&Object::default()).if_match("W/\"1\"");
    /// assert_eq!(replace.request()?.method(), "PUT");
    /// assert!(replace.send().await?.is_none());
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ReplaceRequest<T>
}

shape_options!(T, ReplaceRequest<T>);
condition_options!([T] ReplaceRequest<T>);
return_options!(T, ReplaceRequest<T>);
bind_options!(T, ReplaceRequest<T>);

impl<T: Entity> ReplaceRequest<T> {
    /// Replaces the entity. Gives it where the service answers with it, and `None` where it does not
    /// (204).
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::default();
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let after = people.key(7).replace(&Object::default()).send().await?;
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or its answer cannot be read.
    pub async fn send(self) -> Result<Option<T>> {
        <Option<T>>::read(self.draft.send().await?)
    }
}
