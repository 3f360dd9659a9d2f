//! Several requests in one: what is sent, and how it is split.

mod again;
mod answers;

use http::{Method, Response};
use odata_runtime::{Batch, BatchUrls, Client, Handle, Page, Resource, transport::memory::InMemory};
use serde_json::{Value, json};

use crate::support::{BASE, TOKEN, Thing, answer, block_on, client, things};

/// Answers a batch request with these parts.
fn parts(parts: Value) -> Response<String> {
    let mut sent = answer(200, json!({ "responses": parts }).to_string());
    sent.headers_mut().insert("request-id", "outer".parse().unwrap());
    sent.headers_mut().insert("date", "Wed, 21 Oct 2015 07:28:00 GMT".parse().unwrap());
    sent
}

/// Answers every part with an empty success.
fn willing() -> InMemory {
    InMemory::new(|request| {
        parts(requests(request.body()).map(|part| json!({"id": part["id"], "status": 204})).collect())
    })
}

fn requests(body: &[u8]) -> impl Iterator<Item = Value> + use<> {
    let body: Value = serde_json::from_slice(body).unwrap();
    body["requests"].as_array().unwrap().clone().into_iter()
}

/// What was sent in each request.
fn sent(service: &InMemory) -> Vec<Vec<Value>> {
    service.requests().iter().map(|request| requests(request.body()).collect()).collect()
}

