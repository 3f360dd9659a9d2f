//! Attempts: what is tried again, how often, after how long, and with what.

use std::time::Duration;

use http::{Method, Response};
use odata_runtime::{
    Backoff, Client, FailedAttempt, NoRetry, Result,
    transport::{Body, TransportError, TransportErrorKind, memory::InMemory},
};

use crate::support::{BASE, Clock, Thing, answer, block_on, builder};

fn seconds(list: &[f64]) -> Vec<Duration> {
    list.iter().map(|seconds| Duration::from_secs_f64(*seconds)).collect()
}

fn with_header(mut response: Response<String>, name: &'static str, value: &str) -> Response<String> {
    response.headers_mut().insert(name, value.parse().unwrap());
    response
}

fn busy(status: u16, retry_after: &str) -> Response<String> {
    with_header(answer(status, ""), "retry-after", retry_after)
}

fn setup(answers: impl IntoIterator<Item = Response<String>>) -> (InMemory, Clock, Client) {
    let (service, clock) = (InMemory::queue(answers), Clock::default());
    let client = builder(&service).timer(clock.clone()).build().unwrap();
    (service, clock, client)
}

fn read(client: &Client) -> Result<Thing> {
    block_on(client.resource().child("things").key("a").get::<Thing>().send())
}

fn create(client: &Client) -> Result<Thing> {
    block_on(client.resource().child("things").create(&Thing::default()).send())
}

