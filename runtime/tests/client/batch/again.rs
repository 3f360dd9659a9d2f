//! Parts that are sent again: which, when, and what stays as it is.

use std::time::Duration;

use http::Response;
use odata_runtime::{Client, transport::memory::InMemory};
use serde_json::{Value, json};

use super::{deletions, ids, parts, sent, things_of};
use crate::support::{Clock, Thing, answer, block_on, builder};

fn setup(answers: impl IntoIterator<Item = Response<String>>) -> (InMemory, Clock, Client) {
    let (service, clock) = (InMemory::queue(answers), Clock::default());
    let client = builder(&service).timer(clock.clone()).build().unwrap();
    (service, clock, client)
}

fn done(id: &str) -> Value {
    json!({"id": id, "status": 204})
}

fn throttled(id: &str, wait: &str) -> Value {
    json!({"id": id, "status": 429, "headers": {"Retry-After": wait}})
}

fn failed(id: &str, status: u16) -> Value {
    json!({"id": id, "status": status})
}

#[test]
fn throttled_parts_are_sent_again_and_no_others() {
    let (service, clock, client) = setup([
        parts(json!([throttled("3", "2"), done("1"), throttled("2", "5"), failed("4", 404)])),
        parts(json!([done("3"), throttled("2", "1.5")])),
        parts(json!([done("2")])),
    ]);
    let (batch, handles) = deletions(&client, 4);
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(ids(&service), ["1 2 3 4", "2 3", "2"]);
    assert_eq!(clock.sleeps(), [Duration::from_secs(5), Duration::from_millis(1500)]);
    for (index, handle) in handles.into_iter().enumerate() {
        assert_eq!(answers.take(handle).is_ok(), index != 3);
    }
}

#[test]
fn what_comes_after_a_throttled_part_goes_along() {
    let (service, _, client) = setup([
        parts(json!([done("1"), throttled("2", "1"), failed("3", 424), failed("4", 424), failed("5", 424)])),
        parts(json!([done("2"), done("3"), throttled("4", "1")])),
        parts(json!([done("4")])),
    ]);
    let mut batch = client.batch();
    let thing = |key: i64| things_of(&client).key(key).delete();
    let first = batch.add(thing(1));
    let second = batch.add_after([first], thing(2));
    let third = batch.add_after([second], thing(3));
    let fourth = batch.add_after([first, third], thing(4));
    let fifth = batch.add_after([first], thing(5));
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(ids(&service), ["1 2 3 4 5", "2 3 4", "4"]);
    let after: Vec<Value> = sent(&service)[1].iter().map(|part| part["dependsOn"].clone()).collect();
    assert_eq!(after, [Value::Null, json!(["2"]), json!(["3"])], "what has succeeded is not named again");
    assert_eq!(sent(&service)[2][0]["dependsOn"], Value::Null);
    for handle in [first, second, third, fourth] {
        answers.take(handle).unwrap();
    }
    assert!(answers.take(fifth).unwrap_err().is_failed_dependency());
}

#[test]
fn only_harmless_parts_are_sent_again() {
    let (service, _, client) = setup([
        parts(json!([failed("1", 504), failed("2", 504), failed("3", 504), failed("4", 401)])),
        parts(json!([{"id": "1", "status": 200, "body": {"id": "a"}}, done("3")])),
    ]);
    let things = things_of(&client);
    let mut batch = client.batch();
    let get = batch.add(things.key("a").get::<Thing>());
    let update = things.key("a").update::<Thing>().set(Thing::SIZE, 1);
    let once = batch.add(update.clone());
    let twice = batch.add(update.idempotent());
    let refused = batch.add(things.list::<Thing>());
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(ids(&service), ["1 2 3 4", "1 3"]);
    assert_eq!(answers.take(get).unwrap().id.as_deref(), Some("a"));
    assert!(answers.take(once).unwrap_err().is_timeout());
    assert_eq!(answers.take(twice).unwrap(), None);
    assert!(answers.take(refused).unwrap_err().is_unauthorized());
}

#[test]
fn attempts_end_and_the_last_error_is_given() {
    let (service, _, client) = setup((0..9).map(|_| parts(json!([throttled("1", "1")]))));
    let (batch, handles) = deletions(&client, 1);
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(service.requests().len(), 5);
    assert!(handles.into_iter().all(|handle| answers.take(handle).unwrap_err().is_throttled()));
}

#[test]
fn a_failure_of_the_second_try_keeps_what_was_answered() {
    let (service, _, client) = setup([parts(json!([done("1"), throttled("2", "1")])), answer(500, "")]);
    let (batch, handles) = deletions(&client, 2);
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(ids(&service), ["1 2", "2"]);
    assert!(answers.take(handles[0]).is_ok());
    assert!(answers.take(handles[1]).unwrap_err().is_unanswered());
}

#[test]
fn a_batch_of_reads_is_sent_again_as_a_whole() {
    let all = || parts(json!([{"id": "1", "status": 200, "body": {}}]));
    for (is_read, requests) in [(true, 2), (false, 1)] {
        let (service, _, client) = setup([answer(502, ""), all()]);
        let mut batch = client.batch();
        let thing = things_of(&client).key("a");
        if is_read {
            batch.add(thing.get::<Thing>());
        } else {
            batch.add(thing.update::<Thing>().set(Thing::SIZE, 1));
        }
        assert_eq!(block_on(batch.send()).is_ok(), is_read);
        assert_eq!(service.requests().len(), requests);
    }
}
