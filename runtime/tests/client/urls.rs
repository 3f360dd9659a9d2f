//! Paths and queries, letter by letter.

use crate::support::{BASE, Thing, offline};
use http::Uri;
use odata_runtime::{
    Client, FunctionRequest, Page, Resource,
    query::{Filter, Literal, ToLiteral},
    transport::memory::InMemory,
};

fn url(resource: &Resource) -> String {
    let request = resource.get::<Thing>().request().unwrap();
    let uri = request.uri().to_string();
    assert!(uri.parse::<Uri>().is_ok());
    uri.strip_prefix(BASE).unwrap().to_owned()
}

fn parenthesised() -> Resource {
    Client::builder(BASE).transport(InMemory::default()).build().unwrap().resource()
}

#[test]
fn keys_are_one_segment() {
    for (key, expected) in [
        ("abc", "/things/abc"),
        ("a/b", "/things/a%2Fb"),
        ("../x", "/things/..%2Fx"),
        ("..", "/things('..')"),
        (".", "/things('.')"),
        ("", "/things('')"),
        ("$value", "/things('$value')"),
        ("%", "/things/%25"),
        ("%2e%2e", "/things/%252e%252e"),
        ("a#b", "/things/a%23b"),
        ("a?b&c", "/things/a%3Fb%26c"),
        ("a+b", "/things/a%2Bb"),
        ("a b", "/things/a%20b"),
        ("O'Neil", "/things/O%27Neil"),
        ("f(x)", "/things/f%28x%29"),
        ("a\\b", "/things/a%5Cb"),
        ("a\r\nb", "/things/a%0D%0Ab"),
        ("ä€😀", "/things/%C3%A4%E2%82%AC%F0%9F%98%80"),
        ("adele@contoso.com", "/things/adele@contoso.com"),
        ("6f01bfd8-0d5b-4d0b-8f3e-2e8d6e2a1a11", "/things/6f01bfd8-0d5b-4d0b-8f3e-2e8d6e2a1a11"),
    ] {
        assert_eq!(url(&offline().child("things").key(key)), expected, "{key:?}");
    }
}

#[test]
fn keys_in_parentheses() {
    for (key, expected) in [
        ("russell", "/People('russell')"),
        ("O'Neil", "/People('O''Neil')"),
        ("a/b", "/People('a%2Fb')"),
        ("..", "/People('..')"),
        ("", "/People('')"),
        ("100% #1?", "/People('100%25%20%231%3F')"),
        ("a+b", "/People('a%2Bb')"),
        ("ä", "/People('%C3%A4')"),
    ] {
        assert_eq!(url(&parenthesised().child("People").key(key)), expected, "{key:?}");
    }
    assert_eq!(url(&parenthesised().child("Orders").key(1)), "/Orders(1)");
    let product = "A/1";
    let composite: [(&str, &dyn ToLiteral); 2] = [("orderId", &1), ("product", &product)];
    assert_eq!(url(&parenthesised().child("Items").keys(&composite)), "/Items(orderId=1,product='A%2F1')");
    assert_eq!(url(&offline().child("items").keys(&composite)), "/items(orderId=1,product='A%2F1')");
}

#[test]
fn paths_grow() {
    let user = offline().child("users").key("u").cast("microsoft.graph.user").child("manager").child("$ref");
    assert_eq!(url(&user), "/users/u/microsoft.graph.user/manager/$ref");
    assert_eq!(offline().get::<Thing>().request().unwrap().uri(), "https://service.example/v1.0/");
    for name in ["", ".", ".."] {
        let error = offline().child(name).child("x").get::<Thing>().request().unwrap_err();
        assert!(error.is_builder(), "{error}");
    }
}

