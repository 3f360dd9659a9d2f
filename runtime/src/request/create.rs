//! Creating an entity.

use crate::{error::Result, model::Entity, request::answer::sealed::Read as _};

request! {
    /// Creates an entity.
    CreateRequest<T>
}

shape_options!(T, CreateRequest<T>);

impl<T: Entity> CreateRequest<T> {
    /// Creates the entity, and gives it as the service made it.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"id": 7}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let made = people.create(&Object::default()).send().await?;
    /// assert_eq!(made.extra.get("id"), Some(7.into()));
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer cannot be read.
    ///
    /// A service that creates the entity and answers without a body, which `Prefer: return=minimal`
    /// asks for, gives an error too: [`is_decode`](crate::Error::is_decode) holds, and
    /// [`status`](crate::Error::status) is its status, 201 or 204. The entity exists then.
    pub async fn send(self) -> Result<T> {
        T::read(self.draft.send().await?)
    }
}
