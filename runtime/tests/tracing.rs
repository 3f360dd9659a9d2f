//! What a request leaves in traces. On its own, because what is traced is decided once a process.
#![allow(clippy::unwrap_used)]

use std::{
    io,
    sync::{Arc, Mutex},
};

use futures_executor::block_on;
use http::{Response, StatusCode};
use odata_runtime::{Client, KeyStyle, transport::memory::InMemory};
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
        let mut refused = Response::new(r#"{"error":{"code":"Forbidden","message":"body-text"}}"#);
        *refused.status_mut() = StatusCode::FORBIDDEN;
        refused.headers_mut().insert("request-id", "r-1".parse().unwrap());
        let client = Client::builder("https://service.example/v1.0")
            .key_style(KeyStyle::Segment)
            .credential(TOKEN)
            .transport(InMemory::queue([refused]))
            .build()
            .unwrap();
        let _ = block_on(client.resource().child("things").key("personal@example.org").delete().send());
    });
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for expected in [
        "odata request",
        "method=\"DELETE\"",
        "path=\"/things/{key}\"",
        "status=403",
        "request_id=\"r-1\"",
        "client_request_id=",
        "Forbidden",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    for secret in [TOKEN, "personal", "body-text", "Bearer"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
