//! Where tokens come from, and what keeps them out of sight.

#[cfg(feature = "azure-identity")]
mod azure;
mod cached;
mod token;

use std::{future::Future, pin::Pin, sync::Arc};

#[cfg(feature = "azure-identity")]
pub use self::azure::AzureCredential;
pub(crate) use self::token::BadToken;
pub use self::{cached::CachedCredential, token::AccessToken};
use crate::error::{BoxError, Error, Result};

/// A boxed future, as object-safe traits give it back.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a token is wanted for.
///
/// ```
/// use odata_runtime::{AccessToken, credential::TokenRequest};
///
/// let request = TokenRequest::new("https://service.example").after_refusal(AccessToken::new("old"));
/// assert_eq!(request.origin, "https://service.example");
/// assert_eq!(request.refused, Some(AccessToken::new("old")));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The token that the service refused with 401, if it did: one from a cache that equals it will not
    /// do.
    pub refused: Option<AccessToken>,
    /// What the token is sent to: scheme, host, and the port where it is not the scheme's own, such as
    /// `https://service.example`.
    pub origin: String,
}

impl TokenRequest {
    /// A request for a token for this origin.
    pub fn new(origin: impl Into<String>) -> Self {
        Self { refused: None, origin: origin.into() }
    }

    /// The same request, made because the service refused this token.
    #[must_use]
    pub fn after_refusal(mut self, refused: AccessToken) -> Self {
        self.refused = Some(refused);
        self
    }
}

/// Gives a token for each request.
///
/// It is asked before every request, each page and each attempt included. A closure that returns a
/// future is a credential too. It keeps nothing: wrap it, or any other credential, in
/// [`CachedCredential`], and it is asked only when a new token is needed.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use odata_runtime::{AccessToken, Client, Error, credential::CachedCredential};
///
/// # async fn from_somewhere() -> Result<(String, u64), std::io::Error> { Ok(("token".into(), 3600)) }
/// let login = || async {
///     let (token, seconds) = from_somewhere().await?;
///     let expiry = SystemTime::now() + Duration::from_secs(seconds);
///     Ok::<_, std::io::Error>(AccessToken::new(token).expires_at(expiry))
/// };
/// let client = Client::builder("https://service.example/v1.0")
///     .credential(CachedCredential::new(login))
///     .transport(odata_runtime::transport::memory::InMemory::default())
///     .build()?;
/// # Ok::<_, Error>(())
/// ```
pub trait Credential: Send + Sync {
    /// A token that is valid now.
    ///
    /// # Errors
    ///
    /// Whatever hinders it. The error ends the request, and its text is shown: it must not hold
    /// secrets.
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>>;
}

impl<F, G, T, E> Credential for F
where
    F: Fn() -> G + Send + Sync,
    G: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<AccessToken>,
    E: Into<BoxError>,
{
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        let answer = self();
        Box::pin(async { answer.await.map(Into::into).map_err(Into::into) })
    }
}

impl<C: Credential + ?Sized> Credential for Arc<C> {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        (**self).token(request)
    }
}

/// What a client takes as its credential: a token as text, a [`Credential`], or an asynchronous
/// closure that gives a token.
pub trait IntoCredential {
    /// The credential.
    ///
    /// # Errors
    ///
    /// Where a text cannot be a token. The error does not show it.
    fn into_credential(self) -> Result<Arc<dyn Credential>>;
}

impl<C: Credential + 'static> IntoCredential for C {
    fn into_credential(self) -> Result<Arc<dyn Credential>> {
        Ok(Arc::new(self))
    }
}

impl IntoCredential for String {
    fn into_credential(self) -> Result<Arc<dyn Credential>> {
        AccessToken::new(self).into_credential()
    }
}

impl IntoCredential for &String {
    fn into_credential(self) -> Result<Arc<dyn Credential>> {
        self.clone().into_credential()
    }
}

impl IntoCredential for &str {
    fn into_credential(self) -> Result<Arc<dyn Credential>> {
        self.to_owned().into_credential()
    }
}

impl IntoCredential for AccessToken {
    fn into_credential(self) -> Result<Arc<dyn Credential>> {
        let token = self.trimmed();
        token.header().map_err(|error| Error::build(error.to_string().as_str()))?;
        Ok(Arc::new(Fixed(token)))
    }
}

/// One token for the whole life of the client.
#[derive(Debug)]
struct Fixed(AccessToken);

impl Credential for Fixed {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        let token = self.0.clone();
        Box::pin(std::future::ready(Ok(token)))
    }
}
