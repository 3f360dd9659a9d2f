//! Writes whose answers are lost.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use tests::faulty::{Answer, Fault, Faulty, Request, Script};

use crate::support::{Thing, builder, client, guard, odata::Client, quick};

/// What a service has made: how often each body came and was carried out.
type Made = Arc<Mutex<BTreeMap<String, usize>>>;

/// Carries out every creation, and lets the answer to the first of each go wrong.
async fn creating(fault: Fault) -> (Faulty, Made) {
    let made = Made::default();
    let noted = Arc::clone(&made);
    let service = Faulty::start(move |request: &Request| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let mut made = noted.lock().unwrap();
        let count = made.entry(body).or_default();
        *count += 1;
        let answer = Answer::json(201, r#"{"n":1}"#);
        if *count == 1 { answer.with(&fault) } else { Script::from(answer) }
    });
    (service.await.unwrap(), made)
}

async fn create(client: &Client, n: i32, is_idempotent: bool) -> bool {
    let create = client.resource().child("items").create(&Thing::new(n));
    let create = if is_idempotent { create.idempotent() } else { create };
    create.send().await.is_ok()
}

const LOST: [Fault; 5] =
    [Fault::CutBefore, Fault::CutInHead, Fault::CutInBody, Fault::Status(502, None), Fault::Status(504, None)];

/// A creation that may have been carried out is not sent again, unless the caller says that it may be.
#[tokio::test]
async fn what_may_have_been_carried_out_is_not_sent_again() {
    guard(async {
        for fault in LOST {
            let (service, made) = creating(fault.clone()).await;
            let client = client(&service, 5);
            assert!(!create(&client, 1, false).await, "{fault:?}");
            assert_eq!(made.lock().unwrap().get(r#"{"n":1}"#), Some(&1), "{fault:?}");
            assert!(create(&client, 2, true).await, "{fault:?}");
            assert_eq!(made.lock().unwrap().get(r#"{"n":2}"#), Some(&2), "{fault:?}");
        }
    })
    .await;
}

/// A creation that the service says it did not carry out is sent again, with the same body.
#[tokio::test]
async fn what_was_refused_is_sent_again() {
    guard(async {
        for fault in [Fault::Status(429, Some("0")), Fault::Status(429, None), Fault::Status(503, Some("0.01"))] {
            let (service, made) = creating(fault.clone()).await;
            assert!(create(&client(&service, 3), 1, false).await, "{fault:?}");
            assert_eq!(*made.lock().unwrap(), BTreeMap::from([(r#"{"n":1}"#.to_owned(), 2)]), "{fault:?}");
        }
        let (service, made) = creating(Fault::Status(503, None)).await;
        assert!(!create(&client(&service, 3), 1, false).await, "503 says nothing of what was done");
        assert_eq!(made.lock().unwrap().values().sum::<usize>(), 1);
    })
    .await;
}

/// A deletion whose answer was lost is sent again; the caller is told what the service then says.
#[tokio::test]
async fn a_deletion_is_sent_again() {
    guard(async {
        let service = Faulty::start(|request: &Request| match request.number {
            0 => Answer::new(204, "").with(&Fault::CutBefore),
            _ => Answer::error(404, "notThere").into(),
        });
        let service = service.await.unwrap();
        let error = client(&service, 3).resource().child("items").key("a").delete().send().await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
        assert_eq!(service.requests().len(), 2);
    })
    .await;
}

/// A connection that cannot be made was never used: the request is tried again whatever its method.
#[tokio::test]
async fn what_never_left_is_tried_again() {
    guard(async {
        let gone = Faulty::start(|_| Answer::new(204, "")).await.unwrap();
        let base = gone.base();
        drop(gone);
        tokio::task::yield_now().await;
        let attempts = Arc::new(Mutex::new(0));
        let counted = Arc::clone(&attempts);
        let policy = move |failed: &crate::support::odata::FailedAttempt<'_>| {
            use crate::support::odata::RetryPolicy as _;
            *counted.lock().unwrap() += 1;
            assert!(failed.is_unprocessed() && !failed.is_idempotent());
            quick(3).next(failed)
        };
        let client = Client::builder(base).retry(policy).build().unwrap();
        let error = client.resource().child("items").create(&Thing::new(1)).send().await.unwrap_err();
        assert!(error.is_connect(), "{error}");
        assert_eq!(*attempts.lock().unwrap(), 3);
    })
    .await;
}

/// An update is sent to the version that was read, and to no other: what another has changed in the
/// meantime is told, not written over.
#[tokio::test]
async fn an_update_of_an_old_version_is_refused() {
    guard(async {
        let service = Faulty::start(|request: &Request| match request.header("if-match") {
            Some("W/\"2\"") => Answer::new(204, ""),
            Some(_) => Answer::error(412, "changed"),
            None => Answer::json(200, r#"{"n":1}"#).header("ETag", "W/\"1\""),
        });
        let service = service.await.unwrap();
        let item = builder(&service, 3).build().unwrap().resource().child("items").key("a");
        let read: Thing = item.get().send().await.unwrap();
        let update = item.update::<Thing>().set(Thing::N, 2);
        let error = update.clone().if_match(&read).send().await.unwrap_err();
        assert!(error.is_precondition_failed(), "{error}");
        assert_eq!(update.if_match("W/\"2\"").send().await.unwrap(), None);
        assert_eq!(service.requests().len(), 3);
    })
    .await;
}

/// The same on a connection that was in use before, where the service closes it as soon as it has read
/// the request: what looks like a connection that went idle is still sent once.
#[tokio::test]
async fn a_write_on_a_kept_connection_is_not_sent_again() {
    guard(async {
        for fault in [Fault::CutBefore, Fault::CutInHead] {
            let service = Faulty::start(move |request: &Request| match request.method.as_str() {
                "GET" => Answer::json(200, r#"{"n":1}"#).into(),
                _ => Answer::json(201, r#"{"n":1}"#).with(&fault),
            });
            let service = service.await.unwrap();
            let client = client(&service, 5);
            let items = client.resource().child("items");
            for n in 0..20 {
                items.key("a").get::<Thing>().send().await.unwrap();
                assert!(!create(&client, n, false).await);
                let patch = items.key("a").update::<Thing>().set(Thing::N, 1).send().await;
                assert!(patch.is_err_and(|error| error.is_transport()));
            }
            let count = |method: &str| service.requests().iter().filter(|request| request.method == method).count();
            assert_eq!((count("GET"), count("POST"), count("PATCH")), (20, 20, 20));
            assert!(service.connections() <= 40, "no connection was kept");
        }
    })
    .await;
}

/// A creation that is not answered in time, or not in HTTP, may have been carried out: it is sent once.
#[tokio::test]
async fn a_creation_without_an_answer_is_not_sent_again() {
    guard(async {
        let scripts = [
            Script::silence(),
            Script::raw("no http at all\r\n\r\n"),
            Script::raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"),
            Script::raw("HTTP/1.1 201 Created\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
            Answer::json(201, "{").into(),
            Answer::error(500, "broken").into(),
        ];
        for (number, script) in scripts.into_iter().enumerate() {
            let service = Faulty::start(move |_| script.clone()).await.unwrap();
            let client = builder(&service, 5).request_timeout(std::time::Duration::from_millis(300)).build().unwrap();
            assert!(!create(&client, 1, false).await, "{number}");
            assert_eq!(service.requests().len(), 1, "{number}");
        }
    })
    .await;
}
