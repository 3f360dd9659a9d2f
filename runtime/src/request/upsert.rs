//! Creating an entity or changing it, whichever is due.

use http::{Method, StatusCode, header};

use crate::{
    client::exchange::Answer,
    error::Result,
    etag::ETag,
    model::Entity,
    request::answer::sealed::{self, Read as _},
};

request! {
    /// Creates an entity under the key that the URL has, or changes it if it is there (upsert).
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| {
    /// #     let mut answer = Response::new(r#"{"name": "x"}"#);
    /// #     *answer.status_mut() = http::StatusCode::CREATED;
    /// #     answer
    /// # });
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let mut thing = Object::default();
    /// # thing.extra.insert("name", "x").unwrap();
    /// let done = client.resource().child("things").key(7).upsert(&thing).send().await?;
    /// assert!(done.is_created());
    /// assert_eq!(done.entity(), Some(&thing));
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    UpsertRequest<T>
}

shape_options!(T, UpsertRequest<T>);
condition_options!([T] UpsertRequest<T>);
return_options!(T, UpsertRequest<T>);
bind_options!(T, UpsertRequest<T>);

impl<T> UpsertRequest<T> {
    /// Sends it by `PUT`, for services that take no `PATCH`: an entity that is there is replaced, and
    /// not merged with.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let thing = client.resource().child("things").key(7);
    /// assert_eq!(thing.upsert(&Object::default()).request()?.method(), "PATCH");
    /// assert_eq!(thing.upsert(&Object::default()).by_put().request()?.method(), "PUT");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn by_put(self) -> Self {
        Self::new(self.draft.with_method(Method::PUT))
    }

    /// Creates the entity, and changes none that is there (`If-None-Match: *`): the service answers
    /// 412 then.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let upsert = client.resource().child("things").key(7).upsert(&Object::default()).insert_only();
    /// assert_eq!(upsert.request()?.headers()["if-none-match"], "*");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn insert_only(mut self) -> Self {
        self.draft.only_condition(&header::IF_NONE_MATCH);
        self
    }

    /// Changes the entity, and creates none that is not there (`If-Match: *`): the service answers 412
    /// or 404 then.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let upsert = client.resource().child("things").key(7).upsert(&Object::default()).update_only();
    /// assert_eq!(upsert.request()?.headers()["if-match"], "*");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn update_only(mut self) -> Self {
        self.draft.only_condition(&header::IF_MATCH);
        self
    }
}

impl<T: Entity> UpsertRequest<T> {
    /// Creates or changes the entity.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"name": "Ann"}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let outcome = people.key(7).upsert(&Object::default()).send().await?;
    /// assert!(!outcome.is_created());
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or its answer cannot be read.
    pub async fn send(self) -> Result<Upserted<T>> {
        Upserted::read(self.draft.send().await?)
    }
}

/// What an upsert did.
#[derive(Clone, Debug, PartialEq)]
pub struct Upserted<T> {
    is_created: bool,
    etag: Option<ETag>,
    entity: Option<T>,
}

impl<T> Upserted<T> {
    /// Whether the entity was created (201); else it was there and was changed.
    #[must_use]
    pub fn is_created(&self) -> bool {
        self.is_created
    }

    /// The entity, where the service sent it back.
    #[must_use]
    pub fn entity(&self) -> Option<&T> {
        self.entity.as_ref()
    }

    /// The entity, where the service sent it back.
    #[must_use]
    pub fn into_entity(self) -> Option<T> {
        self.entity
    }

    /// The version of the entity as it is now, where the service tells.
    #[must_use]
    pub fn etag(&self) -> Option<&ETag> {
        self.etag.as_ref()
    }
}

#[allow(private_interfaces)]
impl<T: Entity> sealed::Read for Upserted<T> {
    fn read(answer: Answer) -> Result<Self> {
        let is_created = answer.context.status == Some(StatusCode::CREATED);
        let etag = answer.header(header::ETAG).map(ETag::from);
        let entity = <Option<T>>::read(answer)?;
        let own = || entity.as_ref().and_then(|entity| entity.model().extra().etag());
        Ok(Self { is_created, etag: etag.or_else(own), entity })
    }
}
