//! What a request leaves in traces. On its own, because what is traced is decided once a process.
#![allow(clippy::unwrap_used)]

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures_executor::block_on;
use http::{Response, StatusCode};
use odata_runtime::{Client, FailedAttempt, KeyStyle, NoRetry, Object, Service, transport::memory::InMemory};
use tracing_subscriber::fmt::MakeWriter;

const TOKEN: &str = "very-secret-token";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[test]
fn traces_say_what_was_sent_but_no_secret() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || {
        let at_once = |failed: &FailedAttempt<'_>| failed.is_transient().then_some(Duration::from_millis(1));
        let mut busy = Response::new("");
        *busy.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        busy.headers_mut().insert("request-id", "r-0".parse().unwrap());
        let mut refused = Response::new(r#"{"error":{"code":"Forbidden","message":"body-text"}}"#);
        *refused.status_mut() = StatusCode::FORBIDDEN;
        refused.headers_mut().insert("request-id", "r-1".parse().unwrap());
        let client = Client::builder("https://service.example/v1.0")
            .service(Service::new("Sample", "").request_id_header("client-request-id"))
            .key_style(KeyStyle::Segment)
            .credential(TOKEN)
            .transport(InMemory::queue([busy, refused]))
            .build()
            .unwrap();
        let things = client.resource().child("things");
        let _ = block_on(things.key("personal@example.org").delete().retry(at_once).send());
        let Ok(link) = "https://service.example/v1.0/x(t='secret-of-the-link')?secret-of-the-link".parse();
        let _ = block_on(client.resume::<Object>(&link).retry(NoRetry).send());
    });
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in [
        "odata request",
        "odata attempt",
        "attempt=1 client_request_id=",
        "status=429 request_id=\"r-0\"",
        "attempt=2 client_request_id=",
        "wait_ms=1",
        "method=\"DELETE\"",
        "path=\"/things/{key}\"",
        "path=\"{link}\"",
        "status=403",
        "request_id=\"r-1\"",
        "client_request_id=",
        "Forbidden",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    for secret in [TOKEN, "personal", "body-text", "Bearer", "secret-of-the-link"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
