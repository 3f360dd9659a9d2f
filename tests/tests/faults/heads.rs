//! Heads that are unusual, hostile, or no HTTP at all.

use std::{io::Write as _, time::Duration};

use tests::faulty::{Answer, Faulty, Script, Step};

use crate::support::{TOKEN, builder, client, get, guard, shown};

const BODY: &str = r#"{"id":"i1","n":1}"#;

/// Unusual heads of a good answer change nothing.
#[tokio::test]
async fn unusual_heads_are_read() {
    guard(async {
        let answers: [Script; 8] = [
            Answer::new(200, BODY).into(),
            Answer::new(200, BODY).header("Content-Type", "text/html").into(),
            Answer::new(200, BODY)
                .header("content-type", "application/json; charset=utf-8; odata.metadata=full")
                .into(),
            Answer::new(200, format!("\u{feff}  {BODY}\r\n")).header("Content-Type", "application/json").into(),
            Answer::json(200, BODY).header("X-Bytes", b"\xff\xfe\x80").header("request-id", b"\xff").into(),
            Answer::json(200, BODY).header("X-Long", "x".repeat(8_000)).into(),
            (0..80).fold(Answer::json(200, BODY), |answer, n| answer.header(&format!("X-{n}"), "value")).into(),
            Answer::json(200, BODY).header("Connection", "close").into(),
        ];
        for (number, answer) in answers.into_iter().enumerate() {
            let service = Faulty::start(move |_| answer.clone()).await.unwrap();
            let read = get(&client(&service, 1), "i1").await;
            assert_eq!(read.unwrap_or_else(|error| panic!("{number}: {error}")).n, Some(1));
        }
    })
    .await;
}

/// Informational answers before the real one are passed over.
#[tokio::test]
async fn informational_answers_are_passed_over() {
    guard(async {
        let real = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{BODY}", BODY.len());
        for before in ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"] {
            let answer = format!("{before}{before}{real}");
            let service = Faulty::start(move |_| Script::raw(answer.clone())).await.unwrap();
            assert_eq!(get(&client(&service, 1), "i1").await.unwrap().n, Some(1));
        }
    })
    .await;
}

/// Informational answers without an end, and a head of which a byte comes now and then, end with the time
/// for the whole request.
#[tokio::test]
async fn a_head_without_an_end_ends_with_a_timeout() {
    guard(async {
        let starts = ["HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 100 Continue\r\n\r\n", ""];
        let beats = ["x", "HTTP/1.1 103 Early Hints\r\n\r\n", "\r\n"];
        for (start, beat) in starts.into_iter().zip(beats) {
            let forever = Step::Forever(beat.into(), Duration::from_millis(5));
            let service = Faulty::start(move |_| Script(vec![Step::Send(start.into()), forever.clone()]));
            let service = service.await.unwrap();
            let client = builder(&service, 2).request_timeout(Duration::from_millis(400)).build().unwrap();
            let error = get(&client, "i1").await.unwrap_err();
            assert!(error.is_timeout() && error.is_transport(), "{beat:?}: {error}");
            assert_eq!(service.requests().len(), 2, "{beat:?}");
        }
    })
    .await;
}

/// Another protocol that nobody asked for is an error with its status, and the connection is not used
/// again.
#[tokio::test]
async fn a_switch_of_protocols_is_an_error() {
    guard(async {
        let service = Faulty::start(|request| match request.target.as_str() {
            "/odata/items('i1')" => Answer::json(200, BODY).into(),
            _ => {
                Script(vec![Step::Send(b"HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n".into())])
            }
        });
        let service = service.await.unwrap();
        let client = client(&service, 1);
        let error = get(&client, "other").await.unwrap_err();
        assert!(error.status().is_some_and(|status| status == 101), "{error}");
        assert_eq!(get(&client, "i1").await.unwrap().n, Some(1));
        assert_eq!(service.connections(), 2);
    })
    .await;
}

/// A compressed body that is broken or cut is an error, never the part that could be unpacked; a read of
/// it is tried again.
#[tokio::test]
async fn broken_compression_is_an_error() {
    guard(async {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
        gzip.write_all(BODY.as_bytes()).unwrap();
        let good = gzip.finish().unwrap();
        let mut flipped = good.clone();
        let middle = flipped.len() - 12;
        flipped[middle] ^= 1;
        let bodies = [good[..good.len() - 4].to_vec(), good[..12].to_vec(), flipped, BODY.into()];
        for (number, body) in bodies.into_iter().enumerate() {
            let good = good.clone();
            let service = Faulty::start(move |request| {
                let body = if request.number < 2 { body.clone() } else { good.clone() };
                Answer::new(200, body).header("Content-Encoding", "gzip")
            });
            let service = service.await.unwrap();
            let error = get(&client(&service, 1), "i1").await.unwrap_err();
            assert!(error.is_transport(), "{number}: {error}");
            assert_eq!(get(&client(&service, 2), "i1").await.unwrap().n, Some(1));
        }
    })
    .await;
}

/// Heads beyond what a client takes, and what is no HTTP, are errors of the transport; they show no
/// token, and they do not fill the memory.
#[tokio::test]
async fn what_is_no_http_is_an_error_of_the_transport() {
    guard(async {
        let many: String = (0..5_000).map(|n| format!("X-{n}: value\r\n")).collect();
        let answers: Vec<Vec<u8>> = vec![
            b"no http at all\r\n\r\n".to_vec(),
            b"\x00\x01\x02\x03\xff\xfe".to_vec(),
            b"HTTP/9.9 200 OK\r\n\r\n".to_vec(),
            b"HTTP/1.1 999999 OK\r\n\r\n".to_vec(),
            b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n".to_vec(),
            b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab".to_vec(),
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".to_vec(),
            b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n".to_vec(),
            format!("HTTP/1.1 200 OK\r\n{many}\r\n").into_bytes(),
            format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(4 << 20)).into_bytes(),
        ];
        for answer in answers {
            let start = String::from_utf8_lossy(&answer).chars().take(40).collect::<String>();
            let service = Faulty::start(move |_| Script::raw(answer.clone())).await.unwrap();
            let error = get(&client(&service, 2), "i1").await.unwrap_err();
            assert!(error.is_transport(), "{start}: {error}");
            assert!(!shown(&error).contains(TOKEN), "{start}: {error:?}");
        }
    })
    .await;
}

/// A body where none belongs is not taken for one, and does not disturb what follows.
#[tokio::test]
async fn bodies_where_none_belongs_do_no_harm() {
    guard(async {
        let service = Faulty::start(|request| match request.method.as_str() {
            "DELETE" => Script::raw("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nabcde"),
            _ => Answer::json(200, BODY).into(),
        });
        let service = service.await.unwrap();
        let client = client(&service, 1);
        for _ in 0..3 {
            client.resource().child("items").key("i1").delete().send().await.unwrap();
            assert_eq!(get(&client, "i1").await.unwrap().n, Some(1));
        }
    })
    .await;
}

/// An answer without the body that was asked for says so, whatever its status.
#[tokio::test]
async fn an_answer_without_a_body_says_so() {
    guard(async {
        for status in [200, 201, 202, 204, 206] {
            let service = Faulty::start(move |_| Answer::new(status, "")).await.unwrap();
            let error = get(&client(&service, 1), "i1").await.unwrap_err();
            assert!(error.is_decode(), "{status}: {error}");
            assert_eq!(error.status().unwrap().as_u16(), status);
        }
    })
    .await;
}
