//! What answers an expected call.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use http::{Method, Response, StatusCode};
use odata_runtime::{Object, testing::MockService, transport::TransportErrorKind};
use serde_json::json;

use crate::{block_on, delete, expecting, get, things};

#[test]
fn an_answer_is_an_empty_success_unless_told() {
    let service = MockService::new();
    service.expect(Method::DELETE, "/things(7)");
    delete(&service, 7).unwrap();
    service.verify().unwrap();
}

#[test]
fn pages_lead_to_each_other() {
    let service = MockService::at("https://service.example/v1.0");
    service
        .expect(Method::GET, "/things")
        .with_query("$top", "2")
        .answer_page([json!({"id": 1}), json!({"id": 2})])
        .count(3)
        .next_link("things?$skiptoken=\"2\"");
    service
        .expect(Method::GET, "/things?$skiptoken=%222%22")
        .answer_page([json!({"id": 3})])
        .delta_link("things?delta");
    let list = things(&service).list::<Object>().top(2);
    let page = block_on(list.clone().send()).unwrap();
    assert_eq!((page.len(), page.count()), (2, Some(3)));

    service.expect(Method::GET, "/things").answer_page([json!({"id": 1})]).next_link("/v1.0/things?$skiptoken=%222%22");
    let ids: Vec<Object> = block_on(list.items().try_collect()).unwrap();
    assert_eq!(ids.len(), 2);
    service.verify().unwrap();
}

#[test]
fn an_empty_page_is_a_page() {
    let service = MockService::new();
    service.expect(Method::GET, "/things").answer_page::<Object>([]);
    service.expect(Method::GET, "/things").count(0);
    for _ in 0..2 {
        assert!(block_on(things(&service).list::<Object>().send()).unwrap().is_empty());
    }
}

#[test]
fn errors_are_written_as_services_do() {
    let (service, expected) = expecting();
    expected
        .answer_error(429, "TooManyRequests", "slow \"down\"")
        .retry_after(Duration::from_millis(1500))
        .header("request-id", "r");
    let error = get(&service).unwrap_err();
    assert!(error.is_throttled());
    assert_eq!(error.retry_after(), Some(Duration::from_millis(1500)));
    assert_eq!((error.code(), error.request_id()), (Some("TooManyRequests"), Some("r")));
    assert!(error.to_string().contains("slow \"down\""), "{error}");
}

#[test]
fn failures_are_of_the_kind_that_is_asked_for() {
    for kind in [TransportErrorKind::Connect, TransportErrorKind::Timeout, TransportErrorKind::Other] {
        let (service, expected) = expecting();
        expected.fails(kind);
        let error = get(&service).unwrap_err();
        assert!(error.is_transport());
        let is = (error.is_connect(), error.is_timeout());
        assert_eq!(is, (kind == TransportErrorKind::Connect, kind == TransportErrorKind::Timeout));
        service.verify().unwrap();
    }
}

#[test]
fn a_body_can_break_off() {
    for bytes in [0, 3, 1000] {
        let (service, expected) = expecting();
        expected.answer_json(&json!({"id": 7})).cut_after(bytes);
        let error = get(&service).unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert!(error.to_string().contains("the answer broke off: the test cuts the body off"), "{error}");
    }
}

#[test]
fn a_closure_can_answer_and_what_is_set_goes_before() {
    let (service, expected) = expecting();
    expected
        .answer_with(|request| {
            let body = format!(r#"{{"path": "{}"}}"#, request.uri().path());
            Response::builder().status(203).header("etag", "theirs").header("x", "kept").body(body).unwrap()
        })
        .header("etag", "ours")
        .times(2);
    assert_eq!(get(&service).unwrap().extra.get("path").unwrap(), "/v1.0/things(7)");
    let transport = odata_runtime::transport::Transport::send(
        &service,
        http::Request::get("https://x/things(7)").body(odata_runtime::transport::Body::default()).unwrap(),
    );
    let answer = block_on(transport).unwrap();
    assert_eq!(answer.status(), 203);
    assert_eq!(
        (&answer.headers()["etag"], &answer.headers()["x"]),
        (&"ours".parse().unwrap(), &"kept".parse().unwrap())
    );
}

#[test]
fn bodies_of_other_types_stay_as_they_are() {
    let (service, expected) = expecting();
    expected.answer_bytes("text/plain", "no JSON").status(500);
    let error = get(&service).unwrap_err();
    assert!(error.is_server_error());
    assert_eq!(error.code(), None);
}

#[test]
fn numbers_keep_their_digits() {
    let (service, expected) = expecting();
    let number: &serde_json::value::RawValue = serde_json::from_str("12345678901234567890.123").unwrap();
    expected.answer_json(number);
    let request = http::Request::get("https://x/things(7)").body(odata_runtime::transport::Body::default()).unwrap();
    let answer = block_on(odata_runtime::transport::Transport::send(&service, request)).unwrap();
    assert_eq!(answer.body().as_bytes().unwrap(), "12345678901234567890.123");
}
