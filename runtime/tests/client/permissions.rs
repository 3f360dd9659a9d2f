//! What a refusal says is needed.

use http::StatusCode;
use odata_runtime::{Client, Error, KeyStyle, Object, Permissions, Service, transport::memory::InMemory};
use serde_json::json;

use crate::support::{TOKEN, Thing, answer, block_on};

const BOTH: &[&str] = &["Things.Read", "Things.ReadWrite"];
const SERVICE: Service = Service::new("Sample", "https://service.example/v1.0").permissions(&[
    Permissions::new("GET", "things", BOTH, BOTH),
    Permissions::new("GET", "things/{key}", BOTH, &["Things.Read.All"]),
    Permissions::new("PATCH", "things/{key}", &["Things.ReadWrite"], &[]),
    Permissions::new("DELETE", "things/{key}", &[], &["Things.Delete"]),
    Permissions::new("POST", "things/{key}/archive", &[], &[]),
    Permissions::new("POST", "things", LONG, &[]),
]);
const LONG: &[&str] = &["A.very.long.permission.that.goes.on.and.on.and.on"; 9];

fn client(service: InMemory, style: KeyStyle) -> Client {
    Client::for_service(SERVICE).key_style(style).credential(TOKEN).transport(service).build().unwrap()
}

/// The permissions and the text of what each kind of request is refused with.
fn refused(style: KeyStyle) -> Vec<(Option<&'static Permissions>, String)> {
    let service = InMemory::new(|_| answer(403, r#"{"error":{"code":"Forbidden","message":"No."}}"#));
    let things = client(service, style).resource().child("things");
    let thing = things.key("a");
    let errors: [Error; 7] = [
        block_on(things.list::<Thing>().send()).unwrap_err(),
        block_on(thing.get::<Thing>().send()).unwrap_err(),
        block_on(thing.update::<Thing>().set(Thing::SIZE, 1).send()).unwrap_err(),
        block_on(thing.delete().send()).unwrap_err(),
        block_on(thing.invoke::<()>("archive").send()).unwrap_err(),
        block_on(thing.child("parts").list::<Thing>().send()).unwrap_err(),
        block_on(things.create(&Thing::default()).send()).unwrap_err(),
    ];
    errors.iter().map(|error| (error.permissions(), error.to_string())).collect()
}

#[test]
fn names_what_is_needed_on_one_line() {
    for style in [KeyStyle::Parentheses, KeyStyle::Segment] {
        let refused = refused(style);
        let said: Vec<&str> = refused.iter().map(|(_, text)| text.split_once("No.").unwrap().1).collect();
        let said: Vec<&str> = said.iter().map(|text| text.split(" (client-request-id").next().unwrap()).collect();
        assert_eq!(
            said.get(..6).unwrap(),
            [
                "; needs one of Things.Read, Things.ReadWrite (delegated or application)",
                "; needs one of Things.Read, Things.ReadWrite (delegated) or Things.Read.All (application)",
                "; needs Things.ReadWrite (delegated)",
                "; needs Things.Delete (application)",
                "; no permission is documented to allow it",
                "",
            ]
        );
        assert!(said.iter().all(|text| text.chars().count() < 300 && !text.contains('\n')), "{said:?}");
        let long = refused.last().unwrap();
        assert!(long.1.contains('…'), "{}", long.1);
        assert_eq!(long.0.unwrap().delegated(), LONG);
        assert!(refused.iter().filter(|(needed, _)| needed.is_none()).count() == 1);
    }
}

#[test]
fn only_a_refusal_for_lack_of_permission_names_them() {
    for status in [400, 401, 404, 500] {
        let service = InMemory::new(move |_| answer(status, "{}"));
        let things = client(service, KeyStyle::Segment).resource().child("things");
        let error = block_on(things.list::<Thing>().send()).unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(error.permissions().is_none() && !error.to_string().contains("needs"), "{error}");
    }
    let unnamed = InMemory::new(|_| answer(403, "{}"));
    let client = Client::builder("https://service.example").transport(unnamed).build().unwrap();
    let error = block_on(client.resource().child("things").list::<Thing>().send()).unwrap_err();
    assert!(error.is_forbidden() && error.permissions().is_none());
}

#[test]
fn a_part_of_a_batch_names_its_own() {
    let service = InMemory::new(|_| {
        let refused = json!({"error": {"code": "Forbidden", "message": "No."}});
        let parts = json!([
            {"id": "1", "status": 403, "body": refused}, {"id": "2", "status": 403, "body": refused},
            {"id": "3", "status": 404, "body": refused}
        ]);
        answer(200, json!({ "responses": parts }).to_string())
    });
    let client = client(service, KeyStyle::Segment);
    let things = client.resource().child("things");
    let mut batch = client.batch();
    let delete = batch.add(things.key("a").delete());
    let read = batch.add(things.key("b").get::<Object>());
    let absent = batch.add(things.key("c").get::<Object>());
    let mut answers = block_on(batch.send()).unwrap();
    let delete = answers.take(delete).unwrap_err();
    assert_eq!(delete.permissions().unwrap().application(), ["Things.Delete"]);
    assert!(delete.to_string().contains("needs Things.Delete (application)"), "{delete}");
    assert_eq!(answers.take(read).unwrap_err().permissions().unwrap().delegated(), BOTH);
    let absent = answers.take(absent).unwrap_err();
    assert_eq!((absent.status(), absent.permissions()), (Some(StatusCode::NOT_FOUND), None));
}
