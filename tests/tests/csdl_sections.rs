//! The generator's fixture `sections`: what its emitted types do with values.
#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a test fails by panicking; a client is more than one test calls"
)]

#[path = "../../generator/tests/fixtures/sections/expected/v1/mod.rs"]
#[rustfmt::skip]
mod v1;

use serde_json::{Value, json};
use v1::{AnyProduct, Level, Loose, Negative, Places, Product, ServiceClient, Shape, Small, Untyped};

fn client() -> ServiceClient {
    ServiceClient::new("token").unwrap()
}

/// The path and query of a request below the service root.
macro_rules! target {
    ($request:expr) => {
        $request.request().unwrap().uri().path_and_query().unwrap().as_str().to_owned()
    };
}

/// Reads a value and writes it again: nothing is lost.
fn comes_back<T: serde::Serialize + serde::de::DeserializeOwned>(body: &Value) -> T {
    let read: T = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), *body);
    read
}

#[test]
fn geo_values_are_json() {
    let point = json!({"type": "Point", "coordinates": [7.1, 50.7], "crs": {"type": "name"}});
    let places: Places = comes_back(&json!({
        "all": [point, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}],
        "defined": point,
        "geographyPoint": point,
        "geometryCollection": {"type": "GeometryCollection", "geometries": []},
    }));
    assert!(places.geography_point.is_some() && places.defined.is_some());
    assert_eq!(places.all.unwrap().len(), 2);
}

#[test]
fn untyped_values_are_json() {
    let untyped: Untyped = comes_back(&json!({
        "anything": {"a": [1, "2", null]},
        "many": [1, "two", {"three": 3}, [4]],
        "primitive": 1.5,
        "complex": {"@odata.type": "#shop.circle", "radius": 1},
        "primitives": [true, "x"],
    }));
    assert_eq!(untyped.many.unwrap().len(), 4);
}

#[test]
fn what_an_open_type_does_not_declare_is_kept() {
    let body = json!({"known": "k", "new@odata.type": "#Date", "new": "2020-01-01"});
    let loose: Loose = comes_back(&body);
    assert_eq!(loose.known.as_deref(), Some("k"));
}

#[test]
fn members_without_values_and_members_of_one_value_are_told_by_name() {
    let product: Product = comes_back(&json!({"level": "middle", "small": "a,b", "negative": "alsoAbove"}));
    assert_eq!(product.level, Some(Level::Middle));
    assert_eq!(product.negative, Some(Negative::AlsoAbove));
    assert_eq!(product.small, Some(Small::A | Small::B));
}

#[test]
fn abstract_types_hold_their_subtypes() {
    let product: Product = comes_back(&json!({"shape": {"@odata.type": "#shop.circle", "radius": 1.5}, "shapes": []}));
    assert!(matches!(product.shape, Some(Shape::Circle(_))));
    let watch: AnyProduct = comes_back(&json!({"@odata.type": "#shop.watch", "id": 1, "jewels": 17}));
    assert!(matches!(watch, AnyProduct::Watch(_)));
}

#[test]
fn every_overload_of_an_import_has_a_method() {
    let client = client();
    assert_eq!(target!(client.find()), "/find()");
    assert_eq!(target!(client.find_with_text("a b")), "/find(text='a%20b')");
    let near = serde_json::from_value(json!({"type": "Point", "coordinates": [1, 2]})).unwrap();
    let near = target!(client.find_with_near_and_within(&near, 1.5));
    assert!(near.starts_with("/find(near=@"), "{near}");
    assert!(near.contains("within=1.5"), "{near}");
    assert_eq!(target!(client.best()), "/best()");
}

#[test]
fn singletons_and_sets_of_extended_containers_are_there() {
    let client = client();
    assert_eq!(target!(client.star().get()), "/star");
    assert_eq!(target!(client.star().maker().get()), "/star/maker");
    assert_eq!(target!(client.makers().by_id(1).get()), "/makers(1)");
}

#[test]
fn a_stream_in_a_complex_type_is_reached_by_hand() {
    let product = client().products().by_id(1);
    let picture = product.as_ref().child("media").stream("picture");
    assert_eq!(target!(picture.download()), "/products(1)/media/picture");
}
