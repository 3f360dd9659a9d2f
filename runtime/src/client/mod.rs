//! The client: one service, one credential, one transport; and the resources that are reached from it.

mod attempt;
pub(crate) mod builder;
pub(crate) mod encode;
pub(crate) mod exchange;
pub(crate) mod headers;
mod limits;
mod links;
pub(crate) mod origin;
pub(crate) mod origins;
mod path;
mod permissions;
mod resource;
mod service;
pub(crate) mod settings;
mod switches;
pub(crate) mod timer;
mod tuning;
mod writes;

use std::{fmt, sync::Arc};

use http::{HeaderMap, HeaderName};

pub use self::{
    builder::ClientBuilder,
    links::Collection,
    permissions::Permissions,
    resource::Resource,
    service::{BatchUrls, KeyStyle, Service},
    timer::Timer,
};
use self::{
    limits::{Limits, Turns},
    origins::Origins,
    switches::Switches,
};
use crate::{
    credential::{Credential, IntoCredential},
    error::Result,
    retry::RetryPolicy,
    transport::Transport,
};

/// A client of one OData service. Cheap to clone; clones share connections and credential.
///
/// Generated clients wrap one; by itself it reaches any resource by name:
///
/// ```
/// use odata_runtime::Client;
/// # use odata_runtime::transport::memory::InMemory;
///
/// let client = Client::builder("https://services.example/odata")
/// #   .transport(InMemory::default())
///     .credential("token")
///     .build()?;
/// let orders = client.resource().child("Orders");
/// let request = orders.key(7).delete().request()?;
/// assert_eq!(request.uri(), "https://services.example/odata/Orders(7)");
/// # Ok::<(), odata_runtime::Error>(())
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    service: Service,
    /// Without a slash at its end.
    base_url: String,
    origins: Origins,
    credential: Option<Arc<dyn Credential>>,
    transport: Arc<dyn Transport>,
    headers: HeaderMap,
    /// The header in which a request says its id, where the service takes one.
    request_id: Option<HeaderName>,
    limits: Limits,
    turns: Turns,
    switches: Switches,
    retry: Arc<dyn RetryPolicy>,
    timer: Arc<dyn Timer>,
}

impl Client {
    /// A client with the default transport.
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`].
    pub fn new(base_url: impl AsRef<str>, credential: impl IntoCredential) -> Result<Self> {
        Self::builder(base_url).credential(credential).build()
    }

    /// Sets a client up for the service at this URL.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/odata")
    /// #   .transport(InMemory::default())
    ///     .credential("token")
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn builder(base_url: impl AsRef<str>) -> ClientBuilder {
        ClientBuilder::new(base_url.as_ref(), Service::new("OData", ""))
    }

    /// Sets a client up for a described service, at the URL that the description names.
    ///
    /// ```
    /// # use odata_runtime::{Client, Service, transport::memory::InMemory};
    /// const SERVICE: Service = Service::new("Example", "https://services.example/odata");
    ///
    /// let client = Client::for_service(SERVICE)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// assert_eq!(client.base_url(), "https://services.example/odata");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn for_service(service: Service) -> ClientBuilder {
        ClientBuilder::new(service.base_url(), service)
    }

    /// The root of the service: what all paths start at.
    #[must_use]
    pub fn resource(&self) -> Resource {
        Resource::root(self.clone())
    }

    /// The service's description.
    #[must_use]
    pub fn service(&self) -> Service {
        self.0.service
    }

    /// The URL of the service's root, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// Whether this is the other client, or a clone of it.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn origins(&self) -> &Origins {
        &self.0.origins
    }

    /// What the client waits with.
    pub(crate) fn timer(&self) -> &Arc<dyn Timer> {
        &self.0.timer
    }

    /// The header in which a request says its id, where the service takes one.
    pub(crate) fn request_id(&self) -> Option<&HeaderName> {
        self.0.request_id.as_ref()
    }

    /// The headers that go with every request.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}
