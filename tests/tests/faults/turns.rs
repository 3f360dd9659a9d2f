//! Many requests at once, and requests that are given up.

use std::{sync::Arc, time::Duration};

use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _, future::join_all};
use tests::faulty::{Answer, Bytes, Collection, Fault, Faulty, Script};

use crate::support::{all, builder, client, for_seeds, get, guard, items};

/// No more requests are open at the service at once than the client allows, as many as it allows run
/// beside each other, and all of them get their answer.
#[tokio::test]
async fn no_more_is_open_at_once_than_is_allowed() {
    guard(async {
        for limit in [1, 3] {
            let service = Faulty::start(|request| {
                let late = Fault::Late(Duration::from_millis(3));
                let n = request.target.chars().filter(char::is_ascii_digit).collect::<String>();
                Answer::json(200, format!(r#"{{"n":{n}}}"#)).with(&late)
            });
            let service = service.await.unwrap();
            let client = builder(&service, 1).concurrency_limit(limit).build().unwrap();
            let read = (0..50).map(|n| {
                let client = client.clone();
                async move { get(&client, &format!("i{n}")).await.unwrap().n.unwrap() }
            });
            assert_eq!(join_all(read).await, all(50));
            let most = service.most_open();
            assert!(most <= limit, "{most} were open, {limit} are allowed");
            assert!(most > 1 || limit == 1, "nothing ran beside each other");
        }
    })
    .await;
}

/// A request that is given up frees its turn, wherever it was: waiting for its turn, for the answer, or
/// for the next attempt.
#[tokio::test]
async fn what_is_given_up_frees_its_turn() {
    guard(async {
        let service = Faulty::start(|request| match request.target.as_str() {
            "/odata/items('i1')" => Script::from(Answer::json(200, r#"{"n":1}"#)),
            "/odata/items('busy')" => Answer::error(429, "busy").header("Retry-After", "100").into(),
            _ => Script::silence(),
        });
        let service = service.await.unwrap();
        let client = builder(&service, 3).concurrency_limit(2).build().unwrap();
        for _ in 0..10 {
            let silent: Vec<_> = (0..4).map(|_| Box::pin(get(&client, "never"))).collect();
            let busy = Box::pin(get(&client, "busy"));
            let all = futures_util::future::join(join_all(silent), busy);
            assert!(tokio::time::timeout(Duration::from_millis(20), all).await.is_err());
            assert_eq!(get(&client, "i1").await.unwrap().n, Some(1));
        }
    })
    .await;
}

/// Giving up a pending `next` loses and repeats nothing, with a page read ahead and without.
#[tokio::test]
async fn giving_up_a_next_loses_and_repeats_nothing() {
    for_seeds(|seed| async move {
        for ahead in [false, true] {
            let collection = Collection::new(50, 6, seed);
            let service =
                Faulty::start(move |request| collection.answer(request).with(&Fault::Late(Duration::from_millis(2))));
            let service = service.await.unwrap();
            let mut list = items(&client(&service, 1));
            if ahead {
                list = list.read_ahead();
            }
            let mut numbers = Vec::new();
            let mut given_up = 0;
            loop {
                let bytes = Bytes::of(seed, given_up);
                match list.next().now_or_never() {
                    Some(Some(item)) => numbers.push(item.unwrap().n.unwrap()),
                    Some(None) => break,
                    None => given_up += 1,
                }
                if bytes.entropy().once_in(2) {
                    tokio::task::yield_now().await;
                }
                tokio::time::sleep(Duration::from_micros(200)).await;
            }
            assert_eq!(numbers, all(50));
            assert!(given_up > 0);
            let mut lines: Vec<_> = service.requests().iter().map(tests::faulty::Request::line).collect();
            let count = lines.len();
            lines.sort();
            lines.dedup();
            assert_eq!(lines.len(), count, "a page was asked for twice");
        }
    })
    .await;
}

/// Streams of one client run beside each other, each with all of its items.
#[tokio::test]
async fn lists_beside_each_other_do_not_mix() {
    guard(async {
        let collection = Collection::new(150, 7, 21);
        let service = Arc::new(Faulty::start(move |request| collection.answer(request)).await.unwrap());
        let client = builder(&service, 1).concurrency_limit(4).build().unwrap();
        let lists = (0..12).map(|_| items(&client).map_ok(|item| item.n.unwrap()).try_collect::<Vec<i32>>());
        for numbers in join_all(lists).await {
            assert_eq!(numbers.unwrap(), all(150));
        }
        assert!(service.most_open() <= 4);
    })
    .await;
}
