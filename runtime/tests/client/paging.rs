//! Streams over pages: links of every kind, friendly and hostile.

use crate::support::{Thing, answer, block_on, things, uris};
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _};
use http::Response;
use odata_runtime::{
    Error, Items, NextLink, Page, Pages,
    transport::{Body, TransportError, TransportErrorKind, memory::InMemory},
};

fn page(ids: &[&str], next: Option<&str>) -> Response<String> {
    let items: Vec<_> = ids.iter().map(|id| serde_json::json!({"id": id})).collect();
    let mut body =
        serde_json::json!({"@odata.context": "https://service.example/v1.0/$metadata#things", "value": items});
    if let Some(next) = next {
        body["@odata.nextLink"] = next.into();
    }
    answer(200, body.to_string())
}

fn items(service: &InMemory) -> Items<Thing> {
    things(service).list().items()
}

fn ids(things: Vec<Thing>) -> Vec<String> {
    things.into_iter().filter_map(|thing| thing.id).collect()
}

/// The items until the error, and the error.
fn until_error(service: &InMemory) -> (usize, Error) {
    let mut items = items(service);
    let mut read = 0;
    loop {
        match block_on(items.next()).expect("an error ends the stream") {
            Ok(_) => read += 1,
            Err(error) => {
                assert!(block_on(items.next()).is_none());
                return (read, error);
            }
        }
    }
}

#[test]
fn follows_links_to_the_end() {
    let service = InMemory::queue([
        page(&["a", "b"], Some("https://service.example/v1.0/things?$skiptoken=x%2By'z")),
        page(&[], Some("/v1.0/things?$skiptoken=2")),
        page(&[], Some("things?$skiptoken=3")),
        page(&["c"], Some("?$skiptoken=4")),
        page(&["d"], None),
    ]);
    let list = things(&service).list::<Thing>().top(2).header("ConsistencyLevel", "eventual");
    let read = block_on(list.items().try_collect::<Vec<_>>()).unwrap();
    assert_eq!(ids(read), ["a", "b", "c", "d"]);
    assert_eq!(
        uris(&service),
        [
            "https://service.example/v1.0/things?$top=2",
            "https://service.example/v1.0/things?$skiptoken=x%2By'z",
            "https://service.example/v1.0/things?$skiptoken=2",
            "https://service.example/v1.0/things?$skiptoken=3",
            "https://service.example/v1.0/things?$skiptoken=4",
        ]
    );
    let sent = service.requests();
    let mut request_ids: Vec<_> = sent.iter().map(|request| request.headers()["client-request-id"].clone()).collect();
    request_ids.dedup();
    assert_eq!(request_ids.len(), 5);
    for request in sent {
        assert_eq!(request.headers()["consistencylevel"], "eventual");
        assert_eq!(request.headers()["authorization"], "Bearer very-secret-token");
    }
}

