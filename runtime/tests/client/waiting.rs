//! Reading again and again until something holds.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use http::Response;
use odata_runtime::{
    Client, Error, GetRequest, WaitRequest,
    transport::{TransportError, TransportErrorKind, memory::InMemory},
};

use crate::support::{BASE, Clock, TOKEN, Thing, answer, block_on, builder};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// How long each pause was, in seconds.
fn pauses(timer: &Clock) -> Vec<u64> {
    timer.sleeps().iter().map(Duration::as_secs).collect()
}

fn sized(size: i32) -> Response<String> {
    answer(200, format!(r#"{{"id":"a","size":{size}}}"#))
}

fn get(service: &InMemory, timer: &Clock) -> GetRequest<Thing> {
    let client = builder(service).timer(timer.clone()).build().unwrap();
    client.resource().child("things").key("a").get()
}

fn until_three(service: &InMemory, timer: &Clock) -> WaitRequest<Thing> {
    get(service, timer).wait_until(|thing| thing.size == Some(3)).state(|thing| thing.size)
}

/// Grows by one with each look, up to a size.
fn growing(to: i32) -> InMemory {
    let size = Mutex::new(0);
    InMemory::new(move |_| {
        let mut size = size.lock().unwrap();
        *size = to.min(*size + 1);
        sized(*size)
    })
}

#[test]
fn looks_at_once_then_every_ten_seconds() {
    let (service, timer) = (growing(3), Clock::default());
    let thing = block_on(until_three(&service, &timer).send()).unwrap();
    assert_eq!(thing.size, Some(3));
    assert_eq!(pauses(&timer), [10, 10]);
    assert_eq!(service.requests().len(), 3);
}

#[test]
fn what_holds_already_is_not_waited_for() {
    let (service, timer) = (InMemory::queue([sized(3)]), Clock::default());
    let wait = until_three(&service, &timer).timeout(Duration::ZERO);
    assert_eq!(block_on(wait.send()).unwrap().size, Some(3));
    assert_eq!(pauses(&timer), [0_u64; 0]);
}

#[test]
fn each_look_is_told_and_sends_the_whole_request() {
    let (service, timer) = (growing(3), Clock::default());
    let told = Arc::new(Mutex::new(Vec::new()));
    let tell = Arc::clone(&told);
    let wait = get(&service, &timer)
        .select(Thing::SIZE)
        .header("x-custom", "1")
        .wait_until(|thing| thing.size == Some(3))
        .interval(seconds(60))
        .on_progress(move |thing| tell.lock().unwrap().push(thing.size));
    block_on(wait.send()).unwrap();
    assert_eq!(*told.lock().unwrap(), [Some(1), Some(2), Some(3)]);
    assert_eq!(pauses(&timer), [60, 60]);
    for request in service.requests() {
        assert_eq!(request.uri().query(), Some("$select=size"));
        assert_eq!(request.headers().get("x-custom").unwrap(), "1");
    }
}

#[test]
fn the_last_look_is_when_the_time_is_up() {
    let (service, timer) = (growing(2), Clock::default());
    let error = block_on(until_three(&service, &timer).timeout(seconds(25)).send()).unwrap_err();
    assert!(error.is_wait_timeout() && !error.is_timeout() && !error.is_transport(), "{error:?}");
    assert_eq!(error.waited(), Some(seconds(25)));
    assert_eq!(error.last_state(), Some("2"));
    assert_eq!(pauses(&timer), [10, 10, 5]);
    assert_eq!(service.requests().len(), 4);
    let text = error.to_string();
    assert!(text.starts_with("GET /v1.0/things/a: what was waited for did not come about in 25s"), "{text}");
    assert!(text.contains("; the last state was 2") && !text.contains('\n'), "{text}");
    assert!(!format!("{error:?}").contains(TOKEN));

    let late = growing(4);
    let wait = get(&late, &timer).wait_until(|thing| thing.size == Some(4)).timeout(seconds(25));
    assert_eq!(block_on(wait.send()).unwrap().size, Some(4), "the look at the end counts");
}

#[test]
fn a_state_without_a_name_is_not_told() {
    let (service, timer) = (InMemory::new(|_| answer(200, "{}")), Clock::default());
    for wait in [until_three(&service, &timer), get(&service, &timer).wait_until(|_| false)] {
        let error = block_on(wait.timeout(seconds(1)).send()).unwrap_err();
        assert!(error.is_wait_timeout() && error.last_state().is_none(), "{error:?}");
        assert!(!error.to_string().contains("the last state"), "{error}");
    }
    let other = block_on(get(&InMemory::queue([answer(404, "{}")]), &timer).send()).unwrap_err();
    assert_eq!((other.is_wait_timeout(), other.waited(), other.last_state()), (false, None, None));
}

#[test]
fn the_service_can_ask_for_longer_pauses() {
    let timer = Clock::default();
    let after = |size, header: Option<&str>| {
        let mut answer = sized(size);
        answer.headers_mut().extend(header.map(|value| (http::header::RETRY_AFTER, value.parse().unwrap())));
        answer
    };
    let answers = [after(0, Some("30")), after(0, Some("2")), after(0, Some("86400")), after(0, None), after(3, None)];
    block_on(until_three(&InMemory::queue(answers), &timer).send()).unwrap();
    assert_eq!(pauses(&timer), [30, 10, 300, 10]);
}

#[test]
fn a_look_that_fails_ends_the_wait() {
    type Is = fn(&Error) -> bool;
    let timer = Clock::default();
    let fails: [(Response<String>, Is); 3] = [
        (answer(404, "{}"), Error::is_not_found),
        (answer(403, "{}"), Error::is_forbidden),
        (answer(200, r#"{"size":"many"}"#), Error::is_decode),
    ];
    for (fail, is_expected) in fails {
        let service = InMemory::queue([sized(1), fail]);
        let error = block_on(until_three(&service, &timer).send()).unwrap_err();
        assert!(is_expected(&error), "{error:?}");
        assert_eq!(service.requests().len(), 2);
    }
}

#[test]
fn what_passes_is_left_to_the_retry_policy() {
    let looks = Mutex::new(0);
    let service = InMemory::fallible(move |_| {
        let mut looks = looks.lock().unwrap();
        *looks += 1;
        match *looks {
            2 => Err(TransportError::new(TransportErrorKind::Connect, "no route")),
            3 => Ok(answer(503, "{}").map(Into::into)),
            4 => Ok(sized(3).map(Into::into)),
            _ => Ok(sized(1).map(Into::into)),
        }
    });
    let timer = Clock::default();
    let thing = block_on(until_three(&service, &timer).send()).unwrap();
    assert_eq!((thing.size, service.requests().len()), (Some(3), 4));
}

#[test]
fn dropping_the_future_ends_the_wait() {
    let service = growing(3);
    // The clock of the machine: the first look is done, the second one an hour away.
    let client = Client::builder(BASE).transport(service.clone()).build().unwrap();
    let wait = client.resource().child("things").key("a").get::<Thing>().wait_until(|thing| thing.size == Some(3));
    let mut sending = Box::pin(wait.interval(seconds(3600)).send());
    let waker = futures_util::task::noop_waker();
    let mut context = std::task::Context::from_waker(&waker);
    assert!(sending.as_mut().poll(&mut context).is_pending());
    drop(sending);
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn waits_can_move_between_threads() {
    fn movable<T: Send>(_: &T) {}
    let wait = until_three(&growing(3), &Clock::default());
    movable(&wait);
    assert!(format!("{wait:?}").contains("things"), "{wait:?}");
    movable(&wait.send());
}
