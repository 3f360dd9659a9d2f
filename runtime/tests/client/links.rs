//! Next links as values: complete, stored, followed later; and those of nested collections.

use crate::support::{BASE, Thing, answer, block_on, client, root, things, uris};
use futures_util::TryStreamExt as _;
use odata_runtime::{
    Client, DeltaLink, FunctionRequest, Navigation, NextLink, Object, Page, Property, transport::memory::InMemory,
};
use serde_json::json;

const PARTS: Navigation<Thing, Vec<Thing>> = Navigation::new("parts");
const TAGS: Property<Thing, Vec<String>> = Property::new("tags");

fn link(url: &str) -> NextLink {
    let Ok(link) = url.parse();
    link
}

/// The next link and the delta link of a page with these links in it.
fn links(context: Option<&str>, next: &str) -> (String, String) {
    let mut body = json!({"value": [], "@odata.nextLink": next, "@odata.deltaLink": next});
    if let Some(context) = context {
        body["@odata.context"] = context.into();
    }
    let service = InMemory::queue([answer(200, body.to_string())]);
    let page: Page<Thing> = block_on(things(&service).key("1").child("parts").list().top(1).send()).unwrap();
    let texts = (page.next_link().map(NextLink::as_str), page.delta_link().map(DeltaLink::as_str));
    (texts.0.unwrap().to_owned(), texts.1.unwrap().to_owned())
}

#[test]
fn links_are_complete_by_themselves() {
    let context = Some("https://service.example/v1.0/$metadata#things");
    for (context, written, complete) in [
        (None, "https://service.example/x?$skiptoken=a%2Bb+c'd'", "https://service.example/x?$skiptoken=a%2Bb+c'd'"),
        (None, "https://pages.example/x", "https://pages.example/x"),
        (None, "?p=2", "https://service.example/v1.0/things/1/parts?p=2"),
        (None, "parts?p=2", "https://service.example/v1.0/things/1/parts?p=2"),
        (None, "../2/parts?p=2", "https://service.example/v1.0/things/2/parts?p=2"),
        (None, "/other?p=2", "https://service.example/other?p=2"),
        (None, "//pages.example/x", "https://pages.example/x"),
        (None, "parts?u=https://a/b", "https://service.example/v1.0/things/1/parts?u=https://a/b"),
        (None, "", "https://service.example/v1.0/things/1/parts?$top=1"),
        (context, "things/1/parts?p=2", "https://service.example/v1.0/things/1/parts?p=2"),
        (context, "../beta/things?p=2", "https://service.example/beta/things?p=2"),
        (context, "?p=2", "https://service.example/v1.0/things/1/parts?p=2"),
        (
            Some("https://inner.example/$metadata#things"),
            "parts?p=2",
            "https://service.example/v1.0/things/1/parts?p=2",
        ),
        (Some("../../$metadata#things"), "things?p=2", "https://service.example/v1.0/things?p=2"),
        // What leads nowhere is kept as it came.
        (None, "https://[", "https://["),
        (None, "javascript:alert(1)", "javascript:alert(1)"),
        (None, "https://someone:secret@service.example/", "https://someone:secret@service.example/"),
    ] {
        assert_eq!(links(context, written), (complete.to_owned(), complete.to_owned()), "{written}");
    }
}

#[test]
fn links_are_stored_as_strings() {
    for url in ["https://service.example/x?t=%2B\"ä", "relative", ""] {
        let next = link(url);
        let text = serde_json::to_string(&next).unwrap();
        assert_eq!(text, serde_json::to_string(url).unwrap());
        assert_eq!(serde_json::from_str::<NextLink>(&text).unwrap(), next);
        assert_eq!(serde_json::from_str::<DeltaLink>(&text).unwrap().as_str(), url);
        assert_eq!(String::from(next), url);
    }
    assert!(serde_json::from_str::<NextLink>("7").is_err());
    let mut binary = Vec::new();
    ciborium::into_writer(&link("https://a/b"), &mut binary).unwrap();
    assert_eq!(ciborium::from_reader::<NextLink, _>(&*binary).unwrap(), link("https://a/b"));
}

#[test]
fn links_do_not_show_what_they_hold() {
    for (url, shown) in [
        ("https://service.example/v1.0/things?$skiptoken=secret", "NextLink(/v1.0/things)"),
        ("https://someone:secret@service.example/x#secret", "NextLink(/x)"),
        ("javascript:secret", "NextLink(…)"),
        ("x?secret", "NextLink(…)"),
    ] {
        assert_eq!(format!("{:?}", link(url)), shown);
        let request = client(&InMemory::default()).resume::<Thing>(&link(url));
        assert!(!format!("{request:?} {:?}", request.clone().pages()).contains("secret"));
    }
    let Ok(delta) = "https://service.example/x?secret".parse::<DeltaLink>();
    assert_eq!(format!("{delta:?}"), "DeltaLink(/x)");
}

