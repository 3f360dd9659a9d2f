//! Creating an entity.

use crate::{
    error::Result,
    model::Entity,
    request::{Created, answer::sealed::Read as _},
};

request! {
    /// Creates an entity.
    CreateRequest<T>
}

shape_options!(T, CreateRequest<T>);
return_options!(T, CreateRequest<T>);
bind_options!(T, CreateRequest<T>);

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
    /// asks for, gives an error too: [`is_decode`](crate::Error::is_decode) holds,
    /// [`status`](crate::Error::status) is its status, 201 or 204, and
    /// [`location`](crate::Error::location) says where it is. The entity exists then:
    /// [`send_minimal`](Self::send_minimal) is for such services.
    pub async fn send(self) -> Result<T> {
        T::read(self.draft.send().await?)
    }

    /// Creates the entity without asking for it back (`Prefer: return=minimal`), and gives what the
    /// headers of the answer tell of it. Where the service sends the entity all the same, it is not
    /// read.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| {
    /// #     let mut answer = Response::new("");
    /// #     *answer.status_mut() = http::StatusCode::NO_CONTENT;
    /// #     answer.headers_mut().insert("location", http::HeaderValue::from_static("https://service.example/things(7)"));
    /// #     answer
    /// # });
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let created = client.resource().child("things").create(&Object::default()).send_minimal().await?;
    /// assert_eq!(created.location(), Some("https://service.example/things(7)"));
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, or the service refuses.
    pub async fn send_minimal(self) -> Result<Created> {
        self.return_minimal().draft.send().await.map(|answer| Created::read(&answer))
    }
}
