//! Where tokens come from, and what keeps them out of sight.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use http::HeaderValue;

use crate::error::{BoxError, Error, Result};

/// A boxed future, as object-safe traits give it back.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A bearer token. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

impl AccessToken {
    /// A token, without the scheme: what stands after `Bearer `.
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// The token itself. Take care where it goes.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// The value of the `Authorization` header, marked as sensitive.
    pub(crate) fn header(&self) -> Result<HeaderValue, BadToken> {
        if self.0.is_empty() || self.0.bytes().any(|byte| !byte.is_ascii_graphic()) {
            return Err(BadToken);
        }
        let mut value = HeaderValue::try_from(format!("Bearer {}", self.0)).map_err(|_| BadToken)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

impl From<String> for AccessToken {
    fn from(token: String) -> Self {
        Self::new(token)
    }
}

impl From<&str> for AccessToken {
    fn from(token: &str) -> Self {
        Self::new(token)
    }
}

/// A token that cannot stand in a header; says so without showing it.
#[derive(Debug)]
pub(crate) struct BadToken;

impl fmt::Display for BadToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token is empty or holds characters that no token has (it is not shown)")
    }
}

impl std::error::Error for BadToken {}

/// What a token is wanted for.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The token that the service refused just now (401): one from a cache that equals it will not
    /// do.
    pub refused: Option<AccessToken>,
    /// Scheme, host and port of the service: where the token goes.
    pub origin: String,
}

/// Gives a token for each request.
///
/// It is asked before every request, each page included, so an implementation should keep a token
/// until shortly before it expires. A closure that returns a future is a credential too:
///
/// ```
/// use odata_runtime::{Client, Error};
///
/// # async fn from_somewhere() -> Result<String, std::io::Error> { Ok("token".into()) }
/// let client = Client::builder("https://service.example/v1.0")
///     .credential(|| async { from_somewhere().await })
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

impl IntoCredential for Arc<dyn Credential> {
    fn into_credential(self) -> Result<Arc<dyn Credential>> {
        Ok(self)
    }
}

impl IntoCredential for String {
    fn into_credential(self) -> Result<Arc<dyn Credential>> {
        AccessToken(self).into_credential()
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
        // A line end is what reading a token from a file or a command leaves behind.
        let token = Self(self.0.trim().to_owned());
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
