//! Services that are slow on purpose, and answers without an end.

use std::{io::Write as _, time::Duration};

use tests::faulty::{Answer, Faulty, Script, Step};

use crate::support::{builder, client, get, guard, odata::NoRetry};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

/// A head, then these bytes again and again.
fn endless(bytes: &[u8], pause: Duration) -> Script {
    Script(vec![Step::Send(HEAD.to_vec()), Step::Forever(bytes.to_vec(), pause)])
}

/// A service that never answers ends with a timeout, as many times as the policy says.
#[tokio::test]
async fn silence_ends_with_a_timeout() {
    guard(async {
        let service = Faulty::start(|_| Script::silence()).await.unwrap();
        let client = builder(&service, 2).request_timeout(Duration::from_millis(400)).build().unwrap();
        let error = get(&client, "i1").await.unwrap_err();
        assert!(error.is_timeout() && error.is_transport(), "{error}");
        assert_eq!(service.requests().len(), 2);
    })
    .await;
}

/// A body that stops in the middle ends with a timeout, however long the whole request may take.
#[tokio::test]
async fn a_body_that_pauses_for_too_long_ends_with_a_timeout() {
    guard(async {
        let stops =
            || Script(vec![Step::Send([HEAD, b"5\r\n{\"val\r\n"].concat()), Step::Wait(Duration::from_secs(3600))]);
        let service = Faulty::start(move |_| stops()).await.unwrap();
        let client = builder(&service, 1).idle_timeout(Duration::from_millis(50)).build().unwrap();
        let error = get(&client, "i1").await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
    })
    .await;
}

/// A byte now and then, for ever, never pauses for too long: the time for the whole request ends it.
#[tokio::test]
async fn a_byte_now_and_then_ends_with_a_timeout() {
    guard(async {
        let service = Faulty::start(|_| endless(b"1\r\n \r\n", Duration::from_millis(5))).await.unwrap();
        let client = builder(&service, 1)
            .idle_timeout(Duration::from_secs(50))
            .request_timeout(Duration::from_millis(150))
            .build()
            .unwrap();
        let error = get(&client, "i1").await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
        assert!(error.to_string().contains("took longer than 150ms"), "{error}");
    })
    .await;
}

/// An error whose body never ends, be it fast or slow, counts by its status.
#[tokio::test]
async fn an_error_whose_body_never_ends_counts_by_its_status() {
    guard(async {
        let head = "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n";
        let large = [b"10000\r\n".to_vec(), vec![b'a'; 1 << 16], b"\r\n".to_vec()].concat();
        for (part, pause) in [(large, 0), (b"1\r\na\r\n".to_vec(), 5)] {
            let forever = Step::Forever(part, Duration::from_millis(pause));
            let service = Faulty::start(move |_| Script(vec![Step::Send(head.into()), forever.clone()])).await.unwrap();
            let client = builder(&service, 3).request_timeout(Duration::from_millis(500)).build().unwrap();
            let error = get(&client, "i1").await.unwrap_err();
            assert!(error.is_not_found(), "{error}");
            assert_eq!(service.requests().len(), 1);
            assert!(service.written() < 64 << 20, "{} bytes were taken", service.written());
        }
    })
    .await;
}

/// A body over the cap is an error, once, and what is beyond the cap is not taken into memory: with a
/// length that says so, without one, and for ever.
#[tokio::test]
async fn bodies_over_the_cap_are_refused() {
    guard(async {
        let long = Answer::json(200, format!(r#"{{"id":"{}"}}"#, "x".repeat(1 << 20)));
        let chunked = long.clone().chunked(1000);
        let chunk = [b"10000\r\n".to_vec(), vec![b' '; 1 << 16], b"\r\n".to_vec()].concat();
        let bodies: [Script; 3] = [long.into(), chunked.into(), endless(&chunk, Duration::ZERO)];
        for body in bodies {
            let service = Faulty::start(move |_| body.clone()).await.unwrap();
            let client = builder(&service, 5).response_limit(10_000).build().unwrap();
            let error = get(&client, "i1").await.unwrap_err();
            assert!(error.is_too_large(), "{error}");
            assert_eq!(service.requests().len(), 1);
            assert!(service.written() < 32 << 20, "{} bytes were taken", service.written());
        }
    })
    .await;
}

/// The cap counts what a compressed body unpacks to.
#[tokio::test]
async fn the_cap_counts_unpacked_bytes() {
    guard(async {
        let packed = |unpacked: usize| {
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            gzip.write_all(br#"{"id":""#).unwrap();
            std::iter::repeat_n([b'x'; 1 << 10], unpacked >> 10).for_each(|part| gzip.write_all(&part).unwrap());
            gzip.write_all(br#""}"#).unwrap();
            gzip.finish().unwrap()
        };
        for (unpacked, fits) in [(1 << 16, true), (64 << 20, false)] {
            let body = packed(unpacked);
            assert!(body.len() < 100_000);
            let service = Faulty::start(move |_| {
                Answer::new(200, body.clone())
                    .header("Content-Encoding", "gzip")
                    .header("Content-Type", "application/json")
            });
            let service = service.await.unwrap();
            let client = builder(&service, 1).response_limit(100_000).build().unwrap();
            let read = get(&client, "i1").await;
            assert_eq!(read.is_ok(), fits, "{:?}", read.map(|thing| thing.id.map(|id| id.len())));
            assert!(read.is_ok() || read.is_err_and(|error| error.is_too_large()));
        }
    })
    .await;
}

/// A length that lies is told: too short leaves JSON that cannot be read, too long a body that breaks
/// off. Nothing that does not fit a length that is too short is taken for the next answer.
#[tokio::test]
async fn lengths_that_lie_are_told() {
    guard(async {
        let body = r#"{"id":"i1","n":1}"#;
        for (length, is_transport) in [(5, false), (500, true)] {
            let service = Faulty::start(move |request| match request.target.as_str() {
                "/odata/items('i1')" => {
                    let answer = Answer::json(200, body).header("Content-Length", length.to_string());
                    let mut script = Script::from(answer);
                    script.0.push(Step::Cut);
                    script
                }
                _ => Answer::json(200, r#"{"n":2}"#).into(),
            });
            let service = service.await.unwrap();
            let client = client(&service, 1);
            let error = get(&client, "i1").await.unwrap_err();
            assert_eq!((error.is_transport(), error.is_decode()), (is_transport, !is_transport), "{error}");
            assert_eq!(get(&client, "i2").await.unwrap().n, Some(2));
        }
    })
    .await;
}

/// A time limit of one request counts for that alone.
#[tokio::test]
async fn a_request_has_a_limit_of_its_own() {
    guard(async {
        let service = Faulty::start(|request| match request.number {
            0 => Script::silence(),
            _ => Answer::json(200, r#"{"n":1}"#).into(),
        });
        let service = service.await.unwrap();
        let item = client(&service, 1).resource().child("items").key("i1").get::<crate::support::Thing>();
        let error = item.clone().timeout(Duration::from_millis(50)).retry(NoRetry).send().await.unwrap_err();
        assert!(error.is_timeout(), "{error}");
        assert_eq!(item.send().await.unwrap().n, Some(1));
    })
    .await;
}