#[test]
fn a_new_client_goes_on_from_a_stored_link() {
    let service =
        InMemory::queue([answer(200, json!({"value": [{"id": "a"}], "@odata.nextLink": "?p=2"}).to_string())]);
    let first = block_on(things(&service).list::<Thing>().top(1).send()).unwrap();
    let stored = serde_json::to_string(first.next_link().unwrap()).unwrap();

    let rest = [json!({"value": [{"id": "b"}], "@odata.nextLink": "?p=3"}), json!({"value": [{"id": "c"}]})];
    let service = InMemory::queue(rest.map(|body| answer(200, body.to_string())));
    let next: NextLink = serde_json::from_str(&stored).unwrap();
    let list = things(&service).list::<Thing>().top(9).header("x-own", "1").resume(&next);
    let read: Vec<Thing> = block_on(list.items().try_collect()).unwrap();
    assert_eq!(read.iter().filter_map(|thing| thing.id.as_deref()).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(uris(&service), [2, 3].map(|page| format!("{BASE}/things?p={page}")));
    for request in service.requests() {
        assert_eq!(
            (&request.headers()["x-own"], request.headers()["authorization"].is_sensitive()),
            (&"1".parse().unwrap(), true)
        );
    }
}

#[test]
fn every_collection_can_be_resumed() {
    let next = link("https://service.example/v1.0/x?p=2");
    let service = InMemory::new(|_| answer(200, r#"{"value":[{"id":"b"}]}"#));
    let resource = root(&service);
    let function: FunctionRequest<Page<Thing>> = resource.function("f").returns();
    let action = resource.action::<Page<Thing>>("a", &json!({"x": 1})).resume(&next);
    assert_eq!(block_on(client(&service).resume::<Thing>(&next).send()).unwrap().len(), 1);
    assert_eq!(block_on(client(&service).resume::<Thing>(&next).pages().try_collect::<Vec<_>>()).unwrap().len(), 1);
    assert_eq!(block_on(function.resume(&next).send()).unwrap().len(), 1);
    assert_eq!(block_on(action.send()).unwrap().len(), 1);
    for request in service.requests() {
        assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("GET", next.as_str()));
        assert!(request.body().is_empty() && !request.headers().contains_key("content-type"));
    }
}

#[test]
fn a_stored_link_that_leads_astray_sends_nothing() {
    for url in [
        "https://evil.example/v1.0/things",
        "http://service.example/v1.0/things",
        "https://service.example:444/",
        "//service.example/x",
        "\\\\service.example\\x",
        "/v1.0/things",
        "things?p=2",
        "https://service.example@evil.example/",
        "https://someone:secret@service.example/",
        "https://evil.example\\@service.example/",
        "javascript:alert(1)",
        "data:text/plain,secret",
        "https://[",
        "",
    ] {
        let service = InMemory::default();
        let list = things(&service).list::<Thing>().resume(&link(url));
        let error = block_on(list.clone().send()).unwrap_err();
        assert!(error.is_link() && list.request().unwrap_err().is_link(), "{url}: {error}");
        assert!(error.to_string().contains("the link is not followed"), "{error}");
        assert!(!format!("{error} {error:?} {list:?}").contains("secret"));
        assert!(block_on(list.items().try_collect::<Vec<_>>()).unwrap_err().is_link());
        assert!(service.requests().is_empty(), "{url}");
    }
}

#[test]
fn resumed_walks_end_too() {
    let next = link("https://service.example/v1.0/things?p=2");
    let service = InMemory::new(|_| answer(200, r#"{"value":[{"id":"a"}],"@odata.nextLink":"?p=2"}"#));
    let error = block_on(client(&service).resume::<Thing>(&next).items().try_collect::<Vec<_>>()).unwrap_err();
    assert!(error.is_link() && error.to_string().contains("read already"), "{error}");
    assert_eq!(service.requests().len(), 1);

    let service = InMemory::new(|request| {
        let number: u32 = request.uri().query().unwrap().trim_start_matches("p=").parse().unwrap();
        answer(200, format!(r#"{{"value":[],"@odata.nextLink":"?p={}"}}"#, number + 1))
    });
    let error = block_on(client(&service).resume::<Thing>(&next).items().try_collect::<Vec<_>>()).unwrap_err();
    assert!(error.to_string().contains("empty pages"), "{error}");
    assert_eq!(service.requests().len(), 1001);
}

fn rest(body: &str) -> Option<String> {
    let thing: Thing = serde_json::from_str(body).unwrap();
    let rest = client(&InMemory::default()).rest_of(&thing, PARTS)?;
    Some(
        rest.request()
            .map_or_else(|error| format!("link error: {}", error.is_link()), |request| request.uri().to_string()),
    )
}

#[test]
fn nested_collections_are_followed() {
    for (body, expected) in [
        (
            r#"{"parts@odata.nextLink": "https://service.example/v1.0/x?y=%2B"}"#,
            Some("https://service.example/v1.0/x?y=%2B"),
        ),
        (r#"{"parts@odata.nextLink": "things/1/parts?p=2"}"#, Some("https://service.example/v1.0/things/1/parts?p=2")),
        (
            r#"{"parts@odata.nextLink": "/v1.0/things/1/parts?p=2"}"#,
            Some("https://service.example/v1.0/things/1/parts?p=2"),
        ),
        (r#"{"parts@nextLink": "p?p=2", "parts@odata.count": 9}"#, Some("https://service.example/v1.0/p?p=2")),
        (
            r##"{"@odata.context": "https://service.example/beta/$metadata#things/$entity", "parts@odata.nextLink": "p?p=2"}"##,
            Some("https://service.example/beta/p?p=2"),
        ),
        (
            r##"{"@odata.context": "https://evil.example/$metadata#things/$entity", "parts@odata.nextLink": "p?p=2"}"##,
            Some("https://service.example/v1.0/p?p=2"),
        ),
        (r#"{"parts@odata.nextLink": "https://evil.example/x"}"#, Some("link error: true")),
        (r#"{"parts": [], "other@odata.nextLink": "x", "@odata.nextLink": "y", "parts@odata.count": 0}"#, None),
        (r#"{"parts@odata.nextLink": null}"#, None),
        (r#"{"parts@odata.nextLink": 7}"#, None),
        ("{}", None),
    ] {
        assert_eq!(rest(body).as_deref(), expected, "{body}");
    }
}

#[test]
fn nested_collections_are_read_to_the_end() {
    let pages = [json!({"value": ["b"], "@odata.nextLink": "/v1.0/t?p=3"}), json!({"value": ["c", "d"]})];
    let service = InMemory::queue(pages.map(|body| answer(200, body.to_string())));
    let thing: Thing = serde_json::from_str(r#"{"tags": ["a"], "tags@odata.nextLink": "t?p=2"}"#).unwrap();
    let rest = client(&service).rest_of(&thing, TAGS).unwrap();
    assert_eq!(block_on(rest.items().try_collect::<Vec<_>>()).unwrap(), ["b", "c", "d"]);
    assert_eq!(uris(&service), [2, 3].map(|page| format!("{BASE}/t?p={page}")));
}

#[test]
fn names_of_version_4_01_are_read() {
    let body = r#"{"@context":"x","@count":2,"value":[{}],"@nextLink":"n","@deltaLink":"d","@x.y":1}"#;
    let service = InMemory::queue([answer(200, body)]);
    let page = block_on(things(&service).list::<Object>().send()).unwrap();
    assert_eq!((page.context(), page.count()), (Some("x"), Some(2)));
    assert_eq!(page.next_link().unwrap().as_str(), format!("{BASE}/n"));
    assert_eq!(page.delta_link().unwrap().as_str(), format!("{BASE}/d"));
    assert_eq!(page.extra().iter().collect::<Vec<_>>(), [("@x.y", "1")]);
}

#[test]
fn a_batch_carries_on_too() {
    let body = json!({"responses": [{"id": "1", "status": 200, "body": {"value": [], "@odata.nextLink": "?p=3"}}]});
    let service = InMemory::queue([answer(200, body.to_string())]);
    let client: Client = client(&service);
    let mut batch = client.batch();
    let part = batch.add(client.resume::<Thing>(&link("https://service.example/v1.0/things?p=2")));
    let page = block_on(batch.send()).unwrap().take(part).unwrap();
    assert_eq!(page.next_link().unwrap().as_str(), format!("{BASE}/things?p=3"));
    let sent = String::from_utf8(service.requests()[0].body().to_vec()).unwrap();
    assert!(sent.contains(r#""url":"things?p=2""#), "{sent}");
}
