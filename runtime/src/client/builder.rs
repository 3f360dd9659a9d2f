//! Setting a client up.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue, header};
use url::Url;

use crate::{
    client::{
        BatchUrls, Client, Inner, KeyStyle, Service, Timer,
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
    retry::{Backoff, NoRetry, RetryPolicy},
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
    limits: Limits,
    pub(super) allowed: Vec<Origin>,
    pub(super) switches: Switches,
    retry: Arc<dyn RetryPolicy>,
    timer: Option<Arc<dyn Timer>>,
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

    /// When a request that failed is sent again, in place of [`Backoff::new`].
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use odata_runtime::Backoff;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .retry(Backoff::new().attempts(3))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.retry = Arc::new(policy);
        self
    }

    /// Sends every request once only.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .no_retry()
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn no_retry(self) -> Self {
        self.retry(NoRetry)
    }

    /// How large the body of an answer may be, in bytes, once decompressed. The default is 256 MiB.
    ///
    /// What is [streamed](crate::DownloadRequest) has no limit: it is not held in memory.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .response_limit(16 << 20)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.limits.response = bytes;
        self
    }

    /// How long one attempt may take, from its first byte to the last of its answer. The default is
    /// 5 minutes. A streamed answer must begin in that time.
    ///
    /// How long all attempts may take together is the [retry policy](Self::retry)'s to say.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use std::time::Duration;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .request_timeout(Duration::from_secs(30))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn request_timeout(mut self, time: Duration) -> Self {
        self.limits.request = Some(time);
        self
    }

    /// How long an answer's body may pause. The default is 100 seconds.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use std::time::Duration;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .idle_timeout(Duration::from_secs(10))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.limits.idle = Some(time);
        self
    }

    /// How long making a connection may take. The default is 10 seconds.
    ///
    /// For the default transport; one that is [given](Self::transport) has limits of its own.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// use std::time::Duration;
    ///
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .connect_timeout(Duration::from_secs(3))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.limits.connect = time;
        self
    }

    /// How many requests the client and its clones have under way at once; the others wait for their
    /// turn. The default is 64; 0 counts as 1.
    ///
    /// A request that waits for its next attempt does not count, nor does a streamed answer once it
    /// has begun.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// let client = Client::builder("https://services.example/v1.0")
    ///     .concurrency_limit(8)
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn concurrency_limit(mut self, requests: usize) -> Self {
        self.limits.concurrency = requests;
        self
    }

    /// What the client waits with, in place of the [transport's](Transport::timer) timer or the
    /// machine's own clock.
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Some(Arc::new(timer));
        self
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

/// What goes with every request unless the caller says otherwise.
///
/// The client asks for OData 4.0 answers: what comes is then written as every service writes it,
/// with `odata.` in the names of control information, whatever newer version the service knows.
fn defaults() -> HeaderMap {
    let agent = concat!("odata-runtime/", env!("CARGO_PKG_VERSION"));
    HeaderMap::from_iter([
        (header::ACCEPT, HeaderValue::from_static("application/json;odata.metadata=minimal")),
        (HeaderName::from_static("odata-maxversion"), HeaderValue::from_static("4.0")),
        (header::USER_AGENT, HeaderValue::from_static(agent)),
    ])
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

/// A header as the caller wrote it. Values that may be secrets are marked, and none is shown.
pub(crate) fn parse_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Fault> {
    let name = HeaderName::try_from(name).map_err(|_| Fault(format!("`{name}` is no header name")))?;
    let mut value =
        HeaderValue::try_from(value).map_err(|_| Fault(format!("the value of the header `{name}` is not valid")))?;
    let secret = ["authorization", "cookie", "key", "token", "secret"].iter().any(|word| name.as_str().contains(word));
    value.set_sensitive(secret);
    Ok((name, value))
}

/// Puts headers over others: those of the same name go.
pub(crate) fn overlay(headers: &mut HeaderMap, over: &HeaderMap) {
    for name in over.keys() {
        headers.remove(name);
        for value in over.get_all(name) {
            headers.append(name, value.clone());
        }
    }
}
