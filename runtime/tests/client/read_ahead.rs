//! The page that is fetched ahead: when, how many, and what of errors and of dropping.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
};

use crate::support::{Thing, answer, block_on, things};
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _};
use http::{Request, Response};
use odata_runtime::{
    Items,
    bytes::Bytes,
    transport::{Body, memory::InMemory},
};

/// Page `p=n` of pages of two items without end.
fn page(request: &Request<Bytes>) -> Response<String> {
    let number: u32 = request.uri().query().map_or(1, |query| query.trim_start_matches("p=").parse().unwrap());
    let body =
        format!(r#"{{"value":[{{"id":"{number}a"}},{{"id":"{number}b"}}],"@odata.nextLink":"?p={}"}}"#, number + 1);
    answer(200, body)
}

fn items(service: &InMemory) -> Items<Thing> {
    things(service).list().items().read_ahead()
}

#[test]
fn is_one_page_ahead_and_no_more() {
    let service = InMemory::new(page);
    let mut items = items(&service);
    assert_eq!(service.requests().len(), 0);
    for (id, requests) in [("1a", 2), ("1b", 2), ("2a", 3), ("2b", 3), ("3a", 4)] {
        assert_eq!(block_on(items.next()).unwrap().unwrap().id.as_deref(), Some(id));
        assert_eq!(service.requests().len(), requests, "{id}");
    }
    let mut pages = things(&service).list::<Thing>().pages().read_ahead();
    for requests in [6, 7, 8] {
        assert_eq!(block_on(pages.next()).unwrap().unwrap().len(), 2);
        assert_eq!(service.requests().len(), requests);
    }
}

#[test]
fn errors_of_the_page_ahead_come_after_the_items_before_it() {
    for second in [answer(500, ""), answer(200, "{"), answer(200, r#"{"value":[],"@odata.nextLink":"?"}"#)] {
        let first = answer(200, r#"{"value":[{"id":"a"},{"id":"b"}],"@odata.nextLink":"?"}"#);
        let service = InMemory::queue([first, second]);
        let mut items = items(&service);
        for id in ["a", "b"] {
            assert_eq!(block_on(items.next()).unwrap().unwrap().id.as_deref(), Some(id));
            assert_eq!(service.requests().len(), 2);
        }
        assert!(block_on(items.next()).unwrap().is_err());
        assert!(block_on(items.next()).is_none());
        assert_eq!(service.requests().len(), 2);
    }
}

#[test]
fn gives_what_reading_without_it_gives() {
    let bodies = [
        r#"{"value":[],"@odata.nextLink":"?p=2"}"#,
        r#"{"value":[{"id":"a"}],"@odata.nextLink":"?p=3"}"#,
        r#"{"value":[],"@odata.nextLink":"?p=4"}"#,
        r#"{"value":[{"id":"b"},{"id":"c"}]}"#,
    ];
    let service = InMemory::queue(bodies.map(|body| answer(200, body)));
    let read: Vec<Thing> = block_on(items(&service).try_collect()).unwrap();
    assert_eq!(read.into_iter().filter_map(|thing| thing.id).collect::<String>(), "abc");
    assert_eq!(service.requests().len(), 4);
}

#[test]
fn circles_and_endless_empty_pages_end() {
    let service = InMemory::new(|_| answer(200, r#"{"value":[{"id":"a"}],"@odata.nextLink":"things"}"#));
    let mut circle = items(&service);
    assert!(block_on(circle.next()).unwrap().is_ok());
    assert!(block_on(circle.next()).unwrap().unwrap_err().is_link());
    assert!(block_on(circle.next()).is_none());
    assert_eq!(service.requests().len(), 1);

    let service = InMemory::new(|request| {
        let number: u32 = request.uri().query().map_or(0, |query| query.trim_start_matches("p=").parse().unwrap());
        answer(200, format!(r#"{{"value":[],"@odata.nextLink":"?p={}"}}"#, number + 1))
    });
    assert!(block_on(items(&service).next()).unwrap().unwrap_err().is_link());
    assert_eq!(service.requests().len(), 1001);
    let pages = things(&service).list::<Thing>().pages().read_ahead();
    assert!(block_on(pages.try_collect::<Vec<_>>()).unwrap_err().is_link());
    assert_eq!(service.requests().len(), 2002);
}

/// Counts what is dropped.
struct Dropped(Arc<AtomicUsize>);

impl Drop for Dropped {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// A first page of two items at once, and a second that takes some polls, or never comes.
fn slow(polls: usize, dropped: &Arc<AtomicUsize>) -> InMemory {
    let dropped = Arc::clone(dropped);
    InMemory::new(move |request| {
        if request.uri().query().is_none() {
            return Response::new(Body::from(r#"{"value":[{"id":"a"},{"id":"b"}],"@odata.nextLink":"?p=2"}"#));
        }
        let (mut left, mut body) = (polls, Some(r#"{"value":[{"id":"c"}]}"#));
        let guard = Dropped(Arc::clone(&dropped));
        Response::new(Body::stream(futures_util::stream::poll_fn(move |polling| {
            let _ = &guard;
            if left > 0 {
                left -= 1;
                polling.waker().wake_by_ref();
                return Poll::Pending;
            }
            Poll::Ready(body.take().map(|text| Ok(text.into())))
        })))
    })
}

#[test]
fn a_slow_page_ahead_holds_nothing_up_and_is_not_asked_for_twice() {
    let service = slow(4, &Arc::default());
    let mut items = items(&service);
    assert!(items.next().now_or_never().unwrap().unwrap().is_ok());
    assert!(items.next().now_or_never().unwrap().unwrap().is_ok());
    let mut cancelled = 0;
    let third = loop {
        match items.next().now_or_never() {
            Some(item) => break item,
            None => cancelled += 1,
        }
    };
    assert_eq!(third.unwrap().unwrap().id.as_deref(), Some("c"));
    // Two of the four waits passed while the items before it were given.
    assert_eq!((cancelled, service.requests().len()), (2, 2));
    assert!(block_on(items.next()).is_none());
}

#[test]
fn dropping_the_stream_drops_the_request() {
    let dropped = Arc::new(AtomicUsize::new(0));
    let service = slow(usize::MAX, &dropped);
    let mut items = items(&service);
    assert!(block_on(items.next()).unwrap().is_ok());
    assert_eq!((service.requests().len(), dropped.load(Ordering::Relaxed)), (2, 0));
    drop(items);
    assert_eq!(dropped.load(Ordering::Relaxed), 1);
}
