//! The cache under a clock that the tests set.
#![allow(clippy::unwrap_used)]

use std::{
    cell::Cell,
    future::Future as _,
    io,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime},
};

use futures_executor::block_on;
use futures_util::future::join_all;

use super::CachedCredential;
use crate::{
    credential::{AccessToken, BoxFuture, Credential, TokenRequest},
    error::BoxError,
};

const ORIGIN: &str = "https://service.example";
const HOUR: u64 = 3600;

thread_local! {
    static NOW: Cell<u64> = const { Cell::new(0) };
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Gives `1`, `2` and so on, each valid for this many seconds; fails, or takes its time, when told to.
#[derive(Clone, Default)]
struct Login(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    requests: Vec<TokenRequest>,
    life: Option<u64>,
    fails: bool,
    /// How often its future is not ready yet.
    turns: u32,
}

impl Login {
    fn living(seconds: u64) -> Self {
        let login = Self::default();
        login.0.lock().unwrap().life = Some(seconds);
        login
    }

    fn fails(&self, fails: bool) {
        self.0.lock().unwrap().fails = fails;
    }

    fn takes(self, turns: u32) -> Self {
        self.0.lock().unwrap().turns = turns;
        self
    }

    fn calls(&self) -> usize {
        self.0.lock().unwrap().requests.len()
    }

    fn cached(&self) -> CachedCredential<Self> {
        NOW.set(0);
        CachedCredential { clock: || Some(at(NOW.get())), ..CachedCredential::new(self.clone()) }
    }
}

impl Credential for Login {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<AccessToken, BoxError>> {
        let (number, turns) = {
            let mut state = self.0.lock().unwrap();
            state.requests.push(request);
            (state.requests.len(), state.turns)
        };
        Box::pin(async move {
            wait(turns).await;
            let state = self.0.lock().unwrap();
            if state.fails {
                return Err(io::Error::other(format!("no login {number}")).into());
            }
            let token = AccessToken::new(number.to_string());
            Ok(match state.life {
                Some(life) => token.expires_at(at(NOW.get() + life)),
                None => token,
            })
        })
    }
}

/// Lets others run this often.
async fn wait(mut turns: u32) {
    std::future::poll_fn(|context| {
        if turns == 0 {
            return Poll::Ready(());
        }
        turns -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

fn ask(credential: &impl Credential) -> Result<String, String> {
    block_on(ask_in_turn(credential, None))
}

async fn ask_in_turn(credential: &impl Credential, refused: Option<&str>) -> Result<String, String> {
    let mut request = TokenRequest::new(ORIGIN);
    request.refused = refused.map(AccessToken::new);
    let token = credential.token(request).await;
    token.map(|token| token.secret().to_owned()).map_err(|error| error.to_string())
}

#[test]
fn a_token_is_kept_until_shortly_before_it_expires() {
    let login = Login::living(HOUR);
    let cached = login.cached();
    for (now, expected) in [(0, "1"), (HOUR - 301, "1"), (HOUR - 300, "2"), (2 * HOUR - 601, "2"), (2 * HOUR, "3")] {
        NOW.set(now);
        assert_eq!(ask(&cached).unwrap(), expected, "at {now}");
    }
    let cached = login.cached().refresh_before(Duration::from_secs(10));
    assert_eq!(ask(&cached).unwrap(), "4");
    NOW.set(HOUR - 11);
    assert_eq!(ask(&cached).unwrap(), "4");
}

#[test]
fn a_token_with_little_left_is_kept_half_of_that() {
    let cached = Login::living(100).cached();
    for (now, expected) in [(0, "1"), (49, "1"), (50, "2"), (99, "2"), (100, "3"), (1000, "4")] {
        NOW.set(now);
        assert_eq!(ask(&cached).unwrap(), expected, "at {now}");
    }
}

#[test]
fn a_token_without_expiry_is_kept_until_it_is_refused() {
    let login = Login::default();
    let cached = login.cached();
    for now in [0, HOUR, 1000 * HOUR] {
        NOW.set(now);
        assert_eq!(ask(&cached).unwrap(), "1");
    }
    assert_eq!(block_on(ask_in_turn(&cached, Some("1"))).unwrap(), "2");
    assert_eq!(ask(&cached).unwrap(), "2");
    // A request whose answer took longer was refused with the first one.
    assert_eq!(block_on(ask_in_turn(&cached, Some("1"))).unwrap(), "2");
    let requests = &login.0.lock().unwrap().requests;
    let refused: Vec<_> = requests.iter().map(|request| request.refused.clone()).collect();
    assert_eq!(refused, [None, Some(AccessToken::new("1"))]);
}

#[test]
fn without_a_clock_tokens_are_kept() {
    let login = Login::living(1);
    let cached = CachedCredential { clock: || None, ..login.cached() };
    assert_eq!(ask(&cached).unwrap(), "1");
    assert_eq!(ask(&cached).unwrap(), "1");
}

#[test]
fn concurrent_requests_share_one_refresh() {
    let login = Login::living(HOUR).takes(3);
    let cached = login.cached();
    let tokens = block_on(join_all((0..50).map(|_| ask_in_turn(&cached, None))));
    assert!(tokens.iter().all(|token| token.as_deref() == Ok("1")), "{tokens:?}");
    let tokens = block_on(join_all((0..50).map(|_| ask_in_turn(&cached, Some("1")))));
    assert!(tokens.iter().all(|token| token.as_deref() == Ok("2")), "{tokens:?}");
    assert_eq!(login.calls(), 2);
}

#[test]
fn a_failure_is_told_to_all_that_waited_and_to_no_one_after() {
    let login = Login::living(HOUR).takes(3);
    let cached = login.cached();
    login.fails(true);
    let tokens = block_on(join_all((0..10).map(|_| ask_in_turn(&cached, None))));
    assert!(tokens.iter().all(|token| token == &Err("no login 1".to_owned())), "{tokens:?}");
    let error = block_on(cached.token(TokenRequest::new(ORIGIN))).unwrap_err();
    assert!(error.source().unwrap().is::<io::Error>());
    login.fails(false);
    assert_eq!(ask(&cached).unwrap(), "3");
}

#[test]
fn a_valid_token_serves_while_it_is_refreshed() {
    let login = Login::living(HOUR).takes(3);
    let cached = login.cached();
    ask(&cached).unwrap();
    NOW.set(HOUR - 60);
    let tokens = block_on(join_all((0..3).map(|_| ask_in_turn(&cached, None))));
    assert_eq!(tokens, [Ok("2".to_owned()), Ok("1".to_owned()), Ok("1".to_owned())]);
    assert_eq!(ask(&cached).unwrap(), "2");
    assert_eq!(login.calls(), 2);
}

#[test]
fn a_valid_token_serves_while_refreshes_fail() {
    let login = Login::living(HOUR);
    let cached = login.cached();
    ask(&cached).unwrap();
    login.fails(true);
    for (now, calls) in [(HOUR - 60, 2), (HOUR - 59, 2), (HOUR - 31, 2), (HOUR - 30, 3), (HOUR - 1, 3)] {
        NOW.set(now);
        assert_eq!((ask(&cached).unwrap().as_str(), login.calls()), ("1", calls), "at {now}");
    }
    NOW.set(HOUR);
    assert_eq!(ask(&cached).unwrap_err(), "no login 4");
    assert_eq!(block_on(ask_in_turn(&cached, Some("1"))).unwrap_err(), "no login 5");
}

#[test]
fn a_refused_token_does_not_serve_when_the_refresh_fails() {
    let login = Login::living(HOUR);
    let cached = login.cached();
    ask(&cached).unwrap();
    login.fails(true);
    assert_eq!(block_on(ask_in_turn(&cached, Some("1"))).unwrap_err(), "no login 2");
    assert_eq!(ask(&cached).unwrap_err(), "no login 3");
}

#[test]
fn when_the_refreshing_request_is_given_up_the_next_takes_over() {
    let login = Login::living(HOUR).takes(3);
    let cached = login.cached();
    let mut context = Context::from_waker(Waker::noop());
    let mut first = Box::pin(ask_in_turn(&cached, None));
    let mut others: Vec<_> = (0..3).map(|_| Box::pin(ask_in_turn(&cached, None))).collect();
    assert!(first.as_mut().poll(&mut context).is_pending());
    assert!(others.iter_mut().all(|other| other.as_mut().poll(&mut context).is_pending()));
    assert_eq!(login.calls(), 1);
    drop(first);
    let tokens = block_on(join_all(others));
    assert!(tokens.iter().all(|token| token.as_deref() == Ok("2")), "{tokens:?}");
    assert_eq!(login.calls(), 2);
}

#[test]
fn each_origin_has_its_own_token() {
    let login = Login::living(HOUR);
    let cached = login.cached();
    let ask = |origin: &str| block_on(cached.token(TokenRequest::new(origin))).unwrap().secret().to_owned();
    let origins = ["https://a.example", "https://b.example", "https://a.example", "https://a.example:8443"];
    assert_eq!(origins.map(ask), ["1", "2", "1", "3"]);
}

#[test]
fn debug_shows_no_token() {
    let cached = Login::default().cached();
    ask(&cached).unwrap();
    assert_eq!(format!("{cached:?}"), "CachedCredential { refresh_before: 300s, .. }");
}
