//! Streams that break off, pause, or never end; and bodies that are sent twice, or may not be.

use std::time::Duration;

use futures_util::{TryStreamExt as _, stream};
use tests::faulty::{Answer, Fault, Faulty, Request, Script, Step};

use crate::support::{
    builder, client, guard,
    odata::{
        Client, StreamRequestBuilder,
        transport::{Body, TransportError},
    },
};

const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

fn photo(client: &Client) -> StreamRequestBuilder {
    client.resource().child("items").key("a").value()
}

/// A download that breaks off gives what came, then an error, then nothing: it is not begun again behind
/// the caller's back, and never looks complete.
#[tokio::test]
async fn a_download_that_breaks_off_says_so() {
    guard(async {
        for chunk in [None, Some(7)] {
            let content: Vec<u8> = (0..=255).cycle().take(5000).collect();
            let whole = Answer::new(200, content.clone());
            let service = Faulty::start(move |_| {
                chunk.map_or_else(|| whole.clone(), |size| whole.clone().chunked(size)).with(&Fault::CutInBody)
            });
            let service = service.await.unwrap();
            let mut download = photo(&client(&service, 5)).download().send().await.unwrap();
            let mut came = Vec::new();
            let error = loop {
                match download.try_next().await {
                    Ok(part) => came.extend_from_slice(&part.expect("it looks complete")),
                    Err(error) => break error,
                }
            };
            assert!(error.is_transport() && !error.is_timeout(), "{error}");
            assert!(!came.is_empty() && content.starts_with(&came), "{} bytes came", came.len());
            assert_eq!(service.requests().len(), 1);
        }
    })
    .await;
}

/// A download whose head does not come is tried again as any read.
#[tokio::test]
async fn a_download_that_does_not_begin_is_tried_again() {
    guard(async {
        for fault in [Fault::CutBefore, Fault::CutInHead, Fault::Status(503, None), Fault::Status(429, Some("0"))] {
            let service = Faulty::start(move |request| match request.number {
                0 | 1 => Answer::new(200, "content").with(&fault),
                _ => Answer::new(200, "content").into(),
            });
            let service = service.await.unwrap();
            let download = photo(&client(&service, 3)).download().send().await.unwrap();
            assert_eq!(download.bytes(100).await.unwrap(), "content");
            assert_eq!(service.requests().len(), 3);
        }
    })
    .await;
}

/// A download that stops ends with a timeout; one that only takes long does not, whatever a whole
/// request may take.
#[tokio::test]
async fn a_download_may_take_long_but_not_stop() {
    guard(async {
        let part = b"3\r\nabc\r\n".to_vec();
        let beat = [Step::Send(part), Step::Wait(Duration::from_millis(20))];
        let steady = beat.iter().cycle();
        for (end, is_whole) in
            [(Step::Send(b"0\r\n\r\n".to_vec()), true), (Step::Wait(Duration::from_secs(3600)), false)]
        {
            let mut steps = vec![Step::Send(HEAD.to_vec())];
            steps.extend(steady.clone().take(if is_whole { 120 } else { 8 }).cloned().chain([end]));
            let service = Faulty::start(move |_| Script(steps.clone())).await.unwrap();
            let limited = builder(&service, 1).request_timeout(Duration::from_secs(1));
            let client =
                limited.idle_timeout(Duration::from_millis(if is_whole { 30_000 } else { 150 })).build().unwrap();
            let read = photo(&client).download().send().await.unwrap().bytes(1000).await;
            match read {
                Ok(bytes) => assert!(is_whole && bytes.len() == 180, "{bytes:?}"),
                Err(error) => assert!(!is_whole && error.is_timeout(), "{error}"),
            }
        }
    })
    .await;
}

/// A download without an end is read as far as the caller wants, and no further: the service is not
/// emptied into memory.
#[tokio::test]
async fn a_download_without_an_end_is_not_run_ahead_of() {
    guard(async {
        let chunk = [b"10000\r\n".to_vec(), vec![b'x'; 1 << 16], b"\r\n".to_vec()].concat();
        let forever = Step::Forever(chunk, Duration::ZERO);
        let service = Faulty::start(move |_| Script(vec![Step::Send(HEAD.to_vec()), forever.clone()])).await.unwrap();
        let client = client(&service, 1);
        let error = photo(&client).download().send().await.unwrap().bytes(100_000).await.unwrap_err();
        assert!(error.is_too_large(), "{error}");

        let mut download = photo(&client).download().send().await.unwrap();
        download.try_next().await.unwrap().unwrap();
        // Nobody reads: what can be on its way is what the sockets hold.
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(service.written() < 64 << 20, "{} bytes were taken", service.written());
    })
    .await;
}

/// Fails the first request after it was read, then takes what comes.
async fn failing_once(fault: Fault) -> Faulty {
    let service = Faulty::start(move |request: &Request| match request.number {
        0 => Answer::new(204, "").header("x", "y").with(&fault),
        _ => Answer::new(204, "").into(),
    });
    service.await.unwrap()
}

/// A body that can be made anew is sent anew, whole; one that comes once is sent once, and the caller
/// gets the error.
#[tokio::test]
async fn a_body_is_sent_whole_or_not_again() {
    guard(async {
        let parts = || stream::iter((0..50).map(|n| Ok::<_, TransportError>(format!("part {n}\n").into())));
        let whole: String = (0..50).map(|n| format!("part {n}\n")).collect();
        for fault in [Fault::CutBefore, Fault::CutInHead, Fault::Status(503, Some("0")), Fault::Status(429, None)] {
            let service = failing_once(fault.clone()).await;
            photo(&client(&service, 3)).upload("text/plain").send(Body::replayable(parts)).await.unwrap();
            let bodies: Vec<_> = service.requests().into_iter().map(|request| request.body).collect();
            assert_eq!(bodies, [whole.as_bytes(), whole.as_bytes()], "{fault:?}");

            let service = failing_once(fault.clone()).await;
            let upload = photo(&client(&service, 3)).upload("text/plain").send(Body::stream(parts()));
            let error = upload.await.unwrap_err();
            assert!(error.is_transport() || error.is_throttled(), "{fault:?}: {error}");
            assert_eq!(service.requests().len(), 1, "{fault:?}");
        }
    })
    .await;
}
