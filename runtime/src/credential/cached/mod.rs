//! A credential that keeps its token until shortly before it expires.

mod slot;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use self::slot::{Clock, Found, Slot};
use crate::{
    clock,
    credential::{AccessToken, BoxFuture, Credential, TokenRequest},
    error::{BoxError, Result},
};

/// How long before a token expires it is due for refresh, where nothing else is said.
const REFRESH_BEFORE: Duration = Duration::from_secs(5 * 60);

/// Keeps the token of another credential until shortly before it expires, one for each origin.
///
/// - A token is refreshed [5 minutes](Self::refresh_before) before it expires, or halfway to its
///   expiry where it came with less than that left. One that says no expiry is kept until the service
///   refuses it.
/// - One refresh runs at a time. Requests that need its token wait for it and get the same token, or
///   the same error. When the request that runs a refresh is given up, the next one that waits takes
///   over.
/// - While a token is due for refresh and still valid, the first request refreshes it and the others
///   go on with it. If the refresh fails, the valid token is used, and the next refresh is tried after
///   30 seconds at the earliest.
/// - A token that the service refused is dropped once: requests that were refused with the same token
///   lead to one refresh.
///
/// On `wasm32-unknown-unknown`, which has no clock, every token is kept until it is refused.
///
/// ```
/// use std::sync::atomic::{AtomicU32, Ordering};
/// use odata_runtime::{Client, credential::CachedCredential, transport::memory::InMemory};
///
/// static LOGINS: AtomicU32 = AtomicU32::new(0);
/// let credential = CachedCredential::new(|| async {
///     let number = LOGINS.fetch_add(1, Ordering::Relaxed);
///     Ok::<_, std::io::Error>(format!("token-{number}"))
/// });
/// let client = Client::builder("https://service.example")
///     .credential(credential)
///     .transport(InMemory::default())
///     .build()?;
/// # async fn run(client: Client) -> Result<(), odata_runtime::Error> {
/// for id in 1..=3 {
///     client.resource().child("things").key(id).delete().send().await?;
/// }
/// assert_eq!(LOGINS.load(Ordering::Relaxed), 1);
/// # Ok(())
/// # }
/// # futures_executor::block_on(run(client))?;
/// # Ok::<(), odata_runtime::Error>(())
/// ```
pub struct CachedCredential<C> {
    inner: C,
    refresh_before: Duration,
    clock: Clock,
    /// By origin: a token must not reach another one.
    slots: Mutex<BTreeMap<String, Arc<Slot>>>,
}

impl<C: Credential> CachedCredential<C> {
    /// Keeps the tokens that this credential gives.
    #[must_use]
    pub fn new(inner: C) -> Self {
        Self { inner, refresh_before: REFRESH_BEFORE, clock: clock::now, slots: Mutex::default() }
    }

    /// How long before it expires a token is due for refresh. The default is 5 minutes.
    ///
    /// ```
    /// # use odata_runtime::credential::CachedCredential;
    /// use std::time::Duration;
    ///
    /// let credential = CachedCredential::new(|| async { Ok::<_, std::io::Error>("token") })
    ///     .refresh_before(Duration::from_secs(60));
    /// ```
    #[must_use]
    pub fn refresh_before(mut self, time: Duration) -> Self {
        self.refresh_before = time;
        self
    }

    #[cfg(feature = "azure-identity")]
    pub(super) fn inner_mut(&mut self) -> &mut C {
        &mut self.inner
    }

    fn slot(&self, origin: &str) -> Arc<Slot> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(slot) = slots.get(origin) {
            return Arc::clone(slot);
        }
        let slot = Arc::new(Slot::new(self.clock));
        slots.insert(origin.to_owned(), Arc::clone(&slot));
        slot
    }

    async fn get(&self, request: TokenRequest) -> Result<AccessToken, BoxError> {
        let slot = self.slot(&request.origin);
        match slot.find(request.refused.as_ref()) {
            Found::Fresh(token) => Ok(token),
            Found::Due(token) => match slot.refreshing.try_lock() {
                // Another request refreshes it.
                None => Ok(token),
                Some(_running) => match slot.find(request.refused.as_ref()) {
                    Found::Fresh(token) => Ok(token),
                    Found::Due(_) | Found::Nothing { .. } => self.refresh(&slot, request).await,
                },
            },
            Found::Nothing { ended } => {
                let _running = slot.refreshing.lock().await;
                match slot.outcome_since(ended, request.refused.as_ref()) {
                    Some(outcome) => outcome,
                    None => self.refresh(&slot, request).await,
                }
            }
        }
    }

    /// Asks for a new token; where there is none, what is kept will do while it is valid. The caller
    /// holds the lock: one refresh runs at a time.
    async fn refresh(&self, slot: &Slot, request: TokenRequest) -> Result<AccessToken, BoxError> {
        let refused = request.refused.clone();
        let outcome = self.inner.token(request).await;
        let outcome = slot.keep(outcome, self.refresh_before);
        outcome.or_else(|error| match slot.find(refused.as_ref()) {
            Found::Fresh(token) | Found::Due(token) => Ok(token),
            Found::Nothing { .. } => Err(error),
        })
    }
}

impl<C: Credential> Credential for CachedCredential<C> {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        Box::pin(self.get(request))
    }
}

impl<C> fmt::Debug for CachedCredential<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredential").field("refresh_before", &self.refresh_before).finish_non_exhaustive()
    }
}
