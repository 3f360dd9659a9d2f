//! Requests that write: what comes back, upsert, replace, bindings, counts; alone and in a batch.

use http::Response;
use odata_runtime::{Navigation, transport::memory::InMemory};
use serde_json::json;

use crate::support::{Thing, answer, block_on, client, offline, things};

const OWNER: Navigation<Thing, Thing> = Navigation::new("owner");
const PARTS: Navigation<Thing, Vec<Thing>> = Navigation::new("parts");

fn thing() -> Thing {
    Thing { id: Some("a".into()), size: Some(3), ..Thing::default() }
}

fn with(mut answer: Response<String>, headers: &[(&'static str, &'static str)]) -> Response<String> {
    for (name, value) in headers {
        answer.headers_mut().append(*name, value.parse().unwrap());
    }
    answer
}

fn text(body: &[u8]) -> &str {
    std::str::from_utf8(body).unwrap()
}

#[test]
fn one_return_preference_replaces_the_other() {
    let update = offline().update::<Thing>().set(Thing::SIZE, 1).header("prefer", "respond-async");
    let request = update.return_minimal().header("prefer", "x").return_representation().request().unwrap();
    let sent: Vec<_> = request.headers().get_all("prefer").iter().collect();
    assert_eq!(sent, ["respond-async", "x", "return=representation"]);
}

