//! Reading one entity.

use crate::{error::Result, model::Entity, request::answer::sealed::Read as _};

request! {
    /// Reads one entity.
    GetRequest<T>
}

shape_options!(T, GetRequest<T>);

impl<T: Entity> GetRequest<T> {
    /// Reads the entity.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"name": "Ann"}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let ann = people.key(7).get::<Object>().send().await?;
    /// assert_eq!(ann.extra.get("name"), Some("Ann".into()));
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer cannot be read
    /// or is empty.
    pub async fn send(self) -> Result<T> {
        T::read(self.draft.send().await?)
    }
}
