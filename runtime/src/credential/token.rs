//! A token, and how it stands in a request.

use std::{
    fmt,
    sync::{Arc, OnceLock},
    time::SystemTime,
};

use http::HeaderValue;

use crate::edm::Binary;

/// What an `Authorization` header says: a bearer token, and where known the time at which it expires.
/// `Debug` does not show the token.
///
/// Two of them are equal where the tokens are, whatever is known of their expiry.
#[derive(Clone)]
pub struct AccessToken {
    text: Arc<Text>,
    expiry: Option<SystemTime>,
}

/// What all clones of a token share: each attempt has one.
struct Text {
    scheme: &'static str,
    secret: String,
    /// Made when it is first asked for.
    header: OnceLock<Result<HeaderValue, BadToken>>,
}

impl AccessToken {
    /// A bearer token, without the scheme: what stands after `Bearer `.
    pub fn new(token: impl Into<String>) -> Self {
        Self::of("Bearer", token.into())
    }

    /// A name and a password, for services that take basic authentication (RFC 7617).
    ///
    /// ```
    /// # use odata_runtime::transport::memory::InMemory;
    /// use odata_runtime::{AccessToken, Client};
    ///
    /// let client = Client::builder("https://service.example")
    ///     .credential(AccessToken::basic("reader", "open sesame"))
    /// #   .transport(InMemory::default())
    ///     .build()?;
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    ///
    /// A name that holds a colon has no form in a header: where the token is to be used is an error.
    #[must_use]
    pub fn basic(name: &str, password: &str) -> Self {
        let secret = match name.contains(':') {
            true => String::new(),
            false => Binary::standard(format!("{name}:{password}").as_bytes()).as_str().to_owned(),
        };
        Self::of("Basic", secret)
    }

    fn of(scheme: &'static str, secret: String) -> Self {
        Self { text: Arc::new(Text { scheme, secret, header: OnceLock::new() }), expiry: None }
    }

    /// The same token with the time at which it expires. What keeps tokens then knows how long to keep
    /// it ([`CachedCredential`](crate::credential::CachedCredential)).
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use odata_runtime::AccessToken;
    ///
    /// let at = SystemTime::now() + Duration::from_secs(3600);
    /// assert_eq!(AccessToken::new("token").expires_at(at).expiry(), Some(at));
    /// ```
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expiry = Some(time);
        self
    }

    /// The time at which it expires, where known.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expiry
    }

    /// The token itself, without the scheme. Take care where it goes.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.text.secret
    }

    /// The token without white space around it: a line end is what reading it from a file or a command
    /// leaves behind.
    pub(super) fn trimmed(self) -> Self {
        Self { expiry: self.expiry, ..Self::of(self.text.scheme, self.secret().trim().to_owned()) }
    }

    /// The value of the `Authorization` header, marked as sensitive.
    pub(crate) fn header(&self) -> Result<HeaderValue, BadToken> {
        self.text.header.get_or_init(|| self.text.to_header()).clone()
    }
}

impl Text {
    fn to_header(&self) -> Result<HeaderValue, BadToken> {
        if self.secret.is_empty() || self.secret.bytes().any(|byte| !byte.is_ascii_graphic()) {
            return Err(BadToken);
        }
        let mut value = HeaderValue::try_from(format!("{} {}", self.scheme, self.secret)).map_err(|_| BadToken)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl PartialEq for AccessToken {
    fn eq(&self, other: &Self) -> bool {
        (self.text.scheme, self.secret()) == (other.text.scheme, other.secret())
    }
}

impl Eq for AccessToken {}

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
#[derive(Clone, Copy, Debug)]
pub(crate) struct BadToken;

impl fmt::Display for BadToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token is empty or holds characters that no token has (it is not shown)")
    }
}

impl std::error::Error for BadToken {}
