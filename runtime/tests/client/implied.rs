//! Headers that follow from types and options: when they are sent, and how they are turned off.

use http::Request;
use odata_runtime::{
    Client, Extra, Model, Navigation, Peek, Property, Resource, Service, Slot, Table, transport::memory::InMemory,
};

use crate::support::{Thing, answer, block_on};

mod reach;

/// A type with an evolvable enumeration, counted by advanced queries.
#[derive(Default)]
struct Account {
    id: Option<String>,
    extra: Extra,
}

impl Account {
    const ID: Property<Self, String> = Property::new("id");
    const FRIENDS: Navigation<Self, Vec<Account>> = Navigation::new("friends");
    const THINGS: Navigation<Self, Vec<Plain>> = Navigation::new("things");
}

/// A type that needs nothing, related to one that does.
#[derive(Default)]
struct Plain {
    id: Option<String>,
    extra: Extra,
}

impl Plain {
    const ID: Property<Self, String> = Property::new("id");
    const OWNER: Navigation<Self, Account> = Navigation::new("owner");
    const PARTS: Navigation<Self, Vec<Plain>> = Navigation::new("parts");
}

macro_rules! one_property {
    ($type:ty, $name:literal) => {
        impl Model for $type {
            fn table(&self) -> &'static Table {
                &Table { type_name: $name, names: &["id"], key: &[], navigation: &[] }
            }

            fn slot(&mut self, index: usize) -> Slot<'_> {
                if index == 0 { Slot::String(&mut self.id) } else { Slot::Extra(&mut self.extra) }
            }

            fn peek(&self, index: usize) -> Peek<'_> {
                if index == 0 { Peek::String(&self.id) } else { Peek::Extra(&self.extra) }
            }
        }
    };
}

one_property!(Account, "ns.account");
one_property!(Plain, "ns.plain");
odata_runtime::model!(Account, "ns.account", evolvable_enums, advanced_queries);
odata_runtime::model!(Plain, "ns.plain");
odata_runtime::subtype!(Account, Plain);

const SERVICE: Service = Service::new("Sample", "https://service.example/v1.0")
    .evolvable_enums("include-unknown-enum-members")
    .advanced_queries("ConsistencyLevel", "eventual");

fn client(service: &InMemory) -> Client {
    Client::for_service(SERVICE).transport(service.clone()).no_retry().build().unwrap()
}

fn root() -> Resource {
    client(&InMemory::default()).resource().child("x")
}

/// Whether the preference and the header of advanced queries are there.
fn says<B>(request: odata_runtime::Result<Request<B>>) -> (bool, bool) {
    let request = request.unwrap();
    let headers = request.headers();
    let prefers = headers.get_all("prefer").iter().any(|value| value == "include-unknown-enum-members");
    (prefers, headers.get("consistencylevel").is_some_and(|value| value == "eventual"))
}

#[test]
fn the_type_of_the_answer_decides() {
    assert_eq!(says(root().list::<Account>().request()), (true, false));
    assert_eq!(says(root().get::<Account>().request()), (true, false));
    assert_eq!(says(root().create(&Account::default()).request()), (true, false));
    assert_eq!(says(root().update::<Account>().set(Account::ID, "a").request()), (true, false));
    assert_eq!(says(root().upsert(&Account::default()).request()), (true, false));
    assert_eq!(says(root().replace(&Account::default()).request()), (true, false));
    assert_eq!(says(root().track_changes::<Account>().request()), (true, false));
    assert_eq!(says(root().function("f").returns::<Account>().request()), (true, false));
    assert_eq!(says(root().function("f").returns::<odata_runtime::Page<Account>>().request()), (true, false));
    assert_eq!(says(root().function("delta").delta::<Account>().request()), (true, false));
    assert_eq!(says(root().invoke::<Option<Account>>("a").request()), (true, false));
    assert_eq!(says(root().action::<Account>("a", &Account::default()).request()), (true, false));

    assert_eq!(says(root().list::<Plain>().request()), (false, false));
    assert_eq!(says(root().get::<Plain>().request()), (false, false));
    assert_eq!(says(root().create(&Plain::default()).request()), (false, false));
    assert_eq!(says(root().invoke::<()>("a").request()), (false, false));
    assert_eq!(says(root().invoke::<String>("a").request()), (false, false));
    assert_eq!(says(root().delete().request()), (false, false));
}

#[test]
fn what_is_expanded_decides_too() {
    assert_eq!(says(root().list::<Plain>().expand(Plain::PARTS).request()), (false, false));
    assert_eq!(says(root().list::<Plain>().expand(Plain::OWNER).request()), (true, false));
    assert_eq!(says(root().get::<Plain>().expand(Plain::PARTS.expand(Plain::OWNER)).request()), (true, false));
    assert_eq!(says(root().list::<Account>().expand(Account::THINGS.select(Plain::ID)).request()), (true, false));
}

