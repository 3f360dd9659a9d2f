//! Credentials of `azure_core`.

use std::{
    fmt, iter,
    sync::Arc,
    time::{Duration, SystemTime},
};

use azure_core::credentials::TokenCredential;

use crate::{
    credential::{AccessToken, BoxFuture, CachedCredential, Credential, TokenRequest},
    error::{BoxError, Result},
};

/// A credential of `azure_core`, such as those of the crate `azure_identity`, its token kept as
/// [`CachedCredential`] keeps it.
///
/// The scope is `{origin}/.default` with the origin of the client's base URL, for Microsoft Graph
/// `https://graph.microsoft.com/.default`, unless [others](Self::scopes) are given. `azure_core` knows
/// no way to say that a token was refused: a credential that keeps tokens itself may give the refused
/// one once more.
///
/// Its errors show the message of the error that `azure_core` gave, and of what caused it, with tokens
/// that are JWTs left out. They never show the answer of the login service, nor headers.
///
/// ```no_run
/// use std::sync::Arc;
/// use azure_core::credentials::TokenCredential;
/// use odata_runtime::{Client, Result, credential::AzureCredential};
///
/// /// With the crate `azure_identity`: `connect(DeveloperToolsCredential::new(None)?)`.
/// fn connect(login: Arc<dyn TokenCredential>) -> Result<Client> {
///     let credential = AzureCredential::new(login);
///     Client::builder("https://graph.microsoft.com/v1.0")
///         .credential(credential)
/// #       .transport(odata_runtime::transport::memory::InMemory::default())
///         .build()
/// }
/// ```
#[derive(Debug)]
pub struct AzureCredential(CachedCredential<Source>);

impl AzureCredential {
    /// Takes tokens from this credential.
    #[must_use]
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(CachedCredential::new(Source { credential, scopes: Vec::new() }))
    }

    /// What tokens are asked for, in place of `{origin}/.default`. None at all is as if nothing was
    /// said.
    ///
    /// ```no_run
    /// # use odata_runtime::credential::AzureCredential;
    /// # fn example(login: std::sync::Arc<dyn azure_core::credentials::TokenCredential>) {
    /// let credential = AzureCredential::new(login).scopes(["api://joiner-proxy/.default"]);
    /// # }
    /// ```
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.0.inner_mut().scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// How long before it expires a token is refreshed. The default is 5 minutes.
    ///
    /// ```no_run
    /// # use odata_runtime::credential::AzureCredential;
    /// # fn example(login: std::sync::Arc<dyn azure_core::credentials::TokenCredential>) {
    /// let credential = AzureCredential::new(login).refresh_before(std::time::Duration::from_secs(60));
    /// # }
    /// ```
    #[must_use]
    pub fn refresh_before(self, time: Duration) -> Self {
        Self(self.0.refresh_before(time))
    }
}

impl Credential for AzureCredential {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        self.0.token(request)
    }
}

struct Source {
    credential: Arc<dyn TokenCredential>,
    scopes: Vec<String>,
}

impl Source {
    async fn get(&self, origin: &str) -> Result<AccessToken, BoxError> {
        let default = format!("{origin}/.default");
        let scopes: Vec<&str> = match self.scopes.as_slice() {
            [] => vec![&default],
            scopes => scopes.iter().map(String::as_str).collect(),
        };
        let token = self.credential.get_token(&scopes, None).await.map_err(|error| AzureError::of(&error))?;
        let secret = AccessToken::new(token.token.secret());
        Ok(match time(token.expires_on.unix_timestamp()) {
            Some(expiry) => secret.expires_at(expiry),
            None => secret,
        })
    }
}

impl Credential for Source {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        Box::pin(async move { self.get(&request.origin).await })
    }
}

/// Whole seconds suffice. A time that the system cannot count to is as good as none.
fn time(seconds: i64) -> Option<SystemTime> {
    let span = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { SystemTime::UNIX_EPOCH.checked_sub(span) } else { SystemTime::UNIX_EPOCH.checked_add(span) }
}

/// Why there is no token: text only. The error of `azure_core` holds the whole answer of the login
/// service, and `Debug` would show it.
struct AzureError(String);

impl AzureError {
    fn of(error: &azure_core::Error) -> Self {
        let chain = iter::successors(Some(error as &dyn std::error::Error), |&error| error.source());
        let mut texts: Vec<String> = Vec::new();
        for text in chain.map(|error| without_tokens(&error.to_string())) {
            // Some errors repeat what caused them.
            if !texts.iter().any(|known| known.contains(&text)) {
                texts.push(text);
            }
        }
        Self(texts.join(": "))
    }
}

/// The text with `[token]` for each JWT: three parts in base64, the first an object in JSON.
fn without_tokens(text: &str) -> String {
    let part = |byte: char| byte.is_ascii_alphanumeric() || matches!(byte, '-' | '_' | '.');
    let words = text.split_inclusive(|byte| !part(byte));
    words
        .map(|word| {
            let token = word.trim_end_matches(|byte| !part(byte));
            if token.contains("eyJ") && token.contains('.') { word.replace(token, "[token]") } else { word.to_owned() }
        })
        .collect()
}

impl fmt::Debug for AzureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AzureError").field(&self.0).finish()
    }
}

impl fmt::Display for AzureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AzureError {}