/// The ids that were sent in each request.
fn ids(service: &InMemory) -> Vec<String> {
    let ids = |parts: Vec<Value>| parts.iter().map(|part| part["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    sent(service).into_iter().map(|parts| ids(parts).join(" ")).collect()
}

fn limited(service: &InMemory, limit: u16) -> Client {
    Client::builder(BASE).batch_limit(limit).transport(service.clone()).no_retry().build().unwrap()
}

fn things_of(client: &Client) -> Resource {
    client.resource().child("things")
}

/// A batch of deletions, and their handles.
fn deletions(client: &Client, count: usize) -> (Batch, Vec<Handle<()>>) {
    let mut batch = client.batch();
    let handles =
        (0..count).map(|key| batch.add(things_of(client).key(i64::try_from(key).unwrap()).delete())).collect();
    (batch, handles)
}

#[test]
fn writes_every_shape() {
    let service = willing();
    let client = client(&service);
    let things = things_of(&client);
    let thing = Thing { size: Some(3), ..Thing::default() };
    let mut batch = client.batch();
    let get = batch.add(things.key("a/b").get::<Thing>().select(Thing::ID).header("client-request-id", "c1"));
    batch.add(
        things
            .list::<Thing>()
            .filter_raw("id eq 'x+y'")
            .header("client-request-id", "c2")
            .header("prefer", "a")
            .header("prefer", "b"),
    );
    batch.add(things.create(&thing).header("client-request-id", "c3"));
    let update = things.key("b").update::<Thing>().set(Thing::SIZE, 4).header("client-request-id", "c4");
    let update: Handle<Option<Thing>> = batch.add(update);
    let delete = things.key("c").delete().header("client-request-id", "c5").header("if-match", "\"1\"");
    let delete: Handle<()> = batch.add_after([get.id(), update.id()], delete);
    batch.add_after([delete], things.action::<()>("go", &json!({"n": 1.50})).header("client-request-id", "c6"));
    let call = things.function("sum").argument("of", 1).returns::<Page<i32>>();
    batch.add(call.header("client-request-id", "c7"));
    drop(block_on(batch.send()).unwrap());

    let accept = "application/json;odata.metadata=minimal";
    let read = |id: &str| json!({"accept": accept, "odata-maxversion": "4.0", "client-request-id": id});
    let written = |id: &str| {
        json!({"accept": accept, "odata-maxversion": "4.0", "client-request-id": id,
            "content-type": "application/json", "odata-version": "4.0"})
    };
    let with = |mut headers: Value, name: &str, value: &str| {
        headers[name] = value.into();
        headers
    };
    let expected = json!({"requests": [
        {"id": "1", "method": "GET", "url": "things/a%2Fb?$select=id", "headers": read("c1")},
        {"id": "2", "method": "GET", "url": "things?$filter=id%20eq%20'x%2By'", "headers": with(read("c2"), "prefer", "a, b")},
        {"id": "3", "method": "POST", "url": "things", "headers": written("c3"), "body": {"size": 3}},
        {"id": "4", "method": "PATCH", "url": "things/b", "headers": written("c4"), "body": {"size": 4}},
        {"id": "5", "method": "DELETE", "url": "things/c", "dependsOn": ["1", "4"],
            "headers": with(read("c5"), "if-match", "\"1\"")},
        {"id": "6", "method": "POST", "url": "things/go", "dependsOn": ["5"], "headers": written("c6"), "body": {"n": 1.5}},
        {"id": "7", "method": "GET", "url": "things/sum(of=1)", "headers": read("c7")},
    ]});
    let request = &service.requests()[0];
    assert_eq!(serde_json::from_slice::<Value>(request.body()).unwrap(), expected);
    assert_eq!((request.method(), request.uri().to_string()), (&Method::POST, format!("{BASE}/$batch")));
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers()["prefer"], "odata.continue-on-error");
    assert_eq!(request.headers()["authorization"], format!("Bearer {TOKEN}"));
}

#[test]
fn writes_urls_as_the_service_wants() {
    for (urls, path, expected) in [
        (BatchUrls::Relative, &["things", "x:y"][..], "things/x:y?$top=1"),
        (BatchUrls::Relative, &["a:b", "c"], "a%3Ab/c?$top=1"),
        (BatchUrls::Relative, &[], "./?$top=1"),
        (BatchUrls::Rooted, &["things", "x:y"], "/things/x:y?$top=1"),
        (BatchUrls::Rooted, &["a:b", "c"], "/a:b/c?$top=1"),
        (BatchUrls::Rooted, &[], "/?$top=1"),
    ] {
        let service = willing();
        let client = Client::builder(BASE).batch_urls(urls).transport(service.clone()).build().unwrap();
        let resource = path.iter().fold(client.resource(), |resource, name| resource.child(name));
        let mut batch = client.batch();
        batch.add(resource.get::<Thing>().query("$top", "1"));
        drop(block_on(batch.send()).unwrap());
        assert_eq!(sent(&service)[0][0]["url"], expected);
    }
}

#[test]
fn keeps_secrets_on_the_outside() {
    let service = willing();
    let client = Client::builder(BASE)
        .default_header("authorization", "Bearer hush")
        .default_header("x-api-key", "hush")
        .default_header("consistencylevel", "eventual")
        .user_agent("report/1")
        .transport(service.clone())
        .build()
        .unwrap();
    let mut batch = client.batch();
    batch.add(things_of(&client).list::<Thing>());
    let refused = batch.add(things_of(&client).delete().header("authorization", "Bearer other"));
    assert!(!format!("{batch:?} {refused:?}").contains("hush"));
    let mut answers = block_on(batch.send()).unwrap();
    let request = &service.requests()[0];
    assert_eq!(request.headers()["authorization"], "Bearer hush");
    assert_eq!(request.headers()["x-api-key"], "hush");
    let body = std::str::from_utf8(request.body()).unwrap();
    assert!(!body.contains("hush") && !body.contains("report/1") && !body.contains("other"), "{body}");
    assert!(body.contains(r#""consistencylevel":"eventual""#), "{body}");
    assert!(!format!("{answers:?}").contains("hush"));
    let error = answers.take(refused).unwrap_err();
    assert!(error.is_builder());
    assert_eq!(
        error.to_string().split(": ").nth(1).unwrap().split(" (").next().unwrap(),
        "a part of a batch cannot have the header `authorization`"
    );
}

#[test]
fn splits_at_the_limit() {
    for (limit, count, expected) in
        [(2, 5, vec!["1 2", "3 4", "5"]), (2, 2, vec!["1 2"]), (0, 2, vec!["1", "2"]), (20, 0, vec![])]
    {
        let service = willing();
        let (batch, handles) = deletions(&limited(&service, limit), count);
        let mut answers = block_on(batch.send()).unwrap();
        assert_eq!(ids(&service), expected);
        assert!(handles.into_iter().all(|handle| answers.take(handle).is_ok()) && answers.is_empty());
    }
}

#[test]
fn keeps_together_what_depends_on_each_other() {
    let service = willing();
    let client = limited(&service, 3);
    let (mut batch, handles) = deletions(&client, 5);
    let sixth = batch.add_after([handles[0], handles[3]], things_of(&client).delete());
    batch.add_after([handles[4], handles[4]], things_of(&client).delete());
    drop(block_on(batch.send()).unwrap());
    assert_eq!(ids(&service), ["1 4 6", "2 3", "5 7"]);
    assert_eq!(sent(&service)[0][2]["dependsOn"], json!(["1", "4"]));
    assert_eq!(sent(&service)[2][1]["dependsOn"], json!(["5"]));
    assert_eq!(sixth.id().to_string(), "6");

    let (mut batch, handles) = deletions(&client, 3);
    batch.add_after(handles, things_of(&client).delete());
    let error = block_on(batch.send()).unwrap_err();
    assert!(error.is_builder());
    assert_eq!(error.to_string(), "4 parts of the batch depend on each other, and the service takes 3 at once");
    assert_eq!(service.requests().len(), 3);
}

#[test]
fn what_cannot_be_built_fails_by_itself() {
    let service = willing();
    let client = client(&service);
    let mut batch = client.batch();
    let nothing = batch.add(things_of(&client).key("a").update::<Thing>());
    let foreign = batch.add(things(&service).key("a").delete());
    let after = batch.add_after([nothing], things_of(&client).delete());
    let later = batch.add_after([after], things_of(&client).delete());
    let fine = batch.add(things_of(&client).delete());
    let mut answers = block_on(batch.send()).unwrap();
    assert_eq!(ids(&service), ["5"]);
    answers.take(fine).unwrap();
    assert!(answers.take(nothing).unwrap_err().is_builder());
    assert!(answers.take(foreign).unwrap_err().to_string().contains("made with another client"));
    for part in [after, later] {
        let error = answers.take(part).unwrap_err();
        assert!(error.is_failed_dependency() && error.is_unsent() && !error.is_unanswered());
    }
}

#[test]
fn sending_can_move_between_threads() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let (batch, _) = deletions(&limited(&willing(), 1), 1);
    drop(block_on(is_send(batch.send())).unwrap());
}
