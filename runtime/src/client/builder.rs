//! Setting a client up.

use std::{fmt, sync::Arc};

use http::{HeaderMap, HeaderName, header};
use url::Url;

use crate::{
    client::{
        BatchUrls, Client, Inner, KeyStyle, Service, Timer,
        headers::{defaults, overlay, parse_header},
        limits::{Limits, Turns},
        origin,
        origin::Origin,
        origins::Origins,
        switches::Switches,
        timer,
    },
    credential::{Credential, IntoCredential},
    error::{Error, Fault, Result},
    query::EnumStyle,
    retry::{Backoff, RetryPolicy},
    transport::Transport,
};

/// Sets a [`Client`] up. What cannot be right is reported by [`build`](Self::build).
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    base_url: String,
    service: Service,
    credential: Option<Arc<dyn Credential>>,
    transport: Option<Arc<dyn Transport>>,
    headers: HeaderMap,
    pub(super) limits: Limits,
    pub(super) allowed: Vec<Origin>,
    pub(super) switches: Switches,
    pub(super) retry: Arc<dyn RetryPolicy>,
    pub(super) timer: Option<Arc<dyn Timer>>,
    error: Option<Error>,
}

impl ClientBuilder {
    pub(super) fn new(base_url: &str, service: Service) -> Self {
        Self {
            base_url: base_url.to_owned(),
            service,
            credential: None,
            transport: None,
            headers: HeaderMap::new(),
            limits: Limits::default(),
            allowed: Vec::new(),
            switches: Switches::default(),
            retry: Arc::new(Backoff::new()),
            timer: None,
            error: None,
        }
    }

