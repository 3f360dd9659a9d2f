//! How far headers that follow from types and options reach: casts, links, pages, parts of a batch.

use futures_util::StreamExt as _;
use odata_runtime::{Client, DeltaLink, NextLink, Page, query::IntoExpand, transport::memory::InMemory};

use super::{Account, Plain, SERVICE, answer, block_on, client, root, says};

fn next_link(link: &str) -> NextLink {
    serde_json::from_value(link.into()).unwrap()
}

#[test]
fn what_is_expanded_reaches_at_any_depth() {
    let expand = |expand| says(root().list::<Plain>().expand(expand).request());
    let deep = |inner| Plain::PARTS.expand(Plain::PARTS.select(Plain::ID).expand(inner)).into_expand();
    for (inner, expected) in [
        (Plain::PARTS.top(1).count().into_expand(), (false, false)),
        (Plain::PARTS.search("a").into_expand(), (false, true)),
        (Plain::OWNER.into_expand(), (true, false)),
        (Plain::OWNER.expand(Account::FRIENDS.top(1).count()).into_expand(), (true, true)),
        ((Plain::PARTS, Plain::OWNER).into_expand(), (true, false)),
        // What a cast leads to, not what the place is declared to hold.
        (Plain::PARTS.cast::<Account>().into_expand(), (true, false)),
        (Plain::PARTS.cast::<Account>().top(1).count().into_expand(), (true, true)),
        (Account::THINGS.on::<Plain>().into_expand(), (false, false)),
        (Account::FRIENDS.on::<Plain>().top(1).count().into_expand(), (true, true)),
    ] {
        let text = inner.render(odata_runtime::EnumStyle::Plain);
        assert_eq!(expand(inner.clone()), expected, "{text}");
        assert_eq!(expand(deep(inner)), expected, "{text}, deeper");
    }
}

#[test]
fn functions_and_changes_take_options_that_say_so() {
    let call = || root().function("f").returns::<Page<Plain>>();
    assert_eq!(says(call().expand(Plain::OWNER).request()), (true, false));
    assert_eq!(says(call().search("a").request()), (false, true));
    assert_eq!(says(call().count().request()), (false, false));
    assert_eq!(says(root().function("f").returns::<Page<Account>>().count().request()), (true, true));
    assert_eq!(says(root().track_changes::<Plain>().expand(Plain::OWNER).request()), (true, false));
    assert_eq!(says(root().get::<Plain>().advanced_query(true).request()), (false, true));
}

#[test]
fn counts_say_what_they_need() {
    let count = || root().count::<Account>();
    assert!(!says(count().advanced_query(false).request()).1);
    assert_eq!(says(root().count::<Plain>().advanced_query(true).request()), (false, true));
    let request = count().header("consistencylevel", "strong").request().unwrap();
    assert_eq!(request.headers().get_all("consistencylevel").iter().collect::<Vec<_>>(), ["strong"]);
}

/// What a stored link is of, and whether a list and changes that go on from it are advanced queries: of
/// accounts, and of what needs nothing.
const LINKS: &[(&str, bool, bool)] = &[
    ("x?$skiptoken=2", false, false),
    ("x?$count=true&$skiptoken=2", true, false),
    ("x?%24skiptoken=2&%24count=true", true, false),
    ("x?$count=false&$skiptoken=2", false, false),
    ("x?$search=%22a%22&$skiptoken=2", true, true),
    ("x?%24search=a+b", true, true),
    ("x?$skiptoken=$search%3Da", false, false),
];