#[test]
fn function_arguments_are_inline() {
    let runs = offline().child("runs");
    let call: FunctionRequest<()> = runs
        .function("summary")
        .argument("startDateTime", Literal::bare("2024-01-01T00:00:00Z"))
        .argument("endDateTime", Literal::bare("2024-02-01T00:00:00+02:00"))
        .returns();
    assert_eq!(
        call.request().unwrap().uri(),
        "https://service.example/v1.0/runs/summary(startDateTime=2024-01-01T00:00:00Z,endDateTime=2024-02-01T00:00:00%2B02:00)"
    );
    let call: FunctionRequest<()> = runs
        .function("ns.f")
        .argument("text", "a/b'c?d")
        .argument("status", Literal::enumeration("ns.status", "failed"))
        .optional("none", None::<i32>)
        .optional("some", Some(1))
        .returns();
    assert_eq!(
        call.request().unwrap().uri(),
        "https://service.example/v1.0/runs/ns.f(text='a%2Fb''c%3Fd',status='failed',some=1)"
    );
    let call: FunctionRequest<()> = runs.function("now").returns();
    assert_eq!(call.request().unwrap().uri(), "https://service.example/v1.0/runs/now()");
}

#[test]
fn structured_arguments_go_by_alias() {
    let ids = serde_json::value::to_raw_value(&["a&b", "c+d"]).unwrap();
    let call: FunctionRequest<Page<Thing>> = offline()
        .function("f")
        .argument("n", 1)
        .argument("ids", Literal::json(&ids))
        .argument("more", Literal::json(&ids))
        .returns();
    assert_eq!(
        call.top(2).request().unwrap().uri(),
        "https://service.example/v1.0/f(n=1,ids=@p1,more=@p2)?@p1=%5B%22a%26b%22,%22c%2Bd%22%5D&@p2=%5B%22a%26b%22,%22c%2Bd%22%5D&$top=2"
    );
}

#[test]
fn queries_are_encoded() {
    let list = || offline().child("things").list::<Thing>();
    let query =
        |request: odata_runtime::ListRequest<Thing>| request.request().unwrap().uri().query().unwrap().to_owned();
    assert_eq!(
        query(list().select((Thing::ID, Thing::SIZE)).order_by(Thing::SIZE.desc()).top(50).skip(5).count()),
        "$select=id,size&$orderby=size%20desc&$top=50&$skip=5&$count=true"
    );
    assert_eq!(
        query(list().filter_raw("a eq 'x+y&z#%' and b/any(i:i/c eq 1)")),
        "$filter=a%20eq%20'x%2By%26z%23%25'%20and%20b/any(i:i/c%20eq%201)"
    );
    assert_eq!(query(list().filter_raw("n eq 'é\"<>'")), "$filter=n%20eq%20'%C3%A9%22%3C%3E'");
    assert_eq!(
        query(list().filter(Thing::ID.eq("a/b+c").or(Thing::SIZE.gt(3))).select(Thing::ID)),
        "$filter=id%20eq%20'a%2Fb%2Bc'%20or%20size%20gt%203&$select=id"
    );
    assert_eq!(query(list().search("\"display:a b\"")), "$search=%22display:a%20b%22");
    assert_eq!(query(list().query("custom=&", "x=y;z").query("custom=&", "")), "custom%3D%26=x=y;z&custom%3D%26=");
    assert_eq!(query(list().query("a", "🎉\u{0}\n")), "a=%F0%9F%8E%89%00%0A");
}

#[test]
fn options_add_up() {
    let list = || offline().child("things").list::<Thing>();
    let query =
        |request: odata_runtime::ListRequest<Thing>| request.request().unwrap().uri().query().unwrap().to_owned();
    assert_eq!(query(list().select(Thing::ID).select(Thing::SIZE).select(Thing::ID)), "$select=id,size");
    assert_eq!(query(list().filter(Filter::raw("a or b")).filter_raw("c")), "$filter=(a%20or%20b)%20and%20(c)");
    assert_eq!(query(list().top(1).top(2).query("$top", "3")), "$top=3");
    assert_eq!(query(list().filter_raw("a").query("$filter", "b")), "$filter=b");
}

#[test]
fn what_is_too_long_is_an_error() {
    let error = offline().child("things").list::<Thing>().filter_raw("x".repeat(70_000)).request().unwrap_err();
    assert!(error.is_builder());
    assert!(error.to_string().starts_with("GET /v1.0/things: the URL is not valid"), "{error}");
}
