//! A token, and how it stands in a request.

use std::{fmt, time::SystemTime};

use http::HeaderValue;

/// A bearer token, and where known the time at which it expires. `Debug` does not show the token.
///
/// Two of them are equal where the tokens are, whatever is known of their expiry.
#[derive(Clone)]
pub struct AccessToken {
    secret: String,
    expiry: Option<SystemTime>,
}

impl AccessToken {
    /// A token, without the scheme: what stands after `Bearer `.
    pub fn new(token: impl Into<String>) -> Self {
        Self { secret: token.into(), expiry: None }
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

    /// The token itself. Take care where it goes.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// The token without white space around it: a line end is what reading it from a file or a command
    /// leaves behind.
    pub(super) fn trimmed(mut self) -> Self {
        self.secret = self.secret.trim().to_owned();
        self
    }

    /// The value of the `Authorization` header, marked as sensitive.
    pub(crate) fn header(&self) -> Result<HeaderValue, BadToken> {
        if self.secret.is_empty() || self.secret.bytes().any(|byte| !byte.is_ascii_graphic()) {
            return Err(BadToken);
        }
        let mut value = HeaderValue::try_from(format!("Bearer {}", self.secret)).map_err(|_| BadToken)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl PartialEq for AccessToken {
    fn eq(&self, other: &Self) -> bool {
        self.secret == other.secret
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
#[derive(Debug)]
pub(crate) struct BadToken;

impl fmt::Display for BadToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token is empty or holds characters that no token has (it is not shown)")
    }
}

impl std::error::Error for BadToken {}