    /// The URL of the service's root, in place of the one that the builder was made with.
    ///
    /// It must be `https`; `http` only without a credential, or for this machine.
    ///
    /// ```
    /// # use odata_runtime::{Client, Service, transport::memory::InMemory};
    /// const SERVICE: Service = Service::new("Example", "https://services.example/v1.0");
    ///
    /// let client = Client::for_service(SERVICE)
    ///     .base_url("https://test.services.example/v1.0")
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// assert_eq!(client.base_url(), "https://test.services.example/v1.0");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
        url.as_ref().clone_into(&mut self.base_url);
        self
    }

    /// The service's description: how it writes keys and enumeration values. Its URL is not taken
    /// over.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # use odata_runtime::Service;
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .service(Service::new("Example", "").batch_limit(20))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// assert_eq!(client.service().name(), "Example");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn service(mut self, service: Service) -> Self {
        self.service = service;
        self
    }

    /// How the service writes keys in paths.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use odata_runtime::KeyStyle;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .key_style(KeyStyle::Segment)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// assert_eq!(client.resource().child("people").key("ann").path(), "/people/ann");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn key_style(mut self, style: KeyStyle) -> Self {
        self.service = self.service.key_style(style);
        self
    }

    /// How the service wants enumeration values written in URLs.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use odata_runtime::EnumStyle;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .enum_style(EnumStyle::Plain)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn enum_style(mut self, style: EnumStyle) -> Self {
        self.service = self.service.enum_style(style);
        self
    }

    /// How many parts go in one batch request, at most.
    ///
    /// ```
    /// # use odata_runtime::{BatchUrls, Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .batch_limit(20)
    ///     .batch_urls(BatchUrls::Rooted)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// assert_eq!(client.service().parts_at_once(), 20);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn batch_limit(mut self, parts: u16) -> Self {
        self.service = self.service.batch_limit(parts);
        self
    }

    /// How the URLs of the parts of a batch are written.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use odata_runtime::BatchUrls;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .batch_urls(BatchUrls::Rooted)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn batch_urls(mut self, urls: BatchUrls) -> Self {
        self.service = self.service.batch_urls(urls);
        self
    }

    /// Where tokens come from: a token as text, a [`Credential`], or an asynchronous closure.
    ///
    /// Without one, requests carry no token. A token goes to the base URL's scheme, host and port
    /// only.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .credential("token")
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn credential(mut self, credential: impl IntoCredential) -> Self {
        match credential.into_credential() {
            Ok(credential) => self.credential = Some(credential),
            Err(error) => self.fail(error),
        }
        self
    }

    /// What sends the requests, in place of the default transport.
    ///
    /// ```
    /// # use odata_runtime::Client;
    /// use odata_runtime::transport::memory::InMemory;
    ///
    /// let client = Client::builder("https://services.example/v1.0").transport(InMemory::default()).build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// A header that goes with every request, in place of the client's own of that name.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .default_header("Accept-Language", "de")
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// let request = client.resource().child("people").delete().request()?;
    /// assert_eq!(request.headers()["accept-language"], "de");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match parse_header(name.as_ref(), value.as_ref()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(fault) => self.fail(Error::build(fault)),
        }
        self
    }

    /// How the program names itself, such as `joiner-report/2.1`.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .user_agent("joiner-report/2.1")
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn user_agent(self, agent: impl AsRef<str>) -> Self {
        self.default_header(header::USER_AGENT, agent)
    }

    /// Builds the client. Nothing is sent.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let wrong = Client::builder("http://services.example").credential("token").transport(InMemory::default()).build();
    /// assert!(wrong.unwrap_err().to_string().contains("over https only"));
    /// ```
    ///
    /// # Errors
    ///
    /// - The base URL is no absolute `http` or `https` URL, or holds a user, a query or a fragment.
    /// - It is `http`, there is a credential, and the host is not this machine: the token would
    ///   travel unprotected.
    /// - An origin that was allowed is none.
    /// - A header, or a token given as text, is not valid.
    /// - There is no transport, and the features `reqwest` and `native-tls` are off.
    /// - There is no timer, and the target has no clock: `wasm32-unknown-unknown`.
    pub fn build(self) -> Result<Client> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let (base_url, origin) = base(&self.base_url, self.credential.is_some())?;
        let transport = self.transport.map_or_else(|| default_transport(&self.limits), Ok)?;
        let timer = self.timer.or_else(|| transport.timer()).or_else(timer::default_timer).ok_or_else(no_timer)?;
        let mut headers = defaults();
        overlay(&mut headers, &self.headers);
        Ok(Client(Arc::new(Inner {
            service: self.service,
            base_url,
            origins: Origins::new(origin, self.allowed),
            credential: self.credential,
            transport,
            headers,
            request_id: self.service.request_id().and_then(|name| HeaderName::try_from(name).ok()),
            turns: Turns::new(self.limits.concurrency),
            limits: self.limits,
            switches: self.switches,
            retry: self.retry,
            timer,
        })))
    }

    pub(super) fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("service", &self.service).finish_non_exhaustive()
    }
}

/// The base URL without a slash at its end, and its origin.
fn base(text: &str, has_credential: bool) -> Result<(String, Origin)> {
    let fault = |reason: &str| Error::build(Fault(format!("the base URL cannot be used: {reason}")));
    let url = Url::parse(text).map_err(|error| fault(&error.to_string()))?;
    let origin = Origin::of(&url).map_err(|error| fault(&error.0))?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(fault("it has a query or a fragment"));
    }
    if has_credential && !origin.is_https() && !origin::is_loopback(&url) {
        return Err(fault("a token is sent over https only, except to this machine"));
    }
    Ok((url.as_str().trim_end_matches('/').to_owned(), origin))
}

fn no_timer() -> Error {
    Error::build("there is no timer on this target: give one")
}

#[cfg(any(feature = "reqwest", feature = "native-tls"))]
fn default_transport(limits: &Limits) -> Result<Arc<dyn Transport>> {
    match crate::transport::ReqwestTransport::with_connect_timeout(limits.connect) {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(Error::build(Fault(format!("the transport cannot be set up: {error}")))),
    }
}

#[cfg(not(any(feature = "reqwest", feature = "native-tls")))]
fn default_transport(_: &Limits) -> Result<Arc<dyn Transport>> {
    Err(Error::build("there is no transport: give one, or turn the feature `reqwest` or `native-tls` on"))
}
