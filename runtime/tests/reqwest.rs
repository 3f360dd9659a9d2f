//! The default transport over a socket of this machine.
#![cfg(any(feature = "reqwest", feature = "native-tls"))]
#![allow(clippy::unwrap_used)]

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread::JoinHandle,
};

use odata_runtime::{Client, Error, NoRetry, transport::ReqwestTransport};

/// Answers one connection with this text, then closes it; gives what was sent.
fn serve(answer: &'static str) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1.0", listener.local_addr().unwrap());
    let serving = std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        let mut part = [0; 1024];
        while !complete(&request) {
            let read = socket.read(&mut part).unwrap();
            request.extend_from_slice(&part[..read]);
        }
        socket.write_all(answer.as_bytes()).unwrap();
        String::from_utf8(request).unwrap()
    });
    (url, serving)
}

/// Whether a request is there to the end of its body, which is JSON or nothing.
fn complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    text.split_once("\r\n\r\n")
        .is_some_and(|(head, body)| !head.contains("application/json\r\n") || body.ends_with('}'))
}

async fn delete(url: &str) -> Result<(), Error> {
    Client::new(url, "secret")?.resource().child("things").key("a/b").delete().retry(NoRetry).send().await
}

#[tokio::test]
async fn sends_and_reads() {
    let (url, serving) = serve(
        "HTTP/1.1 404 Not Found\r\ncontent-length: 33\r\nrequest-id: r\r\n\r\n{\"error\":{\"code\":\"itemNotFound\"}}",
    );
    let error = delete(&url).await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.code(), error.request_id()), (Some("itemNotFound"), Some("r")));
    let sent = serving.join().unwrap();
    assert!(sent.starts_with("DELETE /v1.0/things('a%2Fb') HTTP/1.1\r\n"), "{sent}");
    assert!(sent.contains("authorization: Bearer secret\r\n"), "{sent}");
    assert!(sent.contains("odata-maxversion: 4.0\r\n"), "{sent}");
}

#[tokio::test]
async fn posts_say_their_length_even_without_a_body() {
    let (url, serving) = serve("HTTP/1.1 204 No Content\r\n\r\n");
    Client::new(&url, "secret").unwrap().resource().invoke::<()>("go").send().await.unwrap();
    assert!(serving.join().unwrap().contains("content-length: 0\r\n"));
}

#[tokio::test]
async fn redirects_are_not_followed_by_reqwest() {
    let (url, serving) =
        serve("HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n");
    let error = delete(&url).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 307);
    serving.join().unwrap();
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error_of_the_transport() {
    let (url, serving) = serve("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\"");
    let error = delete(&url).await.unwrap_err();
    assert!(error.is_transport() && !error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert!(error.to_string().contains("the answer broke off"), "{error}");
    serving.join().unwrap();
}

#[tokio::test]
async fn a_closed_port_is_a_connect_error() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1.0", listener.local_addr().unwrap());
    drop(listener);
    let error = delete(&url).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[tokio::test]
async fn time_limits_are_timeouts() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = reqwest::Client::builder().read_timeout(std::time::Duration::from_millis(50)).build().unwrap();
    let client = Client::builder(format!("http://{}", listener.local_addr().unwrap()))
        .transport(ReqwestTransport::from_client(client))
        .no_retry()
        .build()
        .unwrap();
    let error = client.resource().child("x").delete().send().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}
