//! Every verb: what is sent, and what is made of the answers.

use std::collections::HashSet;

use crate::support::{Thing, answer, block_on, offline, root, things};
use http::{Method, Response};
use odata_runtime::{
    NextLink, Page,
    transport::{Body, memory::InMemory},
};

fn thing() -> Thing {
    Thing { id: Some("a".into()), size: Some(3), ..Thing::default() }
}

#[test]
fn get_reads_one() {
    let service = InMemory::queue([answer(200, r#"{"id": "a", "size": 3}"#)]);
    let read: Thing = block_on(things(&service).key("a").get().select(Thing::ID).send()).unwrap();
    assert_eq!(read, thing());
    let sent = &service.requests()[0];
    assert_eq!(sent.method(), Method::GET);
    assert_eq!(sent.uri(), "https://service.example/v1.0/things/a?$select=id");
    assert_eq!(sent.headers()["authorization"], "Bearer very-secret-token");
    assert!(sent.headers()["authorization"].is_sensitive());
    assert!(sent.body().is_empty());
}

#[test]
fn list_reads_a_page() {
    let body = "\u{feff} {\"@odata.context\":\"x\",\"@odata.count\":7,\"value\":[{\"id\":\"a\",\"size\":3}],\
                \"@odata.nextLink\":\"n\",\"@x.y\":1}\n";
    let service = InMemory::queue([answer(200, body)]);
    let page: Page<Thing> = block_on(things(&service).list().count().send()).unwrap();
    assert_eq!(&*page, [thing()]);
    assert_eq!(
        (page.len(), page.count(), page.next_link().map(NextLink::as_str), page.delta_link()),
        (1, Some(7), Some("https://service.example/v1.0/n"), None)
    );
    assert_eq!(page.context(), Some("x"));
    assert_eq!((&page).into_iter().count(), 1);
    assert_eq!(page.into_vec(), [thing()]);
}

#[test]
fn create_posts() {
    let service = InMemory::queue([answer(201, r#"{"id": "b"}"#)]);
    let made = block_on(things(&service).create(&thing()).send()).unwrap();
    assert_eq!(made.id.as_deref(), Some("b"));
    let sent = &service.requests()[0];
    assert_eq!((sent.method(), &sent.body()[..]), (&Method::POST, &br#"{"id":"a","size":3}"#[..]));
    assert_eq!(sent.headers()["content-type"], "application/json");
    assert_eq!(sent.headers()["odata-version"], "4.0");
}

#[test]
fn create_without_an_answer_says_so() {
    for status in [201, 204] {
        let service = InMemory::queue([answer(status, "")]);
        let error = block_on(things(&service).create(&thing()).send()).unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(error.to_string().contains("the answer has no body"), "{error}");
    }
}

#[test]
fn update_patches_what_is_set() {
    let service = InMemory::queue([answer(204, ""), answer(200, r#"{"id": "c"}"#)]);
    let update = things(&service)
        .key("a")
        .update::<Thing>()
        .set(Thing::SIZE, 1)
        .set(Thing::ID, "x\"y")
        .set_raw("odd\"name", "[1, 2]")
        .set_null(Thing::SIZE);
    assert!(!update.is_empty());
    assert_eq!(block_on(update.clone().send()).unwrap(), None);
    assert_eq!(block_on(update.send()).unwrap().unwrap().id.as_deref(), Some("c"));
    let sent = &service.requests()[0];
    assert_eq!(sent.method(), Method::PATCH);
    assert_eq!(&sent.body()[..], br#"{"size":null,"id":"x\"y","odd\"name":[1, 2]}"#);
}

#[test]
fn update_of_nothing_is_not_sent() {
    let service = InMemory::default();
    let update = things(&service).key("a").update::<Thing>();
    assert!(update.is_empty());
    let error = block_on(update.send()).unwrap_err();
    assert!(error.is_builder());
    assert_eq!(error.to_string(), "PATCH /v1.0/things/a: nothing is set: there is nothing to send");
    let error = things(&service).key("a").update::<Thing>().set_raw("x", "{not json").request().unwrap_err();
    assert!(error.is_builder(), "{error}");
    assert!(service.requests().is_empty());
}

#[test]
fn delete_takes_no_answer() {
    let service = InMemory::queue([answer(204, "")]);
    block_on(things(&service).key("a").delete().header("If-Match", "*").send()).unwrap();
    assert_eq!(service.requests()[0].method(), Method::DELETE);
    assert_eq!(service.requests()[0].headers()["if-match"], "*");
}

#[test]
fn actions_return_what_they_declare() {
    let page = r#"{"value": [{"id": "a", "size": 3}]}"#;
    let service = InMemory::queue([
        answer(204, ""),
        answer(200, r#"{"@odata.context": "x", "value": 5}"#),
        answer(200, page),
        answer(200, r#"{"id": "a", "size": 3}"#),
        answer(204, ""),
        answer(200, r#"{"value": [1, 2]}"#),
    ]);
    let root = root(&service);
    block_on(root.invoke::<()>("ns.go").send()).unwrap();
    assert_eq!(block_on(root.action::<i32>("ns.count", &thing()).send()).unwrap(), 5);
    assert_eq!(&*block_on(root.action::<Page<Thing>>("ns.all", &thing()).top(3).send()).unwrap(), [thing()]);
    assert_eq!(block_on(root.invoke::<Thing>("ns.one").select(Thing::ID).send()).unwrap(), thing());
    assert_eq!(block_on(root.invoke::<Option<Thing>>("ns.none").send()).unwrap(), None);
    assert_eq!(&*block_on(root.function("ns.numbers").returns::<Page<i32>>().send()).unwrap(), [1, 2]);
    let sent = service.requests();
    assert_eq!((sent[0].method(), sent[0].uri().path()), (&Method::POST, "/v1.0/ns.go"));
    assert!(sent[0].body().is_empty());
    assert!(!sent[0].headers().contains_key("content-type"));
    assert_eq!(&sent[1].body()[..], br#"{"id":"a","size":3}"#);
    assert_eq!(sent[2].uri().query(), Some("$top=3"));
    assert_eq!((sent[5].method(), sent[5].uri().path()), (&Method::GET, "/v1.0/ns.numbers()"));
}

#[test]
fn headers_go_with_every_request() {
    let list = things(&InMemory::default()).list::<Thing>();
    let request = list.request().unwrap();
    assert_eq!(request.headers()["accept"], "application/json;odata.metadata=minimal");
    assert_eq!(request.headers()["odata-maxversion"], "4.0");
    assert!(request.headers()["user-agent"].to_str().unwrap().starts_with("odata-runtime/"));
    assert!(!request.headers().contains_key("authorization"));
    assert!(!request.headers().contains_key("content-type"));
    let ids: HashSet<_> =
        (0..3).map(|_| list.request().unwrap().headers()["client-request-id"].to_str().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| id.len() == 36));

    let request = list
        .clone()
        .header("Accept", "application/json")
        .header("ConsistencyLevel", "eventual")
        .header("ConsistencyLevel", "session")
        .header("Prefer", "a")
        .header("prefer", "b")
        .header("client-request-id", "mine")
        .request()
        .unwrap();
    let all =
        |name: &str| request.headers().get_all(name).iter().map(|v| v.to_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(all("accept"), ["application/json"]);
    assert_eq!(all("consistencylevel"), ["session"]);
    assert_eq!(all("prefer"), ["a", "b"]);
    assert_eq!(all("client-request-id"), ["mine"]);
}

#[test]
fn wrong_headers_are_reported_when_sent() {
    for (name, value) in [("a b", "x"), ("", "x"), ("x", "secret\r\ninjected: 1"), ("x", "secret\u{0}")] {
        let error = offline().get::<Thing>().header(name, value).header("fine", "x").request().unwrap_err();
        assert!(error.is_builder());
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
    }
}

fn redirect(status: u16, location: &str) -> Response<String> {
    let mut answer = answer(status, "");
    answer.headers_mut().insert("location", location.parse().unwrap());
    answer
}

#[test]
fn what_writes_is_redirected_only_where_it_stays_the_same() {
    for (status, requests) in [(301, 1), (302, 1), (303, 1), (307, 2), (308, 2)] {
        let service = InMemory::queue([redirect(status, "/elsewhere"), answer(201, "{}")]);
        let outcome = block_on(things(&service).create(&thing()).send());
        assert_eq!((outcome.is_ok(), service.requests().len()), (requests == 2, requests), "{status}");
        let sent = service.requests().pop().unwrap();
        assert_eq!((sent.method(), sent.body().is_empty()), (&Method::POST, false));
        assert_eq!(
            outcome.err().and_then(|error| error.status()).map(|status| status.as_u16()),
            (requests == 1).then_some(status)
        );
    }
    let service = InMemory::queue([redirect(308, "/elsewhere"), answer(204, "")]);
    let once = Body::stream(futures_util::stream::iter([Ok("bytes".into())]));
    let error = block_on(things(&service).stream("photo").upload("a/b").send(once)).unwrap_err();
    assert!(error.is_link() && error.to_string().contains("its body comes only once"), "{error}");
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn redirects_stay_within_the_origin() {
    let to = |location: &str| redirect(307, location);
    let service = InMemory::queue([to("/v2.0/things/a"), answer(200, r#"{"id":"a","size":3}"#)]);
    assert_eq!(block_on(things(&service).key("a").get::<Thing>().send()).unwrap(), thing());
    assert_eq!(service.requests()[1].uri(), "https://service.example/v2.0/things/a");

    for location in
        ["https://evil.example/", "http://service.example/", "//evil.example", "https://a:b@service.example/"]
    {
        let service = InMemory::queue([to(location)]);
        let error = block_on(things(&service).key("a").get::<Thing>().send()).unwrap_err();
        assert!(error.is_link(), "{error}");
        assert_eq!(service.requests().len(), 1);
    }
    let service = InMemory::new(move |_| to("/v1.0/things/a"));
    assert!(block_on(things(&service).key("a").get::<Thing>().send()).unwrap_err().is_link());
    assert_eq!(service.requests().len(), 6);
}
