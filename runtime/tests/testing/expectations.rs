//! Which call uses up which expectation, and what is said of the others.

use http::Method;
use odata_runtime::{Client, Object, testing::MockService};
use serde_json::json;

use crate::{BASE, block_on, client, delete, get, things};

/// Adds an expectation.
type Expect = fn(&MockService);

/// Whether one call of this kind is answered.
fn answers(service: &MockService, call: impl AsyncFnOnce(Client) -> bool) -> bool {
    block_on(call(client(service)))
}

#[test]
fn paths_are_below_the_root_however_they_are_encoded() {
    for (expected, answered) in [
        ("/things('x%20%C3%A4')", true),
        ("/things('x ä')", true),
        ("things('x ä')/", true),
        ("/v1.0/things('x ä')", true),
        ("/things", false),
        ("/('x ä')", false),
        ("/", false),
        ("/other/things('x ä')", false),
    ] {
        let service = MockService::new();
        service.expect(Method::DELETE, expected);
        let deleted = block_on(things(&service).key("x ä").delete().send()).is_ok();
        assert_eq!((deleted, service.verify().is_ok()), (answered, answered), "{expected}");
    }
}

#[test]
fn with_a_known_root_nothing_else_will_do() {
    for (root, path, answered) in [
        (BASE, "/things(7)", true),
        ("https://service.example/v1.0/", "things(7)", true),
        ("https://service.example", "/v1.0/things(7)", true),
        ("https://service.example", "/things(7)", false),
        ("https://service.example/v1", "/things(7)", false),
        ("https://other.example/v1.0", "/things(7)", false),
        ("https://service.example/v1.0/things(7)", "/", true),
    ] {
        let service = MockService::at(root);
        service.expect(Method::DELETE, path);
        assert_eq!(delete(&service, 7).is_ok(), answered, "{root} {path}");
    }
}

#[test]
fn everything_that_is_asked_of_a_call_counts() {
    let post = async |client: Client| {
        let create = client.resource().child("things").create(&Object::default()).header("x-a", "1").header("x-b", "2");
        create.query("$select", "a b,c").query("x", "").send().await.is_ok()
    };
    let service = MockService::new();
    service
        .expect(Method::POST, "/things?$select=a%20b,c&x")
        .with_query("$select", "a b,c")
        .with_header("X-A", "1")
        .with_header("x-b", "2")
        .with_json(&json!({}))
        .when(|request| request.headers().contains_key("authorization"))
        .answer_json(&json!({}));
    assert!(answers(&service, post));
    service.verify().unwrap();

    let unmet: [Expect; 7] = [
        |service| drop(service.expect(Method::GET, "/things").answer_json(&json!({}))),
        |service| drop(service.expect(Method::POST, "/things?$top=5").answer_json(&json!({}))),
        |service| drop(service.expect(Method::POST, "/things").with_query("$select", "a").answer_json(&json!({}))),
        |service| drop(service.expect(Method::POST, "/things").with_header("x-a", "2").answer_json(&json!({}))),
        |service| drop(service.expect(Method::POST, "/things").with_header("x-c", "1").answer_json(&json!({}))),
        |service| drop(service.expect(Method::POST, "/things").with_json(&json!({"a": 1})).answer_json(&json!({}))),
        |service| drop(service.expect(Method::POST, "/things").when(|_| false).answer_json(&json!({}))),
    ];
    for (number, expect) in unmet.iter().enumerate() {
        let service = MockService::new();
        expect(&service);
        assert!(!answers(&service, post), "{number}");
        let unmet = service.verify().unwrap_err();
        assert_eq!((unmet.missing().len(), unmet.unexpected().len()), (1, 1), "{unmet}");
    }
}

#[test]
fn expectations_of_one_call_are_used_in_their_order() {
    let service = MockService::new();
    let expect = |id| service.expect(Method::GET, "/things(7)").answer_json(&json!({"id": id}));
    expect("a");
    expect("b").times(2);
    expect("c").any_times();
    let ids: Vec<_> = (0..5).map(|_| get(&service).unwrap().extra.get("id").unwrap()).collect();
    assert_eq!(ids, ["a", "b", "b", "c", "c"]);
    service.verify().unwrap();
}

