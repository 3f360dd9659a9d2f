//! Headers that follow from types and options: whether a client sends them.

use crate::client::{Client, ClientBuilder};

/// What a client sends by itself where its service is described as taking it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Switches {
    pub(crate) unknown_enum_members: bool,
    pub(crate) advanced_queries: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self { unknown_enum_members: true, advanced_queries: true }
    }
}

impl ClientBuilder {
    /// Whether requests for types with evolvable enumerations ask for members that were added to
    /// these: see [`Service::evolvable_enums`](crate::Service::evolvable_enums). They do unless this
    /// says otherwise; a single request can differ.
    ///
    /// ```
    /// # use odata_runtime::{Client, Service, transport::memory::InMemory};
    /// const SERVICE: Service =
    ///     Service::new("Example", "https://services.example").evolvable_enums("include-unknown-enum-members");
    ///
    /// let client = Client::for_service(SERVICE)
    ///     .unknown_enum_members(false)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// let request = client.resource().child("Tasks").list::<odata_runtime::Object>();
    /// assert!(!request.request()?.headers().contains_key("prefer"));
    /// let request = request.unknown_enum_members(true).request()?;
    /// assert_eq!(request.headers()["prefer"], "include-unknown-enum-members");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn unknown_enum_members(mut self, ask: bool) -> Self {
        self.switches.unknown_enum_members = ask;
        self
    }

    /// Whether the header of advanced queries goes with what needs it: see
    /// [`Service::advanced_queries`](crate::Service::advanced_queries). It does unless this says
    /// otherwise; a single request can differ.
    ///
    /// ```
    /// # use odata_runtime::{Client, Service, transport::memory::InMemory};
    /// const SERVICE: Service =
    ///     Service::new("Example", "https://services.example").advanced_queries("ConsistencyLevel", "eventual");
    ///
    /// let client = Client::for_service(SERVICE)
    ///     .advanced_queries(false)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// let request = client.resource().child("People").list::<odata_runtime::Object>().search("joe");
    /// assert!(!request.request()?.headers().contains_key("ConsistencyLevel"));
    /// assert_eq!(request.advanced_query(true).request()?.headers()["ConsistencyLevel"], "eventual");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn advanced_queries(mut self, send: bool) -> Self {
        self.switches.advanced_queries = send;
        self
    }
}

impl Client {
    pub(crate) fn switches(&self) -> Switches {
        self.0.switches
    }
}
