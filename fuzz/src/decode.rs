//! Answers of a service, in whatever shape: errors, never a panic; and what is read is written again.

use bytes::Bytes;
use futures_executor::block_on;
use futures_util::{StreamExt as _, TryStreamExt as _};
use http::{Response, StatusCode};
use odata_runtime::{
    Client, Error, NoRetry, Object, Wire,
    model::{read_json, write_json},
    transport::memory::InMemory,
};

use crate::{
    emitted::{Everything, Subject},
    tree::Tree,
    v1::{AnyProduct, Customer, Order, ShopClient},
};

/// Reads an answer. The first byte says as what, and of which status; the rest is the body.
pub fn response(data: &[u8]) {
    let Some((&kind, body)) = data.split_first() else { return };
    match kind {
        b'e' => whole(body),
        b's' => wire::<Subject>(body),
        b'p' => wire::<AnyProduct>(body),
        b'c' => wire::<Customer>(body),
        b'o' => wire::<Order>(body),
        b'u' => wire::<Object>(body),
        b'l' => pages(body),
        b'd' => changes(body),
        b'b' => batch(body),
        status => refused(status, body),
    }
}

/// A model of every kind of property, whole.
fn whole(body: &[u8]) {
    let mut value = Everything::default();
    if read_json(body, &mut value).is_ok() {
        let written = write_json(&value).expect("what was read is written");
        assert_kept(body, &written);
        let mut again = Everything::default();
        read_json(&written, &mut again).expect("what was written is read");
        assert_eq!(write_json(&again).expect("and is written again"), written);
    }
}

fn wire<T: Wire>(body: &[u8]) {
    if let Ok(value) = T::read_json(body) {
        let written = value.write_json().expect("what was read is written");
        // A value in a wrapper is taken out of it.
        let is_wrapped = matches!(tree(body), Tree::Object(members) if members.contains_key("value"));
        if !is_wrapped {
            assert_kept(body, &written);
            let again = T::read_json(&written).expect("what was written is read");
            assert_eq!(again.write_json().expect("and is written again"), written);
        }
    }
    if let Ok(page) = T::read_page(body) {
        page.items.iter().for_each(|item| drop(item.write_json().expect("what was read is written")));
    }
}

/// A body that the runtime could read.
fn tree(body: &[u8]) -> Tree {
    Tree::parse(std::str::from_utf8(body).expect("what is read is UTF-8"))
}

/// Nothing of a body was lost, and nothing added.
fn assert_kept(body: &[u8], written: &[u8]) {
    assert_eq!(without_nulls(tree(body)), without_nulls(tree(written)));
}

/// A property that was null may be left out.
fn without_nulls(tree: Tree) -> Tree {
    match tree {
        Tree::Object(members) => {
            let kept = members.into_iter().filter(|(_, value)| *value != Tree::Null);
            Tree::Object(kept.map(|(name, value)| (name, without_nulls(value))).collect())
        }
        Tree::Array(items) => Tree::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

/// A client of a service that answers everything with one body.
fn client(status: StatusCode, body: &[u8]) -> ShopClient {
    let body = Bytes::copy_from_slice(body);
    let service = InMemory::new(move |_| {
        let mut answer = Response::new(body.clone());
        *answer.status_mut() = status;
        answer.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
        answer
    });
    let built = Client::builder("https://service.example").transport(service).retry(NoRetry).build();
    ShopClient::from(built.expect("a client needs no more"))
}

/// Whatever an error is asked, it answers.
fn asked(error: &Error) {
    let _ = (error.to_string(), format!("{error:?}"), error.status(), error.code(), error.request_id());
    let _ = (error.retry_after(), error.is_throttled());
}

/// Pages lead to each other; the same body over and over must end too.
fn pages(body: &[u8]) {
    let client = client(StatusCode::OK, body);
    let items: Vec<_> = block_on(client.products().list().items().take(50).collect::<Vec<_>>());
    items.iter().filter_map(|item| item.as_ref().err()).for_each(asked);
    if let Err(error) = block_on(client.products().list().send()) {
        asked(&error);
    }
}

fn changes(body: &[u8]) {
    let client = client(StatusCode::OK, body);
    let delta = client.resource().child("things").track_changes::<AnyProduct>();
    let changes: Result<Vec<_>, Error> = block_on(delta.changes().take(50).try_collect());
    if let Err(error) = changes {
        asked(&error);
    }
}

fn batch(body: &[u8]) {
    let client = client(StatusCode::OK, body);
    let mut batch = client.batch();
    let one = batch.add(client.products().list());
    let other = batch.add(client.resource().child("things").get::<Everything>());
    match block_on(batch.send()) {
        Ok(mut answers) => {
            if let Err(error) = answers.take(one) {
                asked(&error);
            }
            if let Err(error) = answers.take(other) {
                asked(&error);
            }
        }
        Err(error) => asked(&error),
    }
}

fn refused(status: u8, body: &[u8]) {
    let status = StatusCode::from_u16(200 + u16::from(status) * 2).unwrap_or(StatusCode::BAD_REQUEST);
    if let Err(error) = block_on(client(status, body).customers().list().send()) {
        asked(&error);
    }
}