#[test]
fn searches_and_counts_are_advanced_queries() {
    assert_eq!(says(root().list::<Plain>().search("a").request()), (false, true));
    assert_eq!(says(root().list::<Plain>().query("$search", "a").request()), (false, true));
    assert_eq!(says(root().list::<Plain>().count().request()), (false, false));
    assert_eq!(says(root().list::<Account>().count().request()), (true, true));
    assert_eq!(says(root().list::<Account>().query("$count", "false").request()), (true, false));
    assert!(says(root().count::<Account>().request()).1);
    assert!(!says(root().count::<Plain>().request()).1);
    assert!(says(root().count::<Plain>().search("a").request()).1);
    assert_eq!(says(root().list::<Account>().expand(Account::FRIENDS.top(1).count()).request()), (true, true));
}

#[test]
fn a_client_and_a_request_can_differ() {
    let off = Client::for_service(SERVICE)
        .transport(InMemory::default())
        .unknown_enum_members(false)
        .advanced_queries(false)
        .build()
        .unwrap();
    let list = || off.resource().child("x").list::<Account>().count().search("a");
    assert_eq!(says(list().request()), (false, false));
    assert_eq!(says(list().unknown_enum_members(true).request()), (true, false));
    assert_eq!(says(list().advanced_query(true).request()), (false, true));
    let list = || root().list::<Account>().count();
    assert_eq!(says(list().unknown_enum_members(false).request()), (false, true));
    assert_eq!(says(list().advanced_query(false).request()), (true, false));
    assert_eq!(says(root().list::<Plain>().advanced_query(true).request()), (false, true));

    let bare = Client::builder("https://service.example").transport(InMemory::default()).build().unwrap();
    let list = bare.resource().child("x").list::<Account>().count().search("a");
    assert_eq!(says(list.unknown_enum_members(true).advanced_query(true).request()), (false, false));
}

#[test]
fn what_the_caller_says_stays() {
    let request = root().list::<Account>().count().header("consistencylevel", "strong").request().unwrap();
    assert_eq!(request.headers().get_all("consistencylevel").iter().collect::<Vec<_>>(), ["strong"]);
    let list = root()
        .list::<Account>()
        .header("prefer", "odata.maxpagesize=5")
        .header("prefer", "x, Include-Unknown-Enum-Members");
    let preferences: Vec<_> = list.request().unwrap().headers().get_all("prefer").iter().cloned().collect();
    assert_eq!(preferences, ["odata.maxpagesize=5", "x, Include-Unknown-Enum-Members"], "it is said once");
    let update = root().update::<Account>().set(Account::ID, "a").return_minimal().request().unwrap();
    let preferences: Vec<_> = update.headers().get_all("prefer").iter().collect();
    assert_eq!(preferences, ["return=minimal", "include-unknown-enum-members"]);
}

#[test]
fn they_go_with_every_page_and_every_part() {
    let service = InMemory::queue([
        answer(200, r#"{"value":[{"id":"a"}],"@odata.nextLink":"x?p=2"}"#),
        answer(200, r#"{"value":[]}"#),
        answer(200, r#"{"value":[]}"#),
        answer(200, r#"{"responses":[]}"#),
    ]);
    let client = client(&service);
    let list = client.resource().child("x").list::<Account>().count();
    let page = block_on(list.clone().send()).unwrap();
    let rest = futures_util::StreamExt::collect::<Vec<_>>(list.resume(page.next_link().unwrap()).items());
    block_on(rest);
    let resumed = client.resume::<Account>(page.next_link().unwrap());
    block_on(resumed.send()).unwrap();
    let sent = service.requests();
    assert_eq!(sent.len(), 3);
    assert_eq!(says(Ok(sent[1].clone())), (true, true), "the link holds the count");
    assert!(says(Ok(sent[2].clone())).0);

    let mut batch = client.batch();
    batch.add(client.resource().child("x").list::<Account>().count());
    batch.add(client.resource().child("y").key("a").get::<Thing>());
    drop(block_on(batch.send()).unwrap());
    let body: serde_json::Value = serde_json::from_slice(service.requests()[3].body()).unwrap();
    let headers = &body["requests"][0]["headers"];
    assert_eq!(
        (&headers["prefer"], &headers["consistencylevel"]),
        (&"include-unknown-enum-members".into(), &"eventual".into())
    );
    assert_eq!(body["requests"][1]["headers"]["prefer"], serde_json::Value::Null);
}
