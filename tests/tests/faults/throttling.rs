//! Services that are busy: 429 and 503 with and without `Retry-After`, 502, 504.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use tests::faulty::{Answer, Collection, Faulty};

use crate::support::{
    all, builder, client, drain, get, guard, items,
    odata::{FailedAttempt, RetryPolicy as _},
    quick,
};

/// The wait that is asked for is the one that is waited, in every form of `Retry-After`.
#[tokio::test]
async fn retry_after_is_honoured_in_every_form() {
    guard(async {
        let forms = [
            ("0", None, 0),
            ("1", None, 1000),
            ("2.128", None, 2128),
            ("Wed, 21 Oct 2015 07:28:07 GMT", Some("Wed, 21 Oct 2015 07:28:00 GMT"), 7000),
            ("Wed, 21 Oct 2015 07:28:07 GMT", Some("Wed, 21 Oct 2015 07:29:00 GMT"), 0),
            ("Wed, 21 Oct 2015 07:28:07 GMT", None, 0),
        ];
        for status in [429, 503] {
            for (value, date, wait) in forms {
                let service = Faulty::start(move |request| match request.number {
                    0 => {
                        date.iter().fold(Answer::error(status, "busy").header("Retry-After", value), |answer, date| {
                            answer.header("Date", date)
                        })
                    }
                    _ => Answer::json(200, r#"{"n":1}"#),
                });
                let service = service.await.unwrap();
                let waits = Arc::new(Mutex::new(Vec::new()));
                let noted = Arc::clone(&waits);
                // What is waited is noted, not waited.
                let policy = move |failed: &FailedAttempt<'_>| {
                    noted.lock().unwrap().push(quick(2).next(failed)?);
                    Some(Duration::ZERO)
                };
                let client = builder(&service, 1).retry(policy).build().unwrap();
                assert_eq!(get(&client, "i1").await.unwrap().n, Some(1));
                assert_eq!(*waits.lock().unwrap(), [Duration::from_millis(wait)], "{status} {value} {date:?}");
            }
        }
    })
    .await;
}

/// The wait that is asked for is over before the next request comes.
#[tokio::test]
async fn a_wait_is_really_waited() {
    guard(async {
        let service = Faulty::start(|request| match request.number {
            0 => Answer::error(429, "busy").header("Retry-After", "0.15"),
            _ => Answer::json(200, r#"{"n":1}"#),
        });
        let service = service.await.unwrap();
        let started = std::time::Instant::now();
        get(&client(&service, 2), "i1").await.unwrap();
        assert!(started.elapsed() >= Duration::from_millis(150), "{:?}", started.elapsed());
    })
    .await;
}

/// A storm of refusals at every page costs time only: all items arrive once and in order.
#[tokio::test]
async fn a_storm_of_refusals_loses_nothing() {
    guard(async {
        for (status, wait) in
            [(429, Some("0.002")), (429, None), (503, Some("0")), (503, None), (502, None), (504, None), (408, None)]
        {
            let collection = Collection::new(50, 20, 5);
            let service = Faulty::start(move |request| match request.number % 4 {
                3 => collection.answer(request),
                _ => wait.iter().fold(Answer::error(status, "busy"), |answer, wait| answer.header("Retry-After", wait)),
            });
            let service = service.await.unwrap();
            let (numbers, error) = drain(items(&client(&service, 4))).await;
            assert!(error.is_none(), "{status} {wait:?}: {error:?}");
            assert_eq!(numbers, all(50), "{status} {wait:?}");
        }
    })
    .await;
}

/// More refusals than attempts end in the error of the last attempt; what came before it is a prefix.
#[tokio::test]
async fn more_refusals_than_attempts_are_an_error() {
    guard(async {
        for status in [429, 502, 503, 504] {
            let collection = Collection::new(50, 10, 5);
            let service = Faulty::start(move |request| match request.number {
                0 | 1 => collection.answer(request),
                number => Answer::error(status, "busy").header("x-number", number.to_string()),
            });
            let service = service.await.unwrap();
            let (numbers, error) = drain(items(&client(&service, 3))).await;
            let error = error.unwrap();
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert_eq!(error.code(), Some("busy"));
            assert_eq!(numbers, all(numbers.len()));
            assert_eq!(service.requests().len(), 2 + 3);
        }
    })
    .await;
}

/// A wait longer than the policy's total is not begun: the error comes at once, and says what the
/// service asked for.
#[tokio::test]
async fn a_wait_beyond_the_total_is_not_begun() {
    guard(async {
        let service = Faulty::start(|_| Answer::error(429, "busy").header("Retry-After", "86400")).await.unwrap();
        let client = builder(&service, 1).retry(quick(9).total(Duration::from_secs(5))).build().unwrap();
        let error = get(&client, "i1").await.unwrap_err();
        assert!(error.is_throttled(), "{error}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(86400)));
        assert_eq!(service.requests().len(), 1);
    })
    .await;
}

/// `Retry-After` values that mean nothing are taken as none.
#[tokio::test]
async fn a_wait_that_means_nothing_is_none() {
    guard(async {
        for value in ["soon", "-1", "1e999", "NaN", "", "\u{ff}", "99999999999999999999999999"] {
            let service = Faulty::start(move |request| match request.number {
                0 => Answer::error(429, "busy").header("Retry-After", value),
                _ => Answer::json(200, r#"{"n":1}"#),
            });
            let service = service.await.unwrap();
            let policy = quick(2).longest_retry_after(Duration::from_millis(5));
            let client = builder(&service, 1).retry(policy).build().unwrap();
            assert_eq!(get(&client, "i1").await.unwrap().n, Some(1), "{value}");
        }
    })
    .await;
}