#[test]
fn stored_links_hold_the_options() {
    let client = client(&InMemory::default());
    for (link, of_accounts, of_plain) in LINKS {
        let link = format!("https://service.example/v1.0/{link}");
        let next = next_link(&link);
        assert_eq!(says(client.resume::<Account>(&next).request()), (true, *of_accounts), "{link}");
        assert_eq!(says(client.resume::<Plain>(&next).request()), (false, *of_plain), "{link}");
        assert_eq!(says(client.resume::<Account>(&next).advanced_query(false).request()), (true, false), "{link}");
        assert_eq!(says(root().list::<Account>().resume(&next).request()), (true, *of_accounts), "{link}");
        let delta: DeltaLink = serde_json::from_value(link.clone().into()).unwrap();
        assert_eq!(says(client.changes_since::<Account>(&delta).request()), (true, *of_accounts), "{link}");
    }
    let next = next_link("https://service.example/v1.0/x?$search=a");
    let refused = next_link("https://elsewhere.example/x?$search=a");
    assert!(client.resume::<Account>(&refused).request().is_err());
    let off = Client::for_service(SERVICE).transport(InMemory::default()).advanced_queries(false).build().unwrap();
    assert_eq!(says(off.resume::<Account>(&next).request()), (true, false));
}

#[test]
fn every_page_of_a_call_and_of_changes_has_them() {
    let page = r#"{"value":[],"@odata.nextLink":"x?p=2"}"#;
    let last = r#"{"value":[],"@odata.deltaLink":"x?d=1"}"#;
    let service = InMemory::queue([page, last, page, last].map(|body| answer(200, body)));
    let root = client(&service).resource().child("x");
    let call = root.function("f").returns::<Page<Account>>().count().header("prefer", "a=1");
    block_on(call.pages().collect::<Vec<_>>());
    block_on(root.track_changes::<Account>().collect()).unwrap();
    let sent = service.requests();
    assert_eq!(sent.len(), 4);
    for (request, is_call) in sent.into_iter().zip([true, true, false, false]) {
        let preferences = request.headers().get_all("prefer").iter().any(|value| value == "a=1");
        assert_eq!((says(Ok(request)), preferences), ((true, is_call), is_call));
    }
}

#[test]
fn parts_of_a_batch_are_each_their_own() {
    let service = InMemory::queue([answer(200, r#"{"responses":[]}"#)]);
    let client = client(&service);
    let x = || client.resource().child("x");
    let mut batch = client.batch();
    batch.add(x().create(&Account::default()).return_minimal());
    batch.add(x().get::<Account>().unknown_enum_members(false));
    batch.add(x().list::<Account>().count().header("consistencylevel", "strong"));
    batch.add(x().count::<Account>());
    batch.add(x().function("f").returns::<Page<Plain>>().search("a"));
    batch.add(x().delete());
    drop(block_on(batch.send()).unwrap());
    let sent = service.requests();
    assert_eq!(says(Ok(sent[0].clone())), (false, false), "the batch itself needs nothing");
    let body: serde_json::Value = serde_json::from_slice(sent[0].body()).unwrap();
    let named = |name: &str| -> Vec<Option<String>> {
        let parts = body["requests"].as_array().unwrap().iter();
        parts.map(|part| part["headers"][name].as_str().map(str::to_owned)).collect()
    };
    let members = "include-unknown-enum-members";
    let both = format!("return=minimal, {members}");
    assert_eq!(named("prefer")[..3], [Some(both), None, Some(members.to_owned())]);
    assert_eq!(named("prefer")[4..], [None, None]);
    let levels = named("consistencylevel");
    let levels: Vec<_> = levels.iter().map(Option::as_deref).collect();
    assert_eq!(levels, [None, None, Some("strong"), Some("eventual"), Some("eventual"), None]);
}

#[test]
fn they_add_up_with_the_preferences_of_the_client_and_of_pages() {
    let preferences = |request: odata_runtime::ListRequest<Account>| -> Vec<_> {
        request.request().unwrap().headers().get_all("prefer").iter().cloned().collect()
    };
    assert_eq!(preferences(root().list().page_size(50)), ["odata.maxpagesize=50", "include-unknown-enum-members"]);
    let client =
        Client::for_service(SERVICE).transport(InMemory::default()).default_header("prefer", "a=1").build().unwrap();
    let list = || client.resource().child("x").list::<Account>();
    assert_eq!(preferences(list()), ["a=1", "include-unknown-enum-members"]);
    assert_eq!(preferences(list().unknown_enum_members(false)), ["a=1"]);
}
