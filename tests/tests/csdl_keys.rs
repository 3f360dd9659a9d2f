//! The generator's fixture `keys`: what a key predicate says in a URL, whatever its parts are.
#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "a test fails by panicking; a client is more than one test calls"
)]

#[path = "../../generator/tests/fixtures/keys/expected/v1/mod.rs"]
#[rustfmt::skip]
mod v1;

use odata_runtime::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use v1::{Rights, ServiceClient, Size};

fn client() -> ServiceClient {
    ServiceClient::new("token").unwrap()
}

/// The path of a request below the service root.
macro_rules! path {
    ($builder:expr) => {
        $builder.get().request().unwrap().uri().path().to_owned()
    };
}

#[test]
fn parts_that_are_paths_go_by_their_aliases() {
    let client = client();
    let path = path!(client.paths_set().by_key("Bonn", "P1", "o'1", 7));
    assert_eq!(path, "/pathsSet(town='Bonn',planCode='P1',ownerCode='o''1',number=7)");
    assert_eq!(path!(client.one_path_set().by_plan_code("P1")), "/onePathSet('P1')");
}

#[test]
fn parts_may_be_of_type_definitions_and_enumerations() {
    let client = client();
    assert_eq!(path!(client.codes().by_code("a/b")), "/codes('a%2Fb')");
    assert_eq!(path!(client.amounts().by_amount(Decimal::from(12))), "/amounts(12)");
    let enums = path!(client.enums().by_key(&Size::Large, &Size::Small));
    assert_eq!(enums, "/enums(size=shop.size'large',other=shop.size'small')");
    let both = Rights::READ | Rights::WRITE;
    assert_eq!(path!(client.flags().by_rights(&both)), "/flags(shop.rights'read,write')");
}

#[test]
fn parts_may_be_of_every_primitive_type() {
    let client = client();
    let date: Date = "2020-02-29".parse().unwrap();
    let moment: DateTimeOffset = "2020-02-29T12:00:00Z".parse().unwrap();
    let duration: Duration = "PT1H".parse().unwrap();
    let guid: Guid = "21ec2020-3aea-1069-a2dd-08002b30309d".parse().unwrap();
    let time: TimeOfDay = "12:30:00".parse().unwrap();
    let binary = Binary::from(vec![1, 2, 3]);
    let paths = [
        path!(client.by_binary_set().by_key_key(binary.clone())),
        path!(client.by_boolean_set().by_key_key(true)),
        path!(client.by_byte_set().by_key_key(255)),
        path!(client.by_date_set().by_key_key(date)),
        path!(client.by_date_time_offset_set().by_key_key(moment)),
        path!(client.by_decimal_set().by_key_key(Decimal::from(3))),
        path!(client.by_double_set().by_key_key(1.5)),
        path!(client.by_duration_set().by_key_key(duration.clone())),
        path!(client.by_guid_set().by_key_key(guid)),
        path!(client.by_int16_set().by_key_key(-1)),
        path!(client.by_int32_set().by_key_key(-2)),
        path!(client.by_int64_set().by_key_key(-3)),
        path!(client.by_s_byte_set().by_key_key(-4)),
        path!(client.by_single_set().by_key_key(0.5)),
        path!(client.by_string_set().by_key_key("x y")),
        path!(client.by_time_of_day_set().by_key_key(time)),
    ];
    let keys: Vec<&str> = paths.iter().map(|path| path.split_once("Set").unwrap().1).collect();
    assert_eq!(
        keys,
        [
            "(binary'AQID')",
            "(true)",
            "(255)",
            "(2020-02-29)",
            "(2020-02-29T12:00:00Z)",
            "(3)",
            "(1.5)",
            "(duration'PT1H')",
            "(21ec2020-3aea-1069-a2dd-08002b30309d)",
            "(-1)",
            "(-2)",
            "(-3)",
            "(-4)",
            "(0.5)",
            "('x%20y')",
            "(12:30:00)",
        ]
    );
}

#[test]
fn a_set_of_what_has_no_key_is_read_by_its_subtypes() {
    let client = client();
    let guid: Guid = "21ec2020-3aea-1069-a2dd-08002b30309d".parse().unwrap();
    let path = path!(client.keyless_set().as_keyed().by_id(guid));
    assert_eq!(path, "/keylessSet/shop.keyed(21ec2020-3aea-1069-a2dd-08002b30309d)");
}
