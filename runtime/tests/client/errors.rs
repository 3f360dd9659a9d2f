//! Errors of every shape, and what they say.

use std::{error::Error as _, time::Duration};

use crate::support::{BASE, TOKEN, Thing, answer, block_on, things};
use http::Response;
use odata_runtime::{
    Client, Error, Page,
    transport::{TransportError, TransportErrorKind, memory::InMemory},
};

fn fail_with(answer: Response<String>) -> Error {
    let service = InMemory::queue([answer]);
    let error = block_on(things(&service).key("a").get::<Thing>().query("secretQuery", "1").send()).unwrap_err();
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains(TOKEN) && !shown.contains("secretQuery"), "{shown}");
    }
    assert!(!error.to_string().contains('\n'), "{error}");
    error
}

fn fail(status: u16, body: &str) -> Error {
    fail_with(answer(status, body))
}

#[test]
fn is_one_pointer() {
    fn sound<T: Send + Sync + 'static>() {}
    sound::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<odata_runtime::Result<()>>(), size_of::<usize>());
}

#[test]
fn a_service_that_repeats_the_token_does_not_make_it_shown() {
    let error = fail(401, &format!(r#"{{"error":{{"code":"Bad","message":"Bearer {TOKEN} is not valid"}}}}"#));
    assert_eq!(error.message(), Some("Bearer [token] is not valid"));
    fail(500, &format!("<p>Authorization: Bearer {TOKEN}</p>"));
}

#[test]
fn reads_the_whole_error() {
    let mut sent = answer(
        403,
        r#"{"error":{"code":"Forbidden","message":"No.","target":"x","details":[{"code":"d","message":"m","target":"t"},7],
            "innerError":{"code":"AccessDenied","date":"2024-01-01T00:00:00","request-id":"r","client-request-id":"c",
            "innererror":{"code":"Deeper","message":"why"}},"@x.y":1}}"#,
    );
    sent.headers_mut().insert("request-id", "from-header".parse().unwrap());
    sent.headers_mut().insert("date", "Wed, 21 Oct 2015 07:28:00 GMT".parse().unwrap());
    sent.headers_mut().insert("retry-after", "2.5".parse().unwrap());
    let error = fail_with(sent);
    assert_eq!(
        (error.code(), error.message(), error.status().unwrap().as_u16()),
        (Some("Forbidden"), Some("No."), 403)
    );
    assert_eq!(error.service().unwrap().target(), Some("x"));
    assert_eq!(error.inner_codes().collect::<Vec<_>>(), ["AccessDenied", "Deeper"]);
    assert_eq!(error.service().unwrap().inner()[0].date(), Some("2024-01-01T00:00:00"));
    assert_eq!(error.service().unwrap().inner()[0].client_request_id(), Some("c"));
    assert_eq!(error.details().len(), 1);
    assert_eq!(error.details()[0].target(), Some("t"));
    assert_eq!(error.request_id(), Some("from-header"));
    assert_eq!(error.date(), Some("Wed, 21 Oct 2015 07:28:00 GMT"));
    assert_eq!(error.retry_after(), Some(Duration::from_millis(2500)));
    assert!(error.is_forbidden() && !error.is_throttled() && !error.is_decode() && !error.is_builder());
    assert!(error.body().unwrap().starts_with(b"{\"error\""));
    let id = error.client_request_id().unwrap();
    assert_eq!(
        error.to_string(),
        format!("GET /v1.0/things/a: 403 Forbidden: Forbidden: No. (request-id from-header, client-request-id {id})")
    );
}

