//! What a client must know of a service beforehand.

use crate::{client::Permissions, query::EnumStyle};

/// How many parts go in one batch request, where nothing else is said.
const BATCH_LIMIT: u16 = 100;

/// How a service writes the key of an entity in a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyStyle {
    /// In parentheses: `Orders(1)`, `People('russell')`. Every service takes it.
    #[default]
    Parentheses,
    /// As a segment: `people/russell`. A key that cannot be one segment (empty, `.`, `..`, or starting
    /// with `$`) and a composite key are written in parentheses all the same.
    Segment,
}

/// How the URLs of the parts of a batch are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BatchUrls {
    /// Relative to the service's root: `Orders(1)`. By the specification of OData's JSON format, it
    /// is the form that does not say where the service lies.
    #[default]
    Relative,
    /// With a slash for the service's root: `/users/russell`, as Microsoft Graph documents it. To
    /// other services, the slash is the root of the host.
    Rooted,
}

/// The description of a service, as generated code holds it in a constant.
///
/// ```
/// use odata_runtime::{KeyStyle, Service, query::EnumStyle};
///
/// const SERVICE: Service = Service::new("Example", "https://services.example/v1.0")
///     .key_style(KeyStyle::Segment)
///     .enum_style(EnumStyle::Plain);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Service {
    name: &'static str,
    base_url: &'static str,
    key_style: KeyStyle,
    enum_style: EnumStyle,
    batch_limit: u16,
    batch_urls: BatchUrls,
    request_id: Option<&'static str>,
    permissions: &'static [Permissions],
    enum_preference: Option<&'static str>,
    advanced_queries: Option<(&'static str, &'static str)>,
}

impl Service {
    /// A service with its name, for traces, and the URL of its root. Keys are in parentheses, and
    /// enumeration values carry their type, which every service takes.
    #[must_use]
    pub const fn new(name: &'static str, base_url: &'static str) -> Self {
        Self {
            name,
            base_url,
            key_style: KeyStyle::Parentheses,
            enum_style: EnumStyle::Qualified,
            batch_limit: BATCH_LIMIT,
            batch_urls: BatchUrls::Relative,
            request_id: None,
            permissions: &[],
            enum_preference: None,
            advanced_queries: None,
        }
    }

    /// The same service with its keys in this style.
    ///
    /// ```
    /// # use odata_runtime::{KeyStyle, Service};
    /// const SERVICE: Service = Service::new("Example", "https://services.example").key_style(KeyStyle::Segment);
    /// ```
    #[must_use]
    pub const fn key_style(mut self, style: KeyStyle) -> Self {
        self.key_style = style;
        self
    }

    /// The same service with enumeration values in this style.
    ///
    /// ```
    /// # use odata_runtime::{EnumStyle, Service};
    /// const SERVICE: Service = Service::new("Example", "https://services.example").enum_style(EnumStyle::Plain);
    /// ```
    #[must_use]
    pub const fn enum_style(mut self, style: EnumStyle) -> Self {
        self.enum_style = style;
        self
    }

    /// The same service with this many parts in one batch request, at most. The default is 100; 0
    /// counts as 1.
    ///
    /// ```
    /// # use odata_runtime::Service;
    /// const SERVICE: Service = Service::new("Example", "https://services.example/v1.0").batch_limit(20);
    /// assert_eq!(SERVICE.parts_at_once(), 20);
    /// ```
    #[must_use]
    pub const fn batch_limit(mut self, parts: u16) -> Self {
        self.batch_limit = if parts == 0 { 1 } else { parts };
        self
    }

    /// The same service with the URLs of the parts of a batch in this form.
    ///
    /// ```
    /// # use odata_runtime::{BatchUrls, Service};
    /// const GRAPH: Service = Service::new("Graph", "https://graph.example/v1.0").batch_urls(BatchUrls::Rooted);
    /// ```
    #[must_use]
    pub const fn batch_urls(mut self, urls: BatchUrls) -> Self {
        self.batch_urls = urls;
        self
    }

    /// The same service with the header in which it takes an id that the client gives each request, a
    /// GUID: what its support asks for beside its own. It is in traces and errors.
    ///
    /// ```
    /// # use odata_runtime::{Client, Service, transport::memory::InMemory};
    /// const SERVICE: Service =
    ///     Service::new("Example", "https://services.example").request_id_header("client-request-id");
    ///
    /// let client = Client::for_service(SERVICE).transport(InMemory::default()).build()?;
    /// let request = client.resource().child("people").delete().request()?;
    /// assert!(request.headers().contains_key("client-request-id"));
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub const fn request_id_header(mut self, name: &'static str) -> Self {
        self.request_id = Some(name);
        self
    }

    /// The same service with the permissions that its documentation lists. A 403 names those of its
    /// request: [`Error::permissions`](crate::Error::permissions).
    ///
    /// ```
    /// # use odata_runtime::{Permissions, Service};
    /// const SERVICE: Service = Service::new("Example", "https://services.example/v1.0")
    ///     .permissions(&[Permissions::new("GET", "runs", &["Runs.Read"], &["Runs.Read"])]);
    /// ```
    #[must_use]
    pub const fn permissions(mut self, table: &'static [Permissions]) -> Self {
        self.permissions = table;
        self
    }

    /// The same service with a preference that asks for members which were added to an enumeration
    /// after clients were made. It goes with requests for types that hold such an enumeration.
    ///
    /// ```
    /// # use odata_runtime::Service;
    /// const GRAPH: Service =
    ///     Service::new("Graph", "https://graph.example/v1.0").evolvable_enums("include-unknown-enum-members");
    /// ```
    #[must_use]
    pub const fn evolvable_enums(mut self, preference: &'static str) -> Self {
        self.enum_preference = Some(preference);
        self
    }

    /// The same service with a header that advanced queries need. It goes with every `$search`, and
    /// with counts of types that are said to need it, whether the request asks for these or a link that
    /// it follows.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Service, transport::memory::InMemory};
    /// const GRAPH: Service =
    ///     Service::new("Graph", "https://graph.example/v1.0").advanced_queries("ConsistencyLevel", "eventual");
    ///
    /// let client = Client::for_service(GRAPH).transport(InMemory::default()).build()?;
    /// let request = client.resource().child("users").list::<Object>().search("\"displayName:joe\"").request()?;
    /// assert_eq!(request.headers()["ConsistencyLevel"], "eventual");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub const fn advanced_queries(mut self, header: &'static str, value: &'static str) -> Self {
        self.advanced_queries = Some((header, value));
        self
    }

    /// The service's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The URL of the service's root.
    #[must_use]
    pub const fn base_url(&self) -> &'static str {
        self.base_url
    }

    /// How many parts one batch request can have, at most: what [`batch_limit`](Self::batch_limit)
    /// set.
    #[must_use]
    pub const fn parts_at_once(&self) -> usize {
        self.batch_limit as usize
    }

    pub(crate) const fn enum_preference(&self) -> Option<&'static str> {
        self.enum_preference
    }

    pub(crate) const fn advanced_query_header(&self) -> Option<(&'static str, &'static str)> {
        self.advanced_queries
    }

    pub(crate) const fn batch_paths(&self) -> BatchUrls {
        self.batch_urls
    }

    pub(crate) const fn permission_table(&self) -> &'static [Permissions] {
        self.permissions
    }

    pub(crate) const fn request_id(&self) -> Option<&'static str> {
        self.request_id
    }

    pub(crate) const fn keys(&self) -> KeyStyle {
        self.key_style
    }

    pub(crate) const fn enums(&self) -> EnumStyle {
        self.enum_style
    }
}