#[test]
fn other_calls_may_come_in_any_order_unless_told() {
    let expect = |service: MockService| {
        service.expect(Method::DELETE, "/things(1)");
        service.expect(Method::DELETE, "/things(2)").any_times();
        service.expect(Method::DELETE, "/things(3)").times(2);
        service
    };
    let any = expect(MockService::new());
    assert!([3, 1, 2, 3].iter().all(|key| delete(&any, *key).is_ok()));
    any.verify().unwrap();

    for (keys, failing) in [
        (vec![1, 2, 2, 3, 3], None),
        (vec![1, 3, 3], None),
        (vec![2], Some(2)),
        (vec![1, 3, 2], Some(2)),
        (vec![1, 3, 3, 3], Some(3)),
        (vec![1, 1], Some(1)),
    ] {
        let strict = expect(MockService::new().in_order());
        let outcomes: Vec<_> = keys.iter().map(|key| delete(&strict, *key)).collect();
        let failed = keys.iter().zip(&outcomes).find(|(_, outcome)| outcome.is_err()).map(|(key, _)| *key);
        assert_eq!(failed, failing, "{keys:?}");
    }
}

#[test]
fn an_unexpected_call_fails_and_says_what_was_expected() {
    let service = MockService::new();
    service
        .expect(Method::DELETE, "/things(1)")
        .with_header("if-match", "very-secret")
        .with_json(&json!(1))
        .when(|_| true);
    service.expect(Method::GET, "/things").with_query("$top", "5").times(3);
    let error = delete(&service, 8).unwrap_err();
    assert!(error.is_transport());
    let text = error.to_string();
    assert!(text.contains("DELETE https://service.example/v1.0/things(8) was not expected; what is: "), "{text}");
    let expected = "DELETE /things(1), with the header `if-match`, with the body 1, under a condition";
    assert!(text.contains(&format!("{expected}; GET /things?$top=5")), "{text}");
    let unmet = service.verify().unwrap_err();
    assert_eq!(unmet.missing(), [expected, "GET /things?$top=5 (0 of 3 came)"]);
    assert_eq!(unmet.unexpected(), ["DELETE https://service.example/v1.0/things(8)"]);
    assert_eq!(unmet.to_string().lines().count(), 3);
    assert!(!format!("{error:?} {unmet:?} {service:?}").contains("very-secret"));

    let strict = MockService::new().in_order();
    strict.expect(Method::GET, "/a");
    strict.expect(Method::GET, "/b");
    assert!(delete(&strict, 8).unwrap_err().to_string().contains("was not expected; the next is GET /a"));
    let empty = MockService::new();
    assert!(delete(&empty, 8).unwrap_err().to_string().contains("nor is anything else"));
    assert_eq!(empty.requests().len(), 1);
}

#[test]
fn an_unexpected_call_is_not_tried_again() {
    let service = MockService::new();
    let client = Client::builder(BASE).transport(service.clone()).build().unwrap();
    assert!(block_on(client.resource().child("things").delete().send()).unwrap_err().is_transport());
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn never_is_a_number_of_times() {
    let service = MockService::new();
    service.expect(Method::DELETE, "/things(7)").times(0);
    service.verify().unwrap();
    assert!(delete(&service, 7).is_err());
    assert!(service.verify().is_err());
}

#[test]
fn what_cannot_be_is_reported() {
    let faulty: [(Expect, &str); 3] = [
        (|service| drop(service.expect(Method::DELETE, "/things(7)").status(99)), "99 is no status"),
        (|service| drop(service.expect(Method::DELETE, "/things(7)").header("a b", "c")), "`a b` and its value"),
        (|service| drop(service.expect(Method::DELETE, "/things(7)").header("a", "\n")), "`a` and its value"),
    ];
    for (expect, fault) in faulty {
        let service = MockService::new();
        expect(&service);
        assert!(delete(&service, 7).unwrap_err().to_string().contains(fault));
        assert!(service.verify().unwrap_err().faults()[0].contains(fault));
    }
}

#[test]
fn conditions_and_answers_may_ask_the_service() {
    let service = MockService::new();
    let (asked, asking) = (service.clone(), service.clone());
    service
        .expect(Method::GET, "/things(7)")
        .when(move |_| asked.requests().len() == 2)
        .answer_with(move |_| http::Response::new(format!(r#"{{"calls": {}}}"#, asking.requests().len())));
    assert!(get(&service).is_err());
    assert_eq!(get(&service).unwrap().extra.get("calls").unwrap(), 2);
}
