//! Batches whose parts are answered one by one.

use http::{Method, StatusCode};
use odata_runtime::{Object, testing::MockService, transport::TransportErrorKind};
use serde_json::json;

use crate::{block_on, client};

#[test]
fn parts_are_answered_as_if_they_had_come_alone() {
    let service = MockService::at(crate::BASE).with_batches();
    service.expect(Method::GET, "/things('a b')").answer_json(&json!({"id": "a b"}));
    service.expect(Method::POST, "/things").with_json(&json!({})).answer_json(&json!({"id": "new"})).status(201);
    service.expect(Method::DELETE, "/things('x')").with_header("if-match", "1").answer_error(412, "Changed", "it was");
    let client = client(&service);
    let things = client.resource().child("things");
    let mut batch = client.batch();
    let read = batch.add(things.key("a b").get::<Object>());
    let made = batch.add(things.create(&Object::default()));
    let deleted = batch.add(things.key("x").delete().header("if-match", "1"));
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(answers.take(read).unwrap().extra.get("id").unwrap(), "a b");
    assert_eq!(answers.take(made).unwrap().extra.get("id").unwrap(), "new");
    let error = answers.take(deleted).unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(StatusCode::PRECONDITION_FAILED), Some("Changed")));
    service.verify().unwrap();
    let came: Vec<_> =
        service.requests().iter().map(|request| format!("{} {}", request.method(), request.uri().path())).collect();
    assert_eq!(
        came,
        ["POST /v1.0/$batch", "GET /v1.0/things('a%20b')", "POST /v1.0/things", "DELETE /v1.0/things('x')"]
    );
}

#[test]
fn what_comes_after_a_failed_part_fails_with_it() {
    let service = MockService::new().with_batches();
    service.expect(Method::DELETE, "/things(1)").answer_error(500, "e", "m");
    service.expect(Method::DELETE, "/things(3)");
    let client = client(&service);
    let delete = |key: i32| client.resource().child("things").key(key).delete();
    let mut batch = client.batch();
    let first = batch.add(delete(1));
    let second = batch.add_after([first], delete(2));
    let third = batch.add(delete(3));
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(answers.take(first).unwrap_err().code(), Some("e"));
    assert_eq!(answers.take(second).unwrap_err().status(), Some(StatusCode::FAILED_DEPENDENCY));
    answers.take(third).unwrap();
    service.verify().unwrap();
}

#[test]
fn a_part_can_be_left_without_an_answer() {
    let service = MockService::new().with_batches();
    service.expect(Method::DELETE, "/things(1)").fails(TransportErrorKind::Timeout);
    service.expect(Method::GET, "/things(2)").answer_json(&json!({"id": 2})).cut_after(1);
    service.expect(Method::DELETE, "/things(3)");
    let client = client(&service);
    let things = client.resource().child("things");
    let mut batch = client.batch();
    let lost = batch.add(things.key(1).delete());
    let cut = batch.add(things.key(2).get::<Object>());
    let kept = batch.add(things.key(3).delete());
    let mut answers = block_on(batch.send()).unwrap();
    assert!(answers.take(lost).is_err() && answers.take(cut).is_err());
    answers.take(kept).unwrap();
}

#[test]
fn an_unexpected_part_fails_the_whole_call() {
    let service = MockService::new().with_batches();
    let client = client(&service);
    let mut batch = client.batch();
    batch.add(client.resource().child("things").key(1).delete());
    let error = block_on(batch.send()).unwrap_err();
    assert!(error.to_string().contains("DELETE https://service.example/v1.0/things(1) was not expected"), "{error}");
    assert!(service.verify().is_err());
}

#[test]
fn a_batch_that_is_expected_itself_is_not_taken_apart() {
    let service = MockService::new().with_batches();
    service.expect(Method::POST, "/$batch").answer_error(503, "down", "for now");
    let client = client(&service);
    let mut batch = client.batch();
    batch.add(client.resource().child("things").key(1).delete());
    assert_eq!(block_on(batch.send()).unwrap_err().code(), Some("down"));
    assert_eq!(service.requests().len(), 1);
    service.verify().unwrap();
}

#[test]
fn without_the_switch_a_batch_is_a_call_like_any_other() {
    let service = MockService::new();
    let client = client(&service);
    let mut batch = client.batch();
    batch.add(client.resource().child("things").key(1).delete());
    assert!(block_on(batch.send()).unwrap_err().to_string().contains("$batch was not expected"));
}
