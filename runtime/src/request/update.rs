//! Changing some properties of an entity.

use serde_json::value::RawValue;

use crate::{
    error::Result,
    model::{self, Entity},
    query::{IntoValue, Property},
    request::answer::sealed::Read as _,
};

request! {
    /// Changes an entity: what is set is sent (`PATCH`), everything else stays as it is.
    ///
    /// Properties are sent in the order in which they were first set; of several values for one
    /// property, the last is sent.
    UpdateRequest<T>
}

shape_options!(T, UpdateRequest<T>);
condition_options!([T] UpdateRequest<T>);
return_options!(T, UpdateRequest<T>);
bind_options!(T, UpdateRequest<T>);

impl<T: Entity> UpdateRequest<T> {
    /// Sets a property.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let person = client.resource().child("people").key(7);
    /// let request = person.update::<Object>().set(NAME, "Ann").request()?;
    /// assert_eq!(request.body(), r#"{"name":"Ann"}"#);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn set<V>(mut self, property: Property<T::Scope, V>, value: impl IntoValue<V>) -> Self {
        self.draft.set_member(property.as_str(), value.into_json());
        self
    }

    /// Sets a property to null.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let person = client.resource().child("people").key(7);
    /// let request = person.update::<Object>().set_null(NAME).request()?;
    /// assert_eq!(request.body(), r#"{"name":null}"#);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn set_null<V>(mut self, property: Property<T::Scope, V>) -> Self {
        self.draft.set_member(property.as_str(), Ok(RawValue::NULL.to_owned()));
        self
    }

    /// Sets a member of the body by its name, to any JSON: for properties that the model does not
    /// know, and for annotations.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let person = client.resource().child("people").key(7);
    /// let request = person.update::<Object>().set_raw("size", "[1, 2]").request()?;
    /// assert_eq!(request.body(), r#"{"size":[1, 2]}"#);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn set_raw(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.draft.set_member(name.as_ref(), RawValue::from_string(value.as_ref().to_owned()));
        self
    }

    /// Sets exactly what differs between two models of the entity: what it was, and what it shall be.
    /// What the new one does not have is set to null. Nothing is set where nothing differs: ask
    /// [`is_empty`](Self::is_empty).
    ///
    /// ```
    /// # use http::Response;
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| Response::new(r#"{"@odata.etag": "W/\"1\"", "name": "x", "size": 3}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let thing = client.resource().child("things").key(7);
    /// let old: Object = thing.get().send().await?;
    /// let mut new = old.clone();
    /// new.extra.insert("size", &4).unwrap();
    ///
    /// let update = thing.update().changes(&old, &new).if_match(&old);
    /// assert_eq!(update.request()?.body(), r#"{"size":4}"#);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// - Two spellings of one value are the same: `1.50` and `1.5`, one instant in two time zones.
    /// - A complex property that differs is sent whole, with null for those of its properties that are
    ///   gone, so that a service that replaces it and one that merges it come to the same. A
    ///   collection is sent whole.
    /// - Undeclared properties in `extra` count. Control information and annotations do not, but the
    ///   type is sent where it is not the declared one.
    /// - Navigation properties are left out, expanded or not: related entities are changed by requests
    ///   of their own, and relations by [`bind`](Self::bind) and `$ref`.
    /// - The key is not sent. Where it differs, or the types do, these are not two states of one entity,
    ///   and the request fails before it is sent: [`is_builder`](crate::Error::is_builder).
    pub fn changes(mut self, old: &T, new: &T) -> Self {
        match model::changes(old, new) {
            Ok(members) => members.into_iter().for_each(|(name, value)| self.draft.set_member(&name, Ok(value))),
            Err(fault) => self.draft.fail(fault),
        }
        self
    }

    /// Whether nothing is set yet.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let person = client.resource().child("people").key(7);
    /// assert!(person.update::<Object>().is_empty());
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.draft.has_no_member()
    }

    /// Sends the changes. Gives the entity where the service answers with it, and `None` where it
    /// does not (204).
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::default();
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let after = people.key(7).update::<Object>().set(NAME, "Ann").send().await?;
    /// assert_eq!(after, None);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or its answer cannot be read.
    /// A request with nothing set is not sent and is an error too: ask [`is_empty`](Self::is_empty)
    /// where that can be.
    pub async fn send(self) -> Result<Option<T>> {
        <Option<T>>::read(self.draft.send().await?)
    }
}
