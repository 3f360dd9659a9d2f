//! Versions of entities: where they are found, and what is sent for them.

use odata_runtime::{ETag, IntoETag, transport::memory::InMemory};

use crate::support::{Thing, answer, block_on, offline, things};

fn tagged(status: u16, body: &str, etag: &str) -> http::Response<String> {
    let mut answer = answer(status, body);
    answer.headers_mut().insert("etag", etag.parse().unwrap());
    answer
}

#[test]
fn a_model_has_its_etag_from_the_body_or_else_the_header() {
    for (body, header, expected) in [
        (r#"{"@odata.etag":"W/\"1\""}"#, "W/\"2\"", "W/\"1\""),
        (r#"{"@etag":"W/\"1\""}"#, "W/\"2\"", "W/\"1\""),
        (r#"{"id":"a"}"#, "W/\"2\"", "W/\"2\""),
        (r#"{"value":{"id":"a"}}"#, "\"2\"", "\"2\""),
    ] {
        let service = InMemory::new(move |_| tagged(200, body, header));
        let thing = things(&service).key("a");
        let read = block_on(thing.get::<Thing>().send()).unwrap();
        let made = block_on(thing.create(&Thing::default()).send()).unwrap();
        let changed = block_on(thing.update::<Thing>().set(Thing::SIZE, 1).send()).unwrap().unwrap();
        let put = block_on(thing.upsert(&Thing::default()).send()).unwrap().into_entity().unwrap();
        for model in [read, made, changed, put] {
            assert_eq!(model.extra.etag().unwrap().as_str(), expected, "{body}");
        }
    }
}

#[test]
fn a_version_is_named_in_every_way() {
    let mut read = Thing::default();
    read.extra.insert("@odata.etag", "W/\"1\"").unwrap();
    let etag = ETag::from("W/\"1\"");
    let thing = offline().child("things").key("a");
    let sent = |request: odata_runtime::Result<http::Request<bytes::Bytes>>| {
        let request = request.unwrap();
        let header = request.headers().get("if-match").or(request.headers().get("if-none-match")).unwrap();
        header.to_str().unwrap().to_owned()
    };
    for header in [
        sent(thing.delete().if_match(&read).request()),
        sent(thing.delete().if_match(&etag).request()),
        sent(thing.get::<Thing>().if_none_match(etag.clone()).request()),
        sent(thing.update::<Thing>().set(Thing::SIZE, 1).if_match("W/\"1\"").request()),
        sent(thing.replace(&read).if_match("W/\"1\"".to_owned()).request()),
        sent(thing.invoke::<()>("go").if_match("W/\"1\"".to_owned()).request()),
        sent(thing.remove_ref().if_match(&read).request()),
        sent(thing.value().download().if_none_match(&read).request()),
    ] {
        assert_eq!(header, "W/\"1\"");
    }
    assert_eq!(sent(thing.delete().if_match("unquoted").request()), "unquoted");
    assert_eq!(sent(thing.delete().if_match("\"1\"").if_match(ETag::any()).request()), "*");
}

#[test]
fn what_is_no_version_is_reported_before_anything_is_sent() {
    let thing = offline().child("things").key("a");
    let error = thing.delete().if_match(&Thing::default()).request().unwrap_err();
    assert!(error.is_builder());
    assert!(error.to_string().contains("the model has no ETag"), "{error}");
    for text in ["", " ", "a\r\nx: y", "a\0", "\u{e4}\n"] {
        assert!(thing.delete().if_match(text).request().unwrap_err().is_builder(), "{text:?}");
    }
    let service = InMemory::default();
    assert!(block_on(things(&service).delete().if_match("\n").send()).unwrap_err().is_builder());
    assert!(service.requests().is_empty());
}

#[test]
fn what_has_not_changed_is_none() {
    let service = InMemory::queue([answer(304, ""), answer(304, ""), answer(200, r#"{"id":"a"}"#), answer(404, "")]);
    let get = || things(&service).key("a").get::<Thing>().if_none_match("\"1\"");
    assert_eq!(block_on(get().send_if_changed()).unwrap(), None);
    assert!(block_on(get().send()).unwrap_err().is_not_modified());
    assert_eq!(block_on(get().send_if_changed()).unwrap().unwrap().id.as_deref(), Some("a"));
    assert!(block_on(get().send_if_changed()).unwrap_err().is_not_found());
}

#[test]
fn conditions_that_fail_are_asked_for() {
    let service = InMemory::queue([answer(412, ""), answer(428, "")]);
    let delete = || things(&service).key("a").delete().if_match("\"1\"");
    let error = block_on(delete().send()).unwrap_err();
    assert!(error.is_precondition_failed() && !error.is_precondition_required());
    let error = block_on(delete().send()).unwrap_err();
    assert!(error.is_precondition_required() && !error.is_precondition_failed());
}

#[test]
fn control_information_of_both_versions_is_found() {
    let read: Thing =
        serde_json::from_str(r#"{"@id":"i","@odata.editLink":"e","@mediaEtag":"m","@odata.etag":5,"@etag":"x"}"#)
            .unwrap();
    assert_eq!((read.extra.id().as_deref(), read.extra.edit_link().as_deref()), (Some("i"), Some("e")));
    assert_eq!((read.extra.media_etag(), read.extra.etag()), (Some("m".into()), Some("x".into())));
}

#[test]
fn an_etag_is_a_text() {
    let etag: ETag = "W/\"\u{e4}\"".parse().unwrap();
    assert_eq!(format!("{etag}"), "W/\"\u{e4}\"");
    let json = serde_json::to_string(&etag).unwrap();
    assert_eq!(serde_json::from_str::<ETag>(&json).unwrap(), etag);
    assert_eq!((&etag).into_etag().unwrap(), etag);
}
