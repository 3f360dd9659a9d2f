//! Whose answer is whose, and what is made of it.

use std::{error::Error as _, time::Duration};

use http::Method;
use odata_runtime::{
    Error, NextLink, Page,
    transport::{TransportError, TransportErrorKind, memory::InMemory},
};
use serde_json::{Value, json};

use super::{deletions, ids, limited, parts, requests, things_of, willing};
use crate::support::{Thing, answer, block_on, client};

/// The outcome of one part that is read as a thing.
fn one(part: Value) -> Result<Thing, Error> {
    let service = InMemory::queue([parts(json!([part]))]);
    let client = client(&service);
    let mut batch = client.batch();
    let handle = batch.add(things_of(&client).key("a").get::<Thing>());
    let mut answers = block_on(batch.send()).unwrap();
    answers.take(handle)
}

#[test]
fn reads_answers_in_any_order() {
    let service = InMemory::queue([parts(json!([
        {"id": "9", "status": 200, "body": {"id": "not asked"}},
        {"id": 4, "status": "204", "headers": null, "body": ""},
        {"id": "2", "status": 200, "body": {"value": [{"id": "p"}], "@odata.nextLink": "n"}},
        7, {"status": 200}, {"id": null, "status": 200},
        {"id": "1", "status": 200, "headers": {"ETag": "x", "no name": "y"}, "body": {"id": "a", "size": 9}},
        {"id": "3", "status": 204, "body": null},
        {"id": "1", "status": 500, "body": {"id": "again"}},
    ]))]);
    let client = client(&service);
    let things = things_of(&client);
    let mut batch = client.batch();
    let get = batch.add(things.key("a").get::<Thing>());
    let list = batch.add(things.list::<Thing>());
    let update = batch.add(things.key("a").update::<Thing>().set(Thing::SIZE, 1));
    let delete = batch.add(things.key("a").delete());
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!((answers.len(), answers.errors().count()), (4, 0));
    answers.take(delete).unwrap();
    assert_eq!(answers.take(update).unwrap(), None);
    let page: Page<Thing> = answers.take(list).unwrap();
    assert_eq!((page.len(), page.next_link().map(NextLink::as_str)), (1, Some("https://service.example/v1.0/n")));
    assert_eq!(answers.take(get).unwrap().size, Some(9));
    assert!(answers.is_empty());
}

#[test]
fn a_part_fails_as_a_single_request_does() {
    let read = one(json!({"id": "1", "status": 429,
        "headers": {"Retry-After": 2.5, "request-id": "r", "Content-Type": "application/json"},
        "body": {"error": {"code": "TooManyRequests", "message": "Slow."}}}));
    let error = read.unwrap_err();
    assert!(error.is_throttled() && !error.is_unanswered());
    assert_eq!(
        (error.code(), error.request_id(), error.path()),
        (Some("TooManyRequests"), Some("r"), "/v1.0/things/a")
    );
    assert_eq!((error.method(), error.retry_after()), (Some(&Method::GET), Some(Duration::from_millis(2500))));
    let id = error.client_request_id().unwrap();
    assert_eq!(
        error.to_string(),
        format!(
            "GET /v1.0/things/a: 429 Too Many Requests: TooManyRequests: Slow. (request-id r, client-request-id {id})"
        )
    );

    let date = json!({"id": "1", "status": 503, "headers": {"retry-after": "Wed, 21 Oct 2015 07:28:30 GMT"}});
    assert_eq!(one(date).unwrap_err().retry_after(), Some(Duration::from_secs(30)));
    let dependency = one(json!({"id": "1", "status": 424, "body": {"error": {"code": "FailedDependency"}}}));
    assert!(dependency.as_ref().unwrap_err().is_failed_dependency() && !dependency.unwrap_err().is_unsent());
    assert_eq!(one(json!({"id": "1", "status": 302})).unwrap_err().status().unwrap().as_u16(), 302);
    let text = json!({"id": "1", "status": 502, "headers": {"content-type": "text/html"}, "body": "<b>\"no\""});
    assert_eq!(one(text).unwrap_err().message(), Some("<b>\"no\""));
}

