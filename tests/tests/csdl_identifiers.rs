//! The generator's fixture `identifiers`: names outside of ASCII, on the wire and in Rust.
#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a test fails by panicking; a client is more than one test calls"
)]

#[path = "../../generator/tests/fixtures/identifiers/expected/v1/mod.rs"]
#[rustfmt::skip]
mod v1;

use percent_encoding::percent_decode_str;
use serde_json::json;
use v1::{
    ServiceClient,
    gruf6udfen::{Größe, Stück, Право, أبعاد},
};

/// The path of a request, decoded.
macro_rules! path {
    ($request:expr) => {{
        let request = $request.request().unwrap();
        percent_decode_str(request.uri().path()).decode_utf8().unwrap().into_owned()
    }};
}

#[test]
fn urls_spell_names_as_the_service_does() {
    let client = ServiceClient::new("token").unwrap();
    let order = client.注文一覧().by_key(7, "x");
    assert_eq!(path!(order.get()), "/注文一覧(番号=7,符号='x')");
    assert_eq!(path!(order.teile().by_schlüssel("ß").get()), "/注文一覧(番号=7,符号='x')/teile('ß')");
    assert_eq!(path!(client.größtes().get()), "/größtes");
    assert_eq!(path!(client.найти("где")), "/найти(текст='где')");
    let count = path!(client.注文一覧().zählen(&Größe::Übergroß));
    assert_eq!(count, "/注文一覧/shop.größen.zählen(größe=shop.größen.größe'übergroß')");
}

#[test]
fn bodies_spell_names_as_the_service_does() {
    let body =
        json!({"عرض": 1.5, "größe": "大", "права": "читать,писать", "ⅷ": 8, "ნომერი": 1, "ßcharf": "s", "ǆ": "d"});
    let read: أبعاد = serde_json::from_value(body.clone()).unwrap();
    assert_eq!((read.größe.clone(), read.viii), (Some(Größe::大), Some(8)));
    assert_eq!(read.права, Some(Право::ЧИТАТЬ | Право::ПИСАТЬ));
    assert_eq!(serde_json::to_value(&read).unwrap(), body);

    // Two names that Rust would take for one.
    let body = json!({"schlüssel": "s", "naïve": "composed", "nai\u{308}ve": "decomposed"});
    let read: Stück = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), body);
    assert_eq!(read.naïve.as_deref(), Some("composed"));
}
