//! References between entities: what is sent, what names an entity.

use odata_runtime::{IntoReference, Object, Reference, Resource, transport::memory::InMemory};

use crate::support::{Thing, answer, block_on, offline, root};

#[derive(Clone)]
struct ThingRequestBuilder(Resource);
odata_runtime::request_builder!(ThingRequestBuilder);

#[test]
fn requests_are_written_as_the_standard_has_them() {
    let things = offline().child("things");
    let parts = things.key("a").child("parts");
    let target = r#"{"@odata.id":"https://service.example/v1.0/things/b"}"#;
    for (request, method, uri, body) in [
        (parts.add_ref(things.key("b")), "POST", "/v1.0/things/a/parts/$ref", target),
        (things.key("a").child("owner").set_ref(things.key("b")), "PUT", "/v1.0/things/a/owner/$ref", target),
        (things.key("a").child("owner").remove_ref(), "DELETE", "/v1.0/things/a/owner/$ref", ""),
        (parts.key("b").remove_ref(), "DELETE", "/v1.0/things/a/parts/b/$ref", ""),
        (
            parts.remove_ref_to(things.key("b+c")),
            "DELETE",
            "/v1.0/things/a/parts/$ref?$id=https://service.example/v1.0/things/b%252Bc",
            "",
        ),
        (parts.remove_ref_to("things('x')"), "DELETE", "/v1.0/things/a/parts/$ref?$id=things('x')", ""),
    ] {
        let sent = request.request().unwrap();
        assert_eq!(sent.uri().path_and_query().unwrap().as_str(), uri);
        assert_eq!((sent.method().as_str(), sent.body()), (method, &bytes::Bytes::from(body)));
        assert_eq!(sent.headers().contains_key("content-type"), !body.is_empty());
    }
}

#[test]
fn an_entity_is_named_in_every_way() {
    let resource = offline().child("things").key("a");
    let builder = ThingRequestBuilder::new(resource.clone());
    let whole = "https://service.example/v1.0/things/a";
    let mut read = Thing::default();
    read.extra.insert("@odata.id", whole).unwrap();
    let reference: Reference = whole.parse().unwrap();
    for named in [
        (&resource).into_reference(),
        resource.into_reference(),
        (&builder).into_reference(),
        builder.into_reference(),
        (&read).into_reference(),
        (&reference).into_reference(),
        reference.clone().into_reference(),
        whole.into_reference(),
        whole.to_owned().into_reference(),
    ] {
        assert_eq!(named.unwrap(), reference);
    }
}

#[test]
fn what_names_no_entity_is_reported_before_anything_is_sent() {
    let parts = offline().child("parts");
    for text in ["", " ", "a b", "a\nb", "javascript:alert(1)", "data:,x", "file:///etc/passwd"] {
        assert!(parts.add_ref(text).request().unwrap_err().is_builder(), "{text:?}");
        assert!(parts.remove_ref_to(text).request().unwrap_err().is_builder(), "{text:?}");
    }
    let error = parts.set_ref(&Thing::default()).request().unwrap_err();
    assert!(error.to_string().contains("the model has no `@odata.id`"), "{error}");
    assert!(parts.add_ref(offline().child("..")).request().unwrap_err().is_builder());
}

#[test]
fn references_are_listed_over_pages() {
    let service = InMemory::queue([
        answer(
            200,
            r#"{"value":[{"@odata.id":"things(1)"}],"@odata.nextLink":"https://service.example/v1.0/x?$skiptoken=1"}"#,
        ),
        answer(200, r#"{"value":[{"@id":"things(2)"}]}"#),
        answer(200, r#"{"value":[{"id":"3"}]}"#),
    ]);
    let list = || root(&service).child("parts").list_refs();
    let all: Vec<Reference> = block_on(futures_util::TryStreamExt::try_collect(list().items())).unwrap();
    assert_eq!(all.iter().map(Reference::as_str).collect::<Vec<_>>(), ["things(1)", "things(2)"]);
    assert_eq!(service.requests()[0].uri(), "https://service.example/v1.0/parts/$ref");
    assert!(block_on(list().send()).unwrap_err().is_decode());
}

#[test]
fn a_reference_is_a_text_and_a_body() {
    let reference: Reference = "things(1)".parse().unwrap();
    assert_eq!(serde_json::to_string(&reference).unwrap(), r#""things(1)""#);
    assert_eq!(serde_json::from_str::<Reference>(r#""things(1)""#).unwrap(), reference);
    assert!(serde_json::from_str::<Reference>(r#""""#).is_err());
    let service = InMemory::queue([answer(204, "")]);
    let created = Object::default();
    let mut made = answer(204, "");
    made.headers_mut().insert("odata-entityid", "things(9)".parse().unwrap());
    let makes = InMemory::queue([made, answer(204, "")]);
    let created = block_on(root(&makes).child("things").create(&created).send_minimal()).unwrap();
    block_on(root(&service).child("parts").add_ref(&created).send()).unwrap();
    assert_eq!(service.requests()[0].body(), r#"{"@odata.id":"things(9)"}"#);
    let nothing = block_on(root(&makes).create(&Object::default()).send_minimal()).unwrap();
    assert!((&nothing).into_reference().unwrap_err().is_builder());
}
