//! Changes: what each item is, links to store, and beginning anew.

use crate::support::{BASE, Thing, answer, block_on, client, root, things, uris};
use futures_util::{StreamExt as _, TryStreamExt as _};
use http::Response;
use odata_runtime::{
    Change, Changes, DeltaLink, NextLink, Object, Removed, RemovedReason, Wire, transport::memory::InMemory,
};
use serde_json::{Value, json};

fn delta(link: &str) -> DeltaLink {
    let Ok(link) = link.parse();
    link
}

fn page(items: Value, rest: Value) -> Response<String> {
    let mut body = json!({"@odata.context": "https://service.example/v1.0/$metadata#things/$delta", "value": items});
    body.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    answer(200, body.to_string())
}

fn changes(service: &InMemory) -> Changes<Thing> {
    things(service).function("delta").delta().changes()
}

/// What an item of a page of changes is read as.
fn change(item: &str) -> Change<Thing> {
    let body = format!(r#"{{"@odata.context":"x/$metadata#things/$delta","value":[{item}]}}"#);
    let mut read: Vec<_> = block_on(changes(&InMemory::queue([answer(200, body)])).try_collect()).unwrap();
    assert_eq!(read.len(), 1, "{item}");
    // Nothing is lost.
    let written: Value = serde_json::from_slice(&read[0].write_json().unwrap()).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(item).unwrap());
    read.remove(0)
}

fn removed(item: &str) -> Removed {
    match change(item) {
        Change::Removed(removed) => removed,
        other => panic!("{item} is read as {other:?}"),
    }
}

