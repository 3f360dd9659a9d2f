//! Answers that come late, in bits, or not to their end.

use std::time::Duration;

use tests::faulty::{Answer, Bytes, Collection, Fault, Faulty, Script, Step};

use crate::support::{all, client, drain, for_seeds, get, guard, items};

const CUTS: [Fault; 3] = [Fault::CutBefore, Fault::CutInHead, Fault::CutInBody];

/// A page or an entity whose connection is cut at any point is read again, and arrives once.
#[tokio::test]
async fn a_read_that_is_cut_is_read_again() {
    guard(async {
        for cut in CUTS {
            let items_at = Collection::new(30, 10, 3);
            let fault = cut.clone();
            let service = Faulty::start(move |request| match request.number % 2 {
                0 => items_at.answer(request).with(&fault),
                _ => items_at.answer(request).into(),
            });
            let service = service.await.unwrap();
            let client = client(&service, 2);
            let (numbers, error) = drain(items(&client)).await;
            assert!(error.is_none(), "{cut:?}: {error:?}");
            assert_eq!(numbers, all(30), "{cut:?}");
            assert_eq!(get(&client, "i7").await.unwrap().n, Some(7), "{cut:?}");
            let requests = service.requests();
            assert!(requests.chunks(2).all(|pair| pair[0].line() == pair[1].line()), "{cut:?}");
        }
    })
    .await;
}

/// Where every attempt is cut, the error says that the transport failed, and there are as many attempts
/// as the policy allows.
#[tokio::test]
async fn a_read_that_is_always_cut_ends_with_an_error_of_the_transport() {
    guard(async {
        for cut in CUTS {
            for chunk in [None, Some(3)] {
                let fault = cut.clone();
                let service = Faulty::start(move |_| {
                    let answer = Answer::json(200, r#"{"id":"i1","n":1}"#);
                    chunk.map_or_else(|| answer.clone(), |size| answer.clone().chunked(size)).with(&fault)
                });
                let service = service.await.unwrap();
                let error = get(&client(&service, 3), "i1").await.unwrap_err();
                assert!(error.is_transport() && !error.is_decode() && !error.is_timeout(), "{cut:?}: {error}");
                assert_eq!(service.requests().len(), 3, "{cut:?}");
            }
        }
    })
    .await;
}

/// Delays, and pauses between any two bytes, change nothing but the time.
#[tokio::test]
async fn slow_answers_lose_nothing() {
    for_seeds(|seed| async move {
        let collection = Collection::new(60, 15, seed);
        let service = Faulty::start(move |request| {
            let bytes = Bytes::of(seed ^ 0xde1a, request.number);
            collection.answer(request).with(&Fault::harmless(&mut bytes.entropy()))
        });
        let service = service.await.unwrap();
        let (numbers, error) = drain(items(&client(&service, 1))).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(numbers, all(60));
    })
    .await;
}

/// JSON that ends too early in an answer that is complete as HTTP is what the service meant to send:
/// an error of reading with its place, after one attempt. What came before it was delivered.
#[tokio::test]
async fn truncated_json_is_an_error_with_its_place() {
    guard(async {
        let first = r#"{"value":[{"n":0},{"n":1}],"@odata.nextLink":"items?p=2"}"#;
        let second = r#"{"value":[{"n":2},{"n":3},{"id":"x","n"#;
        let service = Faulty::start(move |request| {
            Answer::json(200, if request.target.ends_with("p=2") { second } else { first })
        });
        let service = service.await.unwrap();
        let (numbers, error) = drain(items(&client(&service, 5))).await;
        let error = error.unwrap();
        assert!(error.is_decode() && !error.is_transport(), "{error}");
        assert!(error.json_path().is_some_and(|path| path.starts_with("value[2]")), "{error}");
        assert_eq!(numbers, [0, 1]);
        assert_eq!(service.requests().len(), 2);
    })
    .await;
}

/// A body that ends where the connection does cannot be told from one that is cut: what is missing
/// shows as JSON that cannot be read, never as fewer items.
#[tokio::test]
async fn a_body_without_a_length_loses_no_item_in_silence() {
    guard(async {
        let body = r#"{"value":[{"n":0},{"n":1},{"n":2}]}"#;
        for length in 0..=body.len() {
            let service = Faulty::start(move |_| Answer::json(200, &body[..length]).until_closed());
            let service = service.await.unwrap();
            let (numbers, error) = drain(items(&client(&service, 1))).await;
            if length == body.len() {
                assert_eq!((numbers, error.is_none()), (all(3), true));
            } else {
                assert_eq!((numbers, error.is_some_and(|error| error.is_decode())), (all(0), true), "{length}");
            }
        }
    })
    .await;
}

/// An answer with an error status counts by its status, whatever becomes of its body.
#[tokio::test]
async fn an_error_counts_by_its_status_though_its_body_is_cut() {
    guard(async {
        let service = Faulty::start(|_| Answer::error(404, "notThere").with(&Fault::CutInBody)).await.unwrap();
        let error = get(&client(&service, 3), "i1").await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
        assert_eq!(service.requests().len(), 1);
    })
    .await;
}

/// A kept connection that the service closes while it is idle costs no request.
#[tokio::test]
async fn connections_that_close_while_idle_are_replaced() {
    guard(async {
        let collection = Collection::new(40, 10, 9);
        let service = Faulty::start(move |request| {
            let mut script = Script::from(collection.answer(request));
            script.0.push(Step::Cut);
            script
        });
        let service = service.await.unwrap();
        let client = client(&service, 1);
        for n in 0..10 {
            assert_eq!(get(&client, &format!("i{n}")).await.unwrap().n, Some(n));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!((service.requests().len(), service.connections()), (10, 10));
    })
    .await;
}
