//! A resource: a client and a path, from which requests start.

use std::{fmt, sync::Arc};

use http::Method;
use serde::Serialize;

use crate::{
    client::{Client, path::Path},
    model::{Entity, Wire},
    query::ToLiteral,
    request::{
        ActionRequest, Answers, CreateRequest, DeleteRequest, DeltaRequest, Draft, FunctionCall, GetRequest,
        ListRequest, UpdateRequest,
    },
};

/// A resource of a service: the client and the path so far. Cheap to clone.
///
/// Generated request builders wrap one each. Paths are encoded as they grow, so that a key such as
/// `../x` stays one segment.
///
/// ```
/// # use odata_runtime::{Client, KeyStyle, transport::memory::InMemory};
/// # let client = Client::builder("https://service.example").transport(InMemory::default())
/// #     .key_style(KeyStyle::Segment).build()?;
/// let file = client.resource().child("people").key("../x").child("files");
/// assert_eq!(file.path(), "/people/..%2Fx/files");
/// # Ok::<(), odata_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Resource {
    client: Client,
    path: Arc<Path>,
}

impl Resource {
    pub(super) fn root(client: Client) -> Self {
        Self { client, path: Arc::default() }
    }

    /// The client that requests from here go through.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The path below the service's root, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path.as_str()
    }

    pub(crate) fn parts(&self) -> &Path {
        &self.path
    }

    fn extended(&self, extend: impl FnOnce(&mut Path)) -> Self {
        let mut path = Path::clone(&self.path);
        extend(&mut path);
        Self { client: self.client.clone(), path: Arc::new(path) }
    }

    /// An entity set, singleton, property or navigation property below this resource.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// assert_eq!(client.resource().child("people").path(), "/people");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        self.extended(|path| path.push(name))
    }

    /// This resource seen as a type derived from its own, by its qualified name.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let managers = client.resource().child("people").cast("Example.Manager");
    /// assert_eq!(managers.path(), "/people/Example.Manager");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn cast(&self, type_name: &str) -> Self {
        self.child(type_name)
    }

    /// The entity with this key.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// assert_eq!(client.resource().child("people").key(7).path(), "/people(7)");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn key(&self, key: impl ToLiteral) -> Self {
        self.keyed(&key)
    }

    fn keyed(&self, key: &dyn ToLiteral) -> Self {
        let service = self.client.service();
        self.extended(|path| path.push_key(&key.to_literal(), service.keys(), service.enums()))
    }

    /// The entity with this key of several named parts.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let line = client.resource().child("lines").keys(&[("order", &7), ("number", &"a")]);
    /// assert_eq!(line.path(), "/lines(order=7,number='a')");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn keys(&self, parts: &[(&str, &dyn ToLiteral)]) -> Self {
        let style = self.client.service().enums();
        let parts = parts.iter().map(|(name, value)| ((*name).to_owned(), value.literal(style)));
        self.extended(|path| path.push_keys(parts))
    }

    /// Reads a collection.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let request = client.resource().child("people").list::<Object>().top(5).request()?;
    /// assert_eq!(request.uri(), "https://service.example/people?$top=5");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn list<T: Entity>(&self) -> ListRequest<T> {
        ListRequest::new(Draft::new(self.clone(), Method::GET).of(<T as Wire>::FACTS))
    }

    /// Reads a collection and then what has changed in it, where the service tracks changes: the
    /// request asks it to (`Prefer: odata.track-changes`).
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let request = client.resource().child("orders").track_changes::<Object>().request()?;
    /// assert_eq!(request.headers()["prefer"], "odata.track-changes");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn track_changes<T: Entity>(&self) -> DeltaRequest<T> {
        DeltaRequest::new(Draft::new(self.clone(), Method::GET).of(<T as Wire>::FACTS))
            .header("Prefer", "odata.track-changes")
    }

    /// Reads one entity.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let request = client.resource().child("people").key(7).get::<Object>().request()?;
    /// assert_eq!(request.method(), "GET");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn get<T: Entity>(&self) -> GetRequest<T> {
        GetRequest::new(Draft::new(self.clone(), Method::GET).of(<T as Wire>::FACTS))
    }

    /// Creates an entity in this collection.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let request = client.resource().child("people").create(&Object::default()).request()?;
    /// assert_eq!(request.method(), "POST");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn create<T: Entity>(&self, body: &T) -> CreateRequest<T> {
        CreateRequest::new(self.post().of(<T as Wire>::FACTS).with_body(body.write_json()))
    }

    /// Changes some properties of an entity.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let request = client.resource().child("people").key(7).update::<Object>().set(NAME, "Ann").request()?;
    /// assert_eq!(request.method(), "PATCH");
    /// assert_eq!(request.body(), r#"{"name":"Ann"}"#);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn update<T: Entity>(&self) -> UpdateRequest<T> {
        UpdateRequest::new(Draft::new(self.clone(), Method::PATCH).of(<T as Wire>::FACTS).with_members())
    }

    /// Deletes an entity.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let request = client.resource().child("people").key(7).delete().request()?;
    /// assert_eq!(request.method(), "DELETE");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn delete(&self) -> DeleteRequest {
        DeleteRequest::new(Draft::new(self.clone(), Method::DELETE))
    }

    /// Calls an action bound to this resource, by its qualified name, with its parameters.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let move_it = client.resource().child("people").key(7).action::<()>("Example.Move", &Object::default());
    /// assert_eq!(move_it.request()?.uri().path(), "/people(7)/Example.Move");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn action<R: Answers>(&self, name: &str, parameters: &impl Serialize) -> ActionRequest<R> {
        ActionRequest::new(self.child(name).post().of(R::FACTS).with_body(serde_json::to_vec(parameters)))
    }

    /// Calls an action that has no parameters: the request has no body.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let reset = client.resource().invoke::<()>("Reset").request()?;
    /// assert!(reset.body().is_empty());
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn invoke<R: Answers>(&self, name: &str) -> ActionRequest<R> {
        ActionRequest::new(self.child(name).post().of(R::FACTS))
    }

    fn post(&self) -> Draft {
        Draft::new(self.clone(), Method::POST)
    }

    /// Calls a function bound to this resource, by its qualified name.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let nearest = client.resource().child("airports").function("Example.Nearest").argument("count", 3);
    /// let request = nearest.returns::<Object>().request()?;
    /// assert_eq!(request.uri().path(), "/airports/Example.Nearest(count=3)");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn function(&self, name: impl Into<String>) -> FunctionCall {
        FunctionCall::new(self.clone(), name.into())
    }

    pub(crate) fn call(&self, name: &str, arguments: impl Iterator<Item = (String, String)>) -> Self {
        self.extended(|path| path.push_call(name, arguments))
    }
}

/// Shows the URL.
impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Resource({}{})", self.client.base_url(), self.path())
    }
}