#[test]
fn created_is_read_from_headers_or_body() {
    for (status, headers, body, expected) in [
        (
            204,
            &[("location", "https://x/1"), ("odata-entityid", "things(1)"), ("etag", "\"1\"")][..],
            "",
            (Some("https://x/1"), Some("things(1)"), Some("\"1\"")),
        ),
        (201, &[("location", "https://x/1")], r#"{"id":"a"}"#, (Some("https://x/1"), None, None)),
        (
            201,
            &[],
            r#"{"@odata.etag":"\"2\"","@odata.id":"i","@odata.editLink":"e"}"#,
            (Some("e"), Some("i"), Some("\"2\"")),
        ),
        (204, &[("entityid", "i")], "", (None, Some("i"), None)),
        (201, &[], "no JSON", (None, None, None)),
    ] {
        let service = InMemory::queue([with(answer(status, body), headers)]);
        let created = block_on(things(&service).create(&thing()).send_minimal()).unwrap();
        let found = (created.location(), created.entity_id(), created.etag().map(|etag| etag.as_str()));
        assert_eq!(found, expected, "{status} {headers:?} {body}");
        assert_eq!(service.requests()[0].headers()["prefer"], "return=minimal");
    }
}

#[test]
fn an_empty_answer_to_a_creation_says_where_the_entity_is() {
    let service = InMemory::queue([with(answer(204, ""), &[("location", "https://x/1?secret=y")])]);
    let error = block_on(things(&service).create(&thing()).send()).unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.location(), Some("https://x/1?secret=y"));
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[test]
fn upserts_tell_what_they_did() {
    for (status, body, is_created, entity) in [
        (201, r#"{"id":"a","size":3}"#, true, true),
        (200, r#"{"id":"a","size":3}"#, false, true),
        (204, "", false, false),
    ] {
        let service = InMemory::queue([with(answer(status, body), &[("etag", "W/\"1\"")])]);
        let done = block_on(things(&service).key("a").upsert(&thing()).send()).unwrap();
        assert_eq!((done.is_created(), done.entity().is_some()), (is_created, entity));
        assert_eq!(done.etag().map(|etag| etag.as_str()), Some("W/\"1\""));
        let sent = &service.requests()[0];
        assert_eq!((sent.method().as_str(), text(sent.body())), ("PATCH", r#"{"id":"a","size":3}"#));
        assert_eq!(done.into_entity().and_then(|thing| thing.size), entity.then_some(3));
    }
}

#[test]
fn upserts_are_limited_to_one_side() {
    let upsert = offline().child("things").key("a").upsert(&thing()).by_put();
    let request = upsert.clone().update_only().insert_only().request().unwrap();
    assert_eq!((request.method().as_str(), &request.headers()["if-none-match"]), ("PUT", &"*".parse().unwrap()));
    assert!(!request.headers().contains_key("if-match"));
    let request = upsert.insert_only().update_only().request().unwrap();
    assert_eq!(request.headers()["if-match"], "*");
    assert!(!request.headers().contains_key("if-none-match"));
}

#[test]
fn replaces_as_a_whole() {
    let service = InMemory::queue([answer(204, ""), answer(200, r#"{"id":"a"}"#)]);
    let request = things(&service).key("a").replace(&thing());
    assert_eq!(block_on(request.clone().send()).unwrap(), None);
    assert_eq!(block_on(request.send()).unwrap().and_then(|thing| thing.id).as_deref(), Some("a"));
    let sent = &service.requests()[0];
    assert_eq!((sent.method().as_str(), text(sent.body())), ("PUT", r#"{"id":"a","size":3}"#));
}

#[test]
fn bindings_join_the_body() {
    let things = offline().child("things");
    let create = things.create(&thing()).bind(OWNER, things.key("b")).bind_all(PARTS, ["things/c", "things/d"]);
    let expected = r#"{"id":"a","size":3,"owner@odata.bind":"https://service.example/v1.0/things/b","parts@odata.bind":["things/c","things/d"]}"#;
    assert_eq!(text(create.request().unwrap().body()), expected);
    // The last of two counts, also against what the model brings.
    let mut read = thing();
    read.extra.insert("owner@odata.bind", "old").unwrap();
    let replace = things.key("a").replace(&read).bind(OWNER, "x").bind(OWNER, "y");
    assert_eq!(text(replace.request().unwrap().body()), r#"{"id":"a","size":3,"owner@odata.bind":"y"}"#);
    let update = things.key("a").update::<Thing>().bind(OWNER, "x").set(Thing::SIZE, 1);
    assert_eq!(text(update.request().unwrap().body()), r#"{"owner@odata.bind":"x","size":1}"#);
    assert!(things.create(&thing()).bind(OWNER, &thing()).request().unwrap_err().is_builder());
}

#[test]
fn digits_of_a_whole_body_survive_a_binding() {
    let mut read = thing();
    read.extra
        .insert("price", &serde_json::from_str::<Box<serde_json::value::RawValue>>("1.10000000000000000001").unwrap())
        .unwrap();
    let create = offline().create(&read).bind(OWNER, "x").request().unwrap();
    assert_eq!(text(create.body()), r#"{"id":"a","size":3,"price":1.10000000000000000001,"owner@odata.bind":"x"}"#);
}

#[test]
fn counts_are_numbers_however_they_come() {
    for (body, expected) in [("17", Some(17)), ("\u{feff} 17\r\n", Some(17)), ("", None), ("-1", None), ("many", None)]
    {
        let service = InMemory::queue([answer(200, body)]);
        let counted = block_on(things(&service).count::<Thing>().filter(Thing::SIZE.gt(1)).search("x").send());
        match expected {
            Some(number) => assert_eq!(counted.unwrap(), number),
            None => assert!(counted.unwrap_err().is_decode(), "{body}"),
        }
        let sent = &service.requests()[0];
        assert_eq!(sent.headers()["accept"], "text/plain");
        assert_eq!(sent.uri(), "https://service.example/v1.0/things/$count?$filter=size%20gt%201&$search=x");
    }
}

#[test]
fn all_of_them_can_be_parts_of_a_batch() {
    let service = InMemory::new(|_| {
        Response::new(
            json!({"responses": [
                {"id": "1", "status": 201, "headers": {"etag": "\"1\""}, "body": {"id": "a"}},
                {"id": "2", "status": 204},
                {"id": "3", "status": 204},
                {"id": "4", "status": 200, "headers": {"content-type": "text/plain"}, "body": "17"},
                {"id": "5", "status": 200, "body": 18},
                {"id": "6", "status": 200, "headers": {"etag": "\"6\""}, "body": {"id": "f"}},
            ]})
            .to_string(),
        )
    });
    let client = client(&service);
    let things = client.resource().child("things");
    let mut batch = client.batch();
    let upsert = batch.add(things.key("a").upsert(&thing()));
    let replace = batch.add(things.key("b").replace(&thing()));
    let reference = batch.add(things.key("c").child("parts").add_ref(things.key("d")));
    let counts = [batch.add(things.count::<Thing>()), batch.add(things.count::<Thing>())];
    let get = batch.add(things.key("f").get::<Thing>());
    let mut answers = block_on(batch.send()).unwrap();
    let upserted = answers.take(upsert).unwrap();
    assert!(upserted.is_created() && upserted.etag().is_some());
    assert_eq!(answers.take(replace).unwrap(), None);
    answers.take(reference).unwrap();
    assert_eq!(counts.map(|count| answers.take(count).unwrap()), [17, 18]);
    assert_eq!(answers.take(get).unwrap().extra.etag(), Some("\"6\"".into()));
}
