//! Where links and redirects may lead, and what goes there.

use crate::support::{BASE, TOKEN, Thing, answer, block_on, uris};
use futures_util::TryStreamExt as _;
use http::{Request, Response};
use odata_runtime::{Client, ClientBuilder, DeltaLink, NextLink, bytes::Bytes, transport::memory::InMemory};

const THERE: &str = "https://pages.example/p?x=1";

fn builder(service: &InMemory) -> ClientBuilder {
    Client::builder(BASE).credential(TOKEN).transport(service.clone())
}

fn friendly(service: &InMemory) -> Client {
    builder(service).allow_origin("https://pages.example").allow_origin("http://localhost:81").build().unwrap()
}

/// A service that leads there from its first page, and from there back.
fn service(redirects: bool) -> InMemory {
    InMemory::new(move |request| {
        let there = request.uri().host() == Some("pages.example");
        let is_first = request.uri().query() != Some("back");
        match (there, is_first) {
            (false, true) if redirects => redirect(THERE),
            (false, true) => answer(200, format!(r#"{{"value":[{{"id":"a"}}],"@odata.nextLink":"{THERE}"}}"#)),
            (true, _) => answer(200, format!(r#"{{"value":[{{"id":"b"}}],"@odata.nextLink":"{BASE}/things?back"}}"#)),
            (false, false) => answer(200, r#"{"value":[{"id":"c"}],"@odata.deltaLink":"https://pages.example/d"}"#),
        }
    })
}

fn redirect(to: &str) -> Response<String> {
    let mut answer = answer(302, "");
    answer.headers_mut().insert("location", to.parse().unwrap());
    answer
}

fn read(client: &Client) -> Result<Vec<Thing>, odata_runtime::Error> {
    let list = client.resource().child("things").list::<Thing>().header("x-own", "1").header("x-api-key", "secret");
    let list = list.header("Cookie", "secret").header("X-Session-Token", "secret");
    block_on(list.items().try_collect())
}

fn has_secrets(request: &Request<Bytes>) -> bool {
    let shown =
        format!("{:?}", request.headers().iter().map(|(name, value)| (name, value.to_str())).collect::<Vec<_>>());
    shown.contains("secret") || request.headers().contains_key("authorization")
}

#[test]
fn links_and_redirects_lead_to_origins_that_are_allowed_without_secrets() {
    for redirects in [false, true] {
        let service = service(redirects);
        let ids: Vec<_> = read(&friendly(&service)).unwrap().into_iter().filter_map(|thing| thing.id).collect();
        assert_eq!(ids.join(""), if redirects { "bc" } else { "abc" });
        let sent = service.requests();
        assert_eq!(uris(&service), [&format!("{BASE}/things"), THERE, &format!("{BASE}/things?back")]);
        for request in &sent {
            assert_eq!(request.headers()["x-own"], "1");
        }
        assert_eq!(sent.iter().map(has_secrets).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(sent[2].headers()["authorization"], format!("Bearer {TOKEN}"));
    }
}

#[test]
fn without_leave_nothing_is_sent_elsewhere() {
    for redirects in [false, true] {
        let service = service(redirects);
        let client = builder(&service).allow_origin("https://other.example").build().unwrap();
        assert!(read(&client).unwrap_err().is_link());
        assert_eq!(service.requests().len(), 1);
    }
}

#[test]
fn leave_is_for_an_origin_not_for_what_looks_like_it() {
    for link in [
        "http://pages.example/p",
        "https://pages.example:444/p",
        "https://x.pages.example/p",
        "https://pages.example.evil.example/p",
        "https://someone@pages.example/p",
        "https://pages.example@evil.example/p",
        "https://evil.example\\@pages.example/p",
        "https:\\\\evil.example/p",
        "http://localhost/p",
    ] {
        let body = format!(r#"{{"value":[],"@odata.nextLink":{}}}"#, serde_json::to_string(link).unwrap());
        let service = InMemory::queue([answer(200, body), redirect(link)]);
        assert!(read(&friendly(&service)).unwrap_err().is_link(), "{link}");
        assert!(read(&friendly(&service)).unwrap_err().is_link(), "{link}");
        assert_eq!(service.requests().len(), 2, "{link}");
    }
}

#[test]
fn stored_links_to_origins_that_are_allowed_carry_no_token() {
    let service = InMemory::new(|_| answer(200, r#"{"value":[],"@odata.nextLink":"?x=2"}"#));
    let client = friendly(&service);
    let Ok(next) = THERE.parse::<NextLink>();
    let page = block_on(client.resume::<Thing>(&next).send()).unwrap();
    // A relative link of a page belongs where the page came from.
    assert_eq!(page.next_link().unwrap().as_str(), "https://pages.example/p?x=2");
    let Ok(delta) = "http://localhost:81/d".parse::<DeltaLink>();
    block_on(client.changes_since::<Thing>(&delta).send()).unwrap();
    assert_eq!(uris(&service), [THERE, "http://localhost:81/d"]);
    assert!(!service.requests().iter().any(has_secrets));
}

#[test]
fn what_is_no_origin_cannot_be_allowed() {
    for origin in ["", "pages.example", "http://pages.example", "https://pages.example/p", "https://u:p@pages.example"]
    {
        let error = builder(&InMemory::default()).allow_origin(origin).build().unwrap_err();
        assert!(error.is_builder(), "{origin}");
        assert!(error.to_string().contains("the origin cannot be allowed"), "{error}");
    }
}

#[test]
fn what_is_written_goes_to_the_service_alone() {
    let service = InMemory::new(|_| {
        let mut answer = redirect(THERE);
        *answer.status_mut() = http::StatusCode::TEMPORARY_REDIRECT;
        answer
    });
    let thing = friendly(&service).resource().child("things").key("a");
    for error in [
        block_on(thing.update::<Thing>().set(Thing::SIZE, 1).send()).unwrap_err(),
        block_on(thing.delete().send()).unwrap_err(),
        block_on(thing.create(&Thing::default()).send()).unwrap_err(),
    ] {
        assert!(error.is_link() && error.to_string().contains("goes to the service alone"), "{error}");
    }
    assert_eq!(service.requests().len(), 3);
}
