//! The token of one origin: what is kept, until when, and how the last refresh ended.

use std::{
    error::Error as StdError,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use crate::{
    credential::AccessToken,
    error::{BoxError, Result},
};

/// How long a refresh that failed is not tried again while the token is still valid.
const PAUSE: Duration = Duration::from_secs(30);

/// Tells the time, where the target can.
pub(super) type Clock = fn() -> Option<SystemTime>;

pub(super) struct Slot {
    clock: Clock,
    /// Held by the request that refreshes, while it does.
    pub(super) refreshing: async_lock::Mutex<()>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: Option<Kept>,
    /// How many refreshes have ended.
    ended: u64,
    /// Why the last one failed, if it did.
    failure: Option<SharedError>,
}

struct Kept {
    token: AccessToken,
    /// When it is to be refreshed, where it expires.
    due: Option<SystemTime>,
}

/// What is there for a request.
pub(super) enum Found {
    Fresh(AccessToken),
    /// Still valid, to be refreshed.
    Due(AccessToken),
    Nothing {
        ended: u64,
    },
}

impl Slot {
    pub(super) fn new(clock: Clock) -> Self {
        Self { clock, refreshing: async_lock::Mutex::new(()), state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is there; the token that was refused is dropped.
    pub(super) fn find(&self, refused: Option<&AccessToken>) -> Found {
        let now = (self.clock)();
        self.state().find(now, refused)
    }

    /// How a refresh ended that others waited for: its token if it will do, or its error. `None` where
    /// none has ended since, because the request that ran it was given up.
    pub(super) fn outcome_since(
        &self,
        ended: u64,
        refused: Option<&AccessToken>,
    ) -> Option<Result<AccessToken, BoxError>> {
        let now = (self.clock)();
        let mut state = self.state();
        match state.find(now, refused) {
            Found::Fresh(token) | Found::Due(token) => Some(Ok(token)),
            Found::Nothing { ended: by_now } if by_now != ended => Some(Err(state.failure.clone()?.into())),
            Found::Nothing { .. } => None,
        }
    }

    /// Keeps what a refresh gave, and gives it back. A failure is kept for those that wait.
    pub(super) fn keep(
        &self,
        outcome: Result<AccessToken, BoxError>,
        before: Duration,
    ) -> Result<AccessToken, BoxError> {
        let now = (self.clock)();
        let mut state = self.state();
        state.ended += 1;
        match outcome {
            Ok(token) => {
                state.failure = None;
                state.kept = Some(Kept { due: due(&token, now, before), token: token.clone() });
                Ok(token)
            }
            Err(error) => {
                let error = SharedError(error.into());
                state.failure = Some(error.clone());
                if let (Some(kept), Some(now)) = (&mut state.kept, now) {
                    kept.due = kept.due.and_then(|_| now.checked_add(PAUSE));
                }
                Err(error.into())
            }
        }
    }
}

impl State {
    fn find(&mut self, now: Option<SystemTime>, refused: Option<&AccessToken>) -> Found {
        self.kept.take_if(|kept| {
            let expired = now.zip(kept.token.expiry()).is_some_and(|(now, expiry)| expiry <= now);
            expired || refused == Some(&kept.token)
        });
        match &self.kept {
            Some(kept) if now.zip(kept.due).is_some_and(|(now, due)| due <= now) => Found::Due(kept.token.clone()),
            Some(kept) => Found::Fresh(kept.token.clone()),
            None => Found::Nothing { ended: self.ended },
        }
    }
}

/// When a token is to be refreshed: this long before it expires, or halfway to its expiry where less
/// is left of it. Else a credential that gives short tokens would be asked for every request.
fn due(token: &AccessToken, now: Option<SystemTime>, before: Duration) -> Option<SystemTime> {
    let (now, expiry) = (now?, token.expiry()?);
    let left = expiry.duration_since(now).unwrap_or_default();
    if left > before { expiry.checked_sub(before) } else { now.checked_add(left / 2) }
}

/// An error that several requests are told. The error itself is its source, so that it can be asked
/// for by its type.
#[derive(Clone)]
struct SharedError(Arc<dyn StdError + Send + Sync>);

impl fmt::Debug for SharedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for SharedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for SharedError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}
