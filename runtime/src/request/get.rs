//! Reading one entity.

use crate::{error::Result, model::Entity, request::answer::sealed::Read as _};

request! {
    /// Reads one entity.
    GetRequest<T>
}

shape_options!(T, GetRequest<T>);
condition_options!([T] GetRequest<T>);

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
    /// or is empty: see [`send_optional`](Self::send_optional). 304 is an error too: [`is_not_modified`](crate::Error::is_not_modified).
    pub async fn send(self) -> Result<T> {
        T::read(self.draft.send().await?)
    }

    /// Reads the entity, if there is one: a relation that leads to nothing is answered without a body
    /// (204), which gives `None`. A service that answers 404 to that gives an error for which
    /// [`is_not_found`](crate::Error::is_not_found) is true.
    ///
    /// ```
    /// # use http::{Response, StatusCode};
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| {
    /// #     let mut answer = Response::new("");
    /// #     *answer.status_mut() = StatusCode::NO_CONTENT;
    /// #     answer
    /// # });
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let manager = client.resource().child("people").key(7).child("manager");
    /// assert_eq!(manager.get::<Object>().send_optional().await?, None);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send), but for an answer that is empty.
    pub async fn send_optional(self) -> Result<Option<T>> {
        <Option<T>>::read(self.draft.send().await?)
    }

    /// Reads the entity, unless it is still the version that
    /// [`if_none_match`](Self::if_none_match) names: `None` then (304).
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|request| {
    /// #     let mut answer = Response::new(r#"{"@odata.etag": "\"1\"", "name": "x"}"#);
    /// #     if request.headers().contains_key("if-none-match") {
    /// #         *answer.status_mut() = http::StatusCode::NOT_MODIFIED;
    /// #     }
    /// #     answer
    /// # });
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let thing = client.resource().child("things").key(7);
    /// let read: Object = thing.get().send().await?;
    /// let again: Option<Object> = thing.get().if_none_match(&read).send_if_changed().await?;
    /// assert_eq!(again, None);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send).
    pub async fn send_if_changed(self) -> Result<Option<T>> {
        match self.send().await {
            Ok(entity) => Ok(Some(entity)),
            Err(error) if error.is_not_modified() => Ok(None),
            Err(error) => Err(error),
        }
    }
}