#[test]
fn relative_links_start_at_the_context() {
    let service = InMemory::queue([page(&["a"], Some("things/1/parts?$skip=1")), page(&["b"], None)]);
    let list = things(&service).key("1").child("parts").list::<Thing>();
    assert_eq!(block_on(list.items().try_collect::<Vec<_>>()).unwrap().len(), 2);
    assert_eq!(uris(&service)[1], "https://service.example/v1.0/things/1/parts?$skip=1");

    let elsewhere =
        r#"{"@odata.context":"https://inner.example/x/$metadata#things","value":[],"@odata.nextLink":"things?p=2"}"#;
    let service = InMemory::queue([answer(200, elsewhere), answer(200, r#"{"value":[]}"#)]);
    assert!(block_on(items(&service).try_collect::<Vec<_>>()).unwrap().is_empty());
    assert_eq!(uris(&service)[1], "https://service.example/v1.0/things?p=2");
}

#[test]
fn fetches_nothing_early() {
    let service = InMemory::queue([page(&["a", "b"], Some("?p=2")), page(&["c"], Some("?p=3"))]);
    let mut items = items(&service);
    assert_eq!(service.requests().len(), 0);
    for (id, requests) in [("a", 1), ("b", 1), ("c", 2)] {
        assert_eq!(block_on(items.next()).unwrap().unwrap().id.as_deref(), Some(id));
        assert_eq!(service.requests().len(), requests);
    }
}

#[test]
fn gives_whole_pages() {
    let service = InMemory::queue([page(&["a", "b"], Some("?p=2")), page(&[], None)]);
    let pages: Vec<Page<Thing>> = block_on(things(&service).list().pages().try_collect()).unwrap();
    assert_eq!(pages.iter().map(|page| page.len()).collect::<Vec<_>>(), [2, 0]);
    assert_eq!(pages[0].next_link().map(NextLink::as_str), Some("https://service.example/v1.0/things?p=2"));
}

#[test]
fn other_origins_get_nothing() {
    for link in [
        "https://evil.example/v1.0/things",
        "http://service.example/v1.0/things",
        "https://service.example:444/v1.0/things",
        "//evil.example/v1.0/things",
        "/\\evil.example/v1.0/things",
        "https://service.example@evil.example/",
        "https://someone:secret@service.example/",
        "https://evil.example\\@service.example/",
        "javascript:alert(1)",
        "https://[",
    ] {
        let service = InMemory::queue([page(&["a"], Some(link)), page(&["evil"], None)]);
        let (read, error) = until_error(&service);
        assert_eq!((read, service.requests().len()), (1, 1), "{link}");
        assert!(error.is_link(), "{error}");
        assert!(error.to_string().contains("the next link is not followed"), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret"));
    }
}

#[test]
fn circles_end() {
    for link in ["https://service.example/v1.0/things", "/v1.0/things", "things"] {
        let service = InMemory::new(move |_| page(&["a"], Some(link)));
        let (read, error) = until_error(&service);
        assert_eq!((read, service.requests().len()), (1, 1), "{link}");
        assert!(error.is_link());
    }
    let service =
        InMemory::new(|request| page(&["a"], Some(if request.uri().query() == Some("p=1") { "?p=2" } else { "?p=1" })));
    let (read, error) = until_error(&service);
    assert_eq!((read, service.requests().len()), (3, 3));
    assert!(error.to_string().contains("read already"), "{error}");
}

#[test]
fn endless_empty_pages_end() {
    let service = InMemory::new(|request| {
        let number: u32 = request.uri().query().map_or(0, |query| query.trim_start_matches("p=").parse().unwrap());
        page(&[], Some(&format!("?p={}", number + 1)))
    });
    let (read, error) = until_error(&service);
    assert_eq!((read, service.requests().len()), (0, 1001));
    assert!(error.is_link(), "{error}");
}

#[test]
fn errors_end_the_stream() {
    let service = InMemory::queue([
        page(&["a"], Some("?p=2")),
        answer(429, r#"{"error":{"code":"TooManyRequests","message":"slow down"}}"#),
    ]);
    let (read, error) = until_error(&service);
    assert_eq!(read, 1);
    assert!(error.is_throttled());

    for body in ["", "[1]", "7", r#"{"value":[{"id":"a"},"#, r#"{"value":[{"size":"x"}]}"#] {
        let service = InMemory::queue([answer(200, body)]);
        let (read, error) = until_error(&service);
        assert_eq!(read, 0);
        assert!(error.is_decode(), "{body}: {error}");
    }
}

#[test]
fn a_body_that_breaks_off_is_no_page() {
    let service = InMemory::fallible(|_| {
        let parts = [
            Ok(r#"{"value":[{"id":"a"}"#.into()),
            Err(TransportError::new(TransportErrorKind::Body, "connection reset")),
        ];
        Ok(Response::new(Body::stream(futures_util::stream::iter(parts))))
    });
    let (read, error) = until_error(&service);
    assert_eq!(read, 0);
    assert!(error.is_transport());
    assert!(error.to_string().contains("the answer broke off: connection reset"), "{error}");
}

#[test]
fn dropping_a_pending_next_loses_nothing() {
    let body = || {
        let mut waits = 3;
        let mut parts = vec![r#"{"id":"a"}]}"#, r#"{"value":["#];
        Body::stream(futures_util::stream::poll_fn(move |polling| {
            if waits > 0 {
                waits -= 1;
                polling.waker().wake_by_ref();
                return std::task::Poll::Pending;
            }
            std::task::Poll::Ready(parts.pop().map(|part| Ok(part.into())))
        }))
    };
    let service = InMemory::new(move |_| Response::new(body()));
    let mut items = items(&service);
    let mut cancelled = 0;
    let item = loop {
        match items.next().now_or_never() {
            Some(item) => break item,
            None => cancelled += 1,
        }
    };
    assert_eq!(item.unwrap().unwrap().id.as_deref(), Some("a"));
    assert!(cancelled > 0);
    assert_eq!(service.requests().len(), 1);
    assert!(block_on(items.next()).is_none());
}

#[test]
fn streams_can_be_sent_and_kept() {
    fn sendable<T: Send + Unpin + 'static>() {}
    sendable::<Items<Thing>>();
    sendable::<Pages<Thing>>();
}
