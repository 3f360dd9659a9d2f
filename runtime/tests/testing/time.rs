//! Delays, time limits and retries, under a timer that does not wait.

use std::time::{Duration, Instant};

use futures_util::future::{Either, join, join_all, select};
use http::Method;
use odata_runtime::{
    Backoff, Client, Timer as _,
    testing::{ManualTimer, MockService},
};

use crate::{BASE, block_on, delete};

const MINUTE: Duration = Duration::from_secs(60);

fn virtual_client() -> (Client, MockService, ManualTimer) {
    let timer = ManualTimer::new();
    let service = MockService::new().timer(timer.clone());
    let client = Client::builder(BASE)
        .transport(service.clone())
        .request_timeout(MINUTE)
        .retry(Backoff::new().attempts(3))
        .build()
        .unwrap();
    (client, service, timer)
}

#[test]
fn an_answer_that_is_there_comes_before_any_limit() {
    let (client, service, timer) = virtual_client();
    service.expect(Method::DELETE, "/x");
    block_on(client.resource().child("x").delete().send()).unwrap();
    assert_eq!((timer.now(), timer.sleeps()), (Duration::ZERO, vec![]));
}

#[test]
fn the_shorter_of_delay_and_limit_ends() {
    for (delay, is_timeout) in [(MINUTE / 2, false), (MINUTE * 2, true)] {
        let (client, service, timer) = virtual_client();
        service.expect(Method::POST, "/x").delayed(delay);
        let outcome = block_on(client.resource().invoke::<()>("x").send());
        assert_eq!(outcome.is_err_and(|error| error.is_timeout()), is_timeout);
        assert_eq!(timer.sleeps(), [delay.min(MINUTE)]);
        assert_eq!(timer.now(), delay.min(MINUTE));
    }
}

#[test]
fn retries_wait_as_long_as_they_are_told_and_take_no_time() {
    let (client, service, timer) = virtual_client();
    service.expect(Method::POST, "/x").answer_error(429, "TooMany", "").retry_after(MINUTE).times(2);
    service.expect(Method::POST, "/x");
    let started = Instant::now();
    block_on(client.resource().invoke::<()>("x").send()).unwrap();
    assert!(started.elapsed() < MINUTE);
    assert_eq!(timer.sleeps(), [MINUTE, MINUTE]);
    service.verify().unwrap();
}

#[test]
fn without_a_timer_of_its_own_a_delay_takes_its_time() {
    let service = MockService::new();
    service.expect(Method::DELETE, "/things(7)").delayed(Duration::from_millis(30));
    let started = Instant::now();
    delete(&service, 7).unwrap();
    assert!(started.elapsed() >= Duration::from_millis(30));
}

#[test]
fn waits_end_in_the_order_of_their_ends() {
    let timer = ManualTimer::new();
    let ended = block_on(join_all([5, 1, 3].map(|seconds| {
        let timer = timer.clone();
        async move {
            timer.sleep(Duration::from_secs(seconds)).await;
            timer.now().as_secs()
        }
    })));
    assert_eq!(ended, [5, 1, 3]);
    assert_eq!(timer.sleeps(), [1, 3, 5].map(Duration::from_secs));
}

#[test]
fn a_wait_that_is_given_up_holds_nothing_up() {
    let timer = ManualTimer::new();
    let (short, long) = (timer.sleep(MINUTE), timer.sleep(2 * MINUTE));
    let ended = block_on(select(short, long));
    assert!(matches!(ended, Either::Left(_)));
    drop(ended);
    block_on(timer.sleep(3 * MINUTE));
    assert_eq!((timer.now(), timer.sleeps()), (4 * MINUTE, vec![MINUTE, 3 * MINUTE]));
}

#[test]
fn a_wait_that_no_one_looks_at_holds_nothing_up_for_ever() {
    let timer = ManualTimer::new();
    let mut aside = timer.sleep(MINUTE);
    assert!(aside.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())).is_pending());
    block_on(timer.sleep(2 * MINUTE));
    assert_eq!(timer.now(), 2 * MINUTE);
    block_on(aside);
    assert_eq!(timer.now(), 2 * MINUTE);
}

#[test]
fn time_can_be_moved_by_hand_and_does_not_run_over() {
    let timer = ManualTimer::new();
    let wait = timer.sleep(MINUTE);
    let moving = async { timer.advance(MINUTE * 3) };
    block_on(join(wait, moving));
    assert_eq!((timer.now(), timer.sleeps()), (MINUTE * 3, vec![MINUTE]));
    block_on(timer.sleep(Duration::MAX));
    assert_eq!(timer.now(), Duration::MAX);
    block_on(timer.sleep(Duration::ZERO));
}