#[test]
fn retry_after_is_waited_for_in_every_form() {
    let dated = with_header(busy(503, "Wed, 21 Oct 2015 07:28:07 GMT"), "date", "Wed, 21 Oct 2015 07:28:00 GMT");
    let (service, clock, client) =
        setup([busy(429, "3"), busy(429, "2.128"), dated, busy(503, "0"), answer(200, r#"{"id":"a"}"#)]);
    assert_eq!(read(&client).unwrap().id.as_deref(), Some("a"));
    assert_eq!(clock.sleeps(), seconds(&[3.0, 2.128, 7.0, 0.0]));
    assert_eq!(service.requests().len(), 5);
}

#[test]
fn retry_after_is_capped() {
    let (_, clock, client) = setup([busy(429, "86400"), answer(200, "{}")]);
    read(&client).unwrap();
    assert_eq!(clock.sleeps(), seconds(&[120.0]));
}

#[test]
fn waits_without_retry_after_are_random_and_bounded() {
    let (service, clock, client) = setup((0..9).map(|_| answer(504, "")));
    let error = read(&client).unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(504));
    assert_eq!(service.requests().len(), 5);
    let bounds = seconds(&[0.5, 1.0, 2.0, 4.0]);
    assert_eq!(clock.sleeps().len(), bounds.len());
    assert!(clock.sleeps().iter().zip(&bounds).all(|(wait, bound)| wait <= bound), "{:?}", clock.sleeps());
}

#[test]
fn only_what_is_transient_is_tried_again() {
    for (status, reads, creates) in [
        (400, 1, 1),
        (401, 1, 1),
        (403, 1, 1),
        (404, 1, 1),
        (409, 1, 1),
        (410, 1, 1),
        (412, 1, 1),
        (500, 1, 1),
        (501, 1, 1),
        (408, 5, 1),
        (502, 5, 1),
        (503, 5, 1),
        (504, 5, 1),
        (429, 5, 5),
    ] {
        let (service, _, client) = setup((0..9).map(|_| answer(status, "")));
        read(&client).unwrap_err();
        assert_eq!(service.requests().len(), reads, "GET {status}");
        let (service, _, client) = setup((0..9).map(|_| answer(status, "")));
        create(&client).unwrap_err();
        assert_eq!(service.requests().len(), creates, "POST {status}");
    }
    let (service, _, client) = setup((0..9).map(|_| busy(503, "1")));
    create(&client).unwrap_err();
    assert_eq!(service.requests().len(), 5);
}

#[test]
fn failures_of_the_connection_are_tried_again_where_that_is_harmless() {
    use TransportErrorKind::{Body as Broken, Connect, Other, Timeout};
    for (kind, reads, creates) in [(Connect, 5, 5), (Timeout, 5, 1), (Broken, 5, 1), (Other, 5, 1)] {
        let attempts = |method: Method| {
            let service = InMemory::fallible(move |_| Err(TransportError::new(kind, "broken")));
            let client = builder(&service).timer(Clock::default()).build().unwrap();
            let error = if method == Method::GET { read(&client) } else { create(&client) }.unwrap_err();
            assert!(error.is_transport());
            service.requests().len()
        };
        assert_eq!((attempts(Method::GET), attempts(Method::POST)), (reads, creates), "{kind:?}");
    }
}

#[test]
fn a_body_that_breaks_off_is_read_again() {
    let parts = |broken: bool| {
        let end =
            if broken { Err(TransportError::new(TransportErrorKind::Body, "cut")) } else { Ok(r#"":"b"}"#.into()) };
        Body::stream(futures_util::stream::iter([Ok(r#"{"id"#.into()), end]))
    };
    let count = std::sync::atomic::AtomicUsize::new(0);
    let service = InMemory::fallible(move |_| {
        let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Ok(Response::new(parts(number < 2)))
    });
    let client = builder(&service).timer(Clock::default()).build().unwrap();
    assert_eq!(read(&client).unwrap().id.as_deref(), Some("b"));
    assert_eq!(service.requests().len(), 3);
}

#[test]
fn every_attempt_sends_the_same() {
    let (service, _, client) = setup([busy(429, "1"), busy(503, "1"), answer(201, "{}")]);
    let thing = Thing { size: Some(7), ..Thing::default() };
    block_on(client.resource().child("things").create(&thing).header("x", "y").send()).unwrap();
    let requests = service.requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!(request.body(), r#"{"size":7}"#);
        assert_eq!(request.headers(), requests[0].headers());
    }
}

#[test]
fn the_caller_can_call_a_request_idempotent() {
    let (service, _, client) = setup([answer(502, ""), answer(201, "{}")]);
    block_on(client.resource().child("things").create(&Thing::default()).idempotent().send()).unwrap();
    assert_eq!(service.requests().len(), 2);
    let (service, _, client) = setup([answer(502, ""), answer(204, "")]);
    let update = client.resource().child("things").key("a").update::<Thing>().set(Thing::SIZE, 1);
    block_on(update.clone().send()).unwrap_err();
    block_on(update.send()).unwrap();
    assert_eq!(service.requests().len(), 2);
}

#[test]
fn total_time_is_bounded() {
    let (service, clock, client) = setup((0..9).map(|_| busy(429, "100")));
    let error = read(&client).unwrap_err();
    assert!(error.is_throttled());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(100)));
    assert_eq!(clock.sleeps(), seconds(&[100.0, 100.0, 100.0]));
    assert_eq!(service.requests().len(), 4);
}

#[test]
fn the_policy_is_the_callers() {
    let service = InMemory::new(|_| answer(500, ""));
    let clock = Clock::default();
    let three = |failed: &FailedAttempt<'_>| (failed.number() < 3).then_some(Duration::from_secs(1));
    let client = builder(&service).timer(clock.clone()).retry(three).build().unwrap();
    create(&client).unwrap_err();
    assert_eq!(clock.sleeps(), seconds(&[1.0, 1.0]));
    let request = client.resource().child("things").key("a").get::<Thing>();
    block_on(request.clone().retry(NoRetry).send()).unwrap_err();
    assert_eq!(service.requests().len(), 4);
    let patient = |failed: &FailedAttempt<'_>| {
        assert!(failed.is_idempotent() && !failed.is_transient() && failed.error().is_server_error());
        (failed.elapsed() < Duration::from_secs(10)).then_some(Duration::from_secs(4))
    };
    block_on(request.retry(patient).send()).unwrap_err();
    assert_eq!(service.requests().len(), 8);
}

#[test]
fn attempts_are_counted_from_one() {
    for attempts in [0, 1, 2] {
        let service = InMemory::new(|_| answer(502, ""));
        let policy = Backoff::new().attempts(attempts);
        let client = builder(&service).timer(Clock::default()).retry(policy).build().unwrap();
        read(&client).unwrap_err();
        assert_eq!(service.requests().len(), usize::try_from(attempts.max(1)).unwrap());
    }
}

#[test]
fn pages_are_tried_again_each_by_itself() {
    let page = |id: &str, next: &str| answer(200, format!(r#"{{"value":[{{"id":"{id}"}}]{next}}}"#));
    let (service, clock, client) = setup([
        busy(429, "1"),
        page("a", r#","@odata.nextLink":"things?p=2""#),
        answer(504, ""),
        busy(503, "2"),
        page("b", ""),
    ]);
    let items = client.resource().child("things").list::<Thing>().items();
    let items: Vec<_> = block_on(futures_util::TryStreamExt::try_collect(items)).unwrap();
    assert_eq!(items.iter().filter_map(|item| item.id.as_deref()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(service.requests().len(), 5);
    assert_eq!(clock.sleeps().first().zip(clock.sleeps().last()).map(|(a, b)| a.as_secs() + b.as_secs()), Some(3));
}

#[test]
fn what_takes_too_long_is_an_error() {
    let never = || Body::stream(futures_util::stream::pending());
    let service = InMemory::fallible(move |_| Ok(Response::new(never())));
    let client = Client::builder(BASE)
        .transport(service.clone())
        .request_timeout(Duration::from_millis(20))
        .retry(Backoff::new().attempts(2).first_wait(Duration::ZERO))
        .build()
        .unwrap();
    let error = read(&client).unwrap_err();
    assert!(error.is_timeout() && error.is_transport(), "{error}");
    assert!(error.to_string().contains("took longer than 20ms"), "{error}");
    assert_eq!(service.requests().len(), 2);

    let client = Client::builder(BASE).transport(service.clone()).no_retry();
    let client = client.idle_timeout(Duration::from_millis(20)).build().unwrap();
    let error = read(&client).unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(error.to_string().contains("nothing of the answer came for 20ms"), "{error}");
    let request = client.resource().child("x").get::<Thing>().timeout(Duration::from_millis(1));
    assert!(block_on(request.send()).unwrap_err().to_string().contains("1ms"));
}

#[test]
fn an_error_counts_whatever_became_of_its_body() {
    let service = InMemory::fallible(|_| {
        let cut = TransportError::new(TransportErrorKind::Body, "cut");
        let mut response = Response::new(Body::stream(futures_util::stream::iter([Ok("{".into()), Err(cut)])));
        *response.status_mut() = http::StatusCode::NOT_FOUND;
        Ok(response)
    });
    let client = builder(&service).build().unwrap();
    assert!(read(&client).unwrap_err().is_not_found());
}

#[test]
fn a_turn_that_never_comes_is_an_error() {
    let service = InMemory::fallible(|_| Ok(Response::new(Body::stream(futures_util::stream::pending()))));
    let client = Client::builder(BASE)
        .transport(service.clone())
        .concurrency_limit(1)
        .request_timeout(Duration::from_millis(20))
        .no_retry()
        .build()
        .unwrap();
    let mut pages = client.resource().child("things").list::<Thing>().timeout(Duration::from_secs(3600)).pages();
    // It is on its way, and then left alone.
    let polled = block_on(async { futures_util::poll!(futures_util::StreamExt::next(&mut pages)) });
    assert!(polled.is_pending());
    let error = read(&client).unwrap_err();
    assert!(error.is_transport() && error.to_string().contains("no turn came in 20ms"), "{error}");
    assert_eq!(service.requests().len(), 1, "what had no turn was not sent");
    drop(pages);
    assert!(read(&client).unwrap_err().is_timeout(), "the turn of what was dropped is free");
    assert_eq!(service.requests().len(), 2);
}

#[test]
fn the_total_counts_over_redirects() {
    let moved = || with_header(answer(307, ""), "location", "/v1.0/elsewhere");
    let (service, clock, client) =
        setup([busy(429, "100"), busy(429, "100"), moved(), busy(429, "100"), busy(429, "100")]);
    assert!(read(&client).unwrap_err().is_throttled());
    assert_eq!(clock.sleeps(), seconds(&[100.0, 100.0, 100.0]));
    assert_eq!(service.requests().len(), 5);
}