#[test]
fn reads_every_other_body() {
    for (body, code, message) in [
        ("", None, None),
        ("  ", None, None),
        ("null", None, Some("null")),
        ("{}", None, None),
        ("[]", None, Some("[]")),
        (r#"{"error":{}}"#, None, None),
        (r#"{"error":null}"#, None, None),
        (r#"{"error":{"code":"","message":""}}"#, None, None),
        (r#"{"error":{"code":null,"message":"m","innererror":null,"details":null}}"#, None, Some("m")),
        (r#"{"error":{"code":404,"message":{"lang":"en","value":"m"}}}"#, Some("404"), Some("m")),
        (r#"{"odata.error":{"code":"c","message":{"value":"m"}}}"#, Some("c"), Some("m")),
        (r#"{"error":"invalid_grant","error_description":"d"}"#, Some("invalid_grant"), Some("d")),
        (r#"{"Message":"m"}"#, None, Some("m")),
        (r#"{"code":"c","message":"m"}"#, Some("c"), Some("m")),
        (r#"{"error":{"code":"c","innerError":{"innerError":{"innerError":[]}}}}"#, Some("c"), None),
        (r#""text""#, None, Some("text")),
        (r#"{"error":{"code":"c""#, None, Some(r#"{"error":{"code":"c""#)),
        ("<html><body>\r\n502</body></html>", None, Some("<html><body>\\r\\n502</body></html>")),
    ] {
        let error = fail(400, body);
        assert_eq!((error.code(), error.message()), (code, message), "{body}");
        assert_eq!(error.body().unwrap(), body);
        assert!(error.is_bad_request());
    }
    let deep = format!("{}1{}", r#"{"error":{"innererror":"#.repeat(1000), "}".repeat(2000));
    assert_eq!(fail(500, &deep).message().unwrap().chars().count(), 501);
    assert_eq!(fail_with(answer(500, "\u{feff}x")).message(), Some("x"));
}

#[test]
fn messages_stay_on_one_line() {
    let error =
        fail(400, &format!(r#"{{"error":{{"code":"c\n","message":"a\r\nb\u001b[31m\u202e{}"}}}}"#, "x".repeat(9999)));
    let shown = error.to_string();
    assert!(shown.contains("c: a\\r\\nb\\u{1b}[31m\\u{202e}xxx"), "{shown}");
    assert!(shown.contains('…') && shown.len() < 600, "{}", shown.len());
    assert!(error.message().unwrap().len() > 9999);
}

#[test]
fn answers_questions_by_status() {
    type Question = fn(&Error) -> bool;
    let questions: [(u16, Question); 10] = [
        (400, Error::is_bad_request),
        (401, Error::is_unauthorized),
        (403, Error::is_forbidden),
        (404, Error::is_not_found),
        (408, Error::is_timeout),
        (409, Error::is_conflict),
        (410, Error::is_gone),
        (412, Error::is_precondition_failed),
        (429, Error::is_throttled),
        (504, Error::is_timeout),
    ];
    for (status, holds) in questions {
        let error = fail(status, "");
        assert!(holds(&error), "{status}");
        let others = questions.iter().filter(|(other, question)| *other != status && question(&error)).count();
        assert_eq!(others, usize::from(matches!(status, 408 | 504)), "{status}");
    }
    assert!(!fail(503, "").is_throttled());
    let mut busy = answer(503, "");
    busy.headers_mut().insert("retry-after", "3".parse().unwrap());
    assert!(fail_with(busy).is_throttled());
    assert!(fail(500, "").is_server_error());
    assert_eq!(fail(599, "").to_string().split(" (").next(), Some("GET /v1.0/things/a: 599: no message"));
}

#[test]
fn decode_errors_say_where() {
    let body = r#"{"@odata.context": "c", "value": [{"id": "a"}, {"id": "b",
        "size": "seven"}]}"#;
    let service = InMemory::queue([answer(200, body)]);
    let error = block_on(things(&service).list::<Thing>().send()).unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("value[1].size"));
    assert!(error.excerpt().unwrap().contains(r#""size": "…""#), "{:?}", error.excerpt());
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert!(
        error.to_string().starts_with("GET /v1.0/things: the answer cannot be read at value[1].size, near `"),
        "{error}"
    );
    assert!(error.source().unwrap().is::<serde_json::Error>());

    for body in ["<html>", "{", r#"{"id": "a"} trailing"#, "\u{feff}", "nul"] {
        let error = fail(200, body);
        assert!(error.is_decode(), "{body}: {error}");
    }
}

#[test]
fn transport_errors_have_kinds() {
    for (kind, connect, timeout) in [
        (TransportErrorKind::Connect, true, false),
        (TransportErrorKind::Timeout, false, true),
        (TransportErrorKind::Body, false, false),
        (TransportErrorKind::Other, false, false),
    ] {
        let service = InMemory::fallible(move |_| Err(TransportError::new(kind, "refused\nby peer")));
        let error = block_on(things(&service).list::<Thing>().send()).unwrap_err();
        assert_eq!((error.is_connect(), error.is_timeout(), error.is_transport()), (connect, timeout, true));
        assert_eq!(error.status(), None);
        assert!(error.client_request_id().is_some());
        assert!(error.to_string().contains("refused\\nby peer"), "{error}");
        let source = error.source().unwrap();
        assert_eq!(source.downcast_ref::<TransportError>().unwrap().kind(), kind);
        assert_eq!(source.source().unwrap().to_string(), "refused\nby peer");
    }
}

#[test]
fn bodies_over_the_limit_are_refused() {
    let body = r#"{"value": []}"#;
    let length = u64::try_from(body.len()).unwrap();
    for (limit, fits) in [(length, true), (length - 1, false), (0, false)] {
        for streamed in [false, true] {
            let service = InMemory::new(move |_| {
                Response::new(if streamed {
                    let parts = body.as_bytes().chunks(3).map(|part| Ok(part.into()));
                    odata_runtime::transport::Body::stream(futures_util::stream::iter(parts))
                } else {
                    body.into()
                })
            });
            let client = Client::builder(BASE).response_limit(limit).transport(service).build().unwrap();
            let read: Result<Page<Thing>, Error> = block_on(client.resource().child("things").list().send());
            assert_eq!(read.is_ok(), fits);
            assert_eq!(read.is_err_and(|error| error.is_too_large()), !fits);
        }
    }
}