#[test]
fn reads_bodies_of_every_form() {
    let typed = |content_type: &str, body: &str| {
        one(json!({"id": "1", "status": 200, "headers": {"content-type": content_type}, "body": body}))
    };
    for (content_type, body) in [
        ("text/plain", r#"{"id": "a"}"#),
        ("application/octet-stream", "eyJpZCI6ICJhIn0="),
        ("application/octet-stream", "eyJpZCI6ICJhIn0"),
        ("application/xml", r#"{"id": "a"}"#),
    ] {
        assert_eq!(typed(content_type, body).unwrap().id.as_deref(), Some("a"), "{content_type} {body}");
    }
    for (part, word) in [
        (json!({"id": "1", "status": 200}), "the answer has no body"),
        (json!({"id": "1", "status": 200, "body": null}), "the answer has no body"),
        (json!({"id": "1", "status": 200, "body": ""}), "the answer has no body"),
        (json!({"id": "1", "status": 200, "body": {"size": "x"}}), "cannot be read at size"),
        (json!({"id": "1"}), "has no status"),
        (json!({"id": "1", "status": 7}), "has no status"),
    ] {
        let error = one(part).unwrap_err();
        assert!(error.is_decode() && error.to_string().contains(word), "{error}");
        assert_eq!(error.path(), "/v1.0/things/a");
    }
}

#[test]
fn a_handle_is_good_for_one_answer_of_its_batch() {
    let service = willing();
    let client = client(&service);
    let (batch, handles) = deletions(&client, 1);
    let (mut other, foreign) = deletions(&client, 1);
    let mut answers = block_on(batch.send()).unwrap();
    let error = answers.take(foreign[0]).unwrap_err();
    assert_eq!(error.to_string(), "the handle belongs to another batch");
    answers.take(handles[0]).unwrap();
    let error = answers.take(handles[0]).unwrap_err();
    assert_eq!(error.to_string(), "the answer to part 1 of the batch was taken already");
    assert_eq!(error.status(), None);
    other.add_after(handles, things_of(&client).delete());
    let error = block_on(other.send()).unwrap_err();
    assert!(error.is_builder() && error.to_string().contains("of another batch"));
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn says_what_was_not_answered() {
    let service = InMemory::queue([parts(json!([{"id": "2", "status": 204}]))]);
    let (batch, handles) = deletions(&limited(&service, 20), 3);
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(answers.unanswered().collect::<Vec<_>>(), [handles[0].id(), handles[2].id()]);
    let error = answers.take(handles[2]).unwrap_err();
    assert!(error.is_unanswered() && !error.is_unsent() && error.source().is_none());
    assert_eq!((error.path(), error.status(), error.request_id()), ("/v1.0/things(2)", None, Some("outer")));
    assert!(error.to_string().contains("it was sent in a batch and not answered"), "{error}");
    assert_eq!(answers.unanswered().count(), 1);
}

#[test]
fn a_later_failure_keeps_what_was_answered() {
    let service = InMemory::queue([parts(json!([{"id": "1", "status": 204}])), answer(503, "")]);
    let (batch, handles) = deletions(&limited(&service, 1), 4);
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(ids(&service), ["1", "2"]);
    answers.take(handles[0]).unwrap();
    let carried = answers.take(handles[1]).unwrap_err();
    assert!(carried.is_unanswered() && !carried.is_unsent());
    let later = answers.take(handles[3]).unwrap_err();
    assert!(later.is_unsent() && !later.is_unanswered());
    for error in [carried, later] {
        let why = error.source().unwrap().downcast_ref::<Error>().unwrap();
        assert_eq!((why.status().unwrap().as_u16(), why.path()), (503, "/v1.0/$batch"));
    }
    assert_eq!(answers.errors().map(|(id, _)| id).collect::<Vec<_>>(), [handles[2].id()]);
}

#[test]
fn what_never_left_is_unsent() {
    let service = InMemory::fallible(|request| match requests(request.body()).next().unwrap()["id"].as_str() {
        Some("1") => Ok(parts(json!([])).map(Into::into)),
        _ => Err(TransportError::new(TransportErrorKind::Connect, "refused")),
    });
    let (batch, handles) = deletions(&limited(&service, 1), 2);
    let mut answers = block_on(batch.send()).unwrap();
    assert!(answers.take(handles[0]).unwrap_err().is_unanswered());
    assert!(answers.take(handles[1]).unwrap_err().is_unsent());
}

#[test]
fn send_fails_where_nothing_was_answered() {
    for (first, is_decode) in [
        (answer(401, r#"{"error": {"code": "Unauthorized"}}"#), false),
        (answer(200, ""), true),
        (answer(200, r#"{"responses": [{"id": "1", "sta"#), true),
        (answer(200, r#"{"responses": {}}"#), true),
        (answer(200, r#"{"value": []}"#), true),
        (answer(200, "[]"), true),
    ] {
        let service = InMemory::queue([first]);
        let (batch, _) = deletions(&limited(&service, 1), 2);
        let error = block_on(batch.send()).unwrap_err();
        assert_eq!((error.path(), error.is_decode()), ("/v1.0/$batch", is_decode), "{error}");
        assert_eq!(service.requests().len(), 1);
    }
}
