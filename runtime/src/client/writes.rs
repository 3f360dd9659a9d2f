//! Requests that start from a resource: those that write in other ways than `POST`, `PATCH` and
//! `DELETE` of an entity, and the number of items.

use http::Method;

use crate::{
    client::Resource,
    model::{Entity, Wire},
    reference::{IntoReference, Reference},
    request::{CountRequest, Draft, ListRequest, ReferenceRequest, ReplaceRequest, UpsertRequest},
};

impl Resource {
    /// Asks how many items this collection has (`/$count`).
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let count = client.resource().child("things").count::<Object>();
    /// assert_eq!(count.request()?.uri().path(), "/things/$count");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn count<T: Entity>(&self) -> CountRequest<T> {
        CountRequest::of(Draft::new(self.child("$count"), Method::GET).of(<T as Wire>::FACTS))
    }

    /// Creates an entity under this resource's key, or changes the one that is there. What the body
    /// does not have stays as it is.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let upsert = client.resource().child("things").key(7).upsert(&Object::default());
    /// assert_eq!(upsert.request()?.method(), "PATCH");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn upsert<T: Entity>(&self, body: &T) -> UpsertRequest<T> {
        UpsertRequest::new(Draft::new(self.clone(), Method::PATCH).of(<T as Wire>::FACTS).with_body(body.write_json()))
    }

    /// Replaces an entity. What the body does not have gets its default value.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let replace = client.resource().child("things").key(7).replace(&Object::default());
    /// assert_eq!(replace.request()?.method(), "PUT");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn replace<T: Entity>(&self, body: &T) -> ReplaceRequest<T> {
        ReplaceRequest::new(Draft::new(self.clone(), Method::PUT).of(<T as Wire>::FACTS).with_body(body.write_json()))
    }

    /// Adds a reference to this collection of related entities.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let people = client.resource().child("people");
    /// let request = people.key(1).child("friends").add_ref(people.key(2)).request()?;
    /// assert_eq!((request.method().as_str(), request.uri().path()), ("POST", "/people(1)/friends/$ref"));
    /// assert_eq!(request.body(), r#"{"@odata.id":"https://service.example/people(2)"}"#);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn add_ref(&self, target: impl IntoReference) -> ReferenceRequest {
        self.reference(Method::POST, Some(target.into_reference()))
    }

    /// Makes this related entity another one.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let people = client.resource().child("people");
    /// let request = people.key(1).child("manager").set_ref("people(2)").request()?;
    /// assert_eq!((request.method().as_str(), request.uri().path()), ("PUT", "/people(1)/manager/$ref"));
    /// assert_eq!(request.body(), r#"{"@odata.id":"people(2)"}"#);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn set_ref(&self, target: impl IntoReference) -> ReferenceRequest {
        self.reference(Method::PUT, Some(target.into_reference()))
    }

    /// Removes the reference to this related entity: `DELETE …/$ref`. For one member of a collection
    /// that is the form of OData 4.01, which some services of 4.0 take too;
    /// [`remove_ref_to`](Self::remove_ref_to) is the older form.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let request = client.resource().child("people").key(1).child("manager").remove_ref().request()?;
    /// assert_eq!((request.method().as_str(), request.uri().path()), ("DELETE", "/people(1)/manager/$ref"));
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn remove_ref(&self) -> ReferenceRequest {
        self.reference(Method::DELETE, None)
    }

    /// Removes a reference from this collection of related entities: `DELETE …/$ref?$id=…`.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let friends = client.resource().child("people").key(1).child("friends");
    /// let request = friends.remove_ref_to("people(2)").request()?;
    /// assert_eq!(request.uri(), "https://service.example/people(1)/friends/$ref?$id=people(2)");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn remove_ref_to(&self, target: impl IntoReference) -> ReferenceRequest {
        let mut draft = Draft::new(self.child("$ref"), Method::DELETE);
        draft.identify(target.into_reference());
        ReferenceRequest::new(draft)
    }

    /// Lists the references of this collection of related entities, without the entities.
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| Response::new(r#"{"value": [{"@odata.id": "people(2)"}]}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let friends = client.resource().child("people").key(1).child("friends").list_refs().send().await?;
    /// assert_eq!(friends[0].as_str(), "people(2)");
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    pub fn list_refs(&self) -> ListRequest<Reference> {
        ListRequest::new(Draft::new(self.child("$ref"), Method::GET))
    }

    fn reference(&self, method: Method, target: Option<crate::error::Result<Reference>>) -> ReferenceRequest {
        let draft = Draft::new(self.child("$ref"), method);
        ReferenceRequest::new(match target {
            None => draft,
            Some(Ok(target)) => draft.with_body(target.write_json()),
            Some(Err(error)) => {
                let mut draft = draft;
                draft.refuse(&error);
                draft
            }
        })
    }
}
