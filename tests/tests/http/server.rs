//! The service on loopback does what it says: it refuses what lacks something.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use tests::{
    json::Json,
    server::{Graph, TOKEN},
};

fn ask(service: &Graph, request: &str) -> (u16, Json) {
    let mut stream = TcpStream::connect(service.address()).unwrap();
    stream.write_all(request.replace('\n', "\r\n").as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, Json::parse(body).unwrap_or(Json::Null))
}

fn get(service: &Graph, target: &str, headers: &str) -> (u16, Json) {
    ask(service, &format!("GET {target} HTTP/1.1\nHost: x\nConnection: close\n{headers}\n"))
}

fn good() -> String {
    format!(
        "Authorization: Bearer {TOKEN}\nAccept: application/json\nOData-MaxVersion: 4.01\n\
         client-request-id: 11111111-2222-4333-8444-555555555555\n"
    )
}

const LIST: &str = "/v1.0/identityGovernance/lifecycleWorkflows/workflows";

#[test]
fn headers_are_required() {
    let service = Graph::start();
    assert_eq!(get(&service, LIST, &good()).0, 200);
    for (without, status) in
        [("Authorization", 401), ("Accept", 400), ("OData-MaxVersion", 400), ("client-request-id", 400)]
    {
        let headers: String =
            good().lines().filter(|line| !line.starts_with(without)).map(|line| format!("{line}\n")).collect();
        let (got, body) = get(&service, LIST, &headers);
        assert_eq!(got, status, "{without}");
        let error = body.get("error").unwrap();
        assert!(error.text("code").is_some() && error.get("innerError").unwrap().text("request-id").is_some());
    }
    let body = format!("PATCH {LIST}/a HTTP/1.1\nHost: x\nConnection: close\n{}Content-Length: 2\n\n{{}}", good());
    assert_eq!(ask(&service, &body).0, 400);
}

#[test]
fn paths_and_options_are_checked() {
    let service = Graph::start();
    for target in [
        "/v2.0/x",
        "/v1.0/identityGovernance/lifecycleworkflows/workflows",
        &format!("{LIST}/"),
        &format!("{LIST}?$tpo=1"),
        &format!("{LIST}?$top=-1"),
    ] {
        assert_eq!(get(&service, target, &good()).0, 400, "{target}");
    }
    assert_eq!(get(&service, &format!("{LIST}/missing"), &good()).0, 404);
    assert_eq!(get(&service, &format!("{LIST}/forbidden"), &good()).0, 403);
}

#[test]
fn pages_are_linked_by_opaque_tokens() {
    let service = Graph::start();
    service.pages([1, 0]);
    let (_, first) = get(&service, &format!("{LIST}?$select=id&$count=true"), &good());
    assert!(first.get("@odata.count").is_some());
    assert_eq!(first.get("value").unwrap().items().len(), 1);
    let next = first.text("@odata.nextLink").unwrap();
    let target = next.strip_prefix(service.origin()).unwrap();
    let (status, second) = get(&service, target, &good());
    assert_eq!((status, second.get("value").unwrap().items().len()), (200, 0));
    assert!(second.get("@odata.count").is_none());
    assert_eq!(get(&service, &format!("{LIST}?$skiptoken=5"), &good()).0, 400);
}