#[test]
fn removed_items_are_never_taken_for_changed_ones() {
    use RemovedReason::{Changed, Deleted};
    let moved = || RemovedReason::UnknownValue("moved".to_owned());
    for (item, id, reason) in [
        (r#"{"id":"a","@removed":{"reason":"deleted"}}"#, Some("a"), Some(Deleted)),
        (r#"{"@removed":{"reason":"changed","@x.y":1},"id":"a","size":"no number"}"#, Some("a"), Some(Changed)),
        (r#"{"@odata.removed":{"reason":"moved"},"@odata.id":"things('a')"}"#, Some("things('a')"), Some(moved())),
        (r#"{"@removed":{},"@id":"things('a')"}"#, Some("things('a')"), None),
        (r#"{"@removed":"deleted","key":1}"#, None, Some(Deleted)),
        (r#"{"@removed":true,"id":7,"size":[]}"#, Some("7"), None),
        (r#"{"\u0040removed":{"reason":"deleted"},"id":"\u0061"}"#, Some("a"), Some(Deleted)),
        (
            r##"{"@odata.context":"#things/$deletedEntity","id":"things('a')","reason":"deleted","size":{}}"##,
            Some("things('a')"),
            Some(Deleted),
        ),
        (r#"{"@context":"https://service.example/$metadata#things/$deletedEntity","id":"x"}"#, Some("x"), None),
    ] {
        let removed = removed(item);
        assert_eq!((removed.id(), removed.reason()), (id, reason.as_ref()), "{item}");
        assert_eq!(removed.extra().len(), serde_json::from_str::<Value>(item).unwrap().as_object().unwrap().len());
    }
}

#[test]
fn what_looks_removed_and_is_not_is_changed() {
    for item in [
        r#"{"id":"a","size":1}"#,
        r#"{"id":"a","@removed":null}"#,
        r#"{"id":"a","removed":{"reason":"deleted"},"reason":"deleted"}"#,
        r#"{"id":"a","parts@removed":{"reason":"deleted"}}"#,
        r#"{"id":"a","parts":[{"@removed":{"reason":"deleted"}}]}"#,
        r#"{"id":"@removed"}"#,
        r##"{"@odata.context":"#things/sample.special/$entity","id":"a"}"##,
        r##"{"@odata.context":"#things(id)/$entity","id":"a"}"##,
    ] {
        let Change::Changed(_) = change(item) else { panic!("{item}") };
    }
}

#[test]
fn changes_of_relations_and_of_other_sets_are_kept() {
    let link = r##""source":"things('a')","relationship":"parts","target":"parts('b')"}"##;
    let Change::LinkAdded(added) = change(&format!(r##"{{"@odata.context":"#things/$link",{link}"##)) else { panic!() };
    assert_eq!(
        (added.source(), added.relationship(), added.target()),
        (Some("things('a')"), Some("parts"), Some("parts('b')"))
    );
    let Change::LinkRemoved(gone) = change(&format!(r##"{{"@context":"#things/$deletedLink",{link}"##)) else {
        panic!()
    };
    assert_eq!(gone.extra().get("target"), Some("parts('b')".into()));
    let other = change(r##"{"@odata.context":"#parts/$entity","id":"b","size":"large"}"##);
    let Change::Other(Object { extra }) = other else { panic!() };
    assert_eq!(extra.get("size"), Some("large".into()));
}

#[test]
fn a_round_ends_with_a_link_to_store() {
    let service = InMemory::queue([
        page(
            json!([{"id": "a"}, {"id": "b", "@removed": {"reason": "changed"}}]),
            json!({"@odata.nextLink": "things/delta()?p=2"}),
        ),
        page(json!([]), json!({"@odata.nextLink": "things/delta()?p=3"})),
        page(json!([{"id": "a"}, null]), json!({"@odata.deltaLink": "things/delta()?t=1"})),
        page(
            json!([{"@odata.context": "#things/$link", "source": "x"}]),
            json!({"@odata.deltaLink": "things/delta()?t=2"}),
        ),
        page(json!([]), json!({})),
    ]);
    let request =
        things(&service).function("delta").delta::<Thing>().select(Thing::ID).filter(Thing::SIZE.gt(1)).top(2);
    let first = block_on(request.header("x-own", "1").collect()).unwrap();
    assert_eq!(first.changed().iter().filter_map(|thing| thing.id.as_deref()).collect::<String>(), "aa");
    assert_eq!((first.removed()[0].id(), first.rest().len()), (Some("b"), 0));
    let stored = serde_json::to_string(first.link().unwrap()).unwrap();
    assert_eq!(first.into_changed().len(), 2);

    let since: DeltaLink = serde_json::from_str(&stored).unwrap();
    let second = block_on(client(&service).changes_since::<Thing>(&since).collect()).unwrap();
    assert_eq!((second.changed().len(), second.removed().len(), second.rest().len()), (0, 0, 1));
    let third = things(&service).track_changes::<Thing>().since(second.link().unwrap());
    assert_eq!(block_on(third.collect()).unwrap().link(), None);
    let function = format!("{BASE}/things/delta()");
    assert_eq!(
        uris(&service),
        ["?$select=id&$filter=size%20gt%201&$top=2", "?p=2", "?p=3", "?t=1", "?t=2"]
            .map(|query| function.clone() + query)
    );
    let sent = service.requests();
    assert_eq!(
        (&sent[2].headers()["x-own"], &sent[4].headers()["prefer"]),
        (&"1".parse().unwrap(), &"odata.track-changes".parse().unwrap())
    );
}

#[test]
fn links_tell_where_to_go_on_so_that_nothing_is_lost() {
    let bodies = || {
        [
            page(json!([{"id": "a"}, {"id": "b"}]), json!({"@odata.nextLink": "?p=2"})),
            page(json!([{"id": "c"}, {"id": "d"}]), json!({"@odata.nextLink": "?p=3"})),
            page(json!([{"id": "e"}]), json!({"@odata.deltaLink": "?t=1"})),
        ]
    };
    for read_ahead in [false, true] {
        let service = InMemory::queue(bodies());
        let mut changes = if read_ahead { changes(&service).read_ahead() } else { changes(&service) };
        let (second, third) = ("things/delta()?p=2", "things/delta()?p=3");
        for (next, requests) in [(None, 1), (Some(second), 1), (Some(second), 2), (Some(third), 2), (None, 3)] {
            assert_eq!(changes.delta_link(), None);
            block_on(changes.next()).unwrap().unwrap();
            let expected = next.map(|next| format!("{BASE}/{next}"));
            assert_eq!(changes.next_link().map(NextLink::as_str), expected.as_deref());
            assert_eq!(service.requests().len(), if read_ahead { (requests + 1).min(3) } else { requests });
        }
        assert_eq!(changes.delta_link(), Some(&delta(&format!("{BASE}/things/delta()?t=1"))));
        assert!(block_on(changes.next()).is_none());
        assert_eq!((changes.delta_link().is_some(), changes.next_link()), (true, None));
    }
}

#[test]
fn a_round_that_broke_off_goes_on() {
    let first = page(json!([{"id": "a"}]), json!({"@odata.nextLink": "?p=2"}));
    let service =
        InMemory::queue([first, answer(503, ""), page(json!([{"id": "b"}]), json!({"@odata.deltaLink": "?t=1"}))]);
    let mut changes = changes(&service);
    block_on(changes.next()).unwrap().unwrap();
    assert_eq!(block_on(changes.next()).unwrap().unwrap_err().status().unwrap(), 503);
    assert_eq!(changes.delta_link(), None);
    let next = changes.next_link().unwrap();
    let rest = block_on(things(&service).function("delta").delta::<Thing>().resume(next).collect()).unwrap();
    assert_eq!((rest.changed()[0].id.as_deref(), rest.link().is_some()), (Some("b"), true));
    assert_eq!(uris(&service)[2], format!("{BASE}/things/delta()?p=2"));
}

#[test]
fn rounds_do_not_turn_in_circles() {
    // A delta link that leads to its own page is no next page.
    let service = InMemory::new(|_| page(json!([{"id": "a"}]), json!({"@odata.deltaLink": "things/delta()"})));
    let read = block_on(things(&service).function("delta").delta::<Thing>().collect()).unwrap();
    assert_eq!((read.changed().len(), service.requests().len()), (1, 1));
    for read_ahead in [false, true] {
        let service = InMemory::new(|_| page(json!([{"id": "a"}]), json!({"@odata.nextLink": "things/delta()"})));
        let changes = if read_ahead { changes(&service).read_ahead() } else { changes(&service) };
        assert!(block_on(changes.try_collect::<Vec<_>>()).unwrap_err().is_link());
        assert_eq!(service.requests().len(), 1);
    }
    for link in ["https://evil.example/x", "javascript:alert(1)", "https://[", "things"] {
        let service = InMemory::default();
        let error = block_on(client(&service).changes_since::<Thing>(&delta(link)).collect()).unwrap_err();
        assert!(error.is_link() && service.requests().is_empty(), "{link}");
    }
}

#[test]
fn a_service_that_has_forgotten_says_so() {
    let gone = |location: Option<&str>, code: &str| {
        let mut gone = answer(410, json!({"error": {"code": code, "message": "too old"}}).to_string());
        if let Some(location) = location {
            gone.headers_mut().insert("location", location.parse().unwrap());
        }
        gone
    };
    let since = delta("https://service.example/v1.0/things/delta()?t=1");
    let anew = "https://service.example/v1.0/things/delta()?t=";
    for (location, link) in [(None, None), (Some(anew), Some(anew)), (Some("?t="), Some(anew))] {
        let service = InMemory::queue([gone(location, "resyncRequired"), page(json!([]), json!({}))]);
        let error = block_on(client(&service).changes_since::<Thing>(&since).collect()).unwrap_err();
        assert!(error.is_resync_required() && error.is_gone(), "{error}");
        let resync = error.resync().unwrap();
        assert_eq!((resync.code(), resync.link().map(DeltaLink::as_str)), (Some("resyncRequired"), link));
        if let Some(link) = resync.link() {
            block_on(client(&service).changes_since::<Thing>(link).collect()).unwrap();
            assert_eq!(uris(&service)[1], anew);
        }
    }
    let service = InMemory::queue([gone(Some("https://evil.example/x"), ""), answer(404, ""), gone(None, "")]);
    let error = block_on(client(&service).changes_since::<Thing>(&since).collect()).unwrap_err();
    assert_eq!(error.resync().unwrap().code(), None);
    let elsewhere = client(&service).changes_since::<Thing>(error.resync().unwrap().link().unwrap());
    assert!(elsewhere.request().unwrap_err().is_link());
    assert!(block_on(client(&service).changes_since::<Thing>(&since).collect()).unwrap_err().resync().is_none());
    assert!(!block_on(things(&service).key("a").delete().send()).unwrap_err().is_resync_required());
}

#[test]
fn changes_come_in_a_batch_too() {
    let items = json!([{"id": "a"}, {"id": "b", "@removed": {}}]);
    let parts = json!([
        {"id": "1", "status": 200, "body": {"value": items, "@odata.deltaLink": "?t=1"}},
        {"id": "2", "status": 410, "headers": {"Location": "?t="}, "body": {"error": {"code": "x"}}}
    ]);
    let service = InMemory::queue([answer(200, json!({"responses": parts}).to_string())]);
    let client = client(&service);
    let delta = || client.resource().child("things").function("delta").delta::<Thing>();
    let mut batch = client.batch();
    let (first, second) = (batch.add(delta()), batch.add(delta()));
    let mut answers = block_on(batch.send()).unwrap();
    let page = answers.take(first).unwrap();
    assert!(matches!(&page[..], [Change::Changed(_), Change::Removed(_)]));
    assert_eq!(page.delta_link().unwrap().as_str(), format!("{BASE}/things/delta()?t=1"));
    let error = answers.take(second).unwrap_err();
    assert_eq!(error.resync().unwrap().link().unwrap().as_str(), format!("{BASE}/things/delta()?t="));
}

#[test]
fn what_cannot_be_read_says_where() {
    let body = "{\"value\":[{\"id\":\"a\",\"@removed\":{}},\n {\"id\":\"b\",\"size\":\"x\"}]}";
    let service =
        InMemory::queue([answer(200, body), answer(200, "[7]"), answer(200, "{\"value\":[{]}"), answer(200, "{}")]);
    let error = || block_on(root(&service).track_changes::<Thing>().collect()).unwrap_err();
    assert_eq!(error().json_path(), Some("value[1].size"));
    for _ in 0..3 {
        assert!(error().is_decode());
    }
}
