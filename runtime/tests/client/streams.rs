//! Streams: down and up, part by part.

use bytes::Bytes;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use http::{Method, Response, StatusCode};
use odata_runtime::transport::{Body, TransportError, TransportErrorKind, memory::InMemory};

use crate::support::{Clock, Thing, answer, block_on, builder, root};

fn parts(number: usize) -> Body {
    Body::stream(stream::iter((0..number).map(|part| Ok(Bytes::from(format!("{part};"))))))
}

#[test]
fn a_download_comes_part_by_part() {
    let service = InMemory::fallible(|_| {
        let mut response = Response::new(parts(3));
        response.headers_mut().insert("content-type", "image/png".parse().unwrap());
        response.headers_mut().insert("content-length", "6".parse().unwrap());
        Ok(response)
    });
    let photo = root(&service).child("me").stream("photo");
    let download = block_on(photo.download().send()).unwrap();
    assert_eq!(
        (download.status(), download.media_type(), download.length()),
        (StatusCode::OK, Some("image/png"), Some(6))
    );
    let got: Vec<Bytes> = block_on(download.try_collect()).unwrap();
    assert_eq!(got, ["0;", "1;", "2;"]);
    let sent = service.requests().remove(0);
    assert_eq!((sent.method(), sent.uri().path()), (&Method::GET, "/v1.0/me/photo"));
    assert_eq!(sent.headers()["accept"], "*/*");
}

#[test]
fn a_download_has_no_limit_but_the_callers() {
    let service = InMemory::fallible(|_| Ok(Response::new(parts(1000))));
    let client = builder(&service).response_limit(10).build().unwrap();
    let content = client.resource().child("things").key("a").value();
    let download = block_on(content.download().send()).unwrap();
    assert_eq!(block_on(download.bytes(10_000)).unwrap().len(), 3890);
    let download = block_on(content.download().send()).unwrap();
    assert!(block_on(download.bytes(100)).unwrap_err().is_too_large());
    assert_eq!(service.requests()[0].uri().path(), "/v1.0/things/a/$value");
}

#[test]
fn a_download_that_breaks_off_ends_with_an_error() {
    let service = InMemory::fallible(|_| {
        let cut = TransportError::new(TransportErrorKind::Body, "cut");
        Ok(Response::new(Body::stream(stream::iter([Ok(Bytes::from("a")), Err(cut)]))))
    });
    let mut download = block_on(root(&service).stream("photo").download().send()).unwrap();
    assert_eq!(block_on(download.next()).unwrap().unwrap(), "a");
    let error = block_on(download.next()).unwrap().unwrap_err();
    assert!(error.is_transport() && error.path() == "/v1.0/photo", "{error}");
    assert!(block_on(download.next()).is_none());
}

#[test]
fn a_refused_download_is_an_error_of_the_service() {
    let service = InMemory::queue([answer(404, r#"{"error":{"code":"NoPhoto"}}"#)]);
    let error = block_on(root(&service).stream("photo").download().send()).unwrap_err();
    assert_eq!(error.code(), Some("NoPhoto"));
}

#[test]
fn uploads_of_every_kind_are_sent() {
    let service = InMemory::default();
    let photo = root(&service).stream("photo");
    block_on(photo.upload("image/png").send("bytes")).unwrap();
    block_on(photo.upload("text/plain").length(4).send(parts(2))).unwrap();
    block_on(photo.delete().send()).unwrap();
    let sent = service.requests();
    assert_eq!((sent[0].method(), sent[0].body().as_ref()), (&Method::PUT, &b"bytes"[..]));
    assert_eq!(sent[0].headers()["content-type"], "image/png");
    assert_eq!(sent[0].headers()["odata-version"], "4.0");
    assert_eq!((sent[1].body().as_ref(), &sent[1].headers()["content-length"]), (&b"0;1;"[..], &"4".parse().unwrap()));
    assert_eq!(sent[2].method(), Method::DELETE);
    assert!(block_on(photo.upload("no\ntype").send("x")).unwrap_err().is_builder());
    assert_eq!(service.requests().len(), 3);
}

#[test]
fn a_media_entity_is_created_from_its_content() {
    let service = InMemory::queue([answer(201, r#"{"id":"a"}"#)]);
    let made: Thing = block_on(root(&service).child("photos").create_media("image/gif").send("GIF89a")).unwrap();
    assert_eq!(made.id.as_deref(), Some("a"));
    assert_eq!(service.requests()[0].method(), Method::POST);
}

#[test]
fn an_upload_is_tried_again_where_it_can_be_made_anew() {
    for (body, sent) in [
        (Body::from("0;1;"), 2),
        (Body::replayable(|| stream::iter((0..2).map(|part| Ok(Bytes::from(format!("{part};")))))), 2),
        (parts(2), 1),
    ] {
        let service = InMemory::queue([answer(504, ""), answer(204, "")]);
        let client = builder(&service).timer(Clock::default()).build().unwrap();
        let outcome = block_on(client.resource().stream("photo").upload("a/b").send(body));
        assert_eq!((outcome.is_ok(), service.requests().len()), (sent == 2, sent));
        assert!(service.requests().iter().all(|request| request.body() == "0;1;"));
    }
}
